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

mod drift;
mod finish;
mod page;
mod run;
mod store;
mod sweep;
mod walk;

pub use drift::{Drift, Kind};
pub use run::{Checkpoint, Counts, FieldCounts, Mode, Request, Run, RunId, RunState, Stage};
pub use store::{Lease, RunStore, Save, Saved};

use std::time::Duration;

use crate::{
    Clock, DirectoryError, MetadataWriter, Roster, StoreError, Sync, SyncStore, Timestamp,
    UserListing,
};

/// Most users that Clerk puts on a page.
pub const LARGEST_PAGE: u16 = 500;

/// How long a run that says nothing keeps others from working: longer than a page takes.
const LEASE: Duration = Duration::from_secs(90);

/// How often a full run asks for the lease again: with half a second between on average,
/// for a minute.
const FULL_PATIENCE: u32 = 120;

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

/// How an invocation ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ended {
    /// The run did what it could, and says how it ended.
    Done(Box<Run>),
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
    /// How many of Clerk's requests are counted already.
    requests_counted: u64,
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
    /// Goes on with the run that is open, if there is one, and then does what is asked for,
    /// unless that run did it.
    ///
    /// The first run of all walks through everybody, whatever is asked for: nothing is known
    /// that it could begin from.
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
        loop {
            let Some(lease) = self.lease(request.mode).await? else { return Ok(Ended::Busy) };
            let (run, is_asked_for) = self.open(&lease, request).await?;
            let requests_counted = self.directory.requests();
            let mut work = Work { lease, run, deadline, requests_counted };
            let result = self.carry_on(&mut work).await;
            let run = self.leave(work, result).await?;
            if run.state == RunState::Open {
                return Ok(Ended::Continues(Box::new(run)));
            }
            if is_asked_for || covers(&run, request) {
                return Ok(Ended::Done(Box::new(run)));
            }
        }
    }

    /// The lease; `None` when somebody else holds it. A full run, which comes once a day,
    /// waits for an incremental one to end; an incremental one has its next turn soon.
    async fn lease(&self, mode: Mode) -> Result<Option<Lease>, StoreError> {
        let patience = if mode == Mode::Full { FULL_PATIENCE } else { 0 };
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
    async fn open(
        &self,
        lease: &Lease,
        mut request: Request,
    ) -> Result<(Run, bool), ReconcileError> {
        if let Some(id) = &lease.open_run
            && let Some(run) = self.store.run(id).await?
        {
            return Ok((run, false));
        }
        if lease.watermark.is_none() {
            request.mode = Mode::Full;
        }
        let now = self.clock.now();
        Ok((Run::begin(RunId::mint(now, lease.fence), request, now), true))
    }

    async fn carry_on(&self, work: &mut Work) -> Result<(), ReconcileError> {
        loop {
            let progress = match work.run.checkpoint.stage {
                Stage::Walking => self.walk(work).await?,
                Stage::Asking => self.ask_after_the_absent(work).await?,
                Stage::Pushing => self.push_what_waits(work).await?,
            };
            if progress == Progress::TimeShort || work.run.state != RunState::Open {
                return Ok(());
            }
        }
    }

    /// Writes how the invocation ended and lets others work.
    async fn leave(
        &self,
        mut work: Work,
        result: Result<(), ReconcileError>,
    ) -> Result<Run, ReconcileError> {
        let now = self.clock.now();
        let error = match result {
            Err(ReconcileError::LeaseLost) => return Err(ReconcileError::LeaseLost),
            Err(ReconcileError::Directory(error)) if is_final(&error) => {
                let note = format!("stopped, and nobody was removed: {error}");
                work.run.end(RunState::Stopped, Some(note), now);
                None
            }
            Err(error) => Some(error),
            Ok(()) => None,
        };
        let saved = self.save_until(&mut work, None, now).await;
        match (error, saved) {
            (Some(error), _) => Err(error),
            (None, saved) => saved.map(|()| work.run),
        }
    }

    /// Writes the run and its drifts, and holds the lease for another while.
    async fn save(&self, work: &mut Work, drifts: Option<&[Drift]>) -> Result<(), ReconcileError> {
        let until = self.clock.now().after(LEASE);
        self.save_until(work, drifts, until).await
    }

    async fn save_until(
        &self,
        work: &mut Work,
        drifts: Option<&[Drift]>,
        lease_until: Timestamp,
    ) -> Result<(), ReconcileError> {
        let now = self.clock.now();
        let requests = self.directory.requests();
        work.run.counts.requests += requests.saturating_sub(work.requests_counted);
        work.requests_counted = requests;
        work.run.updated_at = now;
        let page = work.run.checkpoint.pages;
        let drifts = drifts.filter(|it| !it.is_empty()).map(|it| (page, it));
        let save = Save { lease: &work.lease, run: &work.run, drifts, lease_until, now };
        match self.store.save(save).await? {
            Saved::Done => Ok(()),
            Saved::LeaseLost => Err(ReconcileError::LeaseLost),
        }
    }

    fn is_time_short(&self, work: &Work) -> bool {
        self.clock.now().after(MARGIN) > work.deadline
    }

    fn sync(&self) -> Sync<'_, S, D, C> {
        Sync { store: self.store, directory: self.directory, clock: self.clock }
    }
}

/// Whether `run` did what is asked for.
fn covers(run: &Run, asked: Request) -> bool {
    let Request { mode, dry_run, allow_deletes } = run.request;
    run.state == RunState::Finished
        && (mode == asked.mode || mode == Mode::Full)
        && dry_run == asked.dry_run
        && allow_deletes >= asked.allow_deletes
}

/// Whether calling again can't help.
fn is_final(error: &DirectoryError) -> bool {
    match error {
        DirectoryError::KeyRefused(_)
        | DirectoryError::Refused(_)
        | DirectoryError::Unreadable(_)
        | DirectoryError::CursorLost => true,
        DirectoryError::Unavailable(_) | DirectoryError::Limited { .. } => false,
    }
}
