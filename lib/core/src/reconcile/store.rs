//! Port: the runs, and the lease that lets one of them work at a time.

use std::time::Duration;

use super::drift::Drift;
use super::run::{Mode, Run, RunId, RunState};
use crate::{StoreError, Timestamp};

/// The lease, held, and what its last holder left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lease {
    /// The number of this holding. Each holder has a higher one than all before; what is
    /// written under an older one is refused.
    pub fence: u64,
    /// The run to go on with, if one is open.
    pub open_run: Option<RunId>,
    /// Up to when all of Clerk's changes are known to have been compared.
    pub watermark: Option<Timestamp>,
}

/// What is written of a run after each page, all or nothing.
#[derive(Clone, Copy, Debug)]
pub struct Save<'a> {
    /// The lease under which the run works.
    pub lease: &'a Lease,
    /// The run as it is now. While it is open, the lease names it as the one to go on with.
    pub run: &'a Run,
    /// The drift of its last page, if it has any, and the page's number.
    pub drifts: Option<(u32, &'a [Drift])>,
    /// Until when the lease is held from now on.
    pub lease_until: Timestamp,
    /// The time now.
    pub now: Timestamp,
}

/// Whether a run may go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saved {
    /// All of it is written, and the lease is held.
    Done,
    /// Nothing is written: somebody else holds the lease.
    LeaseLost,
}

/// Keeps runs, their checkpoints and reports, and the lease.
pub trait RunStore: Sync {
    /// Takes the lease for `duration`; `None` while somebody else holds it.
    fn acquire(
        &self,
        now: Timestamp,
        duration: Duration,
    ) -> impl Future<Output = Result<Option<Lease>, StoreError>> + Send;

    /// Returns a run; `None` when there is none of that id, or it has a form that this
    /// version can't go on with.
    fn run(&self, id: &RunId) -> impl Future<Output = Result<Option<Run>, StoreError>> + Send;

    /// Writes a run, its drifts and the lease, if the lease is still held.
    ///
    /// The watermark moves as [`Save::watermark`] says.
    fn save(&self, save: Save<'_>) -> impl Future<Output = Result<Saved, StoreError>> + Send;
}

impl Save<'_> {
    /// The watermark that the lease holds afterwards: the run's, once it has looked at all it
    /// was asked to. A dry run moves it not, and an incremental one not past what it could
    /// not repair; that is tried again, and at the latest by the next full run.
    #[must_use]
    pub fn watermark(&self) -> Option<Timestamp> {
        let Run { state, request, counts, braked, checkpoint, .. } = self.run;
        let looked = *state == RunState::Finished || (*state == RunState::Stopped && *braked);
        let repaired = request.mode == Mode::Full || counts.failed == 0;
        let counts = looked && repaired && !request.dry_run;
        checkpoint.watermark.filter(|_| counts).max(self.lease.watermark)
    }

    /// The run that the lease names afterwards as the one to go on with.
    #[must_use]
    pub fn open_run(&self) -> Option<&RunId> {
        (self.run.state == RunState::Open).then_some(&self.run.id)
    }
}
