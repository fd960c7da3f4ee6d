//! An audit entry as an item: structured, so that it can be read without this program, and
//! complete, so that its hash still verifies.

use profile_core::audit::{Action, Actor, Cause, FieldChange, Record};
use profile_core::{AuditEntry, Origin, Timestamp, UserId};
use serde::{Deserialize, Serialize};

use crate::day::day;

/// `USER#<userId>` / the version.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct AuditItem {
    user_id: UserId,
    version: u64,
    action: Action,
    #[serde(with = "ActorItem")]
    actor: Actor,
    impersonator: Option<UserId>,
    #[serde(with = "CauseItem")]
    cause: Cause,
    changes: Vec<ChangeItem>,
    note: Option<String>,
    client_ip: Option<String>,
    user_agent: Option<String>,
    at: Timestamp,
    /// Partition key of the `ByDay` index: the day of `at`.
    day: String,
    prev_hash: String,
    hash: String,
}

/// `{ kind: "admin", id: "…" }`.
#[derive(Serialize, Deserialize)]
#[serde(remote = "Actor", tag = "kind", content = "id", rename_all = "snake_case")]
enum ActorItem {
    Clerk,
    Reconciler,
    User(UserId),
    Admin(UserId),
    System,
}

/// `{ kind: "event", id: "msg_…" }`.
#[derive(Serialize, Deserialize)]
#[serde(remote = "Cause", tag = "kind", content = "id", rename_all = "snake_case")]
enum CauseItem {
    Event(String),
    Question(String),
    Request(String),
    Run(String),
    Push(String),
}

#[derive(Serialize, Deserialize)]
struct ChangeItem {
    field: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<String>,
}

impl From<AuditEntry> for AuditItem {
    fn from(entry: AuditEntry) -> Self {
        let AuditEntry { record, prev_hash, hash } = entry;
        let Record {
            user_id,
            version,
            action,
            actor,
            impersonator,
            cause,
            changes,
            note,
            origin: Origin { client_ip, user_agent },
            at,
        } = record;
        Self {
            user_id,
            version,
            action,
            actor,
            impersonator,
            cause,
            changes: changes.into_iter().map(Into::into).collect(),
            note,
            client_ip,
            user_agent,
            at,
            day: day(at),
            prev_hash,
            hash,
        }
    }
}

impl From<AuditItem> for AuditEntry {
    fn from(item: AuditItem) -> Self {
        let AuditItem {
            user_id,
            version,
            action,
            actor,
            impersonator,
            cause,
            changes,
            note,
            client_ip,
            user_agent,
            at,
            day: _,
            prev_hash,
            hash,
        } = item;
        let record = Record {
            user_id,
            version,
            action,
            actor,
            impersonator,
            cause,
            changes: changes.into_iter().map(Into::into).collect(),
            note,
            origin: Origin { client_ip, user_agent },
            at,
        };
        Self { record, prev_hash, hash }
    }
}

impl From<FieldChange> for ChangeItem {
    fn from(FieldChange { field, before, after }: FieldChange) -> Self {
        Self { field, before, after }
    }
}

impl From<ChangeItem> for FieldChange {
    fn from(ChangeItem { field, before, after }: ChangeItem) -> Self {
        Self { field, before, after }
    }
}
