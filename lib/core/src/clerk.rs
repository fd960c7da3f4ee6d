//! Clerk's user as far as we read it.
//!
//! Only `id` is required (R15): the Dashboard's example event leaves out half of what the
//! `OpenAPI` document calls required, and fields are added without notice. Where Clerk's
//! words differ over time (`verification.object`, external accounts) we read none of them.

use std::time::Duration;

use serde::{Deserialize, Deserializer};
use serde_json::Value;

use crate::visible::is_blank;
use crate::{ClerkId, EmailAddress, OwnedField, Role, Roles, Timestamp};

/// Most unknown role names we remember of one user.
const MOST_UNKNOWN_ROLES: usize = 10;
/// Most addresses beside the primary one that we look at.
const MOST_OTHER_EMAILS: usize = 10;
/// How far ahead of ours Clerk's clock may be.
const AHEAD: Duration = Duration::from_hours(1);
/// Longest unknown role name we remember, in characters.
const LONGEST_UNKNOWN_ROLE: usize = 50;

/// A Clerk user, from a webhook or from the Backend API: both have the same shape.
///
/// `private_metadata` and `unsafe_metadata` are absent on purpose (R12).
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct ClerkUser {
    /// Clerk's id.
    pub id: ClerkId,
    /// Which of the addresses is the primary one: `Some(None)` when the user has none, `None`
    /// when the payload doesn't say.
    #[serde(default, deserialize_with = "said")]
    pub primary_email_address_id: Option<Option<String>>,
    /// All addresses; `None` when the payload doesn't say.
    pub email_addresses: Option<Vec<ClerkEmail>>,
    /// The username.
    pub username: Option<String>,
    /// The first name.
    pub first_name: Option<String>,
    /// The last name.
    pub last_name: Option<String>,
    /// The avatar's address; Clerk's placeholder when `has_image` is false.
    pub image_url: Option<String>,
    /// Whether the avatar is the user's own; `None` when the payload doesn't say.
    pub has_image: Option<bool>,
    /// What the application keeps with the user.
    #[serde(default, deserialize_with = "object_or_nothing")]
    pub public_metadata: PublicMetadata,
    /// Whether an admin banned the user.
    pub banned: Option<bool>,
    /// Whether too many failed attempts locked the user.
    pub locked: Option<bool>,
    /// When the user last signed in, in milliseconds (or seconds: [`Timestamp::from_clerk`]).
    pub last_sign_in_at: Option<u64>,
    /// When the user was made.
    pub created_at: Option<u64>,
    /// When the user last changed: what orders the events of one user (R2).
    pub updated_at: Option<u64>,
}

/// One of a Clerk user's addresses.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct ClerkEmail {
    /// The address's id, which `primary_email_address_id` refers to.
    pub id: Option<String>,
    /// The address.
    pub email_address: Option<String>,
    /// How far its verification has come; null when it never began.
    pub verification: Option<Verification>,
}

/// How far a verification has come.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Verification {
    /// `verified`, or one of several ways not to be.
    pub status: Option<String>,
}

/// The keys of Clerk's public metadata that we read (R12, R13), and its copies of what we own
/// (R20), which are only ever shown. Any of them may hold anything: what is read and not of our
/// shape counts as missing.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct PublicMetadata {
    roles: Option<Value>,
    verified: Option<Value>,
    stripe_customer_id: Option<Value>,
    validation_tier: Option<Value>,
    available_for_hire: Option<Value>,
    hourly_rate: Option<Value>,
    company_name: Option<Value>,
}

/// The roles that the metadata names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NamedRoles {
    /// Those that the platform knows.
    pub known: Roles,
    /// The other names, shortened and at most ten.
    pub unknown: Vec<String>,
}

impl ClerkUser {
    /// The primary address and whether it is verified: the entry that
    /// `primary_email_address_id` names, never simply the first (R8).
    #[must_use]
    pub fn primary_email(&self) -> Option<(EmailAddress, bool)> {
        let id = self.primary_email_address_id.as_ref()?.as_deref()?;
        let entries = self.email_addresses.as_deref().unwrap_or_default();
        let entry = entries.iter().find(|it| it.id.as_deref() == Some(id))?;
        let address = EmailAddress::parse(entry.email_address.as_deref()?)?;
        Some((address, entry.is_verified()))
    }

