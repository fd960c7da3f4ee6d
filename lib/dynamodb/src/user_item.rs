//! The account as an item.

use profile_core::{ClerkId, EmailAddress, Role, Roles, Status, Timestamp, User, UserId, Version};
use serde::{Deserialize, Serialize};

use crate::attributes::Malformed;
use crate::place::place;
use crate::push_item::PushItem;

/// Key of the index of users whom Clerk has still to be told about.
pub(crate) const PENDING: &str = "PENDING";

/// `USER#<userId>` / `USER`.
///
/// Other programs may have written the item: what has a natural default may be missing. Ids
/// come from the key if need be; only `version` must be there, since writes depend on it.
/// Keys of indexes are written and never read: they follow from the rest.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct UserItem {
    id: UserId,
    /// The same again, under the name that it has in every other item.
    user_id: UserId,
    clerk_id: Option<ClerkId>,
    email: Option<String>,
    /// There only while it is true.
    #[serde(default, skip_serializing_if = "is_false")]
    email_withheld: bool,
    email_verified_at: Option<Timestamp>,
    name: Option<String>,
    image_url: Option<String>,
    #[serde(default)]
    roles: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    unknown_roles: Vec<String>,
    #[serde(default)]
    verified: bool,
    #[serde(default)]
    is_founder: bool,
    stripe_customer_id: Option<String>,
    #[serde(default = "active")]
    status: String,
    last_sign_in_at: Option<Timestamp>,
    clerk_updated_at: Option<Timestamp>,
    clerk_created_at: Option<Timestamp>,
    version: u64,
    #[serde(default)]
    audit_hash: String,
    pending_push: Option<PushItem>,
    /// Partition key of the `PendingPush` index, there while a push is pending.
    #[serde(skip_deserializing)]
    pending_push_state: Option<&'static str>,
    /// Sort key of the `PendingPush` index: since when the push is pending.
    #[serde(skip_deserializing)]
    pending_push_at: Option<Timestamp>,
    /// Partition key of the `Roster` index: the month in which Clerk made the user.
    #[serde(skip_deserializing)]
    roster: Option<String>,
    /// Sort key of the `Roster` index: when Clerk made the user.
    #[serde(skip_deserializing)]
    roster_at: Option<Timestamp>,
    #[serde(default)]
    created_at: Timestamp,
    #[serde(default)]
    updated_at: Timestamp,
    deleted_at: Option<Timestamp>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "shape of skip_serializing_if")]
fn is_false(value: &bool) -> bool {
    !value
}

fn active() -> String {
    Status::Active.name().to_owned()
}

impl From<User> for UserItem {
    fn from(user: User) -> Self {
        let (roster, roster_at) = place(&user).unzip();
        let User {
            id,
            clerk_id,
            email,
            email_withheld,
            email_verified_at,
            name,
            image_url,
            roles,
            unknown_roles,
            verified,
            is_founder,
            stripe_customer_id,
            status,
            last_sign_in_at,
            clerk_updated_at,
            clerk_created_at,
            version,
            audit_hash,
            pending_push,
            created_at,
            updated_at,
            deleted_at,
        } = user;
        // Somebody without a Clerk user waits for one first.
        let waiting = pending_push.as_ref().filter(|_| clerk_id.is_some()).map(|it| it.since);
        Self {
            user_id: id.clone(),
            id,
            clerk_id,
            email: email.map(|it| it.as_str().to_owned()),
            email_withheld,
            email_verified_at,
            name,
            image_url,
            roles: roles.iter().map(|it| it.name().to_owned()).collect(),
            unknown_roles,
            verified,
            is_founder,
            stripe_customer_id,
            status: status.name().to_owned(),
            last_sign_in_at,
            clerk_updated_at,
            clerk_created_at,
            version: version.0,
            audit_hash,
            pending_push_state: waiting.map(|_| PENDING),
            pending_push_at: waiting,
            pending_push: pending_push.map(Into::into),
            roster,
            roster_at,
            created_at,
            updated_at,
            deleted_at,
        }
    }
}

impl TryFrom<UserItem> for User {
    type Error = Malformed;

    fn try_from(item: UserItem) -> Result<Self, Malformed> {
        let UserItem {
            id,
            user_id: _,
            clerk_id,
            email,
            email_withheld,
            email_verified_at,
            name,
            image_url,
            roles,
            unknown_roles,
            verified,
            is_founder,
            stripe_customer_id,
            status,
            last_sign_in_at,
            clerk_updated_at,
            clerk_created_at,
            version,
            audit_hash,
            pending_push,
            pending_push_state: _,
            pending_push_at: _,
            roster: _,
            roster_at: _,
            created_at,
            updated_at,
            deleted_at,
        } = item;
        Ok(Self {
            id,
            clerk_id,
            email: email.map(|it| read_email(&it)).transpose()?,
            email_withheld,
            email_verified_at,
            name,
            image_url,
            roles: read_roles(&roles)?,
            unknown_roles,
            verified,
            is_founder,
            stripe_customer_id,
            status: Status::from_name(&status).ok_or(Malformed("status"))?,
            last_sign_in_at,
            clerk_updated_at,
            clerk_created_at,
            version: Version(version),
            audit_hash,
            pending_push: pending_push.map(|it| it.read(updated_at)).transpose()?,
            created_at,
            updated_at,
            deleted_at,
        })
    }
}

fn read_email(text: &str) -> Result<EmailAddress, Malformed> {
    EmailAddress::parse(text).ok_or(Malformed("email"))
}

/// A role that this version doesn't know makes the item unreadable: to leave it out would
/// be to take it away with the next write.
fn read_roles(names: &[String]) -> Result<Roles, Malformed> {
    names.iter().map(|it| Role::from_name(it).ok_or(Malformed("roles"))).collect()
}
