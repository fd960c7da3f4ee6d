//! Carries a change through: read, decide, write; again from a fresh read when something
//! moved in between (R5); after a question to Clerk when only Clerk can tell (R2, R18).

use crate::audit::{Actor, Cause};
use crate::decide::{Context, Decision, decide};
use crate::{
    Change, ClerkId, Clock, Commit, DirectoryError, LedgerEvent, Origin, Outcome, Settled,
    StoreError, SyncStore, UserDirectory, UserId,
};

/// How often a change is tried before its message goes back to the queue.
const MOST_ATTEMPTS: u32 = 10;

/// Applies events through the ports it borrows.
#[derive(Clone, Copy, Debug)]
pub struct Sync<'a, S, D, C> {
    /// The tables.
    pub store: &'a S,
    /// Clerk.
    pub directory: &'a D,
    /// Time.
    pub clock: &'a C,
}

/// What came of an event, and whose record it concerns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied {
    /// What came of it.
    pub outcome: Outcome,
    /// The platform's id of the user, where one is known.
    pub user_id: Option<UserId>,
}

/// An event could not be applied; the queue delivers it again.
#[derive(Debug, thiserror::Error)]
pub enum SyncError {
    /// The store could not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Only Clerk can tell what is right, and Clerk could not be asked.
    #[error(transparent)]
    Directory(#[from] DirectoryError),
    /// Others kept changing the same record.
    #[error("record kept changing: gave up after {MOST_ATTEMPTS} attempts")]
    Contended,
}

/// How one round of read, decide and write ended.
enum Round {
    Settled(Applied),
    Ask(ClerkId),
}

/// A change in the making of its outcome: what is asked now, and on whose word.
struct Request<'a> {
    change: &'a Change,
    event: Option<&'a LedgerEvent>,
    reason: &'a Reason<'a>,
    asked: bool,
}

/// Why something changes, as the trail will say.
struct Reason<'a> {
    actor: Actor,
    cause: Cause,
    origin: &'a Origin,
}

