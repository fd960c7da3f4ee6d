//! The mark of a pending push, as a part of the account's item.

use aws_sdk_dynamodb::types::AttributeValue;
use profile_core::{OwnedField, PendingPush, Timestamp, User, Version};
use serde::{Deserialize, Serialize};

use crate::attributes::Malformed;
use crate::update::Condition;

/// `pendingPush` of the account.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PushItem {
    fields: Vec<String>,
    version: u64,
    /// Missing from marks of before it was kept.
    since: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    claimed_until: Option<Timestamp>,
}

impl PushItem {
    /// Reads the mark of a record that last changed at `updated_at`.
    ///
    /// A field that this version doesn't know makes the item unreadable: to leave it out would
    /// be never to tell Clerk of it.
    pub(crate) fn read(self, updated_at: Timestamp) -> Result<PendingPush, Malformed> {
        let Self { fields, version, since, claimed_until } = self;
        let field = |it: &String| OwnedField::from_name(it).ok_or(Malformed("pendingPush"));
        Ok(PendingPush {
            fields: fields.iter().map(field).collect::<Result<_, _>>()?,
            version: Version(version),
            since: since.unwrap_or(updated_at),
            claimed_until,
        })
    }
}

impl From<PendingPush> for PushItem {
    fn from(push: PendingPush) -> Self {
        let PendingPush { fields, version, since, claimed_until } = push;
        Self {
            fields: fields.into_iter().map(|it| it.name().to_owned()).collect(),
            version: version.0,
            since: Some(since),
            claimed_until,
        }
    }
}

/// The mark is as it was read from `user`.
///
/// Two things can change of it without a new version of the user: that it is there, and who
/// has claimed it. The rest isn't compared, since it can be stored in more than one way.
pub(crate) fn mark_is_as_in(user: &User) -> Condition {
    let (text, claim) = match user.pending_push.as_ref().map(|it| it.claimed_until) {
        None => ("attribute_not_exists(pendingPush)", None),
        Some(None) => (
            "attribute_exists(pendingPush) AND attribute_not_exists(pendingPush.claimedUntil)",
            None,
        ),
        Some(claim) => ("pendingPush.claimedUntil = :claimWasRead", claim),
    };
    let value = |it: Timestamp| AttributeValue::N(it.unsigned().to_string());
    let values = claim.map(|it| (":claimWasRead".to_owned(), value(it)));
    Condition { text: text.to_owned(), values: values.into_iter().collect() }
}