    /// The other addresses that are verified: at most ten, which no person needs.
    #[must_use]
    pub fn other_verified_emails(&self) -> Vec<EmailAddress> {
        let primary = self.primary_email().map(|(it, _)| it);
        let entries = self.email_addresses.as_deref().unwrap_or_default().iter();
        let verified = entries.filter(|it| it.is_verified());
        let addresses = verified.filter_map(|it| EmailAddress::parse(it.email_address.as_deref()?));
        addresses.filter(|it| Some(it) != primary.as_ref()).take(MOST_OTHER_EMAILS).collect()
    }

    /// First and last name joined, else the username, else `None` (R11). One of which nothing
    /// can be seen is none.
    #[must_use]
    pub fn display_name(&self) -> Option<String> {
        let names = [&self.first_name, &self.last_name];
        let parts: Vec<_> = names.into_iter().filter_map(|it| filled(it.as_deref())).collect();
        if parts.is_empty() {
            filled(self.username.as_deref()).map(str::to_owned)
        } else {
            Some(parts.join(" "))
        }
    }

    /// Whether Clerk keeps the user out; `None` when the payload doesn't say enough.
    #[must_use]
    pub fn is_suspended(&self) -> Option<bool> {
        match (self.banned, self.locked) {
            (Some(true), _) | (_, Some(true)) => Some(true),
            (Some(false), Some(false)) => Some(false),
            _ => None,
        }
    }

    /// When the user last changed, if the payload says.
    #[must_use]
    pub fn changed_at(&self) -> Option<Timestamp> {
        self.updated_at.map(Timestamp::from_clerk)
    }

    /// What orders this description, which was made at `told_at`, among others of the user
    /// (R2): when the user last changed, else when that was told. A time far ahead of that is
    /// not taken, for it would keep out all that follows.
    #[must_use]
    pub fn place(&self, told_at: Timestamp) -> Timestamp {
        self.changed_at().unwrap_or(told_at).min(told_at.after(AHEAD))
    }
}

impl ClerkEmail {
    fn is_verified(&self) -> bool {
        self.verification.as_ref().and_then(|it| it.status.as_deref()) == Some("verified")
    }
}

impl PublicMetadata {
    /// The roles, if the metadata has a list of them.
    #[must_use]
    pub fn roles(&self) -> Option<NamedRoles> {
        let names = self.roles.as_ref()?.as_array()?;
        let mut unknown = Vec::new();
        let mut known = Vec::new();
        for name in names {
            match name.as_str().and_then(Role::from_name) {
                Some(role) => known.push(role),
                None => unknown.push(shortened(name)),
            }
        }
        unknown.sort();
        unknown.dedup();
        unknown.truncate(MOST_UNKNOWN_ROLES);
        Some(NamedRoles { known: known.into_iter().collect(), unknown })
    }

    /// Clerk's copy of a field of ours, whatever it holds.
    #[must_use]
    pub fn copy_of(&self, field: OwnedField) -> Option<&Value> {
        let copy = match field {
            OwnedField::Roles => &self.roles,
            OwnedField::ValidationTier => &self.validation_tier,
            OwnedField::AvailableForHire => &self.available_for_hire,
            OwnedField::HourlyRate => &self.hourly_rate,
            OwnedField::CompanyName => &self.company_name,
        };
        copy.as_ref()
    }

    /// The keys that are there, as Clerk has them.
    #[cfg(feature = "test-util")]
    pub(crate) fn to_json(&self) -> Value {
        let read = [("verified", &self.verified), ("stripeCustomerId", &self.stripe_customer_id)];
        let read = read.into_iter().map(|(key, it)| (key, it.as_ref()));
        let keys = read.chain(OwnedField::ALL.map(|it| (it.name(), self.copy_of(it))));
        let there = keys.filter_map(|(key, it)| Some((key.to_owned(), it?.clone())));
        there.collect()
    }

    /// Whether the platform vouches for the user, if the metadata says.
    #[must_use]
    pub fn verified(&self) -> Option<bool> {
        self.verified.as_ref()?.as_bool()
    }

    /// The payment provider's id, if the metadata has one.
    #[must_use]
    pub fn stripe_customer_id(&self) -> Option<&str> {
        filled(self.stripe_customer_id.as_ref()?.as_str())
    }
}

/// A key that is there, whatever it holds: `null` says something, too.
fn said<'de, D: Deserializer<'de>, T: Deserialize<'de>>(from: D) -> Result<Option<T>, D::Error> {
    T::deserialize(from).map(Some)
}

