//! Reads that writes depend on, all of them strongly consistent.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;
use futures_util::future::try_join3;
use profile_core::{
    AuditEntry, BoxError, Change, ClerkId, Person, Pointer, State, StoreError, UserId,
};

use crate::attributes::{Attributes, Malformed, from_item, text};
use crate::audit_item::AuditItem;
use crate::batch::Reading;
use crate::error::failed;
use crate::key::{self, Key, PK, USER};
use crate::person::from_items;
use crate::store::DynamoStore;

impl DynamoStore {
    /// What we have that bears on `change`: straight away when the user is known, else by
    /// way of the pointers.
    pub(crate) async fn read(&self, change: &Change) -> Result<State, StoreError> {
        match self.met(change.clerk_id()).await? {
            None => self.read_cold(change).await,
            person => Ok(State { person, ..State::default() }),
        }
    }

    /// The person of that Clerk id, if we have met them.
    pub(crate) async fn met(&self, clerk_id: &ClerkId) -> Result<Option<Person>, StoreError> {
        let Some(id) = self.known.get(clerk_id) else { return Ok(None) };
        let person = self.by_id(&id).await?;
        if person.is_none() {
            self.known.forget(clerk_id);
        }
        Ok(person)
    }

    /// A user's audit trail, oldest first.
    pub(crate) async fn entries(&self, user: &UserId) -> Result<Vec<AuditEntry>, StoreError> {
        let entries = self.partition(&self.tables.audit, user).await?;
        let read = |(item, version)| from_item::<AuditItem, _>(&Key::entry(user, version), item);
        entries.into_iter().zip(1..).map(read).collect()
    }

    async fn read_cold(&self, change: &Change) -> Result<State, StoreError> {
        let clerk_id = change.clerk_id();
        let clerk = Key::pointer(&Pointer::Clerk(clerk_id.clone()));
        let email = change.claimed_email().map(|it| Key::pointer(&Pointer::Email(it)));
        let others = change.other_emails().into_iter().map(|it| Key::pointer(&Pointer::Email(it)));
        let others: Vec<_> = others.collect();
        let keys = [Some(&clerk), email.as_ref()].into_iter().flatten().chain(&others).collect();

        let mut ids = self.follow(keys).await?;
        let person = ids.remove(&clerk.pk);
        let holder = email.and_then(|it| ids.remove(&it.pk));
        if let Some(id) = &person {
            self.known.remember(clerk_id, id);
        }
        if person.is_some() && person == holder {
            let person = self.whole(person).await?;
            return Ok(State { holder: person.clone(), person, imported: None });
        }
        let is_new = person.is_none() && holder.is_none();
        let imported = others.iter().find_map(|it| ids.remove(&it.pk)).filter(|_| is_new);
        let (person, holder, imported) =
            try_join3(self.whole(person), self.whole(holder), self.whole(imported)).await?;
        let imported = imported.filter(|it| it.user.clerk_id.is_none());
        Ok(State { person, holder, imported })
    }

    /// Whom the pointers at `keys` lead to, by partition key.
    pub(crate) async fn follow(
        &self,
        keys: Vec<&Key>,
    ) -> Result<HashMap<String, UserId>, StoreError> {
        let keys = keys.into_iter().cloned().collect();
        let items = self.items_at(&self.tables.users, keys, Reading::Latest).await?;
        items.iter().map(read_pointer).collect()
    }

    /// The person to whom a pointer leads.
    pub(crate) async fn whole(&self, id: Option<UserId>) -> Result<Option<Person>, StoreError> {
        let Some(id) = id else { return Ok(None) };
        let person = self.by_id(&id).await?;
        // A pointer is written and freed together with its person.
        let nobody =
            || unreadable(&Key::person(&id, USER), "a pointer leads here, and nobody is there");
        person.ok_or_else(nobody).map(Some)
    }

    /// The person of that id.
    pub(crate) async fn by_id(&self, id: &UserId) -> Result<Option<Person>, StoreError> {
        from_items(id, self.partition(&self.tables.users, id).await?)
    }

    /// An item of the events table.
    pub(crate) async fn event_item(&self, key: &Key) -> Result<Option<Attributes>, StoreError> {
        let request = self.client.get_item().table_name(&self.tables.events);
        let request = request.set_key(Some(key.clone().into_attributes())).consistent_read(true);
        Ok(request.send().await.map_err(failed)?.item)
    }

    /// A user's items in `table`, by sort key.
    async fn partition(&self, table: &str, id: &UserId) -> Result<Vec<Attributes>, StoreError> {
        self.client
            .query()
            .table_name(table)
            .consistent_read(true)
            .key_condition_expression("pk = :pk")
            .expression_attribute_values(":pk", AttributeValue::S(key::person(id)))
            .into_paginator()
            .items()
            .send()
            .collect::<Result<_, _>>()
            .await
            .map_err(failed)
    }
}

/// A pointer's partition key, and whom it leads to.
fn read_pointer(item: &Attributes) -> Result<(String, UserId), StoreError> {
    let pk = text(item, PK).unwrap_or_default();
    let id = text(item, "userId").and_then(|it| UserId::parse(it).ok());
    let id = id.ok_or_else(|| unreadable(&Key::pointer_at(pk), Malformed("userId")))?;
    Ok((pk.to_owned(), id))
}

fn unreadable(key: &Key, what: impl Into<BoxError>) -> StoreError {
    StoreError::Unreadable { key: key.to_string(), source: what.into() }
}
