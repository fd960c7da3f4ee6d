//! One commit as one `TransactWriteItems`, and what its refusal means.

use aws_sdk_dynamodb::config::http::HttpResponse;
use aws_sdk_dynamodb::error::SdkError;
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::types::{self, AttributeValue, TransactWriteItem};
use profile_core::{Commit, PointerChange, Settled, StoreError, UserId, Write, pointer_changes};

use crate::attributes::{Attributes, to_item};
use crate::audit_item::AuditItem;
use crate::error::{failed, refused};
use crate::key::{Key, USER};
use crate::ledger_item;
use crate::person::to_items;
use crate::store::{DynamoStore, Tables};
use crate::update::{Condition, Update};

/// Attributes that must be as they were read for a write to go through.
///
/// A profile has its own: a query may find it as it was before another transaction, and the
/// account as it was after.
fn revision(sk: &str) -> &'static [&'static str] {
    if sk == USER { &["version", "clerkUpdatedAt", "lastSignInAt"] } else { &["version"] }
}

impl DynamoStore {
    /// The requests of a commit. The event comes first, where [`outcome`] looks for it.
    pub(crate) fn transaction(
        &self,
        write: &Write,
        event: Option<&Settled<'_>>,
    ) -> Result<Vec<TransactWriteItem>, StoreError> {
        let Tables { users, events, audit } = &self.tables;
        let id = &write.after.user.id;
        let mut requests = Vec::new();
        if let Some(settled) = event {
            let key = Key::event(&settled.event.id);
            let note = ledger_item::settle(settled, self.retention)?;
            requests.push(update(events, key, note, ledger_item::is_open())?);
        }
        requests.extend(person(users, write)?);
        for change in pointer_changes(write.before.as_ref(), &write.after) {
            requests.push(pointer(users, change, id)?);
        }
        if let Some(entry) = &write.entry {
            let key = Key::entry(id, entry.record.version);
            let item = to_item(key, AuditItem::from(entry.clone()))?;
            requests.push(put(audit, item)?);
        }
        Ok(requests)
    }
}

/// What a refused transaction means; an error when it may not have been refused, or will
/// always be.
pub(crate) fn outcome(
    error: SdkError<TransactWriteItemsError, HttpResponse>,
    with_event: bool,
) -> Result<Commit, StoreError> {
    let Some(TransactWriteItemsError::TransactionCanceledException(cancelled)) =
        error.as_service_error()
    else {
        return Err(failed(error));
    };
    let reasons = cancelled.cancellation_reasons();
    let codes: Vec<_> = reasons.iter().map(|it| it.code().unwrap_or_default()).collect();
    let is_among = |wanted: &[&str]| codes.iter().any(|it| wanted.contains(it));

    if with_event && codes.first() == Some(&"ConditionalCheckFailed") {
        Ok(Commit::AlreadySettled)
    } else if is_among(&["ConditionalCheckFailed", "TransactionConflict"]) {
        Ok(Commit::Outdated)
    } else if is_among(&["ValidationError", "ItemCollectionSizeLimitExceeded"]) {
        Err(refused(error))
    } else {
        Err(failed(error))
    }
}

/// Brings a person's items from what was read to what they will be.
fn person(table: &str, write: &Write) -> Result<Vec<TransactWriteItem>, StoreError> {
    let key = |sk| Key::person(&write.after.user.id, sk);
    let mut before = write.before.as_ref().map(to_items).transpose()?.unwrap_or_default();
    let mut requests = Vec::new();
    for (sk, item) in to_items(&write.after)? {
        let Some(mut old) = before.remove(sk) else {
            requests.push(put(table, item)?);
            continue;
        };
        let condition = Condition::matches(&old, revision(sk));
        if sk == USER {
            // Written even if it stays the same: only a write can carry the condition.
            old.remove("version");
        }
        let changes = Update::between(&old, item);
        if !changes.is_empty() {
            requests.push(update(table, key(sk), changes, condition)?);
        }
    }
    for (sk, old) in before {
        requests.push(delete(table, key(sk), Condition::matches(&old, revision(sk)))?);
    }
    Ok(requests)
}

fn pointer(
    table: &str,
    change: PointerChange,
    id: &UserId,
) -> Result<TransactWriteItem, StoreError> {
    let id = ("userId".to_owned(), AttributeValue::S(id.to_string()));
    match change {
        PointerChange::Take(pointer) => {
            let mut item = Key::pointer(&pointer).into_attributes();
            item.extend([id]);
            put(table, item)
        }
        PointerChange::Free(pointer) => {
            let is_theirs = Condition::matches(&Attributes::from([id]), &["userId"]);
            delete(table, Key::pointer(&pointer), is_theirs)
        }
    }
}

/// Puts an item where there is none.
fn put(table: &str, item: Attributes) -> Result<TransactWriteItem, StoreError> {
    let put = types::Put::builder()
        .table_name(table)
        .set_item(Some(item))
        .condition_expression(Condition::is_new().text)
        .build()
        .map_err(refused)?;
    Ok(TransactWriteItem::builder().put(put).build())
}

fn update(
    table: &str,
    key: Key,
    update: Update,
    condition: Condition,
) -> Result<TransactWriteItem, StoreError> {
    let Condition { text, values } = condition;
    let update = types::Update::builder()
        .table_name(table)
        .set_key(Some(key.into_attributes()))
        .update_expression(update.text())
        .set_expression_attribute_names(Some(update.names()))
        .set_expression_attribute_values(Some(update.values().into_iter().chain(values).collect()))
        .condition_expression(text)
        .build()
        .map_err(refused)?;
    Ok(TransactWriteItem::builder().update(update).build())
}

fn delete(table: &str, key: Key, condition: Condition) -> Result<TransactWriteItem, StoreError> {
    let Condition { text, values } = condition;
    let delete = types::Delete::builder()
        .table_name(table)
        .set_key(Some(key.into_attributes()))
        .set_expression_attribute_values(Some(values))
        .condition_expression(text)
        .build()
        .map_err(refused)?;
    Ok(TransactWriteItem::builder().delete(delete).build())
}
