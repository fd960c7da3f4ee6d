//! A run: what was asked for, how far it has come, and what it found.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::drift::{Drift, Kind};
use crate::audit::FieldChange;
use crate::{ClerkId, Cursor, InvalidId, Timestamp};

/// The form of a stored run. A run in another form is not gone on with.
const FORM: u8 = 1;

/// What a run walks through.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// Those who changed since the last run.
    #[default]
    Incremental,
    /// Everybody: also finds who is gone.
    Full,
}

/// What is asked of the reconciler.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Request {
    /// What to walk through.
    pub mode: Mode,
    /// Look and report, and write nothing else.
    pub dry_run: bool,
    /// Let more users go than the brake would, in this one run (R25).
    pub allow_deletes: bool,
    /// The id that the run takes, so that whoever asks for it can find it. The same request
    /// once more starts no second run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub run_id: Option<RunId>,
}

/// The id of a run: a ULID, so that ids sort by time.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RunId(String);

impl RunId {
    /// The id of the run that begins `now` under the lease's `fence`, which no other run has.
    #[must_use]
    pub fn mint(now: Timestamp, fence: u64) -> Self {
        Self::random(now, u128::from(fence))
    }

    /// An id for a run that is asked for `now`, made of the lowest 80 bits of `entropy`.
    #[must_use]
    pub fn random(now: Timestamp, entropy: u128) -> Self {
        Self(ulid::Ulid::from_parts(now.unsigned(), entropy).to_string())
    }

    /// Takes `text` as the id of a run.
    ///
    /// # Errors
    ///
    /// [`InvalidId`] unless it is a ULID.
    pub fn parse(text: impl Into<String>) -> Result<Self, InvalidId> {
        let text = text.into();
        ulid::Ulid::from_string(&text).map_err(|_| InvalidId)?;
        Ok(Self(text))
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for RunId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for RunId {
    type Error = InvalidId;

    fn try_from(text: String) -> Result<Self, InvalidId> {
        Self::parse(text)
    }
}

impl From<RunId> for String {
    fn from(id: RunId) -> Self {
        id.0
    }
}

/// Where a run stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RunState {
    /// Under way, or waiting for the next invocation to go on with it.
    Open,
    /// It did all that it was asked for.
    Finished,
    /// It stopped for good, and its note says why.
    Stopped,
}

/// Numbers of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Counts {
    /// Users that Clerk listed, each page's as it came.
    pub compared: u64,
    /// Entries of Clerk's list that could not be read.
    pub unreadable: u64,
    /// Pages that came shorter than asked for although others followed.
    pub short_pages: u64,
    /// Users who differed, those whom we didn't know among them.
    pub drifted: u64,
    /// Users of whom Clerk had told, or should have, longer ago than the grace period (R24).
    pub missed: u64,
    /// Records made, joined, changed or buried.
    pub repaired: u64,
    /// Users whose address somebody else holds (R18).
    pub conflicts: u64,
    /// Users who could not be repaired now, because the tables or Clerk failed.
    pub failed: u64,
    /// Users of ours of whom Clerk says for certain that they are gone.
    pub gone: u64,
    /// Imported users without a Clerk user.
    pub unlinked: u64,
    /// Pushes made.
    pub pushed: u64,
    /// Pushes that could not be made.
    pub pushes_failed: u64,
    /// How long the oldest of those that could not be made has waited, in milliseconds.
    pub oldest_push_ms: u64,
    /// Requests made of Clerk.
    pub requests: u64,
}

/// How often a field differed, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct FieldCounts {
    /// Clerk has a value and we had none.
    pub missing: u64,
    /// We had a value and Clerk has none.
    pub extra: u64,
    /// Both had one.
    pub differing: u64,
}

/// What a run does at the moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// It walks through Clerk's users.
    #[default]
    Walking,
    /// It asks after those who were not in the list.
    Asking,
    /// It buries those who are gone.
    Burying,
    /// It tells Clerk what Clerk has still to be told.
    Pushing,
}

