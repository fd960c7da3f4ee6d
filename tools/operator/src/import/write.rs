//! The second pass: everybody is written, many at once, each in a transaction of their own.

use std::io::BufRead;

use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use profile_core::audit::{Action, Actor, AuditEntry, Cause, Record};
use profile_core::{
    Clock, Commit, Origin, Outcome, Person, StoreError, SyncStore, Timestamp, Write,
};

use super::Failed;
use super::check::LineSet;
use super::lines::Lines;
use super::problem::{Fault, Faults, Problem};
use super::progress::Progress;
use super::record;
use super::tables::{Key, Standing, Tables};
use super::tally::Tally;

/// How often a person is written anew whom a rival's transaction got in the way of.
const MOST_ATTEMPTS: u32 = 20;

/// How an import goes about writing.
pub(crate) struct Plan<'a> {
    /// How many people are written at once.
    pub(crate) at_once: usize,
    /// No time in the file is later.
    pub(crate) latest: Timestamp,
    /// The lines of those who are there already.
    pub(crate) present: &'a LineSet,
    /// The id of this import in the audit trail.
    pub(crate) run: &'a str,
    /// Whether only to count.
    pub(crate) dry_run: bool,
}

/// What came of writing.
#[derive(Debug, Default)]
pub(crate) struct Written {
    pub(crate) tally: Tally,
    /// What got in the way of some since they were checked.
    pub(crate) faults: Faults,
    /// Why it stopped before the end, if it did.
    pub(crate) stopped: Option<Failed>,
}

/// What came of one person.
enum One {
    Imported(Tally),
    Present,
    Conflict(Vec<Fault>),
}

/// Writes everybody whom the tables don't hold. It stops when told to, and when the tables
/// or the file fail; those under way are written to the end.
pub(crate) async fn write<R: BufRead>(
    tables: &Tables<'_, impl Clock>,
    file: R,
    progress: &mut Progress,
    plan: &Plan<'_>,
) -> Written {
    let mut lines = Lines::new(file);
    let mut written = Written::default();
    let mut under_way = FuturesUnordered::new();
    while written.stopped.is_none() {
        match next(&mut lines, plan) {
            Ok(Some(Next::Present)) => written.tally.present += 1,
            Ok(Some(Next::Person(line, person))) => under_way.push(one(tables, plan, line, person)),
            Ok(None) => break,
            Err(error) => written.stopped = Some(error),
        }
        if under_way.len() >= plan.at_once
            && let Some(one) = under_way.next().await
        {
            written.note(one);
        }
        progress.show(lines.position, written.tally.people());
        // A signal is heard only while this task waits.
        tokio::task::yield_now().await;
        if written.stopped.is_none() && tables.stop.is_asked() {
            written.stopped = Some(Failed::Stopped);
        }
    }
    while let Some(one) = under_way.next().await {
        written.note(one);
    }
    progress.end(lines.position, written.tally.people());
    written
}

enum Next {
    Present,
    Person(u64, Box<(Person, Key)>),
}

fn next<R: BufRead>(lines: &mut Lines<R>, plan: &Plan<'_>) -> Result<Option<Next>, Failed> {
    let Some(line) = lines.next()? else { return Ok(None) };
    if plan.present.contains(line.number) {
        return Ok(Some(Next::Present));
    }
    let record = record::read(line.bytes.ok_or(Failed::FileChanged)?, plan.latest);
    let person = record.person.map_err(|_| Failed::FileChanged)?;
    let key = Key::new(line.number, record.unique).ok_or(Failed::FileChanged)?;
    Ok(Some(Next::Person(line.number, Box::new((person, key)))))
}

async fn one(
    tables: &Tables<'_, impl Clock>,
    plan: &Plan<'_>,
    line: u64,
    person: Box<(Person, Key)>,
) -> Result<One, StoreError> {
    let (person, key) = *person;
    let imported = One::Imported(Tally::imported(&person));
    if plan.dry_run {
        return Ok(imported);
    }
    let write = first_write(person, plan.run, tables.clock.now());
    // An attempt whose answer got lost may have written it.
    let mut is_unsure = false;
    for attempt in 1..=MOST_ATTEMPTS {
        let committed = tables
            .patiently(async || {
                let committed = tables.store.commit(&write, None).await;
                is_unsure |= committed.is_err();
                committed
            })
            .await;
        match committed {
            Ok(Commit::Done) => return Ok(imported),
            Ok(Commit::Outdated | Commit::AlreadySettled) => {}
            Err(StoreError::Refused(_)) => {
                let place = String::new();
                return Ok(One::Conflict(vec![Fault { line, place, problem: Problem::Refused }]));
            }
            Err(error) => return Err(error),
        }
        match tables.standings(vec![key.clone()]).await?.pop() {
            Some((_, Standing::Present)) if is_unsure => return Ok(imported),
            Some((_, Standing::Present)) => return Ok(One::Present),
            Some((_, Standing::Conflict(faults))) => return Ok(One::Conflict(faults)),
            Some((_, Standing::Absent)) | None => tables.clock.pause(attempt).await,
        }
    }
    Err(StoreError::Unavailable("others kept writing the same items".into()))
}

/// The write that makes the record, with the first entry of its trail.
fn first_write(mut person: Person, run: &str, now: Timestamp) -> Write {
    let version = person.user.version.next();
    let entry = AuditEntry::append(
        &person.user.audit_hash,
        Record {
            user_id: person.user.id.clone(),
            version: version.0,
            action: Action::Created,
            actor: Actor::System,
            impersonator: None,
            cause: Cause::Request(run.to_owned()),
            changes: Vec::new(),
            note: Some("imported from the platform's database".to_owned()),
            origin: Origin::default(),
            at: now,
        },
    );
    person.user.version = version;
    person.user.audit_hash.clone_from(&entry.hash);
    Write { before: None, after: person, entry: Some(entry), outcome: Outcome::Created }
}

impl Written {
    fn note(&mut self, one: Result<One, StoreError>) {
        match one {
            Ok(One::Imported(tally)) => self.tally += tally,
            Ok(One::Present) => self.tally.present += 1,
            Ok(One::Conflict(faults)) => {
                self.tally.refused += 1;
                self.faults.extend(faults);
            }
            Err(error) => {
                self.stopped.get_or_insert(Failed::Store(error));
            }
        }
    }
}
