//! Tells Clerk of the fields that the platform owns (R20 to R22).

use std::time::Duration;

use serde_json::{Map, Value};

use crate::decide::Write;
use crate::{
    Change, ClerkId, Clock, Commit, MetadataWriter, Outcome, OwnedField, PendingPush, Person,
    StoreError, Sync, SyncError, SyncStore, Timestamp, UserId, audit, owned_metadata,
};

/// How long a push has for itself.
const CLAIM: Duration = Duration::from_secs(90);

/// Longest that any client waits for Clerk. With less of a claim left, nothing more is sent
/// under it.
const LONGEST_CALL: Duration = Duration::from_secs(45);

/// The number of an attempt so late that the pause before it is the longest.
const LONG_PAUSE: u32 = 10;

/// How many rounds a push may take when the record keeps changing beneath it.
const MOST_ROUNDS: u32 = 10;

/// What came of a push.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pushed {
    /// Clerk was told, and knows now what we have.
    Done,
    /// There was nothing to tell: an earlier push told it.
    Nothing,
    /// Somebody else is telling Clerk, and will tell this as well, unless they fail: then their
    /// own message comes again, or a reconciliation finds the mark.
    Elsewhere,
    /// Clerk has no such user any more: our record is a tombstone now.
    Gone,
}

impl Pushed {
    /// What came of it, in logs.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Done => "pushed",
            Self::Nothing => "nothing_to_push",
            Self::Elsewhere => "pushed_elsewhere",
            Self::Gone => "user_gone",
        }
    }
}

/// A push was not made; the mark stays, and so it is tried again.
#[derive(Debug, thiserror::Error)]
pub enum PushError {
    /// The tables or Clerk could not be reached, or refused.
    #[error(transparent)]
    Sync(#[from] SyncError),
    /// Clerk took the roles and answered with others: how it merges lists is nowhere said.
    #[error("clerk answered the push with other roles")]
    NotTaken,
}

impl From<StoreError> for PushError {
    fn from(error: StoreError) -> Self {
        Self::Sync(error.into())
    }
}

/// A push under way: the claim, and what Clerk was told last.
#[derive(Default)]
struct Attempt {
    claim: Option<Timestamp>,
    told: Option<Map<String, Value>>,
    tells: u32,
}

impl<S: SyncStore, D: MetadataWriter, C: Clock> Sync<'_, S, D, C> {
    /// Tells Clerk what it has still to be told of a user, and clears the mark, but only for
    /// what was told: an edit that comes in the meantime is told as well.
    ///
    /// Calling it twice, or from two places at once, does no harm.
    ///
    /// # Errors
    ///
    /// [`PushError`]; the mark stays.
    pub async fn push(&self, user_id: &UserId, why: &audit::Cause) -> Result<Pushed, PushError> {
        let mut attempt = Attempt::default();
        for round in 0..MOST_ROUNDS {
            // Clerk takes ten writes of one user in ten seconds.
            let pause = if attempt.tells > 1 { LONG_PAUSE } else { round };
            if pause > 0 {
                self.clock.pause(pause).await;
            }
            let Some(person) = self.store.person(user_id).await? else {
                return Ok(Pushed::Nothing);
            };
            if let Some(pushed) = self.push_once(person, &mut attempt, why).await? {
                return Ok(pushed);
            }
        }
        Err(SyncError::Contended.into())
    }

