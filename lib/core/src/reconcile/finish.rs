//! What follows a walk: those who are gone from Clerk, and what Clerk has still to be told.
//!
//! All of it goes in small steps, and each is written: it may take longer than an invocation.

use futures_util::StreamExt;
use futures_util::stream;

use super::drift::Drift;
use super::{Progress, ReconcileError, Reconciler, Run, RunState, RunStore, Stage, Work};
use crate::audit::Cause;
use crate::{
    Change, ClerkId, Clock, DirectoryError, MetadataWriter, Pending, PushError, Pushed, Roster,
    StoreError, SyncError, SyncStore, UserListing,
};

/// Fewest users who may go in one run without being asked about (R25).
const ALWAYS_ALLOWED: u64 = 20;

/// Most unlinked users that a report names.
const MOST_UNLINKED: usize = 1_000;

/// Users in a step.
const STEP: usize = 50;

/// Questions to Clerk, or pushes, under way at once.
const AT_ONCE: usize = 8;

/// So many pushes in a row that Clerk doesn't answer mean that it answers none.
const MOST_UNANSWERED: usize = 3;

impl<S, D, C> Reconciler<'_, S, D, C>
where
    S: SyncStore + Roster + RunStore,
    D: UserListing + MetadataWriter,
    C: Clock,
{
    /// Asks Clerk after everybody who was not in the list, and pulls the brake if too many of
    /// them are gone.
    pub(super) async fn ask_after_the_absent(
        &self,
        work: &mut Work,
    ) -> Result<Progress, ReconcileError> {
        loop {
            if is_braked(&work.run) {
                brake(&mut work.run);
                return Ok(Progress::Complete);
            }
            let absent = &work.run.checkpoint.absent;
            if absent.is_empty() {
                break;
            }
            if self.is_time_short(work) {
                return Ok(Progress::TimeShort);
            }
            let step: Vec<_> = absent.iter().take(STEP).cloned().collect();
            let asked = step.len();
            let ask = |id: ClerkId| async move { (self.directory.user(&id).await, id) };
            let answers: Vec<_> = stream::iter(step).map(ask).buffered(AT_ONCE).collect().await;
            for (answer, id) in answers {
                match answer {
                    Ok(Some(_)) => {}
                    Ok(None) => work.run.checkpoint.gone.push(id),
                    Err(error) if concerns_one(&error) => {
                        let mut drift = Drift::of_gone(id);
                        drift.fail(&error);
                        work.found(drift);
                    }
                    Err(error) => return Err(error.into()),
                }
            }
            work.run.checkpoint.absent.drain(..asked);
            self.save(work).await?;
        }
        work.run.checkpoint.stage = Stage::Burying;
        Ok(Progress::Complete)
    }

    /// Buries those who are gone, and names those whom Clerk never had.
    pub(super) async fn bury_the_gone(&self, work: &mut Work) -> Result<Progress, ReconcileError> {
        while !work.run.checkpoint.gone.is_empty() {
            if self.is_time_short(work) {
                return Ok(Progress::TimeShort);
            }
            let step: Vec<_> = work.run.checkpoint.gone.iter().take(STEP).cloned().collect();
            let buried = step.len();
            for clerk_id in step {
                let drift = self.bury(&work.run, clerk_id).await?;
                work.found(drift);
            }
            work.run.checkpoint.gone.drain(..buried);
            self.save(work).await?;
        }
        for user_id in self.store.unlinked(MOST_UNLINKED).await?.found {
            work.found(Drift::of_unlinked(user_id));
        }
        if work.run.checkpoint.more_absent {
            work.run.note = Some("more users are gone than one run removes: run again".to_owned());
        }
        work.run.checkpoint.stage = Stage::Pushing;
        self.save(work).await?;
        Ok(Progress::Complete)
    }

    async fn bury(&self, run: &Run, clerk_id: ClerkId) -> Result<Drift, ReconcileError> {
        let mut drift = Drift::of_gone(clerk_id.clone());
        if run.request.dry_run {
            return Ok(drift);
        }
        let change = Change::Delete { clerk_id, at: self.clock.now() };
        match self.sync().repair(change, Cause::Run(run.id.to_string())).await {
            Ok(applied) => drift.settle(applied.outcome, applied.user_id),
            Err(SyncError::Store(error @ StoreError::Unavailable(_))) => return Err(error.into()),
            Err(error) => drift.fail(&error),
        }
        Ok(drift)
    }

    /// Tells Clerk what it should have been told by now (R21), and ends the run.
    pub(super) async fn push_what_waits(
        &self,
        work: &mut Work,
    ) -> Result<Progress, ReconcileError> {
        let mut unanswered = 0;
        while !work.run.request.dry_run && unanswered < MOST_UNANSWERED {
            if self.is_time_short(work) {
                return Ok(Progress::TimeShort);
            }
            let step = self.waiting(work).await?;
            let Some(last) = step.last() else { break };
            work.run.checkpoint.pushed_until = last.since;
            let cause = &Cause::Run(work.run.id.to_string());
            let push = |pending: Pending| async move {
                (self.sync().push(&pending.user_id, cause).await, pending)
            };
            // Those that were begun are seen through, for each holds a claim.
            let pushes: Vec<_> = stream::iter(step).map(push).buffered(AT_ONCE).collect().await;
            for (pushed, pending) in pushes {
                unanswered = if is_unanswered(&pushed) { unanswered + 1 } else { 0 };
                match pushed {
                    Ok(Pushed::Done) => work.run.counts.pushed += 1,
                    Ok(_) => {}
                    Err(error) => {
                        work.found(self.unpushed(&pending, &error));
                        if concerns_all(&error) {
                            unanswered = MOST_UNANSWERED;
                        }
                    }
                }
            }
            self.save(work).await?;
        }
        if work.run.counts.unreadable > 0 && work.run.note.is_none() {
            let count = work.run.counts.unreadable;
            work.run.note = Some(format!("{count} entries of clerk's list could not be read"));
        }
        let state = if work.run.braked { RunState::Stopped } else { RunState::Finished };
        work.run.end(state, None, self.clock.now());
        Ok(Progress::Complete)
    }

    /// The next of those who wait, longest first, and whom this run has not tried yet.
    async fn waiting(&self, work: &Work) -> Result<Vec<Pending>, ReconcileError> {
        let from = work.run.checkpoint.pushed_until;
        let until = self.clock.now().before(self.grace);
        Ok(self.store.pending(from, until, STEP).await?.found)
    }

    fn unpushed(&self, pending: &Pending, error: &PushError) -> Drift {
        let waited = u64::try_from(self.clock.now().since(pending.since).as_millis());
        Drift::of_unpushed(pending.user_id.clone(), waited.unwrap_or(u64::MAX), error)
    }
}