/// How far a run has come: all that the next invocation needs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Checkpoint {
    /// What it does.
    pub stage: Stage,
    /// Full: behind whom the next page begins.
    pub after: Option<ClerkId>,
    /// Full: the time after which Clerk's list begins, once a cursor was lost.
    pub made_after: Option<Timestamp>,
    /// Incremental: how many users the next page leaves out.
    pub offset: u64,
    /// Pages so far.
    pub pages: u32,
    /// Full: when the last listed user was made. Of ours, those made earlier were compared.
    pub swept_until: Timestamp,
    /// Full: those listed who were made exactly then, and may share that time with others.
    pub boundary: Vec<ClerkId>,
    /// Full: users of ours who were not in the list where they should have been.
    pub absent: Vec<ClerkId>,
    /// Full: whether there were more of them than are kept here.
    pub more_absent: bool,
    /// Full: those of them of whom Clerk says for certain that they are gone.
    pub gone: Vec<ClerkId>,
    /// Pushes: up to when those that waited were tried.
    pub pushed_until: Timestamp,
    /// Lists of drifts written so far.
    pub chunks: u32,
    /// Invocations that failed since the last that got on.
    pub failures: u32,
    /// How many users Clerk counted when the run began.
    pub counted: Option<u64>,
    /// What the next incremental run may take as known, if this one finishes.
    pub watermark: Option<Timestamp>,
}

/// A run, whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Run {
    /// The form of all this.
    pub form: u8,
    /// Its id.
    pub id: RunId,
    /// What was asked for.
    pub request: Request,
    /// Where it stands.
    pub state: RunState,
    /// When it began.
    pub started_at: Timestamp,
    /// When it was last written.
    pub updated_at: Timestamp,
    /// When it finished or stopped.
    pub finished_at: Option<Timestamp>,
    /// What it counted.
    pub counts: Counts,
    /// The fields that differed, by name.
    pub fields: BTreeMap<String, FieldCounts>,
    /// Why it stopped, or what somebody should know, in a line.
    pub note: Option<String>,
    /// Whether more users are gone than may go unasked, so that nobody was removed (R25).
    pub braked: bool,
    /// How far it has come.
    pub checkpoint: Checkpoint,
}

impl Run {
    /// A run that begins.
    #[must_use]
    pub fn begin(id: RunId, mut request: Request, now: Timestamp) -> Self {
        // The run has its id; a second place for it could say something else.
        request.run_id = None;
        Self {
            form: FORM,
            id,
            request,
            state: RunState::Open,
            started_at: now,
            updated_at: now,
            finished_at: None,
            counts: Counts::default(),
            fields: BTreeMap::new(),
            note: None,
            braked: false,
            checkpoint: Checkpoint::default(),
        }
    }

    /// Reads a stored run; `None` for one of another form, which newer or older code wrote.
    #[must_use]
    pub fn from_json(json: &str) -> Option<Self> {
        serde_json::from_str(json).ok().filter(|it: &Self| it.form == FORM)
    }

    /// Ends the run.
    pub(crate) fn end(&mut self, state: RunState, note: Option<String>, now: Timestamp) {
        self.state = state;
        self.note = note.or_else(|| self.note.take());
        self.finished_at = Some(now);
    }

    /// Whether it did what is asked for. Whoever asks for a run of a certain id waits for
    /// that one.
    #[must_use]
    pub fn covers(&self, asked: &Request) -> bool {
        let Request { mode, dry_run, allow_deletes, run_id: _ } = &self.request;
        self.state == RunState::Finished
            && asked.run_id.is_none()
            && (*mode == asked.mode || *mode == Mode::Full)
            && *dry_run == asked.dry_run
            && *allow_deletes >= asked.allow_deletes
    }

    /// Where the next page of a full walk begins.
    pub(crate) fn cursor(&self) -> Cursor {
        let Checkpoint { made_after, after, .. } = &self.checkpoint;
        Cursor { made_after: *made_after, after: after.clone() }
    }

    /// Counts what one user's drift comes to.
    pub(crate) fn count(&mut self, drift: &Drift) {
        let counts = &mut self.counts;
        // The others are counted as what they are: no repair makes them fewer.
        let repairable = !matches!(drift.kind, Kind::Conflict | Kind::Unlinked | Kind::Unpushed);
        counts.drifted += u64::from(repairable);
        counts.missed += u64::from(drift.missed);
        match drift.kind {
            Kind::Conflict => counts.conflicts += 1,
            Kind::Gone => counts.gone += 1,
            Kind::Failed => counts.failed += 1,
            Kind::Unlinked => counts.unlinked += 1,
            Kind::Unpushed => {
                counts.pushes_failed += 1;
                counts.oldest_push_ms = counts.oldest_push_ms.max(drift.age_ms.unwrap_or_default());
            }
            Kind::Unknown | Kind::Differs => {}
        }
        counts.repaired += u64::from(drift.repaired);
        for change in &drift.fields {
            count_field(self.fields.entry(change.field.clone()).or_default(), change);
        }
    }
}

fn count_field(counts: &mut FieldCounts, change: &FieldChange) {
    match (&change.before, &change.after) {
        (None, _) => counts.missing += 1,
        (_, None) => counts.extra += 1,
        _ => counts.differing += 1,
    }
}
