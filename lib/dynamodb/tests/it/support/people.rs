//! People, events and writes to test with.

use profile_core::audit::sample;
use profile_core::{
    AuditEntry, BuilderProfile, Change, ClerkId, ClerkUser, EmailAddress, EventId, LedgerEvent,
    Outcome, Person, Role, Roles, Settled, Status, Timestamp, User, UserId, Version, Write,
};
use serde_json::json;

/// 2025-11-13T02:13:20Z.
pub(crate) const NOW: Timestamp = Timestamp::from_millis(1_763_000_000_000);

pub(crate) fn clerk_id(name: &str) -> ClerkId {
    ClerkId::parse(format!("user_{name}")).unwrap()
}

/// A client of that name, with an address.
pub(crate) fn user(name: &str) -> Person {
    let user = User {
        id: UserId::parse(format!("id-{name}")).unwrap(),
        clerk_id: Some(clerk_id(name)),
        email: EmailAddress::parse(&format!("{name}@example.com")),
        email_withheld: false,
        email_verified_at: Some(NOW),
        name: Some(name.to_owned()),
        image_url: None,
        roles: Roles::from_iter([Role::Client]),
        unknown_roles: Vec::new(),
        verified: false,
        is_founder: false,
        stripe_customer_id: None,
        status: Status::Active,
        last_sign_in_at: None,
        clerk_updated_at: Some(NOW),
        clerk_created_at: Some(NOW),
        version: Version(0),
        audit_hash: String::new(),
        pending_push: None,
        created_at: NOW,
        updated_at: NOW,
        deleted_at: None,
    };
    Person { user, builder: None, client: None }
}

/// Somebody of that name who was imported, and whom no Clerk user was linked to yet.
pub(crate) fn imported(name: &str) -> Person {
    let mut person = user(name);
    person.user.clerk_id = None;
    person.user.clerk_updated_at = None;
    person.user.clerk_created_at = None;
    person
}

/// A builder of that name.
pub(crate) fn builder(name: &str, edit: impl FnOnce(&mut BuilderProfile)) -> Person {
    let mut person = user(name);
    person.user.roles = Roles::from_iter([Role::Builder]);
    let mut builder = BuilderProfile::new(NOW);
    edit(&mut builder);
    person.builder = Some(builder);
    person
}

/// The write that makes `after` of `before`, with the next version and its entry.
pub(crate) fn write(before: Option<&Person>, mut after: Person) -> Write {
    let last = before.map_or(Version(0), |it| it.user.version);
    let prev_hash = before.map_or("", |it| &it.user.audit_hash);
    let record = sample::record(after.user.id.clone(), last.next().0);
    let entry = AuditEntry::append(prev_hash, record);
    after.user.version = last.next();
    after.user.audit_hash.clone_from(&entry.hash);
    Write { before: before.cloned(), after, entry: Some(entry), outcome: Outcome::Updated }
}

pub(crate) fn event(name: &str) -> LedgerEvent {
    LedgerEvent {
        id: EventId::parse(format!("msg_{name}")).unwrap(),
        event_type: Some("user.updated".to_owned()),
        clerk_id: Some(clerk_id(name)),
        payload: format!(r#"{{"type":"user.updated","data":{{"id":"user_{name}"}}}}"#),
        received_at: NOW,
    }
}

pub(crate) fn settled<'a>(event: &'a LedgerEvent, write: &'a Write) -> Settled<'a> {
    Settled { event, outcome: write.outcome, user_id: Some(&write.after.user.id), at: NOW }
}

pub(crate) fn ignored(event: &LedgerEvent) -> Settled<'_> {
    Settled { event, outcome: Outcome::Ignored, user_id: None, at: NOW }
}

pub(crate) fn sign_in(name: &str) -> Change {
    Change::SignIn { clerk_id: clerk_id(name), at: NOW }
}

/// Clerk's description, `later` milliseconds from now, of a user with a verified address.
pub(crate) fn described(name: &str, address: &str, later: u64) -> ClerkUser {
    serde_json::from_value(json!({
        "id": clerk_id(name).as_str(),
        "first_name": format!("{name} {later}"),
        "primary_email_address_id": "idn_1",
        "email_addresses": [{
            "id": "idn_1", "email_address": address, "verification": { "status": "verified" },
        }],
        "updated_at": NOW.unsigned() + later,
    }))
    .unwrap()
}

/// The change that such a description asks for.
pub(crate) fn claim(name: &str, address: &str, later: u64) -> Change {
    Change::reported(described(name, address, later), NOW)
}