/// How many may be gone at most: one in a hundred, or a few (R25).
fn most_gone(run: &Run) -> u64 {
    ALWAYS_ALLOWED.max(run.counts.compared / 100)
}

/// Whether more are gone than may go.
fn is_braked(run: &Run) -> bool {
    let too_many = run.checkpoint.gone.len() as u64 > most_gone(run) || run.checkpoint.more_absent;
    too_many && !run.request.allow_deletes
}

/// Lets nobody go. What Clerk has to be told is told all the same.
fn brake(run: &mut Run) {
    run.braked = true;
    run.counts.gone = run.checkpoint.gone.len() as u64;
    run.note = Some(format!(
        "more than {} users of ours are gone from clerk, and nobody was removed: check that this is \
         right, then run once with allowDeletes",
        most_gone(run)
    ));
    run.checkpoint.absent.clear();
    run.checkpoint.gone.clear();
    run.checkpoint.stage = Stage::Pushing;
}

/// Whether Clerk didn't answer, which may be about this one user or about all.
fn is_unanswered(pushed: &Result<Pushed, PushError>) -> bool {
    let Err(PushError::Sync(SyncError::Directory(error))) = pushed else { return false };
    matches!(error, DirectoryError::Unavailable(_))
}

/// Whether the next push would fail as well.
fn concerns_all(error: &PushError) -> bool {
    let PushError::Sync(error) = error else { return false };
    matches!(
        error,
        SyncError::Directory(DirectoryError::Limited { .. } | DirectoryError::KeyRefused(_))
            | SyncError::Store(StoreError::Unavailable(_))
    )
}

/// Whether only the question about this one user failed.
fn concerns_one(error: &DirectoryError) -> bool {
    matches!(error, DirectoryError::Unreadable(_) | DirectoryError::Refused(_))
}
