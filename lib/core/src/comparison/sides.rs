//! What each side says of somebody, field by field.

use serde_json::Value;

use super::ComparedField;
use crate::{ClerkUser, EmailAddress, OwnedField, Person, Role, Roles, Status, User};

/// Every field with what each side says of it, none of them marked.
pub(super) fn fields(person: Option<&Person>, clerk: Option<&ClerkUser>) -> Vec<ComparedField> {
    let ours = person.map(|it| account(&it.user)).unwrap_or_default();
    let theirs = clerk.map(description).unwrap_or_default();
    let identity = IDENTITY.into_iter().zip(ours.into_iter().zip(theirs));
    let identity = identity.map(|(field, (platform, clerk))| (field, platform, clerk));
    // Roles are both: Clerk may change what we own.
    let owned = OwnedField::ALL.into_iter().filter(|it| *it != OwnedField::Roles).map(|it| {
        let platform = person.and_then(|person| text(&it.value(person)));
        (it.name(), platform, clerk.and_then(|clerk| text(clerk.public_metadata.copy_of(it)?)))
    });
    let rows = identity.chain(owned);
    let row = |(field, platform, clerk)| ComparedField { field, platform, clerk, differs: false };
    rows.map(row).collect()
}

/// What Clerk says of somebody's account.
const IDENTITY: [&str; 10] = [
    "email",
    "emailVerified",
    "emailWithheld",
    "name",
    "imageUrl",
    "status",
    "verified",
    "stripeCustomerId",
    "roles",
    "unknownRoles",
];

/// [`IDENTITY`] as our record has it.
fn account(user: &User) -> [Option<String>; IDENTITY.len()] {
    let email = user.email.as_ref();
    [
        email.map(|it| it.as_str().to_owned()),
        email.map(|_| user.email_verified_at.is_some().to_string()),
        user.email_withheld.then(|| true.to_string()),
        user.name.clone(),
        user.image_url.clone(),
        Some(user.status.name().to_owned()),
        Some(user.verified.to_string()),
        user.stripe_customer_id.clone(),
        listed(&user.roles),
        joined(&user.unknown_roles),
    ]
}

/// [`IDENTITY`] as Clerk describes it, by the rules that make a record of it (R8 to R13).
fn description(clerk: &ClerkUser) -> [Option<String>; IDENTITY.len()] {
    let (email, verified) = clerk.primary_email().unzip();
    let metadata = &clerk.public_metadata;
    let roles = metadata.roles();
    let status = |kept_out| if kept_out { Status::Suspended } else { Status::Active };
    [
        email.as_ref().map(EmailAddress::as_str).map(str::to_owned),
        verified.map(|it| it.to_string()),
        None,
        clerk.display_name(),
        clerk.image_url.clone().filter(|_| clerk.has_image == Some(true)),
        clerk.is_suspended().map(|it| status(it).name().to_owned()),
        metadata.verified().map(|it| it.to_string()),
        metadata.stripe_customer_id().map(str::to_owned),
        roles.as_ref().and_then(|it| listed(&it.known)),
        roles.as_ref().and_then(|it| joined(&it.unknown)),
    ]
}

fn listed(roles: &Roles) -> Option<String> {
    joined(&roles.iter().map(Role::name).collect::<Vec<_>>())
}

fn joined(names: &[impl AsRef<str>]) -> Option<String> {
    let names: Vec<_> = names.iter().map(AsRef::as_ref).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

/// A text as it is, anything else as JSON; null is no value.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}
