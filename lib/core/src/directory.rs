//! Ports: Clerk's own word about users, and Clerk's copy of our fields.

use std::time::Duration;

use serde_json::{Map, Value};

use crate::{BoxError, ClerkId, ClerkUser, Timestamp};

/// Looks one user up in Clerk.
pub trait UserDirectory: Sync {
    /// Returns the user as Clerk has them now; `None` only when Clerk says for certain that
    /// there is no such user (404 with `resource_not_found`, R25).
    fn user(
        &self,
        id: &ClerkId,
    ) -> impl Future<Output = Result<Option<ClerkUser>, DirectoryError>> + Send;
}

/// Lists Clerk's users.
pub trait UserListing: UserDirectory {
    /// Returns the next page of all users, oldest first, with `limit` of them (1 to 500) if
    /// there are so many. An empty page is the end; a short one need not be.
    ///
    /// # Errors
    ///
    /// [`DirectoryError::CursorLost`] when Clerk no longer knows the user after whom the
    /// page would begin: go on from a time with [`Cursor::from_time`].
    fn oldest_first(
        &self,
        cursor: &Cursor,
        limit: u16,
    ) -> impl Future<Output = Result<Page, DirectoryError>> + Send;

    /// Returns up to `limit` users (1 to 500), the last changed first, without the first
    /// `offset` of them.
    fn last_changed_first(
        &self,
        offset: u64,
        limit: u16,
    ) -> impl Future<Output = Result<Page, DirectoryError>> + Send;

    /// How many users there are.
    fn count(&self) -> impl Future<Output = Result<u64, DirectoryError>> + Send;

    /// How many requests were made of Clerk since the listing was opened, tries that failed
    /// included.
    fn requests(&self) -> u64;
}

/// Writes fields of ours to Clerk.
pub trait MetadataWriter: UserDirectory {
    /// Lays `metadata` over the user's public metadata, key by key; `null` removes a key,
    /// and no other key is touched. Doing it twice does no harm.
    ///
    /// Returns the user as Clerk has them afterwards; `None` when there is no such user.
    fn merge_public_metadata(
        &self,
        id: &ClerkId,
        metadata: &Map<String, Value>,
    ) -> impl Future<Output = Result<Option<ClerkUser>, DirectoryError>> + Send;
}

/// Where in the list of all users, oldest first, a page begins.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cursor {
    /// Only users made after this time; all of them without it. Stays the same from page
    /// to page, as Clerk asks.
    pub made_after: Option<Timestamp>,
    /// The last user of the page before.
    pub after: Option<ClerkId>,
}

impl Cursor {
    /// A place that doesn't depend on any user: just before the users made at `time`.
    #[must_use]
    pub fn from_time(time: Timestamp) -> Self {
        let before = Timestamp::from_millis(time.unsigned().saturating_sub(1));
        Self { made_after: Some(before), after: None }
    }

    /// The place behind `user`, in the same list.
    #[must_use]
    pub fn behind(&self, user: ClerkId) -> Self {
        Self { made_after: self.made_after, after: Some(user) }
    }
}

/// A page of a list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// The users, in the list's order.
    pub users: Vec<ClerkUser>,
    /// How many entries could not be read as a user. They count as listed, and nothing else
    /// is known of them.
    pub unreadable: usize,
    /// The last entry's id, behind which the next page begins; of an entry that could not be
    /// read, as far as it has one.
    pub last: Option<ClerkId>,
}

impl Page {
    /// A page of users who could all be read.
    #[must_use]
    pub fn of(users: Vec<ClerkUser>) -> Self {
        let last = users.last().map(|it| it.id.clone());
        Self { users, unreadable: 0, last }
    }

    /// How many entries it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.users.len() + self.unreadable
    }

    /// Whether it has none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Clerk did not do what it was asked. The variants are what a caller can do about it.
#[derive(Debug, thiserror::Error)]
pub enum DirectoryError {
    /// Later it may: it was not reached, did not answer in time, or failed.
    #[error("clerk could not be asked")]
    Unavailable(#[source] BoxError),
    /// Later it will: the limit was used up, and the time to wait is longer than this call
    /// may last.
    #[error("clerk's limit is used up for {} s", wait.as_secs())]
    Limited {
        /// How long Clerk asks to wait.
        wait: Duration,
    },
    /// It never will with this key: stop, and let somebody store the right one.
    #[error("clerk refuses the secret key: store the key of this instance (sk_…)")]
    KeyRefused(#[source] BoxError),
    /// The user after whom a page should begin is gone.
    #[error("clerk no longer knows the user at the cursor")]
    CursorLost,
    /// It never will as asked.
    #[error("clerk refuses the request")]
    Refused(#[source] BoxError),
    /// It answered something that is none of its documented answers.
    #[error("clerk's answer can't be read")]
    Unreadable(#[source] BoxError),
}
