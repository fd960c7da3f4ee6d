//! The roster in memory.

use super::{FaultyStore, MemoryStore, lock};
use crate::{
    ClerkId, Found, Linked, Pending, Pointer, Roster, StoreError, Timestamp, User, UserId,
};

impl MemoryStore {
    fn users<T>(&self, pick: impl Fn(&User) -> Option<T>) -> Vec<T> {
        lock(&self.tables).people.values().filter_map(|it| pick(&it.user)).collect()
    }
}

fn at_most<T>(mut all: Vec<T>, most: usize) -> Found<T> {
    let more = all.len() > most;
    all.truncate(most);
    Found { found: all, more }
}

impl Roster for MemoryStore {
    async fn accounts(&self, ids: &[ClerkId], _: &[Linked]) -> Result<Vec<User>, StoreError> {
        let tables = lock(&self.tables);
        let account = |id: &ClerkId| tables.follow(&Pointer::Clerk(id.clone()));
        Ok(ids.iter().filter_map(account).map(|it| it.user).collect())
    }

    async fn linked(
        &self,
        from: Timestamp,
        until: Timestamp,
        most: usize,
    ) -> Result<Found<Linked>, StoreError> {
        let mut linked = self.users(|it| {
            let made_at = it.clerk_created_at.filter(|at| (from..until).contains(at))?;
            let clerk_id = it.clerk_id.clone().filter(|_| !it.is_deleted())?;
            Some(Linked { user_id: it.id.clone(), clerk_id, made_at })
        });
        linked.sort_by_key(|it| it.made_at);
        Ok(at_most(linked, most))
    }

    async fn unplaced(&self, most: usize) -> Result<Found<ClerkId>, StoreError> {
        let is_unplaced = |it: &User| it.clerk_created_at.is_none() && !it.is_deleted();
        Ok(at_most(self.users(|it| it.clerk_id.clone().filter(|_| is_unplaced(it))), most))
    }

    async fn unlinked(&self, most: usize) -> Result<Found<UserId>, StoreError> {
        let is_unlinked = |it: &User| it.clerk_id.is_none() && !it.is_deleted();
        Ok(at_most(self.users(|it| is_unlinked(it).then(|| it.id.clone())), most))
    }

    async fn pending(
        &self,
        after: Timestamp,
        before: Timestamp,
        most: usize,
    ) -> Result<Found<Pending>, StoreError> {
        let mut pending = self.users(|it| {
            let since = it.pending_push.as_ref().filter(|_| it.clerk_id.is_some())?.since;
            (after < since && since < before).then(|| Pending { user_id: it.id.clone(), since })
        });
        pending.sort_by_key(|it| it.since);
        Ok(at_most(pending, most))
    }
}

impl<S: Roster> Roster for FaultyStore<S> {
    async fn accounts(&self, ids: &[ClerkId], linked: &[Linked]) -> Result<Vec<User>, StoreError> {
        self.inner.accounts(ids, linked).await
    }

    async fn linked(
        &self,
        from: Timestamp,
        until: Timestamp,
        most: usize,
    ) -> Result<Found<Linked>, StoreError> {
        self.inner.linked(from, until, most).await
    }

    async fn unplaced(&self, most: usize) -> Result<Found<ClerkId>, StoreError> {
        self.inner.unplaced(most).await
    }

    async fn unlinked(&self, most: usize) -> Result<Found<UserId>, StoreError> {
        self.inner.unlinked(most).await
    }

    async fn pending(
        &self,
        after: Timestamp,
        before: Timestamp,
        most: usize,
    ) -> Result<Found<Pending>, StoreError> {
        self.inner.pending(after, before, most).await
    }
}