    /// `None` when the record has to be looked at again.
    async fn push_once(
        &self,
        person: Person,
        attempt: &mut Attempt,
        why: &audit::Cause,
    ) -> Result<Option<Pushed>, PushError> {
        let user_id = &person.user.id.clone();
        let (Some(pending), Some(clerk_id)) =
            (person.user.pending_push.clone(), person.user.clerk_id.clone())
        else {
            let nothing = if attempt.told.is_some() { Pushed::Done } else { Pushed::Nothing };
            return Ok(Some(nothing));
        };
        let Some(person) = self.claimed(person, &pending, attempt).await? else {
            let elsewhere = pending.claimed_until > Some(self.clock.now());
            return Ok(elsewhere.then_some(Pushed::Elsewhere));
        };
        let metadata = owned_metadata(&person, &pending.fields);
        if attempt.told.as_ref() != Some(&metadata) {
            attempt.tells += 1;
            let told = self.tell(&clerk_id, &metadata, &person, &pending, why).await;
            return match told {
                Ok(true) => {
                    attempt.told = Some(metadata);
                    Ok(None)
                }
                Ok(false) => Ok(Some(Pushed::Gone)),
                Err(error) => {
                    self.release(user_id, attempt).await?;
                    Err(error)
                }
            };
        }
        let cleared = self.mark(person, None).await?;
        Ok(cleared.map(|_| Pushed::Done))
    }

    /// The person with our claim on the push; `None` when it is not to be had now.
    async fn claimed(
        &self,
        person: Person,
        pending: &PendingPush,
        attempt: &mut Attempt,
    ) -> Result<Option<Person>, StoreError> {
        let now = self.clock.now();
        let is_ours = attempt.claim.is_some() && pending.claimed_until == attempt.claim;
        if is_ours && pending.claimed_until > Some(now.after(LONGEST_CALL)) {
            return Ok(Some(person));
        }
        if !is_ours && pending.claimed_until > Some(now) {
            return Ok(None);
        }
        let claim = Some(now.after(CLAIM));
        let mark = PendingPush { claimed_until: claim, ..pending.clone() };
        let claimed = self.mark(person, Some(mark)).await?;
        if claimed.is_some() {
            attempt.claim = claim;
            // Others may have told Clerk something else while it was not ours.
            attempt.told = attempt.told.take().filter(|_| is_ours);
        }
        Ok(claimed)
    }

    /// `false` when Clerk has no such user any more.
    async fn tell(
        &self,
        clerk_id: &ClerkId,
        metadata: &Map<String, Value>,
        person: &Person,
        pending: &PendingPush,
        why: &audit::Cause,
    ) -> Result<bool, PushError> {
        let answer = self.directory.merge_public_metadata(clerk_id, metadata).await;
        let Some(user) = answer.map_err(SyncError::from)? else {
            self.learn(Change::fetched(clerk_id, None, self.clock.now()), why).await?;
            return Ok(false);
        };
        let roles = user.public_metadata.roles().unwrap_or_default();
        if pending.fields.contains(&OwnedField::Roles) && roles.known != person.user.roles {
            return Err(PushError::NotTaken);
        }
        // While the mark still shields our roles: what Clerk said before is older from now on,
        // however late it arrives.
        let answer = Change::fetched(clerk_id, Some(user), self.clock.now());
        self.learn(answer, why).await?;
        Ok(true)
    }

    /// Gives the claim back after a failure. If that fails too, it runs out.
    async fn release(&self, user_id: &UserId, attempt: &Attempt) -> Result<(), StoreError> {
        let Some(person) = self.store.person(user_id).await? else { return Ok(()) };
        let Some(pending) = person.user.pending_push.clone() else { return Ok(()) };
        if pending.claimed_until == attempt.claim {
            self.mark(person, Some(PendingPush { claimed_until: None, ..pending })).await?;
        }
        Ok(())
    }

    /// Changes the mark alone, and returns the person with it; `None` when they moved.
    /// Neither a version nor an audit entry comes of it: nothing of the record changes.
    async fn mark(
        &self,
        person: Person,
        mark: Option<PendingPush>,
    ) -> Result<Option<Person>, StoreError> {
        let mut after = person.clone();
        after.user.pending_push = mark;
        let write = Write { before: Some(person), after, entry: None, outcome: Outcome::Unchanged };
        let commit = self.store.commit(&write, None).await?;
        Ok((commit == Commit::Done).then_some(write.after))
    }
}
