//! Finds what no webhook brought, and repairs it through the same rules (R23 to R27).
//!
//! A run walks through Clerk's users page by page. Each page is compared with our records,
//! what differs is repaired, and then one write notes how far the run has come, what it
//! found, and that it still holds the lease. A run that dies is gone on with from there: a
//! page at most is compared again, and a repair that was made is no difference any more.
//!
//! | In | is |
//! |---|---|
//! | [`Run`] | what a run is, and its checkpoint |
//! | [`Drift`] | how a record is compared, and what the report says of it |
//! | `walk` | the walks through Clerk's users |
//! | `page` | a page: compared and repaired |
//! | `sweep` | who of ours is missing from the list |
//! | `finish` | those who are gone, and the pushes |
//! | [`RunStore`] | the port to where runs are kept |
//! | [`RunStarter`] | the port to what starts a run elsewhere |

mod drift;
mod finish;
mod page;
mod run;
mod start;
mod store;
mod sweep;
mod walk;

pub use drift::{Drift, Kind};
pub(crate) use drift::{Verdict, compare};
pub use run::{Checkpoint, Counts, FieldCounts, Mode, Request, Run, RunId, RunState, Stage};
pub use start::{RunStarter, StartError};
pub use store::{Lease, RunStore, Save, Saved};

use std::time::Duration;

use crate::{
    Chain, Clock, DirectoryError, MetadataWriter, Roster, StoreError, Sync, SyncStore, Timestamp,
    UserListing,
};

/// Most users that Clerk puts on a page.
pub const LARGEST_PAGE: u16 = 500;

/// How long a run that says nothing keeps others from working: longer than a page takes.
const LEASE: Duration = Duration::from_secs(90);

/// After so many invocations in a row that didn't get on, a run is given up: an hour of them,
/// as they are scheduled. The next one begins anew from the same watermark.
const MOST_FAILURES: u32 = 12;

/// How often a run that waits for the lease asks again: with half a second between on average,
/// for longer than a run that died holds it.
const PATIENCE: u32 = 240;

/// The number of an attempt so late that the pause before it is the longest.
const LONG_PAUSE: u32 = 10;

/// How long before its deadline an invocation begins no further page.
const MARGIN: Duration = Duration::from_secs(20);

/// Reconciles through the ports it borrows.
#[derive(Clone, Copy, Debug)]
pub struct Reconciler<'a, S, D, C> {
    /// The tables.
    pub store: &'a S,
    /// Clerk.
    pub directory: &'a D,
    /// Time.
    pub clock: &'a C,
    /// How old a change of Clerk's must be for its event to count as missed (R24).
    pub grace: Duration,
    /// Users on a page of a full walk; [`LARGEST_PAGE`] needs the fewest requests.
    pub page: u16,
}

/// How the work on a run ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ended {
    /// The run that was asked for did what it could, and says how it ended.
    Done(Box<Run>),
    /// The run that was open has ended, and it did not do what is asked for: ask again.
    Other(Box<Run>),
    /// The run that is asked for had ended before: nothing was done.
    Before(Box<Run>),
    /// Time ran short: the next invocation goes on.
    Continues(Box<Run>),
    /// Another run is at work: nothing was done.
    Busy,
}

/// An invocation failed. The run stays open, and the next invocation goes on with it.
#[derive(Debug, thiserror::Error)]
pub enum ReconcileError {
    /// The tables could not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Clerk could not answer.
    #[error(transparent)]
    Directory(#[from] DirectoryError),
    /// The run was too slow, and another one has taken over.
    #[error("the lease was lost to another run")]
    LeaseLost,
}

/// A run at work.
struct Work {
    lease: Lease,
    run: Run,
    deadline: Timestamp,
    /// What was found and is not written yet.
    drifts: Vec<Drift>,
    /// How many of Clerk's requests are counted already.
    requests_counted: u64,
}

impl Work {
    /// Counts what was found, and keeps it for the report.
    fn found(&mut self, drift: Drift) {
        self.run.count(&drift);
        self.drifts.push(drift);
    }
}

/// Whether there was time for all of it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Progress {
    Complete,
    TimeShort,
}

