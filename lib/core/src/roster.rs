//! Port: who is on the platform, as a reconciliation walks through them.

use crate::{ClerkId, StoreError, Timestamp, User, UserId};

/// Somebody on the roster: linked to a Clerk user, and not deleted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Linked {
    /// The platform's id.
    pub user_id: UserId,
    /// Clerk's id.
    pub clerk_id: ClerkId,
    /// When Clerk made the user.
    pub made_at: Timestamp,
}

/// Users who were found, and whether there are more.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found<T> {
    /// Those found, as many as were asked for at most.
    pub found: Vec<T>,
    /// Whether there are more.
    pub more: bool,
}

/// A user of whose fields Clerk has still to be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pending {
    /// Whose.
    pub user_id: UserId,
    /// Since when.
    pub since: Timestamp,
}

/// Reads many users at once. What it returns may be a moment old: nothing is written on its
/// word alone.
pub trait Roster: Sync {
    /// The users with those Clerk ids, tombstones included, in no order.
    fn accounts(
        &self,
        ids: &[ClerkId],
        linked: &[Linked],
    ) -> impl Future<Output = Result<Vec<User>, StoreError>> + Send;

    /// Those on the roster whom Clerk made from `from` on and before `until`, at most `most`
    /// of them, oldest first.
    fn linked(
        &self,
        from: Timestamp,
        until: Timestamp,
        most: usize,
    ) -> impl Future<Output = Result<Found<Linked>, StoreError>> + Send;

    /// Linked users of whom Clerk has not yet said when it made them, at most `most` of them:
    /// imported ones, until a reconciliation meets them in Clerk's list.
    fn unplaced(
        &self,
        most: usize,
    ) -> impl Future<Output = Result<Found<ClerkId>, StoreError>> + Send;

    /// Imported users without a Clerk user, at most `most` of them.
    fn unlinked(
        &self,
        most: usize,
    ) -> impl Future<Output = Result<Found<UserId>, StoreError>> + Send;

    /// Users of whose fields Clerk has still to be told since after `after` and before
    /// `before`, at most `most` of them, those who wait longest first.
    fn pending(
        &self,
        after: Timestamp,
        before: Timestamp,
        most: usize,
    ) -> impl Future<Output = Result<Found<Pending>, StoreError>> + Send;
}
