//! What can be asked to be changed, and how what can't is named.

mod any;
mod builder;
mod client;
mod input;

use profile_core::{
    BuilderPatch, BuilderProfile, ClientPatch, ClientProfile, Context, Decimal, Edit, Fault,
    Person, PortfolioItem, edit,
};
use serde_json::{Value, json};

use crate::platform::{Platform, account, at, context};

/// Where, and what is wrong there.
type Found = (String, &'static str);

/// The faults of a patch of a builder's profile.
fn faults(patch: &Value) -> Vec<Found> {
    places(BuilderPatch::read(patch).err().unwrap_or_default())
}

fn client_faults(patch: &Value) -> Vec<Found> {
    places(ClientPatch::read(patch).err().unwrap_or_default())
}

fn places(faults: Vec<Fault>) -> Vec<Found> {
    faults.into_iter().map(|it| (it.pointer, it.kind.name())).collect()
}

fn found(pointer: &str, kind: &'static str) -> Vec<Found> {
    vec![(pointer.to_owned(), kind)]
}

/// A person in both roles, who has said nothing yet.
async fn newcomer() -> Person {
    let platform = Platform::default();
    platform.apply(account("ada").at(1).roles(["BUILDER", "CLIENT"])).await;
    platform.person("ada")
}

/// Somebody who has filled everything in.
async fn seasoned() -> Person {
    let mut person = newcomer().await;
    let text = |it: &str| Some(it.to_owned());
    let list = |it: &str| vec![it.to_owned()];
    person.builder = person.builder.map(|it| BuilderProfile {
        bio: text("bio"),
        headline: text("headline"),
        tagline: text("tagline"),
        display_name: text("Ada B."),
        slug: text("ada"),
        hourly_rate: Some(Decimal::from_hundredths(8_500)),
        domains: list("finance"),
        top_skills: list("rust"),
        expertise_areas: list("agents"),
        portfolio_items: vec![PortfolioItem { title: "Engine".to_owned(), ..Default::default() }],
        social_links: [("site".to_owned(), "https://a.example".to_owned())].into(),
        availability: text("May"),
        adhd_focus: true,
        searchable: false,
        available_for_hire: false,
        ..it
    });
    person.client = person.client.map(|it| ClientProfile {
        company_name: text("Engines"),
        industry: text("looms"),
        project_preferences: [("pace".to_owned(), "calm".to_owned())].into(),
        ..it
    });
    person
}

/// The person after the patch, which must be one.
fn patched(person: &Person, patch: &Value) -> Person {
    let patch = BuilderPatch::read(patch).unwrap();
    edited(person, Edit::Builder(patch))
}

fn edited(person: &Person, change: Edit) -> Person {
    let context = Context { now: at(9), ..context(false) };
    let write = edit(person, &[change], &context).unwrap();
    write.map_or_else(|| person.clone(), |it| it.after)
}

/// Every field that may be patched, with values at the edge of what is allowed.
fn full_patch() -> Value {
    let texts = vec!["s".repeat(50); 50];
    let link = format!("https://example.com/{}", "x".repeat(2_028));
    let work = json!({ "title": "t".repeat(120), "description": "d".repeat(2_000),
                       "url": "http://a", "imageUrl": null });
    json!({
        "bio": "ä".repeat(5_000), "headline": "h".repeat(120), "tagline": "t".repeat(150),
        "displayName": "n".repeat(100), "slug": "a-0", "hourlyRate": "10000.00",
        "domains": texts, "topSkills": texts, "expertiseAreas": texts,
        "portfolioItems": vec![work; 50], "socialLinks": { "n".repeat(50): link },
        "availability": "a".repeat(200), "availableForHire": true, "adhdFocus": false,
        "searchable": true,
    })
}
