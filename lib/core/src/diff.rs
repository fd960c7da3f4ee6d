//! What differs between two states of a person, in words fit for the audit trail.

use crate::audit::FieldChange;
use crate::{EmailAddress, Person, Timestamp, mask};

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

/// A person's content, always in this order: everything but ids that never change, the
/// bookkeeping (`version`, `auditHash`, `updatedAt`) and the two times that move without a
/// new version (`clerkUpdatedAt`, `lastSignInAt`).
fn content(person: &Person) -> [Field; 15] {
    let Person { user, builder, client } = person;
    let plain = |name, value| Field { name, value, mask: str::to_owned };
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
        plain("builder.active", builder.as_ref().map(|it| it.active.to_string())),
        plain("builder.slug", builder.as_ref().and_then(|it| it.slug.clone())),
        plain("client.active", client.as_ref().map(|it| it.active.to_string())),
    ]
}
