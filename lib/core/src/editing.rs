//! Carries an edit of the platform's own through: read, decide, write, ask for the push.

use crate::decide::Context;
use crate::edit::{Edit, EditRefused, edit};
use crate::{
    Clock, Commit, EventQueue, People, Person, Pointer, PointerChange, PushRequest, QueueError,
    StoreError, SyncStore, UserId, Version, Write, pointer_changes,
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

/// What an edit depends on: the version of the profile that the editor saw.
///
/// Only edits and a role's coming or going move a profile's version. What Clerk changes of the
/// account in the meantime spoils no edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Precondition {
    /// Nothing: the edit holds whatever others did.
    None,
    /// The builder's profile is of this version.
    Builder(Version),
    /// The client's profile is of this version.
    Client(Version),
}

impl Precondition {
    /// Whether it holds. Of what isn't there any more the edit itself says so.
    fn holds(self, person: &Person) -> bool {
        let (seen, found) = match self {
            Self::None => return true,
            Self::Builder(seen) => (seen, person.builder.as_ref().map(|it| it.version)),
            Self::Client(seen) => (seen, person.client.as_ref().map(|it| it.version)),
        };
        person.user.is_deleted() || found.is_none_or(|it| it == seen)
    }
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
    /// Somebody else changed the profile in the meantime: the person as they are now.
    #[error("the profile was changed in the meantime")]
    Stale(Box<Person>),
    /// Somebody else has the slug.
    #[error("somebody else has the slug")]
    SlugTaken,
    /// The store could not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Others kept changing the same record.
    #[error("record kept changing: gave up after {MOST_ATTEMPTS} attempts")]
    Contended,
}

impl<S: SyncStore + People, Q: EventQueue, C: Clock> Editing<'_, S, Q, C> {
    /// Applies `edits` to a user's record, all or none of them, and asks for the push of what
    /// Clerk has to be told.
    ///
    /// When others change the record at the same time, it is tried again for as long as
    /// `condition` holds.
    ///
    /// # Errors
    ///
    /// [`EditError`].
    pub async fn apply(
        &self,
        user_id: &UserId,
        edits: &[Edit],
        condition: Precondition,
        context: &Context,
    ) -> Result<Edited, EditError> {
        for attempt in 1..=MOST_ATTEMPTS {
            let person = self.store.person(user_id).await?.ok_or(EditError::Unknown)?;
            if !condition.holds(&person) {
                return Err(EditError::Stale(Box::new(person)));
            }
            let Some(write) = edit(&person, edits, context)? else {
                return Ok(Edited { person, changed: false, push_delayed: None });
            };
            if self.store.commit(&write, None).await? == Commit::Done {
                let person = write.after;
                let push_delayed = self.ask_for_push(&person).await.err();
                return Ok(Edited { person, changed: true, push_delayed });
            }
            if self.is_slug_taken(&write).await? {
                return Err(EditError::SlugTaken);
            }
            self.clock.pause(attempt).await;
        }
        Err(EditError::Contended)
    }

    /// Whether the write failed because it takes a slug that somebody else has.
    async fn is_slug_taken(&self, write: &Write) -> Result<bool, StoreError> {
        let changes = pointer_changes(write.before.as_ref(), &write.after);
        let slug = changes.into_iter().find_map(|it| match it {
            PointerChange::Take(Pointer::Slug(slug)) => Some(slug),
            _ => None,
        });
        let Some(slug) = slug else { return Ok(false) };
        let holder = self.store.holder_of_slug(&slug).await?;
        Ok(holder.is_some_and(|it| it != write.after.user.id))
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
