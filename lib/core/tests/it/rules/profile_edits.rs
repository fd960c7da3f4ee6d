//! What an edit of a profile writes: its version, its trail, and what Clerk is to be told.

use std::collections::BTreeSet;

use profile_core::audit::{Actor, Cause};
use profile_core::{
    AuditEntry, BuilderPatch, ClientPatch, Context, Edit, EditRefused, OwnedField, Person, Pointer,
    PointerChange, UserId, Version, Write, edit, pointer_changes,
};
use serde_json::{Value, json};

use crate::platform::{Platform, account, at, change_of, changed, context, deleted};

async fn ada() -> Person {
    let platform = Platform::default();
    platform.apply(account("ada").at(1).roles(["BUILDER", "CLIENT"])).await;
    platform.person("ada")
}

fn builder(patch: &Value) -> Edit {
    Edit::Builder(BuilderPatch::read(patch).unwrap())
}

fn client(patch: &Value) -> Edit {
    Edit::Client(ClientPatch::read(patch).unwrap())
}

fn written(person: &Person, edits: &[Edit]) -> Write {
    edit(person, edits, &at_nine()).unwrap().expect("something changes")
}

fn at_nine() -> Context {
    Context { now: at(9), ..context(false) }
}

fn pending(person: &Person) -> BTreeSet<OwnedField> {
    person.user.pending_push.as_ref().map(|it| it.fields.clone()).unwrap_or_default()
}

/// Every field of both profiles, with texts that are found again if they are kept.
fn everything() -> [Edit; 2] {
    let secret = "Lovelace";
    let list = [secret, "Byron"];
    let link = "https://lovelace.example/Lovelace";
    let builders = json!({
        "bio": secret, "headline": secret, "tagline": secret, "displayName": secret,
        "slug": "ada", "hourlyRate": "85.00", "domains": list, "topSkills": list,
        "expertiseAreas": list, "portfolioItems": [{ "title": secret, "url": link }],
        "socialLinks": { secret: link }, "availability": secret, "availableForHire": false,
        "adhdFocus": true, "searchable": false,
    });
    let clients = json!({
        "companyName": secret, "industry": secret, "projectPreferences": { secret: secret },
    });
    [builder(&builders), client(&clients)]
}

#[tokio::test]
async fn every_field_that_is_edited_is_in_the_trail_and_what_it_says_is_not() {
    let ada = ada().await;

    let write = written(&ada, &everything());

    let entry = write.entry.as_ref().unwrap();
    assert_eq!(
        changed(entry),
        [
            "builder.slug",
            "builder.availableForHire",
            "builder.hourlyRate",
            "builder.bio",
            "builder.headline",
            "builder.tagline",
            "builder.displayName",
            "builder.availability",
            "builder.domains",
            "builder.topSkills",
            "builder.expertiseAreas",
            "builder.portfolioItems",
            "builder.socialLinks",
            "builder.adhdFocus",
            "builder.searchable",
            "client.companyName",
            "client.industry",
            "client.projectPreferences",
        ]
    );
    let text = json!(entry.record).to_string();
    assert!(
        !text.contains("Lovelace") && !text.contains("Byron") && !text.contains("85.00"),
        "{text}"
    );
    let change = |field| {
        let change = change_of(entry, field).unwrap();
        (change.before.clone(), change.after.clone().unwrap())
    };
    assert_eq!(change("builder.displayName"), (None, "L…".to_owned()));
    assert_eq!(change("builder.searchable"), (Some("true".to_owned()), "false".to_owned()));
    assert!(change("builder.domains").1.starts_with("2 entries #"));
    assert!(change("builder.socialLinks").1.starts_with("1 entry #"));
}

#[tokio::test]
async fn a_change_that_keeps_the_number_of_entries_is_seen() {
    let first = written(&ada().await, &[builder(&json!({ "domains": ["a", "b"] }))]).after;

    let second = written(&first, &[builder(&json!({ "domains": ["b", "a"] }))]);

    let entry = second.entry.unwrap();
    let change = change_of(&entry, "builder.domains").unwrap();
    assert_ne!(change.before, change.after);
}

#[tokio::test]
async fn however_much_a_profile_says_an_entry_stays_small() {
    let texts = vec!["x y ".repeat(12); 50];
    let patch = json!({
        "bio": "x ".repeat(2_400), "headline": "x ".repeat(60), "tagline": "x ".repeat(75),
        "displayName": "x ".repeat(50), "availability": "x ".repeat(100), "domains": texts,
        "topSkills": texts, "expertiseAreas": texts,
    });

    let entry = written(&ada().await, &[builder(&patch)]).entry.unwrap();

    assert!(size(&entry) < 2_000, "{}", size(&entry));
}

fn size(entry: &AuditEntry) -> usize {
    json!(entry.record).to_string().len()
}

#[tokio::test]
async fn a_patch_moves_the_version_of_its_profile_and_of_no_other() {
    let ada = ada().await;

    let after = written(&ada, &[builder(&json!({ "bio": "Engines." }))]).after;

    let (builder, client) = (after.builder.unwrap(), after.client.unwrap());
    assert_eq!((builder.version, builder.updated_at), (Version(2), at(9)));
    assert_eq!(client, ada.client.unwrap());
    assert_eq!(after.user.version, ada.user.version.next());
}

