//! The audit trail: what changed, why and by whom, in a chain that shows any tampering.
//!
//! Each entry holds the hash of the one before it, and the user's record holds the hash of
//! the latest. An entry that is edited, dropped, added or moved breaks the chain.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{Origin, Timestamp, UserId, mask};

/// What was done to a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// The record was made.
    Created,
    /// An imported record was joined to its Clerk user (R17).
    Linked,
    /// Fields changed.
    Updated,
    /// The user was deleted (R16).
    Deleted,
}

/// Who did it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    /// Clerk, through a webhook.
    Clerk,
    /// The reconciler, which found what a webhook should have brought.
    Reconciler,
    /// The person whose record it is.
    User(UserId),
    /// An admin.
    Admin(UserId),
    /// The platform itself.
    System,
}

/// What made it happen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// An event, by its `svix-id`.
    Event(String),
    /// Clerk's answer to a question that an event raised, by that event's `svix-id`.
    Question(String),
    /// A request to the API, by its id.
    Request(String),
    /// A reconciliation, by its id.
    Run(String),
    /// What Clerk answered to a push, by the id of the message that asked for it.
    Push(String),
}

/// One field's change, with masked values; `None` where there was or is no value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldChange {
    /// The field's name in the table.
    pub field: String,
    /// What it was.
    pub before: Option<String>,
    /// What it is now.
    pub after: Option<String>,
}

/// What an entry says, apart from its place in the chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Record {
    /// Whose record changed.
    pub user_id: UserId,
    /// The version that the change made.
    pub version: u64,
    /// What was done.
    pub action: Action,
    /// Who did it.
    pub actor: Actor,
    /// Who acted in the actor's name.
    pub impersonator: Option<UserId>,
    /// What made it happen.
    pub cause: Cause,
    /// What changed.
    pub changes: Vec<FieldChange>,
    /// Why something was not done as asked, in a line.
    pub note: Option<String>,
    /// Where the request came from, as far as known.
    pub origin: Origin,
    /// When it was written here.
    pub at: Timestamp,
}

/// A record in its place in the chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditEntry {
    /// What the entry says.
    pub record: Record,
    /// Hash of the entry before it; empty for the first.
    pub prev_hash: String,
    /// Hash of this entry.
    pub hash: String,
}

/// The chain doesn't verify.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChainError {
    /// An entry is missing, doubled or out of place.
    #[error("expected the entry of version {expected}, found version {found}")]
    Gap {
        /// The version that should come here.
        expected: u64,
        /// The version that does.
        found: u64,
    },
    /// An entry doesn't follow from the one before it.
    #[error("entry of version {0} does not follow from the one before it")]
    Broken(u64),
    /// An entry isn't what was written.
    #[error("entry of version {0} was changed after it was written")]
    Changed(u64),
    /// The trail ends before the user's record does, or after it.
    #[error("the trail does not end where the user's record says")]
    WrongEnd,
}

impl AuditEntry {
    /// Appends `record` to the chain that ends with `prev_hash`.
    #[must_use]
    pub fn append(prev_hash: &str, record: Record) -> Self {
        let hash = hash(prev_hash, &record);
        Self { record, prev_hash: prev_hash.to_owned(), hash }
    }
}

/// Checks a user's whole trail, oldest first, against the hash in the user's record.
///
/// The trail of an imported user starts after the version they were imported with; its
/// first entry still follows nothing, so that one before it can't be dropped unseen.
///
/// # Errors
///
/// [`ChainError`]: the first place at which the trail isn't what was written.
pub fn verify_chain(entries: &[AuditEntry], head: &str) -> Result<(), ChainError> {
    let mut prev = "";
    let first = entries.first().map_or(1, |it| it.record.version);
    for (entry, expected) in entries.iter().zip(first..) {
        let version = entry.record.version;
        if version != expected {
            return Err(ChainError::Gap { expected, found: version });
        }
        if entry.prev_hash != prev {
            return Err(ChainError::Broken(version));
        }
        if entry.hash != hash(prev, &entry.record) {
            return Err(ChainError::Changed(version));
        }
        prev = &entry.hash;
    }
    if prev == head { Ok(()) } else { Err(ChainError::WrongEnd) }
}