impl<S: SyncStore, D: UserDirectory, C: Clock> Sync<'_, S, D, C> {
    /// Applies an event, exactly once in effect: a second call with the same event, now or
    /// later, here or elsewhere, changes nothing and comes out as a duplicate.
    ///
    /// # Errors
    ///
    /// [`SyncError`]; nothing is half written, and calling again is safe. A settled event
    /// that raises a question ends so while Clerk can't be asked; [`SyncStore::fail`] then
    /// tells that it is settled.
    pub async fn apply(
        &self,
        event: &LedgerEvent,
        change: Option<Change>,
        origin: &Origin,
    ) -> Result<Applied, SyncError> {
        let Some(change) = change else {
            return self.settle(event, Outcome::Ignored, None).await;
        };
        let cause = Cause::Event(event.id.to_string());
        let question = Cause::Question(event.id.to_string());
        self.carry_through(
            change,
            Some(event),
            &Reason { actor: Actor::Clerk, cause, origin },
            question,
        )
        .await
    }

    /// Applies what Clerk says of a user and no event brought (R23).
    ///
    /// # Errors
    ///
    /// As for [`Sync::apply`].
    pub async fn repair(&self, change: Change, cause: Cause) -> Result<Applied, SyncError> {
        let reason =
            Reason { actor: Actor::Reconciler, cause: cause.clone(), origin: &Origin::default() };
        self.carry_through(change, None, &reason, cause).await
    }

    /// Asks Clerk for a user and applies the answer: for somebody who has signed in before any
    /// event of theirs came (R4). Whichever comes first, this or an event, makes the record.
    ///
    /// The answer names no user when Clerk has none of that id. That writes nothing, unlike
    /// an event that says so: a tombstone is for good, and a key of another instance would
    /// bury everybody who signs up.
    ///
    /// # Errors
    ///
    /// As for [`Sync::apply`].
    pub async fn provision(
        &self,
        clerk_id: &ClerkId,
        cause: Cause,
        origin: &Origin,
    ) -> Result<Applied, SyncError> {
        let Some(user) = self.directory.user(clerk_id).await? else {
            return Ok(Applied { outcome: Outcome::Ignored, user_id: None });
        };
        let answer = Change::fetched(clerk_id, Some(user), self.clock.now());
        let reason = Reason { actor: Actor::Clerk, cause: cause.clone(), origin };
        self.carry_through(answer, None, &reason, cause).await
    }

    /// Applies what Clerk answered when it was told or asked about a user.
    pub(crate) async fn learn(&self, change: Change, cause: &Cause) -> Result<Applied, SyncError> {
        let actor = Actor::Clerk;
        let reason = Reason { actor, cause: cause.clone(), origin: &Origin::default() };
        self.carry_through(change, None, &reason, cause.clone()).await
    }

    /// `question` is the cause of what Clerk's answers about others change.
    async fn carry_through(
        &self,
        mut change: Change,
        event: Option<&LedgerEvent>,
        reason: &Reason<'_>,
        question: Cause,
    ) -> Result<Applied, SyncError> {
        let actor = reason.actor.clone();
        let aside = Reason { actor, cause: question, origin: &Origin::default() };
        let mut asked = false;
        // One question about the user and one about the holder of an address settle it.
        for _ in 0..3 {
            let request = Request { change: &change, event, reason, asked };
            let clerk_id = match self.round(&request).await? {
                Round::Settled(applied) => return Ok(applied),
                Round::Ask(clerk_id) => clerk_id,
            };
            let answer = self.directory.user(&clerk_id).await?;
            let answer = Change::fetched(&clerk_id, answer, self.clock.now());
            if matches!(change, Change::Upsert(_)) && clerk_id == *change.clerk_id() {
                change = answer;
            } else {
                let request = Request { change: &answer, event: None, reason: &aside, asked: true };
                self.round(&request).await?;
                asked = true;
            }
        }
        Err(SyncError::Contended)
    }

    async fn round(&self, request: &Request<'_>) -> Result<Round, SyncError> {
        for attempt in 0..MOST_ATTEMPTS {
            if attempt > 0 {
                self.clock.pause(attempt).await;
            }
            if let Some(round) = self.try_once(request).await? {
                return Ok(round);
            }
        }
        Err(SyncError::Contended)
    }

    /// `None` when something moved between reading and writing.
    async fn try_once(&self, request: &Request<'_>) -> Result<Option<Round>, SyncError> {
        let state = self.store.state(request.change).await?;
        let context = Context {
            now: self.clock.now(),
            actor: request.reason.actor.clone(),
            impersonator: None,
            cause: request.reason.cause.clone(),
            origin: request.reason.origin.clone(),
            asked: request.asked,
        };
        let write = match decide(&state, request.change, &context) {
            Decision::Ask(clerk_id) => return Ok(Some(Round::Ask(clerk_id))),
            Decision::Settled(outcome) => {
                let user_id = state.person.map(|it| it.user.id);
                let applied = match request.event {
                    Some(event) => self.settle(event, outcome, user_id).await?,
                    None => Applied { outcome, user_id },
                };
                return Ok(Some(Round::Settled(applied)));
            }
            Decision::Write(write) => write,
        };
        let user_id = write.after.user.id.clone();
        let event = request.event.map(|event| Settled {
            event,
            outcome: write.outcome,
            user_id: Some(&user_id),
            at: context.now,
        });
        let outcome = match self.store.commit(&write, event).await? {
            Commit::Outdated => return Ok(None),
            Commit::Done => write.outcome,
            Commit::AlreadySettled => Outcome::Duplicate,
        };
        Ok(Some(Round::Settled(Applied { outcome, user_id: Some(user_id) })))
    }

    /// Notes the outcome of an event that changes nobody.
    async fn settle(
        &self,
        event: &LedgerEvent,
        outcome: Outcome,
        user_id: Option<UserId>,
    ) -> Result<Applied, SyncError> {
        let at = self.clock.now();
        let settled = Settled { event, outcome, user_id: user_id.as_ref(), at };
        for attempt in 0..MOST_ATTEMPTS {
            if attempt > 0 {
                self.clock.pause(attempt).await;
            }
            let outcome = match self.store.settle(settled).await? {
                Commit::Outdated => continue,
                Commit::AlreadySettled => Outcome::Duplicate,
                Commit::Done => outcome,
            };
            return Ok(Applied { outcome, user_id });
        }
        Err(SyncError::Contended)
    }
}
