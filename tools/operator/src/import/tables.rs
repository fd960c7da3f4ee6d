//! What the tables already hold of the people in the file.

use profile_core::{Clock, Pointer, StoreError, Timestamp, User, UserId};
use profile_dynamodb::{DynamoStore, Held};

use super::problem::{Fault, Problem};
use super::record::Unique;
use super::seen::place;
use crate::Stop;

/// How often a request is made that fails: some seconds, in which a table that is throttled
/// gets going and a network comes back.
const MOST_ATTEMPTS: u32 = 20;

/// A person of the file as far as the tables bear on them.
#[derive(Clone, Debug)]
pub(crate) struct Key {
    pub(crate) line: u64,
    id: UserId,
    created_at: Timestamp,
    pointers: Vec<Pointer>,
}

/// How a person of the file stands to the tables.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// They aren't there, and nothing of theirs is taken.
    Absent,
    /// They are there already, as they were imported or as they have become since.
    Present,
    /// Somebody else is in their place, or has something of theirs.
    Conflict(Vec<Fault>),
}

impl Key {
    /// `None` for a line that doesn't say whose it is.
    pub(crate) fn new(line: u64, unique: Unique) -> Option<Self> {
        let Unique { id, created_at, pointers } = unique;
        Some(Self { line, id: id?, created_at: created_at?, pointers })
    }

    /// Whoever has the id and was made at the same moment is the same person. Their address
    /// may have changed since they were imported, and somebody else may have it now.
    fn standing(&self, held: &Held) -> Standing {
        let fault =
            |place: &str, problem| Fault { line: self.line, place: place.to_owned(), problem };
        if let Some(user) = held.users.get(&self.id) {
            return if user.created_at == self.created_at && self.may_be_linked_as(user) {
                Standing::Present
            } else {
                Standing::Conflict(vec![fault("/user/id", Problem::SomebodyElse)])
            };
        }
        let taken = |it: &Pointer| {
            let holder = held.pointers.get(it)?.clone();
            Some(fault(place(it), Problem::Taken(holder)))
        };
        let conflicts: Vec<_> = self.pointers.iter().filter_map(taken).collect();
        if conflicts.is_empty() { Standing::Absent } else { Standing::Conflict(conflicts) }
    }

    /// Nobody gets another Clerk user once they have one.
    fn may_be_linked_as(&self, user: &User) -> bool {
        let theirs = self.pointers.iter().find_map(|it| match it {
            Pointer::Clerk(id) => Some(id),
            Pointer::Email(_) | Pointer::Slug(_) => None,
        });
        theirs.is_none() || theirs == user.clerk_id.as_ref()
    }
}

/// The tables, asked patiently.
pub(crate) struct Tables<'a, C> {
    pub(crate) store: &'a DynamoStore,
    pub(crate) clock: &'a C,
    pub(crate) stop: &'a Stop,
}

impl<C: Clock> Tables<'_, C> {
    /// How people stand to the tables, by their lines.
    pub(crate) async fn standings(
        &self,
        keys: Vec<Key>,
    ) -> Result<Vec<(u64, Standing)>, StoreError> {
        let ids: Vec<_> = keys.iter().map(|it| it.id.clone()).collect();
        let pointers: Vec<_> = keys.iter().flat_map(|it| it.pointers.iter().cloned()).collect();
        let held = self.patiently(async || self.store.held(&ids, &pointers).await).await?;
        Ok(keys.iter().map(|it| (it.line, it.standing(&held))).collect())
    }

    /// Makes a request until it is answered, or has failed too often.
    pub(crate) async fn patiently<T>(
        &self,
        mut request: impl AsyncFnMut() -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let mut attempt = 1;
        loop {
            match request().await {
                Err(StoreError::Unavailable(_))
                    if attempt < MOST_ATTEMPTS && !self.stop.is_asked() => {}
                answer => return answer,
            }
            self.clock.pause(attempt).await;
            attempt += 1;
        }
    }
}
