//! R17: joining imported people to their Clerk users; R19: the reported case.

use serde_json::json;

use profile_core::audit::{Action, Actor, Cause};
use profile_core::{Outcome, Pointer, Role, Roles};

use crate::platform::{Platform, account, at, change_of, clerk_id, email};

// R17
#[tokio::test]
async fn a_verified_address_links_the_imported_person() {
    let platform = Platform::default();
    let imported = platform.import("imported-42", "Ada@Example.com").await;

    let outcome =
        platform.apply(account("ada").at(1).verified("ada@example.com").named("Ada")).await;

    assert_eq!(outcome, Outcome::Linked);
    let linked = platform.person("ada");
    assert_eq!(linked.user.id, imported.user.id);
    assert_eq!(linked.user.created_at, imported.user.created_at);
    assert!(linked.user.is_founder);
    assert_eq!(linked.user.name.as_deref(), Some("Ada"));
    assert_eq!(linked.user.email_verified_at, Some(at(1)));
    assert_eq!(platform.contents().0.len(), 1, "one person, one record");
    let trail = platform.trail("ada").await;
    assert_eq!(trail[0].record.action, Action::Linked);
    let told = change_of(&trail[0], "clerkId").unwrap();
    assert_eq!((&told.before, told.after.as_deref()), (&None, Some("user_ada")));
}

// R17
#[tokio::test]
async fn a_linked_person_keeps_their_roles_unless_clerk_names_some() {
    for (named, expected) in [(None, Role::Client), (Some("BUILDER"), Role::Builder)] {
        let platform = Platform::default();
        platform.import("imported-42", "ada@example.com").await;
        let ada = account("ada").at(1).verified("ada@example.com");
        let ada = match named {
            Some(role) => ada.roles([role]),
            None => ada,
        };

        platform.apply(ada).await;

        assert_eq!(platform.person("ada").user.roles, Roles::from_iter([expected]));
    }
}

// R17
#[tokio::test]
async fn a_linked_person_goes_on_like_any_other() {
    let platform = Platform::default();
    platform.import("imported-42", "ada@example.com").await;
    platform.apply(account("ada").at(1).verified("ada@example.com")).await;

    let outcome = platform.apply(account("ada").at(2).verified("a.king@example.com")).await;

    assert_eq!(outcome, Outcome::Updated);
    assert_eq!(platform.person("ada").user.id.as_str(), "imported-42");
    assert_eq!(email(&platform.person("ada").user), Some("a.king@example.com"));
}

// R17
#[tokio::test]
async fn an_unverified_address_never_links() {
    for verification in [
        json!({ "status": "unverified" }),
        json!({ "status": "failed" }),
        json!({ "status": "expired" }),
        json!({ "status": null }),
        json!({}),
        json!(null),
    ] {
        let platform = Platform::default();
        let imported = platform.import("imported-42", "ada@example.com").await;
        let thief = account("eve").at(1).address("ada@example.com", &verification);
        let event = platform.event();

        let applied = platform.deliver(&event, thief).await.unwrap();

        assert_eq!(applied.outcome, Outcome::Conflict);
        assert!(platform.tables().people().contains(&imported), "untouched");
        let eve = platform.person("eve").user;
        assert_ne!(eve.id, imported.user.id);
        assert_eq!((eve.email, eve.email_verified_at, eve.is_founder), (None, None, false));
        let trail = platform.trail("eve").await;
        assert_eq!((trail.len(), trail[0].record.action), (1, Action::Created));
        assert_eq!(
            trail[0].record.note.as_deref(),
            Some("email withheld: user imported-42 holds it")
        );
        assert_eq!(platform.row(&event).await.unwrap().outcome, Some(Outcome::Conflict));
    }
}

// R17
#[tokio::test]
async fn an_imported_person_needs_no_question_to_clerk() {
    let platform = Platform::default();
    platform.import("imported-42", "ada@example.com").await;
    platform.clerk.set_down(true);

    let eve = platform.apply(account("eve").at(1).unverified("ada@example.com")).await;
    let ada = platform.apply(account("ada").at(1).verified("ada@example.com")).await;

    assert_eq!((eve, ada), (Outcome::Conflict, Outcome::Linked));
}

// R17
#[tokio::test]
async fn somebody_known_does_not_take_an_imported_persons_address() {
    let platform = Platform::default();
    platform.apply(account("ada").at(1).verified("ada@example.com")).await;
    let imported = platform.import("imported-42", "old@example.com").await;

    let outcome = platform.apply(account("ada").at(2).verified("old@example.com")).await;

    assert_eq!(outcome, Outcome::Conflict);
    assert!(platform.tables().people().contains(&imported), "untouched");
    assert_eq!(email(&platform.person("ada").user), None);
}

// R19
#[tokio::test]
async fn liams_new_address_replaces_the_old_one_on_the_record_he_had() {
    let platform = Platform::default();
    platform.import("imported-liam", "liam@buildappswith.com").await;
    let liam = account("liam").verified("liam@buildappswith.com").roles(["CLIENT", "BUILDER"]);
    platform.apply(liam.clone().at(1)).await;
    let before = platform.person("liam");
    let event = platform.event();

    let applied =
        platform.deliver(&event, liam.at(2).verified("liam@buildappswith.ai")).await.unwrap();

    assert_eq!(applied.outcome, Outcome::Updated);
    let after = platform.person("liam");
    assert_eq!(email(&after.user), Some("liam@buildappswith.ai"));
    assert_eq!(after.user.email_verified_at, Some(at(2)));
    assert_eq!(after.user.id.as_str(), "imported-liam");
    assert_eq!((after.builder, after.client), (before.builder, before.client));

    let trail = platform.trail("liam").await;
    let entry = trail.last().unwrap();
    let told = change_of(entry, "email").unwrap();
    assert_eq!(told.before.as_deref(), Some("l…@buildappswith.com"));
    assert_eq!(told.after.as_deref(), Some("l…@buildappswith.ai"));
    assert_eq!(entry.record.actor, Actor::Clerk);
    assert_eq!(entry.record.cause, Cause::Event(event.id.to_string()));

    // A session token names the Clerk id, which leads to the same record as before.
    let pointers = platform.tables().pointers();
    assert_eq!(pointers[&Pointer::Clerk(clerk_id("liam"))].as_str(), "imported-liam");
    assert_eq!(pointers.len(), 2, "and the old address is free");
}
