//! What follows a walk: those who are gone from Clerk, and what Clerk has still to be told.

use futures_util::StreamExt;
use futures_util::stream;

use super::drift::Drift;
use super::{Progress, ReconcileError, Reconciler, Run, RunState, RunStore, Stage, Work};
use crate::audit::Cause;
use crate::{
    Change, ClerkId, Clock, DirectoryError, MetadataWriter, PushError, Pushed, Roster, SyncError,
    SyncStore, UserListing,
};

/// Fewest users who may go in one run without being asked about (R25).
const ALWAYS_ALLOWED: u64 = 20;

/// Most unlinked users that a report names.
const MOST_UNLINKED: usize = 1_000;

/// Most pushes that one run makes.
const MOST_PUSHES: usize = 1_000;

/// Questions to Clerk, or pushes, under way at once.
const AT_ONCE: usize = 8;

impl<S, D, C> Reconciler<'_, S, D, C>
where
    S: SyncStore + Roster + RunStore,
    D: UserListing + MetadataWriter,
    C: Clock,
{
    /// Asks Clerk after everybody who was not in the list, and buries those of whom Clerk says
    /// for certain that they are gone; none of them, if they are too many.
    pub(super) async fn ask_after_the_absent(
        &self,
        work: &mut Work,
    ) -> Result<Progress, ReconcileError> {
        let most = most_gone(&work.run);
        let gone = self.gone(work, most).await?;
        let too_many = gone.len() as u64 > most || work.run.checkpoint.more_absent;
        if too_many && !work.run.request.allow_deletes {
            let note = format!(
                "more than {most} users of ours are gone from clerk, and nobody was removed: check that the \
                 secret key is that of this instance, then run once with allowDeletes"
            );
            work.run.counts.gone = gone.len() as u64;
            work.run.end(RunState::Stopped, Some(note), self.clock.now());
            return Ok(Progress::Complete);
        }
        let mut drifts = Vec::new();
        for clerk_id in gone {
            drifts.push(self.bury(&work.run, clerk_id).await?);
        }
        let unlinked = self.store.unlinked(MOST_UNLINKED).await?;
        drifts.extend(unlinked.found.into_iter().map(Drift::of_unlinked));
        for drift in &drifts {
            work.run.count(drift);
        }
        if work.run.checkpoint.more_absent {
            work.run.note = Some("more users are gone than one run removes: run again".to_owned());
        }
        work.run.checkpoint.absent.clear();
        work.run.checkpoint.stage = Stage::Pushing;
        self.save(work, Some(&drifts)).await?;
        work.run.checkpoint.pages += 1;
        Ok(Progress::Complete)
    }

    /// Those of the absent who are gone; no more than are needed to see that they are too many.
    async fn gone(&self, work: &Work, most: u64) -> Result<Vec<ClerkId>, ReconcileError> {
        let mut gone = Vec::new();
        let ask = |id: ClerkId| async {
            let answer = self.directory.user(&id).await;
            answer.map(|user| user.is_none().then_some(id))
        };
        let mut answers =
            stream::iter(work.run.checkpoint.absent.clone()).map(ask).buffered(AT_ONCE);
        while let Some(answer) = answers.next().await {
            gone.extend(answer?);
            if gone.len() as u64 > most && !work.run.request.allow_deletes {
                break;
            }
        }
        Ok(gone)
    }

    async fn bury(&self, run: &Run, clerk_id: ClerkId) -> Result<Drift, ReconcileError> {
        let mut drift = Drift::of_gone(clerk_id.clone());
        if run.request.dry_run {
            return Ok(drift);
        }
        let change = Change::Delete { clerk_id, at: self.clock.now() };
        match self.sync().repair(change, Cause::Run(run.id.to_string())).await {
            Ok(applied) => drift.settle(applied.outcome, applied.user_id),
            Err(SyncError::Store(error)) => return Err(error.into()),
            Err(error) => drift.fail(&error),
        }
        Ok(drift)
    }

    /// Tells Clerk what it should have been told by now (R21), and ends the run.
    pub(super) async fn push_what_waits(
        &self,
        work: &mut Work,
    ) -> Result<Progress, ReconcileError> {
        let now = self.clock.now();
        let waiting = self.store.pending(now.before(self.grace), MOST_PUSHES).await?;
        let cause = Cause::Run(work.run.id.to_string());
        let dry_run = work.run.request.dry_run;
        let push = |pending: crate::Pending| {
            let cause = &cause;
            async move {
                let pushed = if dry_run {
                    Ok(Pushed::Nothing)
                } else {
                    self.sync().push(&pending.user_id, cause).await
                };
                (pending, pushed)
            }
        };
        let mut pushes = stream::iter(waiting.found).map(push).buffered(AT_ONCE);
        let mut failures = Vec::new();
        while let Some((pending, pushed)) = pushes.next().await {
            match pushed {
                Ok(Pushed::Done) => work.run.counts.pushed += 1,
                Ok(_) => {}
                Err(error) => {
                    let waited = u64::try_from(now.since(pending.since).as_millis());
                    let waited = waited.unwrap_or(u64::MAX);
                    failures.push(Drift::of_unpushed(pending.user_id, waited, &error));
                    if concerns_everybody(&error) {
                        break;
                    }
                }
            }
        }
        drop(pushes);
        for drift in &failures {
            work.run.count(drift);
        }
        if !failures.is_empty() {
            self.save(work, Some(&failures)).await?;
        }
        work.run.end(RunState::Finished, None, self.clock.now());
        Ok(Progress::Complete)
    }
}

/// How many may be gone at most: one in a hundred, or a few (R25).
fn most_gone(run: &Run) -> u64 {
    ALWAYS_ALLOWED.max(run.counts.compared / 100)
}

/// Whether the next push would fail as well.
fn concerns_everybody(error: &PushError) -> bool {
    matches!(
        error,
        PushError::Sync(
            SyncError::Directory(
                DirectoryError::Unavailable(_)
                    | DirectoryError::Limited { .. }
                    | DirectoryError::KeyRefused(_)
            ) | SyncError::Store(_)
        )
    )
}