/// SHA-256, in hex, over the previous hash and the record as JSON. Keys are sorted and
/// every value is a text or a whole number, so equal records hash equally.
fn hash(prev_hash: &str, record: &Record) -> String {
    let mut hasher = Sha256::new();
    hasher.update(prev_hash);
    hasher.update(serde_json::json!(record).to_string());
    mask::hex(&hasher.finalize())
}

/// Test records, for this module and for stores.
#[cfg(any(test, feature = "test-util"))]
pub mod sample {
    use super::{Action, Actor, Cause, FieldChange, Record};
    use crate::{Origin, Timestamp, UserId};

    /// A record with every field filled.
    #[must_use]
    pub fn record(user_id: UserId, version: u64) -> Record {
        let change = FieldChange {
            field: "name".to_owned(),
            before: None,
            after: Some(format!("N… {version}")),
        };
        Record {
            user_id: user_id.clone(),
            version,
            action: Action::Updated,
            actor: Actor::Admin(user_id.clone()),
            impersonator: Some(user_id),
            cause: Cause::Event("msg_1".to_owned()),
            changes: vec![change],
            note: Some("why".to_owned()),
            origin: Origin {
                client_ip: Some("203.0.113.7".to_owned()),
                user_agent: Some("agent".to_owned()),
            },
            at: Timestamp::from_millis(version),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn chain(length: u64) -> Vec<AuditEntry> {
        let user = UserId::parse("u1").unwrap();
        let mut entries: Vec<AuditEntry> = Vec::new();
        for version in 1..=length {
            let prev = entries.last().map_or("", |it| it.hash.as_str());
            entries.push(AuditEntry::append(prev, sample::record(user.clone(), version)));
        }
        entries
    }

    fn head(entries: &[AuditEntry]) -> String {
        entries.last().map_or_else(String::new, |it| it.hash.clone())
    }

    #[test]
    fn the_form_that_is_hashed_never_changes() {
        // Were it to change, every stored trail would fail to verify.
        assert_eq!(
            chain(1)[0].hash,
            "5dc492ecb5f3ea95e4d5e0ba54777881fa94f3fac4b75efaf6736583a6b2cb8a"
        );
    }

    type Edit = fn(&mut Record);

    const EDITS: [Edit; 11] = [
        |it| it.user_id = UserId::parse("u2").unwrap(),
        |it| it.action = Action::Deleted,
        |it| it.actor = Actor::Clerk,
        |it| it.impersonator = None,
        |it| it.cause = Cause::Request("msg_1".to_owned()),
        |it| it.changes.clear(),
        |it| it.changes[0].field.push('x'),
        |it| it.changes[0].after = None,
        |it| it.note = None,
        |it| it.origin.client_ip = None,
        |it| it.at = Timestamp::from_millis(999),
    ];

    proptest! {
        #[test]
        fn a_whole_chain_verifies(length in 0_u64..20) {
            let entries = chain(length);
            prop_assert_eq!(verify_chain(&entries, &head(&entries)), Ok(()));
        }

        #[test]
        fn any_edit_breaks_it(length in 1_u64..10, at in any::<prop::sample::Index>(),
                              edit in prop::sample::select(&EDITS[..])) {
            let mut entries = chain(length);
            let head = head(&entries);
            edit(&mut entries[at.index(usize::try_from(length).unwrap())].record);
            prop_assert!(verify_chain(&entries, &head).is_err());
        }

        #[test]
        fn an_edit_with_its_hash_made_anew_breaks_it(length in 1_u64..10,
                                                     at in any::<prop::sample::Index>()) {
            let mut entries = chain(length);
            let head = head(&entries);
            let entry = &mut entries[at.index(usize::try_from(length).unwrap())];
            entry.record.note = Some("forged".to_owned());
            *entry = AuditEntry::append(&entry.prev_hash, entry.record.clone());
            prop_assert!(verify_chain(&entries, &head).is_err());
        }

        #[test]
        fn a_missing_or_moved_entry_breaks_it(length in 2_u64..10,
                                              a in any::<prop::sample::Index>(),
                                              b in any::<prop::sample::Index>()) {
            let entries = chain(length);
            let head = head(&entries);
            let (a, b) = (a.index(entries.len()), b.index(entries.len()));

            let mut missing = entries.clone();
            missing.remove(a);
            prop_assert!(verify_chain(&missing, &head).is_err());

            let mut moved = entries.clone();
            moved.swap(a, b);
            prop_assert_eq!(verify_chain(&moved, &head).is_ok(), a == b);
        }
    }
}
