//! A line of the file as a person.

use profile_core::{
    BuilderProfile, ClerkId, ClientProfile, EmailAddress, Person, Pointer, Role, Roles, Status,
    Timestamp, User, UserId, Version,
};
use serde_json::value::RawValue;

use super::fields::{Fields, Found};
use super::problem::Problem;
use super::profiles::{self, Dates};
use super::value;

/// How large one of a line's objects may be as JSON, in bytes: an item holds 400 KB, and is
/// hardly larger than its JSON.
const LARGEST_OBJECT: usize = 390_000;

/// What a line says.
pub(crate) struct Record {
    /// The person; or everything that is wrong with them.
    pub(crate) person: Result<Person, Found>,
    /// What must be theirs alone, as far as the line says it rightly.
    pub(crate) unique: Unique,
}

/// By what a person is told from others.
#[derive(Clone, Debug, Default)]
pub(crate) struct Unique {
    pub(crate) id: Option<UserId>,
    pub(crate) created_at: Option<Timestamp>,
    /// What leads to the person once they are written.
    pub(crate) pointers: Vec<Pointer>,
}

/// Reads a line. No time in it may be later than `latest`.
pub(crate) fn read(line: &[u8], latest: Timestamp) -> Record {
    let mut unique = Unique::default();
    let person = std::str::from_utf8(line)
        .map_err(|_| vec![(String::new(), Problem::NotUtf8)])
        .and_then(|text| read_text(text, latest, &mut unique));
    Record { person, unique }
}

fn read_text(text: &str, latest: Timestamp, unique: &mut Unique) -> Result<Person, Found> {
    let raw: &RawValue = serde_json::from_str(text)
        .map_err(|error| vec![(String::new(), Problem::NotJson(error.column()))])?;
    let mut found = Found::new();
    let person = Fields::open(raw, String::new(), &mut found)
        .and_then(|line| line.close(|line| person(line, latest, unique)));
    match person {
        Some(person) if found.is_empty() => Ok(person),
        _ => Err(found),
    }
}

fn person(line: &mut Fields<'_, '_>, latest: Timestamp, unique: &mut Unique) -> Option<Person> {
    for name in ["user", "builderProfile", "clientProfile"] {
        if line.size(name) > LARGEST_OBJECT {
            line.fault(name, Problem::TooLarge);
        }
    }
    if !line.has("user") {
        line.fault("user", Problem::Missing);
    }
    let mut who = Who::default();
    let user = line.object("user", |it| {
        who = Who::read(it, latest);
        account(it, &who, latest)
    });
    let dates = Dates {
        made: who.created_at.unwrap_or_default(),
        changed: who.updated_at.unwrap_or_default(),
        latest,
    };
    let builder = line.object("builderProfile", |it| profiles::builder(it, &dates));
    let client = line.object("clientProfile", |it| profiles::client(it, &dates));
    *unique = who.unique(builder.as_ref());
    let mut person = Person { user: user??, builder, client };
    follow_roles(&mut person);
    if person.user.is_deleted() {
        bury(&mut person);
    }
    Some(person)
}

/// The part of an account that says who it is.
#[derive(Default)]
struct Who {
    id: Option<UserId>,
    clerk_id: Option<ClerkId>,
    email: Option<EmailAddress>,
    created_at: Option<Timestamp>,
    updated_at: Option<Timestamp>,
    has_email: bool,
    is_gone: bool,
}

impl Who {
    fn read(it: &mut Fields<'_, '_>, latest: Timestamp) -> Self {
        let time = |raw: &RawValue| value::time(raw, latest);
        let created_at = it.required("createdAt", time);
        let updated_at = it.required("updatedAt", time);
        if created_at.is_some() && updated_at.is_some() && created_at > updated_at {
            it.fault("createdAt", Problem::AfterTheUpdate);
        }
        Self {
            has_email: it.has("email"),
            id: it.required("id", value::user_id),
            clerk_id: it.optional("clerkId", value::clerk_id),
            email: it.optional("email", value::address),
            created_at,
            updated_at,
            is_gone: it.has("deletedAt"),
        }
    }

