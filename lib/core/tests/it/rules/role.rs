//! R14: a profile follows its role.

use serde_json::json;

use profile_core::{BuilderProfile, Decimal, Outcome, Person, ValidationTier, Version};

use crate::platform::{NOW, Platform, account, change_of};

async fn with_roles(platform: &Platform, minute: u64, roles: &[&str]) -> Outcome {
    platform.apply(account("ada").at(minute).roles(json!(roles))).await
}

fn builder(person: Person) -> BuilderProfile {
    person.builder.expect("they have a builder profile")
}

// R14
#[tokio::test]
async fn a_gained_role_starts_its_profile_with_defaults() {
    let platform = Platform::default();
    with_roles(&platform, 1, &["CLIENT"]).await;

    let outcome = with_roles(&platform, 2, &["CLIENT", "BUILDER"]).await;

    assert_eq!(outcome, Outcome::Updated);
    let profile = builder(platform.person("ada"));
    assert!(profile.active && profile.available_for_hire && profile.searchable);
    assert_eq!(profile.validation_tier, ValidationTier::Entry);
    assert_eq!(profile.validation_tier.number(), 1);
    assert!(profile.domains.is_empty() && profile.badges.is_empty());
    assert!(profile.top_skills.is_empty() && profile.expertise_areas.is_empty());
    assert!(profile.portfolio_items.is_empty() && profile.social_links.is_empty());
    assert_eq!((profile.hourly_rate, profile.slug.as_deref()), (None, None));
    assert_eq!((profile.version, profile.created_at), (Version(1), NOW));
}

// R14
#[tokio::test]
async fn only_clients_and_builders_have_profiles() {
    let platform = Platform::default();

    with_roles(&platform, 1, &["ADMIN", "SUBSCRIBER"]).await;

    let person = platform.person("ada");
    assert_eq!((person.builder, person.client), (None, None));
}

// R14
#[tokio::test]
async fn a_lost_role_deactivates_the_profile_and_keeps_its_content() {
    let platform = Platform::default();
    with_roles(&platform, 1, &["CLIENT", "BUILDER"]).await;
    platform.edit("ada", fill).await;
    let before = platform.person("ada");

    let outcome = with_roles(&platform, 2, &[]).await;

    assert_eq!(outcome, Outcome::Updated);
    let after = platform.person("ada");
    assert!(!after.is_listed());
    let expected =
        BuilderProfile { active: false, version: Version(2), ..before.builder.clone().unwrap() };
    assert_eq!(after.builder, Some(expected));
    let client = after.client.unwrap();
    assert!(!client.active);
    assert_eq!(client.company_name.as_deref(), Some("Acme"));
}

// R14
#[tokio::test]
async fn a_regained_role_brings_its_profile_back_as_it_was() {
    let platform = Platform::default();
    with_roles(&platform, 1, &["BUILDER"]).await;
    platform.edit("ada", fill).await;
    let before = builder(platform.person("ada"));
    with_roles(&platform, 2, &["CLIENT"]).await;

    let outcome = with_roles(&platform, 3, &["BUILDER"]).await;

    assert_eq!(outcome, Outcome::Updated);
    let after = platform.person("ada");
    assert!(after.is_listed());
    assert_eq!(builder(after), BuilderProfile { version: Version(3), ..before });
}

// R14
#[tokio::test]
async fn repeating_an_assignment_changes_nothing() {
    let platform = Platform::default();
    with_roles(&platform, 1, &["CLIENT", "BUILDER"]).await;
    let before = platform.person("ada");

    for (minute, same) in [(2, ["CLIENT", "BUILDER"]), (3, ["BUILDER", "CLIENT"])] {
        assert_eq!(with_roles(&platform, minute, &same).await, Outcome::Unchanged);
    }
    let doubled = ["BUILDER", "CLIENT", "BUILDER"];
    assert_eq!(with_roles(&platform, 4, &doubled).await, Outcome::Unchanged);

    let after = platform.person("ada");
    assert_eq!((after.builder, after.client), (before.builder, before.client));
    assert_eq!(after.user.version, before.user.version);
    assert_eq!(platform.trail("ada").await.len(), 1);
}

// R14
#[tokio::test]
async fn without_its_role_a_profile_stays_off_and_as_it_was() {
    let platform = Platform::default();
    with_roles(&platform, 1, &["CLIENT", "BUILDER"]).await;
    with_roles(&platform, 2, &["CLIENT"]).await;
    let before = builder(platform.person("ada"));

    platform.apply(account("ada").at(3).roles(["CLIENT"]).named("Ada")).await;

    assert_eq!(builder(platform.person("ada")), before);
}

// R14
#[tokio::test]
async fn the_trail_tells_of_roles_and_of_the_profiles_that_followed() {
    let platform = Platform::default();
    with_roles(&platform, 1, &["CLIENT"]).await;
    with_roles(&platform, 2, &["CLIENT", "BUILDER"]).await;
    with_roles(&platform, 3, &["BUILDER"]).await;

    let trail = platform.trail("ada").await;

    let told = |version: usize, field| {
        change_of(&trail[version - 1], field).map(|it| (it.before.as_deref(), it.after.as_deref()))
    };
    assert_eq!(told(2, "roles"), Some((Some("CLIENT"), Some("CLIENT, BUILDER"))));
    assert_eq!(told(2, "builder.active"), Some((None, Some("true"))));
    assert_eq!(told(2, "client.active"), None);
    assert_eq!(told(3, "client.active"), Some((Some("true"), Some("false"))));
}

/// Gives the profiles content of the person's own.
fn fill(person: &mut Person) {
    if let Some(builder) = &mut person.builder {
        builder.headline = Some("Agents that ship".to_owned());
        builder.slug = Some("ada".to_owned());
        builder.hourly_rate = Some(Decimal::from_hundredths(12_550));
        builder.validation_tier = ValidationTier::Expert;
        builder.available_for_hire = false;
        builder.top_skills = vec!["rust".to_owned()];
    }
    if let Some(client) = &mut person.client {
        client.company_name = Some("Acme".to_owned());
    }
}

// R14
#[tokio::test]
async fn a_role_that_stays_does_not_turn_on_what_an_admin_turned_off() {
    let platform = Platform::default();
    with_roles(&platform, 1, &["CLIENT", "BUILDER"]).await;
    platform.edit("ada", |it| it.builder.as_mut().unwrap().active = false).await;

    with_roles(&platform, 2, &["CLIENT", "BUILDER"]).await;
    assert!(!builder(platform.person("ada")).active);

    with_roles(&platform, 3, &["CLIENT"]).await;
    with_roles(&platform, 4, &["CLIENT", "BUILDER"]).await;
    assert!(builder(platform.person("ada")).active, "gained again");
}
