//! What differs between two states of a person, in words fit for the audit trail.

use crate::audit::FieldChange;
use crate::{BuilderProfile, ClientProfile, EmailAddress, Person, Timestamp, User, mask};

/// A field as the trail knows it.
struct Field {
    name: &'static str,
    value: Option<String>,
    mask: fn(&str) -> String,
}

/// The fields that differ, by their names in the table, with masked values.
///
/// Compares the real values: two names with the same initials are still two names.
pub(crate) fn changes(before: Option<&Person>, after: &Person) -> Vec<FieldChange> {
    let old = before.map(content);
    let mut old = old.into_iter().flatten();
    let mut list = Vec::new();
    for Field { name, value: after, mask } in content(after) {
        let before = old.next().and_then(|it| it.value);
        if before != after {
            let (before, after) = (before.as_deref().map(mask), after.as_deref().map(mask));
            list.push(FieldChange { field: name.to_owned(), before, after });
        }
    }
    list
}

/// What Clerk's description would change of the account, if it were laid over it.
pub(crate) fn account_changes(before: &User, after: &User) -> Vec<FieldChange> {
    let alone = |user: &User| Person { user: user.clone(), builder: None, client: None };
    changes(Some(&alone(before)), &alone(after))
}

/// A person's content, always in this order: everything but ids that never change, the
/// bookkeeping (`version`, `auditHash`, `updatedAt`, `pendingPush`) and the times that move
/// without a new version (`clerkUpdatedAt`, `clerkCreatedAt`, `lastSignInAt`).
fn content(person: &Person) -> impl Iterator<Item = Field> {
    let Person { user, builder, client } = person;
    let account = account(user);
    let builder = builder_fields(builder.as_ref());
    account.into_iter().chain(builder).chain(client_fields(client.as_ref()))
}

fn plain(name: &'static str, value: Option<String>) -> Field {
    Field { name, value, mask: str::to_owned }
}

fn account(user: &User) -> [Field; 12] {
    let masked =
        |name, value: Option<&str>, mask| Field { name, value: value.map(str::to_owned), mask };
    let millis = |it: Timestamp| it.millis().to_string();
    let unknown_roles = Some(user.unknown_roles.join(", ")).filter(|it| !it.is_empty());
    [
        plain("clerkId", user.clerk_id.as_ref().map(ToString::to_string)),
        masked("email", user.email.as_ref().map(EmailAddress::as_str), mask::email),
        plain("emailWithheld", Some(user.email_withheld).filter(|it| *it).map(|it| it.to_string())),
        plain("emailVerifiedAt", user.email_verified_at.map(millis)),
        masked("name", user.name.as_deref(), mask::text),
        masked("imageUrl", user.image_url.as_deref(), mask::opaque),
        plain("roles", Some(user.roles.to_string())),
        plain("unknownRoles", unknown_roles),
        plain("verified", Some(user.verified.to_string())),
        masked("stripeCustomerId", user.stripe_customer_id.as_deref(), mask::opaque),
        plain("status", Some(user.status.name().to_owned())),
        plain("deletedAt", user.deleted_at.map(millis)),
    ]
}

/// What the public doesn't see of a builder is masked.
fn builder_fields(builder: Option<&BuilderProfile>) -> [Field; 5] {
    let rate = builder.and_then(|it| it.hourly_rate).map(|it| it.to_string());
    [
        plain("builder.active", builder.map(|it| it.active.to_string())),
        plain("builder.slug", builder.and_then(|it| it.slug.clone())),
        plain("builder.validationTier", builder.map(|it| it.validation_tier.number().to_string())),
        plain("builder.availableForHire", builder.map(|it| it.available_for_hire.to_string())),
        Field { name: "builder.hourlyRate", value: rate, mask: mask::opaque },
    ]
}

fn client_fields(client: Option<&ClientProfile>) -> [Field; 2] {
    let company = client.and_then(|it| it.company_name.clone());
    [
        plain("client.active", client.map(|it| it.active.to_string())),
        Field { name: "client.companyName", value: company, mask: mask::text },
    ]
}
