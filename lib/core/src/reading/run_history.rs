//! Port: the runs of the reconciler, as admins look at them.

use std::collections::BTreeMap;

use super::place::Place;
use crate::{Counts, Drift, FieldCounts, Mode, Run, RunId, RunState, StoreError, Timestamp};

/// A place in the list of runs.
pub type RunPlace = Place<RunId>;

/// A run, without what it needs to go on. Also of a form that this version can't go on with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunSummary {
    /// Its id.
    pub id: RunId,
    /// What it walks through.
    pub mode: Mode,
    /// Whether it only looks.
    pub dry_run: bool,
    /// Whether it may let more users go than the brake would (R25).
    pub allow_deletes: bool,
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
}

/// A page of the list of runs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RunPage {
    /// The runs, newest first.
    pub runs: Vec<RunSummary>,
    /// Where the list goes on; `None` at its end.
    pub next: Option<RunPlace>,
    /// How many entries were met that can't be read. They are left out.
    pub unreadable: usize,
}

/// A part of what a run found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DriftPage {
    /// What it found, in the order in which it did.
    pub drifts: Vec<Drift>,
    /// The page of the report with which it goes on; `None` at its end.
    pub next: Option<u32>,
    /// How many more there were on these pages than could be kept.
    pub cut: usize,
    /// How many of those on these pages can't be read. They are left out.
    pub unreadable: usize,
}

/// Reads the runs of the reconciler and their reports.
pub trait RunHistory: Sync {
    /// Returns up to `most` runs, newest first, from `now` or from behind `after` on, and back
    /// to `from` if that is named. May be a moment old.
    fn runs(
        &self,
        now: Timestamp,
        from: Option<Timestamp>,
        after: Option<&RunPlace>,
        most: usize,
    ) -> impl Future<Output = Result<RunPage, StoreError>> + Send;

    /// Returns a run: never older than the last write.
    fn run_summary(
        &self,
        id: &RunId,
    ) -> impl Future<Output = Result<Option<RunSummary>, StoreError>> + Send;

    /// Returns what a run found, from page `from` of its report on: as many whole pages as
    /// hold `most` drifts together, and at least one. Nothing of a run that there isn't.
    fn drifts(
        &self,
        id: &RunId,
        from: u32,
        most: usize,
    ) -> impl Future<Output = Result<DriftPage, StoreError>> + Send;
}

impl RunSummary {
    /// The place behind it.
    #[must_use]
    pub fn place(&self) -> RunPlace {
        Place::behind(self.started_at, self.id.clone())
    }
}

impl From<Run> for RunSummary {
    fn from(run: Run) -> Self {
        Self {
            id: run.id,
            mode: run.request.mode,
            dry_run: run.request.dry_run,
            allow_deletes: run.request.allow_deletes,
            state: run.state,
            started_at: run.started_at,
            updated_at: run.updated_at,
            finished_at: run.finished_at,
            counts: run.counts,
            fields: run.fields,
            note: run.note,
        }
    }
}
