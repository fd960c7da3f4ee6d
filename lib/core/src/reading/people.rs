//! Port: people, as the API shows them.

use crate::{AuditEntry, ClerkId, ListingFilter, ListingPlace, Person, StoreError, UserId};

/// A page of the public list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listed {
    /// The account and the builder profile of each; the client profile is not read.
    pub people: Vec<Person>,
    /// Where the list goes on; `None` at its end.
    pub next: Option<ListingPlace>,
    /// How many stand here whose items can't be read. They are left out.
    pub unreadable: usize,
}

/// Reads people. But for the list, never older than the last commit; by the platform's id,
/// [`SyncStore::person`](crate::SyncStore::person) does.
pub trait People: Sync {
    /// Returns a person by Clerk's id, tombstones included.
    fn by_clerk_id(
        &self,
        id: &ClerkId,
    ) -> impl Future<Output = Result<Option<Person>, StoreError>> + Send;

    /// Returns the person whose builder profile has that slug.
    fn by_slug(
        &self,
        slug: &str,
    ) -> impl Future<Output = Result<Option<Person>, StoreError>> + Send;

    /// Returns who has that slug.
    fn holder_of_slug(
        &self,
        slug: &str,
    ) -> impl Future<Output = Result<Option<UserId>, StoreError>> + Send;

    /// Returns up to `most` of the builders whom the public can find, best first, from behind
    /// `after` on. May be a moment old, but shows nobody whose account says otherwise.
    fn listed(
        &self,
        filter: &ListingFilter,
        after: Option<&ListingPlace>,
        most: usize,
    ) -> impl Future<Output = Result<Listed, StoreError>> + Send;

    /// Returns a user's audit trail, whole, oldest first. An entry that can't be read is an
    /// error: a trail without it would not be one.
    fn trail(
        &self,
        id: &UserId,
    ) -> impl Future<Output = Result<Vec<AuditEntry>, StoreError>> + Send;
}
