//! What differs between two states of a person, in words fit for the audit trail.

use serde_json::{Value, json};

use crate::audit::FieldChange;
use crate::{
    BuilderProfile, ClientProfile, EmailAddress, Person, PortfolioItem, Timestamp, User, mask,
};

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

fn masked(name: &'static str, value: Option<&str>, mask: fn(&str) -> String) -> Field {
    Field { name, value: value.map(str::to_owned), mask }
}

fn switch(name: &'static str, value: Option<bool>) -> Field {
    plain(name, value.map(|it| it.to_string()))
}

/// A list, or an object whose names are free; an empty one is no value.
fn counted(name: &'static str, entries: Option<Value>) -> Field {
    let is_full = |it: &Value| *it != json!([]) && *it != json!({});
    let value = entries.filter(is_full).map(|it| it.to_string());
    Field { name, value, mask: mask::counted }
}

/// Short texts stay recognisable. Long ones, links and lists only show that they changed.
fn builder_fields(builder: Option<&BuilderProfile>) -> [Field; 17] {
    let text =
        |of: fn(&BuilderProfile) -> &Option<String>| builder.and_then(|it| of(it).as_deref());
    let list = |of: fn(&BuilderProfile) -> &Vec<String>| builder.map(|it| json!(of(it)));
    let rate = builder.and_then(|it| it.hourly_rate).map(|it| it.to_string());
    [
        switch("builder.active", builder.map(|it| it.active)),
        plain("builder.slug", builder.and_then(|it| it.slug.clone())),
        plain("builder.validationTier", builder.map(|it| it.validation_tier.number().to_string())),
        switch("builder.availableForHire", builder.map(|it| it.available_for_hire)),
        masked("builder.hourlyRate", rate.as_deref(), mask::hidden),
        masked("builder.bio", text(|it| &it.bio), mask::opaque),
        masked("builder.headline", text(|it| &it.headline), mask::text),
        masked("builder.tagline", text(|it| &it.tagline), mask::text),
        masked("builder.displayName", text(|it| &it.display_name), mask::text),
        masked("builder.availability", text(|it| &it.availability), mask::text),
        counted("builder.domains", list(|it| &it.domains)),
        counted("builder.topSkills", list(|it| &it.top_skills)),
        counted("builder.expertiseAreas", list(|it| &it.expertise_areas)),
        counted("builder.portfolioItems", builder.map(|it| works(&it.portfolio_items))),
        counted("builder.socialLinks", builder.map(|it| json!(it.social_links))),
        switch("builder.adhdFocus", builder.map(|it| it.adhd_focus)),
        switch("builder.searchable", builder.map(|it| it.searchable)),
    ]
}

fn works(works: &[PortfolioItem]) -> Value {
    let work = |it: &PortfolioItem| {
        let PortfolioItem { title, description, url, image_url } = it;
        json!([title, description, url, image_url])
    };
    works.iter().map(work).collect()
}

fn client_fields(client: Option<&ClientProfile>) -> [Field; 4] {
    let company = client.and_then(|it| it.company_name.as_deref());
    let industry = client.and_then(|it| it.industry.as_deref());
    [
        switch("client.active", client.map(|it| it.active)),
        masked("client.companyName", company, mask::text),
        masked("client.industry", industry, mask::text),
        counted("client.projectPreferences", client.map(|it| json!(it.project_preferences))),
    ]
}
