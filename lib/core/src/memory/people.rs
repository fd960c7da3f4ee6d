//! People in memory, as the API reads them.

use super::{FaultyStore, MemoryStore, lock};
use crate::contract::Inspect;
use crate::{
    AuditEntry, ClerkId, LARGEST_LIST, Listed, ListingFilter, ListingPlace, People, Person,
    Pointer, StoreError, UserId,
};

impl People for MemoryStore {
    async fn by_clerk_id(&self, id: &ClerkId) -> Result<Option<Person>, StoreError> {
        Ok(lock(&self.tables).follow(&Pointer::Clerk(id.clone())))
    }

    async fn by_slug(&self, slug: &str) -> Result<Option<Person>, StoreError> {
        Ok(lock(&self.tables).follow(&Pointer::Slug(slug.to_owned())))
    }

    async fn holder_of_slug(&self, slug: &str) -> Result<Option<UserId>, StoreError> {
        Ok(lock(&self.tables).pointers.get(&Pointer::Slug(slug.to_owned())).cloned())
    }

    async fn listed(
        &self,
        filter: &ListingFilter,
        after: Option<&ListingPlace>,
        most: usize,
    ) -> Result<Listed, StoreError> {
        let most = most.clamp(1, LARGEST_LIST);
        let mut rows: Vec<_> = self
            .people()
            .into_iter()
            .filter(|it| it.builder.as_ref().is_some_and(|it| filter.admits(it)))
            .filter_map(|it| Some((ListingPlace::of(&it)?, Person { client: None, ..it })))
            .filter(|(place, _)| after.is_none_or(|it| it < place))
            .collect();
        rows.sort_by(|(a, _), (b, _)| a.cmp(b));
        let more = rows.len() > most;
        rows.truncate(most);
        let next = rows.last().filter(|_| more).map(|(place, _)| place.clone());
        let people = rows.into_iter().map(|(_, person)| person).collect();
        Ok(Listed { people, next, unreadable: 0 })
    }

    async fn trail(&self, id: &UserId) -> Result<Vec<AuditEntry>, StoreError> {
        Ok(Inspect::trail(self, id).await)
    }
}

impl<S: People> People for FaultyStore<S> {
    async fn by_clerk_id(&self, id: &ClerkId) -> Result<Option<Person>, StoreError> {
        self.inner.by_clerk_id(id).await
    }

    async fn by_slug(&self, slug: &str) -> Result<Option<Person>, StoreError> {
        self.inner.by_slug(slug).await
    }

    async fn holder_of_slug(&self, slug: &str) -> Result<Option<UserId>, StoreError> {
        self.inner.holder_of_slug(slug).await
    }

    async fn listed(
        &self,
        filter: &ListingFilter,
        after: Option<&ListingPlace>,
        most: usize,
    ) -> Result<Listed, StoreError> {
        self.inner.listed(filter, after, most).await
    }

    async fn trail(&self, id: &UserId) -> Result<Vec<AuditEntry>, StoreError> {
        self.inner.trail(id).await
    }
}
