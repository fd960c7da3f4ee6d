//! Lays what Clerk says over what we have: rules R8 to R16, field by field.

use crate::profile::RoleProfile;
use crate::{
    BuilderProfile, ClerkId, ClerkUser, ClientProfile, EmailAddress, NamedRoles, OwnedField,
    Person, Role, Roles, Status, Timestamp, User, UserId, Version,
};

/// A record for somebody we have never heard of, before anything is laid over it.
pub(crate) fn blank(clerk_id: &ClerkId, created_at: Timestamp) -> Person {
    let user = User {
        id: UserId::mint(clerk_id, created_at),
        clerk_id: Some(clerk_id.clone()),
        email: None,
        email_withheld: false,
        email_verified_at: None,
        name: None,
        image_url: None,
        roles: Roles::default(),
        unknown_roles: Vec::new(),
        verified: false,
        is_founder: false,
        stripe_customer_id: None,
        status: Status::Active,
        last_sign_in_at: None,
        clerk_updated_at: None,
        clerk_created_at: None,
        version: Version(0),
        audit_hash: String::new(),
        pending_push: None,
        created_at,
        updated_at: created_at,
        deleted_at: None,
    };
    Person { user, builder: None, client: None }
}

/// A new record for the user whom Clerk describes as they were `at`: a client, unless Clerk names roles.
pub(crate) fn newcomer(clerk: &ClerkUser, at: Timestamp) -> Person {
    let created_at = clerk.created_at.map_or(at, Timestamp::from_clerk);
    let mut person = blank(&clerk.id, created_at);
    person.user.roles = Roles::from_iter([Role::Client]);
    person
}

/// Lays Clerk's description of the user as they were `at` over `person`. With
/// `withhold_email`, somebody else holds the address and the record goes without one (R18).
pub(crate) fn lay_over(
    person: &mut Person,
    clerk: &ClerkUser,
    at: Timestamp,
    withhold_email: bool,
    now: Timestamp,
) {
    let user = &mut person.user;
    let roles_before = user.roles.clone();
    user.clerk_id = Some(clerk.id.clone());
    lay_email(user, clerk, at, withhold_email);
    lay_identity(user, clerk);
    lay_roles(user, clerk);
    user.clerk_updated_at = user.clerk_updated_at.max(Some(at));
    user.clerk_created_at = clerk.created_at.map(Timestamp::from_clerk).or(user.clerk_created_at);
    user.last_sign_in_at =
        user.last_sign_in_at.max(clerk.last_sign_in_at.map(Timestamp::from_clerk));
    follow_roles(person, &roles_before, now);
}

/// Turns `person` into a tombstone (R16).
pub(crate) fn bury(person: &mut Person, at: Timestamp, now: Timestamp) {
    let user = &mut person.user;
    user.email = None;
    user.email_withheld = false;
    user.email_verified_at = None;
    user.name = None;
    user.image_url = None;
    user.stripe_customer_id = None;
    user.pending_push = None;
    user.status = Status::Deleted;
    user.deleted_at = Some(at);
    user.clerk_updated_at = user.clerk_updated_at.max(Some(at));
    if let Some(builder) = &mut person.builder {
        let freed = builder.slug.take().is_some();
        if !builder.set_active(false, now) && freed {
            builder.version = builder.version.next();
            builder.updated_at = now;
        }
    }
    if let Some(client) = &mut person.client {
        client.set_active(false, now);
    }
}

/// R8, R10: the primary address, and since when it is verified.
fn lay_email(user: &mut User, clerk: &ClerkUser, at: Timestamp, withheld: bool) {
    let Some(addresses) = &clerk.email_addresses else { return };
    if clerk.primary_email_address_id.is_none() && !addresses.is_empty() {
        return;
    }
    user.email_withheld = withheld;
    let claimed = if withheld { None } else { clerk.primary_email() };
    let claimed_key = claimed.as_ref().map(|(it, _)| it.key());
    let same = claimed_key == user.email.as_ref().map(EmailAddress::key);
    let since = user.email_verified_at.filter(|_| same);
    let verified = claimed.as_ref().is_some_and(|(_, verified)| *verified);
    user.email_verified_at = verified.then(|| since.unwrap_or(at));
    user.email = claimed.map(|(address, _)| address);
}

/// R11, R13: name, avatar, and what the metadata says of the person.
fn lay_identity(user: &mut User, clerk: &ClerkUser) {
    if let Some(name) = clerk.display_name() {
        user.name = Some(name);
    }
    match clerk.has_image {
        Some(true) if clerk.image_url.is_some() => user.image_url.clone_from(&clerk.image_url),
        Some(false) => user.image_url = None,
        _ => {}
    }
    if let Some(verified) = clerk.public_metadata.verified() {
        user.verified = verified;
    }
    if let Some(id) = clerk.public_metadata.stripe_customer_id() {
        user.stripe_customer_id = Some(id.to_owned());
    }
    match clerk.is_suspended() {
        Some(true) => user.status = Status::Suspended,
        Some(false) => user.status = Status::Active,
        None => {}
    }
}

/// R12, R22: roles, unless ours are still on their way to Clerk.
fn lay_roles(user: &mut User, clerk: &ClerkUser) {
    let pending = user.pending_push.as_ref();
    if pending.is_some_and(|it| it.fields.contains(&OwnedField::Roles)) {
        return;
    }
    if let Some(NamedRoles { known, unknown }) = clerk.public_metadata.roles() {
        user.roles = known;
        user.unknown_roles = unknown;
    }
}

/// R14: a gained role makes its profile or turns it on, a lost one turns it off. A role that
/// stays leaves the profile as it is: an admin may have turned it off.
pub(crate) fn follow_roles(person: &mut Person, before: &Roles, now: Timestamp) {
    let Person { user, builder, client } = person;
    let change = |role| (before.contains(role), user.roles.contains(role));
    follow::<BuilderProfile>(builder, change(Role::Builder), now);
    follow::<ClientProfile>(client, change(Role::Client), now);
}

fn follow<P: RoleProfile>(profile: &mut Option<P>, (had, has): (bool, bool), now: Timestamp) {
    match profile {
        Some(profile) if had != has => {
            profile.set_active(has, now);
        }
        None if has => *profile = Some(P::start(now)),
        _ => {}
    }
}
