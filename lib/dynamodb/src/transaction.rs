//! One commit as one `TransactWriteItems`, and what its refusal means.

use aws_sdk_dynamodb::config::http::HttpResponse;
use aws_sdk_dynamodb::error::SdkError;
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::types::{AttributeValue, TransactWriteItem};
use profile_core::{Commit, PointerChange, Settled, StoreError, UserId, Write, pointer_changes};

use crate::attributes::{Attributes, to_item};
use crate::audit_item::AuditItem;
use crate::error::{failed, refused};
use crate::key::{Key, USER};
use crate::ledger_item;
use crate::person::to_items;
use crate::push_item::mark_is_as_in;
use crate::request::{delete, put, update};
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
    let Some(codes) = reasons(&error) else { return Err(failed(error)) };
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

/// Why a transaction was cancelled, for each of its parts in order; `None` when that isn't what
/// went wrong.
pub(crate) fn reasons(
    error: &SdkError<TransactWriteItemsError, HttpResponse>,
) -> Option<Vec<&str>> {
    let Some(TransactWriteItemsError::TransactionCanceledException(cancelled)) =
        error.as_service_error()
    else {
        return None;
    };
    let reasons = cancelled.cancellation_reasons();
    Some(reasons.iter().map(|it| it.code().unwrap_or_default()).collect())
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
        let mut condition = Condition::matches(&old, revision(sk));
        if let (USER, Some(before)) = (sk, &write.before) {
            condition = condition.and(mark_is_as_in(&before.user));
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
