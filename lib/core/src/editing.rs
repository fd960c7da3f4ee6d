//! Carries an edit of the platform's own through: read, decide, write, ask for the push.

use crate::decide::Context;
use crate::edit::{Edit, EditRefused, edit};
use crate::{
    Clock, Commit, EventQueue, Person, PushRequest, QueueError, StoreError, SyncStore, UserId,
};

/// How often an edit is tried against rivals.
const MOST_ATTEMPTS: u32 = 10;

/// Applies edits through the ports it borrows.
#[derive(Clone, Copy, Debug)]
pub struct Editing<'a, S, Q, C> {
    /// The tables.
    pub store: &'a S,
    /// Where pushes are asked for.
    pub queue: &'a Q,
    /// Time.
    pub clock: &'a C,
}

/// What came of an edit.
#[derive(Debug)]
pub struct Edited {
    /// The person as they are now.
    pub person: Person,
    /// Whether the edit changed anything.
    pub changed: bool,
    /// Why no push could be asked for. The edit is kept all the same, and the next
    /// reconciliation tells Clerk of it (R21).
    pub push_delayed: Option<QueueError>,
}

/// An edit was not made; nothing of it is written.
#[derive(Debug, thiserror::Error)]
pub enum EditError {
    /// There is no such user.
    #[error("there is no user of that id")]
    Unknown,
    /// The person can't be edited like that.
    #[error(transparent)]
    Refused(#[from] EditRefused),
    /// The store could not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Others kept changing the same record.
    #[error("record kept changing: gave up after {MOST_ATTEMPTS} attempts")]
    Contended,
}

impl<S: SyncStore, Q: EventQueue, C: Clock> Editing<'_, S, Q, C> {
    /// Applies `edits` to a user's record, all or none of them, and asks for the push of what
    /// Clerk has to be told.
    ///
    /// # Errors
    ///
    /// [`EditError`].
    pub async fn apply(
        &self,
        user_id: &UserId,
        edits: &[Edit],
        context: &Context,
    ) -> Result<Edited, EditError> {
        for attempt in 1..=MOST_ATTEMPTS {
            let person = self.store.person(user_id).await?.ok_or(EditError::Unknown)?;
            let Some(write) = edit(&person, edits, context)? else {
                return Ok(Edited { person, changed: false, push_delayed: None });
            };
            if self.store.commit(&write, None).await? == Commit::Done {
                let person = write.after;
                let push_delayed = self.ask_for_push(&person).await.err();
                return Ok(Edited { person, changed: true, push_delayed });
            }
            self.clock.pause(attempt).await;
        }
        Err(EditError::Contended)
    }

    async fn ask_for_push(&self, person: &Person) -> Result<(), QueueError> {
        // Somebody without a Clerk user waits for one: then a reconciliation finds the mark.
        if person.user.pending_push.is_none() || person.user.clerk_id.is_none() {
            return Ok(());
        }
        let request = PushRequest { user_id: person.user.id.clone() };
        self.queue.enqueue(request.into_json(), None).await
    }
}
