//! People, as the API reads them.

use std::collections::{HashMap, HashSet};

use profile_core::{
    AuditEntry, BuilderProfile, ClerkId, LARGEST_LIST, Listed, ListingFilter, ListingPlace, People,
    Person, Pointer, StoreError, UserId,
};

use crate::attributes::{Attributes, text};
use crate::key::{Key, LONGEST_PK, PK, USER, owner};
use crate::person::from_items;
use crate::store::DynamoStore;

impl People for DynamoStore {
    async fn by_clerk_id(&self, id: &ClerkId) -> Result<Option<Person>, StoreError> {
        if let Some(person) = self.met(id).await? {
            return Ok(Some(person));
        }
        let user_id = self.led_to(&Pointer::Clerk(id.clone())).await?;
        if let Some(user_id) = &user_id {
            self.known.remember(id, user_id);
        }
        self.whole(user_id).await
    }

    async fn by_slug(&self, slug: &str) -> Result<Option<Person>, StoreError> {
        let holder = self.holder_of_slug(slug).await?;
        let person = self.whole(holder).await?;
        // Perhaps they gave it up since the pointer was read.
        let is_theirs = |it: &BuilderProfile| it.slug.as_deref() == Some(slug);
        Ok(person.filter(|it| it.builder.as_ref().is_some_and(is_theirs)))
    }

    async fn holder_of_slug(&self, slug: &str) -> Result<Option<UserId>, StoreError> {
        self.led_to(&Pointer::Slug(slug.to_owned())).await
    }

    /// One query, two where a tier is asked for, and one request for the accounts; with a
    /// filter that few pass, up to four queries.
    async fn listed(
        &self,
        filter: &ListingFilter,
        after: Option<&ListingPlace>,
        most: usize,
    ) -> Result<Listed, StoreError> {
        let most = most.clamp(1, LARGEST_LIST);
        let (profiles, next) = self.ranked(filter, after, most).await?;
        let mut accounts = self.accounts_of(&profiles).await?;
        let mut listed = Listed { next, ..Listed::default() };
        for profile in profiles {
            let account = text(&profile, PK).and_then(|pk| accounts.remove(pk));
            match joined(account, profile) {
                // The index, or the account, may be a moment old.
                Some(person) if !is_asked_for(&person, filter) => {}
                Some(person) => listed.people.push(person),
                None => listed.unreadable += 1,
            }
        }
        Ok(listed)
    }

    async fn trail(&self, id: &UserId) -> Result<Vec<AuditEntry>, StoreError> {
        self.entries(id).await
    }
}

impl DynamoStore {
    /// Whom a pointer leads to.
    async fn led_to(&self, pointer: &Pointer) -> Result<Option<UserId>, StoreError> {
        let key = Key::pointer(pointer);
        if key.pk.len() > LONGEST_PK {
            return Ok(None);
        }
        Ok(self.follow(vec![&key]).await?.remove(&key.pk))
    }

    /// The accounts beside builder profiles, by partition key.
    async fn accounts_of(
        &self,
        profiles: &[Attributes],
    ) -> Result<HashMap<String, Attributes>, StoreError> {
        let owners: HashSet<_> = profiles.iter().filter_map(owner).collect();
        let keys = owners.iter().map(|it| Key::person(it, USER)).collect();
        self.items_by_pk(&self.tables.users, keys).await
    }
}

/// The person of an account and a builder profile; `None` when either can't be read.
fn joined(account: Option<Attributes>, profile: Attributes) -> Option<Person> {
    let id = owner(&profile)?;
    from_items(&id, [account?, profile]).ok().flatten().filter(|it| it.builder.is_some())
}

fn is_asked_for(person: &Person, filter: &ListingFilter) -> bool {
    person.is_listed() && person.builder.as_ref().is_some_and(|it| filter.admits(it))
}