#[tokio::test]
async fn a_patch_that_changes_nothing_is_not_written() {
    let after = written(&ada().await, &everything()).after;

    assert_eq!(edit(&after, &everything(), &at_nine()), Ok(None));
    assert_eq!(edit(&after, &[builder(&json!({})), client(&json!({}))], &at_nine()), Ok(None));
}

// R20, R21
#[tokio::test]
async fn clerk_is_told_of_what_it_holds_a_copy_of_and_of_nothing_else() {
    let ada = ada().await;

    let content = written(&ada, &[builder(&json!({ "bio": "x", "adhdFocus": true }))]).after;
    let owned = written(&ada, &everything()).after;

    assert_eq!(pending(&content), BTreeSet::new());
    let fields = [OwnedField::AvailableForHire, OwnedField::HourlyRate, OwnedField::CompanyName];
    assert_eq!(pending(&owned), fields.into());
}

#[tokio::test]
async fn a_slug_is_taken_changed_and_freed_with_the_profile() {
    let slug = |it: &str| Pointer::Slug(it.to_owned());
    let moves = |write: &Write| pointer_changes(write.before.as_ref(), &write.after);
    let with =
        |person: &Person, value: Value| written(person, &[builder(&json!({ "slug": value }))]);

    let taken = with(&ada().await, json!("ada"));
    let changed = with(&taken.after, json!("byron"));
    let freed = with(&changed.after, json!(null));

    assert_eq!(moves(&taken), [PointerChange::Take(slug("ada"))]);
    let freed_and_taken = [PointerChange::Free(slug("ada")), PointerChange::Take(slug("byron"))];
    assert_eq!(moves(&changed), freed_and_taken);
    assert_eq!(moves(&freed), [PointerChange::Free(slug("byron"))]);
}

#[tokio::test]
async fn a_profile_that_was_deactivated_is_hidden_and_keeps_what_it_says() {
    let ada = written(&ada().await, &everything()).after;

    let write = written(&ada, &[Edit::DeactivateBuilder]);

    assert!(!write.after.is_public());
    let (before, after) = (ada.builder.as_ref().unwrap(), write.after.builder.as_ref().unwrap());
    assert_eq!((after.active, &after.bio, &after.slug), (false, &before.bio, &before.slug));
    assert_eq!(after.version, before.version.next());
    assert_eq!(changed(write.entry.as_ref().unwrap()), ["builder.active"]);
    assert_eq!(edit(&write.after, &[Edit::DeactivateBuilder], &at_nine()), Ok(None), "once");
}

// R14
#[tokio::test]
async fn a_deactivated_profile_comes_back_when_the_role_is_gained_anew_and_not_before() {
    let platform = Platform::default();
    let builder = |minute| account("ada").at(minute).roles(["BUILDER"]);
    platform.apply(builder(1)).await;
    platform.edit("ada", |it| *it = written(it, &[Edit::DeactivateBuilder]).after).await;

    platform.apply(builder(2).named("Ada")).await;
    assert!(!platform.person("ada").is_public(), "the role stayed");

    platform.apply(account("ada").at(3).roles(["CLIENT"])).await;
    platform.apply(builder(4)).await;
    assert!(platform.person("ada").is_public());
}

// R3
#[tokio::test]
async fn the_deleted_and_those_without_the_profile_refuse_every_edit_of_it() {
    let platform = Platform::default();
    platform.apply(account("ada").at(1).roles(["SUBSCRIBER"])).await;
    let of_builder = [builder(&json!({ "bio": "x" })), Edit::DeactivateBuilder];
    let of_client = client(&json!({ "industry": "x" }));
    let refused = |person: &Person, change: &Edit| {
        edit(person, std::slice::from_ref(change), &at_nine()).unwrap_err()
    };

    let person = platform.person("ada");
    for change in &of_builder {
        assert_eq!(refused(&person, change), EditRefused::NoBuilder);
    }
    assert_eq!(refused(&person, &of_client), EditRefused::NoClient);

    platform.apply(deleted("ada", 2)).await;
    let tombstone = platform.person("ada");
    for change in of_builder.iter().chain([&of_client]) {
        let refused = refused(&tombstone, change);
        assert_eq!((refused, refused.fault()), (EditRefused::Deleted, None));
    }
}

#[tokio::test]
async fn the_trail_says_who_edited_and_in_whose_name() {
    let (owner, admin) = (UserId::parse("u1").unwrap(), UserId::parse("u2").unwrap());
    let context = Context {
        actor: Actor::User(owner.clone()),
        impersonator: Some(admin.clone()),
        cause: Cause::Request("req_1".to_owned()),
        ..at_nine()
    };

    let write = edit(&ada().await, &[builder(&json!({ "bio": "x" }))], &context).unwrap().unwrap();

    let record = write.entry.unwrap().record;
    assert_eq!((record.actor, record.impersonator), (Actor::User(owner), Some(admin)));
}