impl<S, D, C> Reconciler<'_, S, D, C>
where
    S: SyncStore + Roster + RunStore,
    D: UserListing + MetadataWriter,
    C: Clock,
{
    /// Goes on with the run that is open, or, if none is, begins what is asked for.
    ///
    /// The first run of all walks through everybody, whatever is asked for: nothing is known
    /// that it could begin from. A run that is asked for by an id is made once, however often it
    /// is asked for.
    ///
    /// # Errors
    ///
    /// [`ReconcileError`]; calling again goes on. What can't be mended by calling again, such
    /// as a wrong key, is no error: the run ends as [`RunState::Stopped`] and says why.
    pub async fn run(
        &self,
        request: Request,
        deadline: Timestamp,
    ) -> Result<Ended, ReconcileError> {
        let Some(lease) = self.lease(&request).await? else { return Ok(Ended::Busy) };
        let (run, is_asked_for) = self.open(&lease, &request).await?;
        if run.state != RunState::Open {
            self.hand_back(&lease, &run).await?;
            return Ok(Ended::Before(Box::new(run)));
        }
        let requests_counted = self.directory.requests();
        let mut work = Work { lease, run, deadline, drifts: Vec::new(), requests_counted };
        let result = self.carry_on(&mut work).await;
        let run = Box::new(self.leave(work, result).await?);
        Ok(match run.state {
            RunState::Open => Ended::Continues(run),
            _ if is_asked_for || run.covers(&request) => Ended::Done(run),
            _ => Ended::Other(run),
        })
    }

    /// The lease; `None` when somebody else holds it. A full run, which comes once a day, and
    /// one that somebody waits for by its id wait for an incremental one to end; an incremental
    /// one has its next turn soon.
    async fn lease(&self, request: &Request) -> Result<Option<Lease>, StoreError> {
        let waits = request.mode == Mode::Full || request.run_id.is_some();
        let patience = if waits { PATIENCE } else { 0 };
        for attempt in 0..=patience {
            if attempt > 0 {
                self.clock.pause(LONG_PAUSE).await;
            }
            let lease = self.store.acquire(self.clock.now(), LEASE).await?;
            if lease.is_some() {
                return Ok(lease);
            }
        }
        Ok(None)
    }

    /// The run to work on, and whether it is the one that is asked for.
    async fn open(&self, lease: &Lease, request: &Request) -> Result<(Run, bool), ReconcileError> {
        for id in lease.open_run.iter().chain(&request.run_id) {
            if let Some(run) = self.store.run(id).await? {
                return Ok((run, request.run_id.as_ref() == Some(id)));
            }
        }
        let now = self.clock.now();
        let id = request.run_id.clone().unwrap_or_else(|| RunId::mint(now, lease.fence));
        let mode = if lease.watermark.is_none() { Mode::Full } else { request.mode };
        Ok((Run::begin(id, Request { mode, ..request.clone() }, now), true))
    }

    /// Lets others begin, and leaves the run as it was found.
    async fn hand_back(&self, lease: &Lease, run: &Run) -> Result<(), StoreError> {
        let now = self.clock.now();
        // Whether the lease was lost meanwhile makes no difference to a run that had ended.
        self.store.save(Save { lease, run, drifts: None, lease_until: now, now }).await.map(|_| ())
    }

    async fn carry_on(&self, work: &mut Work) -> Result<(), ReconcileError> {
        loop {
            let progress = match work.run.checkpoint.stage {
                Stage::Walking => self.walk(work).await?,
                Stage::Asking => self.ask_after_the_absent(work).await?,
                Stage::Burying => self.bury_the_gone(work).await?,
                Stage::Pushing => self.push_what_waits(work).await?,
            };
            if progress == Progress::TimeShort || work.run.state != RunState::Open {
                return Ok(());
            }
        }
    }

    /// Writes how the work ended and lets others begin.
    async fn leave(
        &self,
        mut work: Work,
        result: Result<(), ReconcileError>,
    ) -> Result<Run, ReconcileError> {
        let now = self.clock.now();
        let error = match result {
            Err(ReconcileError::LeaseLost) => return Err(ReconcileError::LeaseLost),
            Err(error) => Some(error),
            Ok(()) => None,
        };
        if let Some(error) = &error {
            work.run.checkpoint.failures += 1;
            if is_final(error) || work.run.checkpoint.failures >= MOST_FAILURES {
                let note = format!("stopped, and nobody else was removed: {}", Chain(error));
                work.run.end(RunState::Stopped, Some(note), now);
            }
        }
        let saved = self.write(&mut work, now).await;
        match error.filter(|_| work.run.state == RunState::Open) {
            Some(error) => Err(error),
            None => saved.map(|()| work.run),
        }
    }

    /// Writes the run and what it found, and holds the lease for another while.
    async fn save(&self, work: &mut Work) -> Result<(), ReconcileError> {
        work.run.checkpoint.failures = 0;
        let until = self.clock.now().after(LEASE);
        self.write(work, until).await
    }

    async fn write(&self, work: &mut Work, lease_until: Timestamp) -> Result<(), ReconcileError> {
        let now = self.clock.now();
        let requests = self.directory.requests();
        work.run.counts.requests += requests.saturating_sub(work.requests_counted);
        work.requests_counted = requests;
        work.run.updated_at = now;
        let chunk = work.run.checkpoint.chunks;
        let drifts = (!work.drifts.is_empty()).then_some((chunk, &*work.drifts));
        work.run.checkpoint.chunks += u32::from(drifts.is_some());
        let save = Save { lease: &work.lease, run: &work.run, drifts, lease_until, now };
        match self.store.save(save).await? {
            Saved::LeaseLost => Err(ReconcileError::LeaseLost),
            Saved::Done => {
                work.drifts.clear();
                Ok(())
            }
        }
    }

    fn is_time_short(&self, work: &Work) -> bool {
        self.clock.now().after(MARGIN) > work.deadline
    }

    fn sync(&self) -> Sync<'_, S, D, C> {
        Sync { store: self.store, directory: self.directory, clock: self.clock }
    }
}

/// Whether calling again can't help.
fn is_final(error: &ReconcileError) -> bool {
    let ReconcileError::Directory(error) = error else { return false };
    match error {
        DirectoryError::KeyRefused(_)
        | DirectoryError::Refused(_)
        | DirectoryError::Unreadable(_)
        | DirectoryError::CursorLost => true,
        DirectoryError::Unavailable(_) | DirectoryError::Limited { .. } => false,
    }
}
