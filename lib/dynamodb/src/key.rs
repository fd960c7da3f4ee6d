//! Where an item stands: the keys of all three tables.

use std::collections::HashMap;
use std::fmt;

use aws_sdk_dynamodb::types::AttributeValue;
use profile_core::{EventId, Pointer, RunId, UserId};

use crate::attributes::{Attributes, text};

/// Name of the partition key.
pub(crate) const PK: &str = "pk";
/// Name of the sort key.
pub(crate) const SK: &str = "sk";

/// Sort key of the account.
pub(crate) const USER: &str = "USER";
/// Sort key of the builder profile.
pub(crate) const BUILDER: &str = "BUILDER";
/// Sort key of the client profile.
pub(crate) const CLIENT: &str = "CLIENT";

/// Sort key of a run.
pub(crate) const RUN: &str = "RUN";

/// How the partition key of a person's items begins.
const PERSON: &str = "USER#";
/// How the partition key of an event begins.
pub(crate) const EVENTS: &str = "EVENT#";
/// How the partition key of a run's items begins.
pub(crate) const RUNS: &str = "RUN#";
/// How the sort key begins of what a run found on a page.
pub(crate) const DRIFTS: &str = "DRIFT#";

/// Longest partition key that DynamoDB takes, in bytes.
pub(crate) const LONGEST_PK: usize = 2_048;

/// Primary key of an item.
///
/// Shown, it names the item without the address that a pointer's key holds.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Key {
    pub(crate) pk: String,
    pub(crate) sk: String,
}

impl Key {
    /// One of a person's items: `sk` is [`USER`], [`BUILDER`] or [`CLIENT`].
    pub(crate) fn person(id: &UserId, sk: &str) -> Self {
        Self { pk: person(id), sk: sk.to_owned() }
    }

    /// A pointer.
    pub(crate) fn pointer(pointer: &Pointer) -> Self {
        let pk = match pointer {
            Pointer::Clerk(id) => format!("CLERK#{id}"),
            Pointer::Email(key) => format!("EMAIL#{}", key.as_str()),
            Pointer::Slug(slug) => format!("SLUG#{slug}"),
        };
        Self::pointer_at(&pk)
    }

    /// The pointer with that partition key.
    pub(crate) fn pointer_at(pk: &str) -> Self {
        Self { pk: pk.to_owned(), sk: "POINTER".to_owned() }
    }

    /// An event in the ledger.
    pub(crate) fn event(id: &EventId) -> Self {
        Self { pk: format!("{EVENTS}{id}"), sk: "EVENT".to_owned() }
    }

    /// The audit entry of a user's version. Padded, so that texts sort as the numbers do.
    pub(crate) fn entry(id: &UserId, version: u64) -> Self {
        Self { pk: person(id), sk: format!("{version:020}") }
    }

    /// The lease, and what the runs leave each other.
    pub(crate) fn control() -> Self {
        Self { pk: "RECONCILER".to_owned(), sk: "CONTROL".to_owned() }
    }

    /// A run of the reconciler.
    pub(crate) fn run(id: &RunId) -> Self {
        Self { pk: format!("{RUNS}{id}"), sk: RUN.to_owned() }
    }

    /// What a run found on one page. Padded, as above.
    pub(crate) fn drifts(id: &RunId, page: u32) -> Self {
        Self { pk: format!("{RUNS}{id}"), sk: format!("{DRIFTS}{page:06}") }
    }

    /// The key as a request wants it.
    pub(crate) fn into_attributes(self) -> Attributes {
        HashMap::from([
            (PK.to_owned(), AttributeValue::S(self.pk)),
            (SK.to_owned(), AttributeValue::S(self.sk)),
        ])
    }
}

/// The partition key of a person's items.
pub(crate) fn person(id: &UserId) -> String {
    format!("{PERSON}{id}")
}

/// Whose partition an item stands in, if it is a person's.
pub(crate) fn owner(item: &Attributes) -> Option<UserId> {
    UserId::parse(text(item, PK)?.strip_prefix(PERSON)?).ok()
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pk = if self.pk.starts_with("EMAIL#") { "EMAIL#…" } else { &self.pk };
        write!(f, "{pk}/{}", self.sk)
    }
}

#[cfg(test)]
mod tests {
    use profile_core::EmailAddress;

    use super::*;

    #[test]
    fn a_key_never_shows_an_address() {
        let address = EmailAddress::parse("Ada@Example.com").unwrap();

        let key = Key::pointer(&Pointer::Email(address.key()));

        assert_eq!(key.pk, "EMAIL#ada@example.com");
        assert_eq!(key.to_string(), "EMAIL#…/POINTER");
    }

    #[test]
    fn entries_sort_by_version() {
        let id = UserId::parse("u1").unwrap();

        let keys = [9, 10, u64::MAX].map(|version| Key::entry(&id, version).sk);

        assert!(keys.is_sorted());
        assert!(keys.iter().all(|sk| sk.len() == 20));
    }
}
