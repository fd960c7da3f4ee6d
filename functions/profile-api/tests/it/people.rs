//! Who there is in the tests.

use std::collections::BTreeMap;

use profile_core::{
    BuilderProfile, ClerkId, ClientProfile, Decimal, EmailAddress, Person, PortfolioItem, Role,
    Status, Timestamp, User, UserId, ValidationTier, Version,
};

use crate::world::NOW;

/// The platform's id of somebody, of the usual form.
pub(crate) fn id(name: &str) -> String {
    format!("01JDKJ9Z3N{:0>16}", name.to_uppercase())
}

/// Clerk's id of somebody.
pub(crate) fn clerk_id(name: &str) -> String {
    format!("user_{name}")
}

/// Somebody with these roles and a profile for each.
pub(crate) fn person(name: &str, roles: &[Role]) -> Person {
    let user = User {
        id: UserId::parse(id(name)).unwrap(),
        clerk_id: ClerkId::parse(clerk_id(name)).ok(),
        email: EmailAddress::parse(&format!("{name}@example.com")),
        email_withheld: false,
        email_verified_at: Some(NOW),
        name: Some(format!("The {name}")),
        image_url: None,
        roles: roles.iter().copied().collect(),
        unknown_roles: Vec::new(),
        verified: false,
        is_founder: false,
        stripe_customer_id: None,
        status: Status::Active,
        last_sign_in_at: None,
        clerk_updated_at: Some(Timestamp::from_millis(1)),
        clerk_created_at: Some(Timestamp::from_millis(1)),
        version: Version(1),
        audit_hash: String::new(),
        pending_push: None,
        created_at: NOW,
        updated_at: NOW,
        deleted_at: None,
    };
    let has = |role| roles.contains(&role);
    Person {
        user,
        builder: has(Role::Builder)
            .then(|| BuilderProfile { slug: Some(name.to_owned()), ..BuilderProfile::new(NOW) }),
        client: has(Role::Client).then(|| ClientProfile::new(NOW)),
    }
}

/// A builder and client of whom everything is known.
pub(crate) fn ada() -> Person {
    let mut ada = person("ada", &[Role::Client, Role::Builder]);
    ada.user.name = Some("Ada Byron".to_owned());
    ada.user.image_url = Some("https://img.example.com/ada".to_owned());
    ada.user.verified = true;
    ada.user.stripe_customer_id = Some("cus_PLANTEDPAYMENT".to_owned());
    ada.user.email = EmailAddress::parse("planted-address@example.com");
    ada.user.last_sign_in_at = Some(NOW);
    let texts = |it: &str| vec![it.to_owned(), "more".to_owned()];
    ada.builder = ada.builder.map(|builder| BuilderProfile {
        bio: Some("I write programs for engines that aren't built yet.".to_owned()),
        headline: Some("Engines that think".to_owned()),
        tagline: Some("Notes included".to_owned()),
        display_name: Some("Countess Ada".to_owned()),
        hourly_rate: Some(Decimal::from_hundredths(98_765)),
        domains: texts("mathematics"),
        badges: texts("first"),
        top_skills: texts("rust"),
        rating: Some(Decimal::from_hundredths(490)),
        portfolio_items: vec![PortfolioItem {
            title: "Note G".to_owned(),
            description: Some("Bernoulli numbers".to_owned()),
            url: Some("https://example.com/note-g".to_owned()),
            image_url: None,
        }],
        social_links: BTreeMap::from([("github".to_owned(), "https://github.com/ada".to_owned())]),
        expertise_areas: texts("engines"),
        validation_tier: ValidationTier::Expert,
        availability: Some("from May on".to_owned()),
        featured_builder: true,
        completed_projects: 7,
        response_rate: Some(Decimal::from_hundredths(9_950)),
        version: Version(7),
        ..builder
    });
    ada.client = ada.client.map(|client| ClientProfile {
        company_name: Some("Analytical Engines".to_owned()),
        industry: Some("Machines".to_owned()),
        project_preferences: BTreeMap::from([("budget".to_owned(), "fixed".to_owned())]),
        version: Version(3),
        ..client
    });
    ada
}

/// Everybody.
pub(crate) fn everybody() -> [Person; 6] {
    let mut sid = person("sid", &[Role::Builder]);
    sid.user.status = Status::Suspended;
    let mut dora = person("dora", &[Role::Builder]);
    dora.user.status = Status::Deleted;
    dora.user.deleted_at = Some(NOW);
    dora.user.email = None;
    dora.builder = dora.builder.map(|it| BuilderProfile { active: false, slug: None, ..it });
    [
        ada(),
        person("bob", &[Role::Builder]),
        person("charles", &[Role::Client]),
        person("grace", &[Role::Admin]),
        sid,
        dora,
    ]
}
