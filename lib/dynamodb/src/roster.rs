//! The roster: many users at once, as a reconciliation walks through them.
//!
//! These reads may be a moment old, at half the price: whatever is written is read again.

use std::collections::HashSet;
use std::iter;
use std::time::Duration;

use aws_sdk_dynamodb::types::AttributeValue;
use futures_util::future::try_join;
use futures_util::{StreamExt, TryStreamExt, stream};
use profile_core::{
    ClerkId, Found, Linked, Pending, Pointer, Roster, StoreError, Timestamp, User, UserId,
};

use crate::attributes::{Attributes, number, text, time};
use crate::batch::{MOST_KEYS, Reading};
use crate::error::failed;
use crate::key::{Key, USER, owner};
use crate::person::account;
use crate::place::{UNLINKED, UNPLACED, months};
use crate::store::DynamoStore;
use crate::user_item::PENDING;

/// Requests under way at once.
const AT_ONCE: usize = 8;

/// The smallest step of time.
const INSTANT: Duration = Duration::from_millis(1);

/// A question to an index: its key condition, and the values which that names.
struct Query {
    index: &'static str,
    condition: &'static str,
    values: Attributes,
}

impl Roster for DynamoStore {
    /// Who can't be read is left out, as if we didn't know them: the repair reads them again,
    /// and reports what is wrong.
    async fn accounts(&self, ids: &[ClerkId], linked: &[Linked]) -> Result<Vec<User>, StoreError> {
        let mut strangers: HashSet<&ClerkId> = ids.iter().collect();
        let known = linked.iter().filter(|it| strangers.remove(&it.clerk_id));
        let known: Vec<_> = known.map(|it| Key::person(&it.user_id, USER)).collect();
        let strangers = strangers.into_iter().map(|it| Pointer::Clerk(it.clone()));
        let pointers = strangers.map(|it| Key::pointer(&it)).collect();

        let (known, found) =
            try_join(self.accounts_at(known), self.accounts_behind(pointers)).await?;
        Ok(known.into_iter().chain(found).collect())
    }

    async fn linked(
        &self,
        from: Timestamp,
        until: Timestamp,
        most: usize,
    ) -> Result<Found<Linked>, StoreError> {
        let last = until.before(INSTANT);
        let months = months(from, last).filter(|_| from < until);
        let queries = months.map(|it| self.rows(made_in(it, from, last), most));
        // Nobody was made in the first of the months, perhaps for years.
        let mut answers = stream::iter(queries).buffered(AT_ONCE);
        let mut rows = Vec::new();
        while rows.len() <= most
            && let Some(answer) = answers.try_next().await?
        {
            rows.extend(answer);
        }
        Ok(found(rows, most, read_linked))
    }

    async fn unplaced(&self, most: usize) -> Result<Found<ClerkId>, StoreError> {
        let clerk_id = |row: &Attributes| ClerkId::parse(text(row, "clerkId")?).ok();
        Ok(found(self.rows(all_in(UNPLACED), most).await?, most, clerk_id))
    }

    async fn unlinked(&self, most: usize) -> Result<Found<UserId>, StoreError> {
        Ok(found(self.rows(all_in(UNLINKED), most).await?, most, owner))
    }

    async fn pending(
        &self,
        after: Timestamp,
        before: Timestamp,
        most: usize,
    ) -> Result<Found<Pending>, StoreError> {
        let (first, last) = (after.after(INSTANT), before.before(INSTANT));
        if first > last {
            return Ok(Found { found: Vec::new(), more: false });
        }
        let query = Query {
            index: "PendingPush",
            condition: "pendingPushState = :state AND pendingPushAt BETWEEN :first AND :last",
            values: [
                (":state".to_owned(), AttributeValue::S(PENDING.to_owned())),
                (":first".to_owned(), number(first.unsigned())),
                (":last".to_owned(), number(last.unsigned())),
            ]
            .into(),
        };
        Ok(found(self.rows(query, most).await?, most, read_pending))
    }
}

impl DynamoStore {
    /// The accounts to whose owners the pointers at `keys` lead.
    async fn accounts_behind(&self, pointers: Vec<Key>) -> Result<Vec<User>, StoreError> {
        let pointers = self.all_at(pointers).await?;
        let ids: HashSet<_> = pointers.iter().filter_map(|it| text(it, "userId")).collect();
        let ids = ids.into_iter().filter_map(|it| UserId::parse(it).ok());
        self.accounts_at(ids.map(|it| Key::person(&it, USER)).collect()).await
    }

    async fn accounts_at(&self, keys: Vec<Key>) -> Result<Vec<User>, StoreError> {
        let items = self.all_at(keys).await?.into_iter();
        Ok(items.filter_map(|it| account(&owner(&it)?, it).ok()).collect())
    }

    /// The items at any number of keys, none of them twice.
    async fn all_at(&self, keys: Vec<Key>) -> Result<Vec<Attributes>, StoreError> {
        let mut keys = keys.into_iter();
        let chunks = iter::from_fn(|| {
            let chunk: Vec<_> = keys.by_ref().take(MOST_KEYS).collect();
            (!chunk.is_empty()).then_some(chunk)
        });
        let answers =
            stream::iter(chunks).map(|it| self.items_at(&self.tables.users, it, Reading::Recent));
        answers.buffer_unordered(AT_ONCE).try_concat().await
    }

    /// What an index lists, in its order: up to `most`, and one more if there is more.
    async fn rows(&self, query: Query, most: usize) -> Result<Vec<Attributes>, StoreError> {
        let enough = most.saturating_add(1);
        let mut items = self
            .client
            .query()
            .table_name(&self.tables.users)
            .index_name(query.index)
            .key_condition_expression(query.condition)
            .set_expression_attribute_values(Some(query.values))
            .into_paginator()
            .page_size(i32::try_from(enough).unwrap_or(i32::MAX))
            .items()
            .send();
        let mut found = Vec::new();
        while found.len() < enough
            && let Some(item) = items.try_next().await.map_err(failed)?
        {
            found.push(item);
        }
        Ok(found)
    }
}

fn all_in(partition: &str) -> Query {
    Query {
        index: "Roster",
        condition: "roster = :roster",
        values: [(":roster".to_owned(), AttributeValue::S(partition.to_owned()))].into(),
    }
}

fn made_in(month: String, first: Timestamp, last: Timestamp) -> Query {
    Query {
        index: "Roster",
        condition: "roster = :roster AND rosterAt BETWEEN :first AND :last",
        values: [
            (":roster".to_owned(), AttributeValue::S(month)),
            (":first".to_owned(), number(first.unsigned())),
            (":last".to_owned(), number(last.unsigned())),
        ]
        .into(),
    }
}

/// Reads up to `most` rows. One that can't be read says nothing about anybody.
fn found<T>(
    mut rows: Vec<Attributes>,
    most: usize,
    read: impl Fn(&Attributes) -> Option<T>,
) -> Found<T> {
    let more = rows.len() > most;
    rows.truncate(most);
    Found { found: rows.iter().filter_map(read).collect(), more }
}

fn read_linked(row: &Attributes) -> Option<Linked> {
    Some(Linked {
        user_id: owner(row)?,
        clerk_id: ClerkId::parse(text(row, "clerkId")?).ok()?,
        made_at: time(row, "rosterAt")?,
    })
}

fn read_pending(row: &Attributes) -> Option<Pending> {
    Some(Pending { user_id: owner(row)?, since: time(row, "pendingPushAt")? })
}