fn filled(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|it| !is_blank(it))
}

fn shortened(name: &Value) -> String {
    let text = name.as_str().map_or_else(|| name.to_string(), str::to_owned);
    text.chars().take(LONGEST_UNKNOWN_ROLE).collect()
}

/// Metadata that is no object counts as empty.
fn object_or_nothing<'de, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> Result<PublicMetadata, D::Error> {
    let value = Option::<Value>::deserialize(deserializer)?.filter(Value::is_object);
    Ok(value.and_then(|it| serde_json::from_value(it).ok()).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn user(fields: &Value) -> ClerkUser {
        let mut data = json!({ "id": "user_1" });
        data.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        serde_json::from_value(data).unwrap()
    }

    #[test]
    fn an_id_is_enough() {
        let user = user(&json!({}));

        assert_eq!(user.primary_email(), None);
        assert_eq!(user.display_name(), None);
        assert_eq!(user.is_suspended(), None);
        assert_eq!(user.public_metadata.roles(), None);
    }

    #[test]
    fn null_is_the_same_as_missing() {
        let nulls = user(&json!({
            "email_addresses": null, "first_name": null, "public_metadata": null, "banned": null,
        }));

        assert_eq!(nulls, user(&json!({})));
    }

    #[test]
    fn the_primary_address_is_the_one_named_not_the_first() {
        let user = user(&json!({
            "primary_email_address_id": "idn_2",
            "email_addresses": [
                { "id": "idn_1", "email_address": "first@example.com" },
                { "id": "idn_2", "email_address": "second@example.com",
                  "verification": { "status": "verified" } },
            ],
        }));

        let (address, verified) = user.primary_email().unwrap();

        assert_eq!(address.as_str(), "second@example.com");
        assert!(verified);
    }

    #[test]
    fn no_primary_address_is_no_address() {
        let addresses = json!([{ "id": "idn_1", "email_address": "first@example.com" }]);

        for primary in [json!(null), json!("idn_9")] {
            let user = user(&json!({
                "primary_email_address_id": primary, "email_addresses": addresses,
            }));
            assert_eq!(user.primary_email(), None);
        }
    }

    #[test]
    fn only_verified_is_verified() {
        for status in ["unverified", "failed", "expired", "transferable", "VERIFIED"] {
            let entry: ClerkEmail =
                serde_json::from_value(json!({ "verification": { "status": status } })).unwrap();
            assert!(!entry.is_verified(), "{status}");
        }
    }

    #[test]
    fn names_are_joined_and_a_username_stands_in() {
        let named = |first, last, username| {
            user(&json!({ "first_name": first, "last_name": last, "username": username }))
                .display_name()
        };

        assert_eq!(named(Some("Ada"), Some("Byron"), None).as_deref(), Some("Ada Byron"));
        assert_eq!(named(Some(" Ada "), Some(""), Some("ada")).as_deref(), Some("Ada"));
        assert_eq!(named(None, None, Some("ada")).as_deref(), Some("ada"));
        assert_eq!(named(None, None, None), None);
        assert_eq!(named(Some("\u{200b}"), Some("\u{2800} "), Some("ada")).as_deref(), Some("ada"));
        assert_eq!(named(Some("\u{200b}"), Some("Byron"), None).as_deref(), Some("Byron"));
    }

    #[test]
    fn unknown_role_names_grant_nothing() {
        let user =
            user(&json!({ "public_metadata": { "roles": ["BUILDER", "admin", 7, "ROOT"] } }));

        let roles = user.public_metadata.roles().unwrap();

        assert_eq!(roles.known, Roles::from_iter([Role::Builder]));
        assert_eq!(roles.unknown, ["7", "ROOT", "admin"]);
    }

    #[test]
    fn metadata_of_another_shape_counts_as_missing() {
        let user = user(&json!({
            "public_metadata": { "roles": "ADMIN", "verified": "yes", "stripeCustomerId": 7 },
        }));

        assert_eq!(user.public_metadata.roles(), None);
        assert_eq!(user.public_metadata.verified(), None);
        assert_eq!(user.public_metadata.stripe_customer_id(), None);
        for metadata in [json!([["ADMIN"], true, "cus_1"]), json!("x"), json!(7)] {
            let user = self::user(&json!({ "public_metadata": metadata }));
            assert_eq!(user.public_metadata, PublicMetadata::default());
        }
    }
}