    /// Who is deleted holds neither an address nor a slug.
    fn unique(self, builder: Option<&BuilderProfile>) -> Unique {
        let clerk = self.clerk_id.map(Pointer::Clerk);
        let email = self.email.map(|it| Pointer::Email(it.key()));
        let slug = builder.and_then(|it| it.slug.clone()).map(Pointer::Slug);
        let freed = [email, slug].into_iter().flatten().filter(|_| !self.is_gone);
        let pointers = clerk.into_iter().chain(freed).collect();
        Unique { id: self.id, created_at: self.created_at, pointers }
    }
}

fn account(it: &mut Fields<'_, '_>, who: &Who, latest: Timestamp) -> Option<User> {
    let time = |raw: &RawValue| value::time(raw, latest);
    let email_verified_at = it.optional("emailVerifiedAt", time);
    if email_verified_at.is_some() && !who.has_email {
        it.fault("emailVerifiedAt", Problem::NoEmail);
    }
    let name = it.optional("name", value::text);
    let image_url = it.optional("imageUrl", value::text);
    let roles = roles(it);
    let verified = it.required("verified", value::boolean);
    let is_founder = it.required("isFounder", value::boolean);
    let stripe_customer_id = it.optional("stripeCustomerId", value::text);
    let last_sign_in_at = it.optional("lastSignInAt", time);
    let (status, deleted_at) = status(it, latest);
    Some(User {
        id: who.id.clone()?,
        clerk_id: who.clerk_id.clone(),
        email: who.email.clone(),
        email_withheld: false,
        email_verified_at,
        name,
        image_url,
        roles,
        unknown_roles: Vec::new(),
        verified: verified?,
        is_founder: is_founder?,
        stripe_customer_id,
        status,
        last_sign_in_at,
        clerk_updated_at: None,
        clerk_created_at: None,
        version: Version::default(),
        audit_hash: String::new(),
        pending_push: None,
        created_at: who.created_at?,
        updated_at: who.updated_at?,
        deleted_at,
    })
}

fn roles(it: &mut Fields<'_, '_>) -> Roles {
    let roles = it.list("roles", value::role);
    if roles.is_none() {
        it.fault("roles", Problem::Missing);
    }
    roles.into_iter().flatten().collect()
}

/// Without a status, the time of the deletion says whether there was one.
fn status(it: &mut Fields<'_, '_>, latest: Timestamp) -> (Status, Option<Timestamp>) {
    let is_gone = it.has("deletedAt");
    let deleted_at = it.optional("deletedAt", |raw| value::time(raw, latest));
    let fallback = if is_gone { Status::Deleted } else { Status::Active };
    let Some(status) = it.optional("status", value::status) else {
        return (fallback, deleted_at);
    };
    if (status == Status::Deleted) != is_gone {
        it.fault("status", Problem::HalfDeleted);
    }
    (status, deleted_at)
}

/// R14: a role has its profile, and a profile without its role is kept but hidden.
fn follow_roles(person: &mut Person) {
    let Person { user, builder, client } = person;
    if user.roles.contains(Role::Builder) {
        builder.get_or_insert_with(|| BuilderProfile::new(user.created_at));
    } else if let Some(builder) = builder {
        builder.active = false;
    }
    if user.roles.contains(Role::Client) {
        client.get_or_insert_with(|| ClientProfile::new(user.created_at));
    } else if let Some(client) = client {
        client.active = false;
    }
}

/// R16: of somebody deleted, nothing personal is kept, and nothing unique is held.
fn bury(person: &mut Person) {
    let Person { user, builder, client } = person;
    user.email = None;
    user.email_verified_at = None;
    user.name = None;
    user.image_url = None;
    user.stripe_customer_id = None;
    if let Some(builder) = builder {
        builder.slug = None;
        builder.active = false;
    }
    if let Some(client) = client {
        client.active = false;
    }
}
