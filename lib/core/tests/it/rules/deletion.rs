//! R16: what a deletion clears, keeps and frees.

use serde_json::json;

use profile_core::audit::Action;
use profile_core::{Outcome, OwnedField, PendingPush, Person, Pointer, Status, UserId, Version};

use crate::platform::{NOW, Platform, account, at, change_of, clerk_id, deleted};

/// Ada with everything that a deletion touches.
async fn platform_with_ada() -> Platform {
    let platform = Platform::default();
    let ada = account("ada")
        .at(1)
        .named("Ada")
        .verified("ada@example.com")
        .with("has_image", true)
        .with("image_url", "https://img.example.com/ada")
        .with(
            "public_metadata",
            json!({ "roles": ["CLIENT", "BUILDER"], "stripeCustomerId": "cus_1" }),
        );
    platform.apply(ada).await;
    let slug = |person: &mut Person| {
        let builder = person.builder.as_mut().unwrap();
        builder.slug = Some("ada".to_owned());
        builder.headline = Some("Agents that ship".to_owned());
        person.user.pending_push =
            Some(PendingPush::new([OwnedField::HourlyRate], Version(1), at(1)));
    };
    platform.edit("ada", slug).await;
    platform
}

// R16
#[tokio::test]
async fn a_deletion_clears_the_person_and_keeps_the_record() {
    let platform = platform_with_ada().await;
    let before = platform.person("ada").user;

    let outcome = platform.apply(deleted("ada", 5)).await;

    assert_eq!(outcome, Outcome::Deleted);
    let user = platform.person("ada").user;
    assert_eq!((user.status, user.deleted_at), (Status::Deleted, Some(at(5))));
    assert_eq!((user.email, user.email_verified_at), (None, None));
    assert_eq!((user.name, user.image_url, user.stripe_customer_id), (None, None, None));
    assert_eq!(user.pending_push, None, "there is nobody left to push to");
    assert_eq!((user.id, user.clerk_id), (before.id, before.clerk_id));
    assert_eq!((user.created_at, user.updated_at), (before.created_at, NOW));
}

// R16
#[tokio::test]
async fn a_deletion_deactivates_the_profiles_and_keeps_their_content() {
    let platform = platform_with_ada().await;

    platform.apply(deleted("ada", 5)).await;

    let person = platform.person("ada");
    assert!(!person.is_listed());
    let builder = person.builder.unwrap();
    assert_eq!((builder.active, builder.slug), (false, None));
    assert_eq!(builder.headline.as_deref(), Some("Agents that ship"));
    assert_eq!(builder.version, Version(2));
    assert!(!person.client.unwrap().active);
}

// R16
#[tokio::test]
async fn a_profile_that_was_off_changes_with_the_deletion_only_if_it_had_a_slug() {
    for (slug, version) in [(Some("ada"), Version(3)), (None, Version(2))] {
        let platform = platform_with_ada().await;
        platform
            .edit("ada", |it| it.builder.as_mut().unwrap().slug = slug.map(str::to_owned))
            .await;
        platform.apply(account("ada").at(2).roles(["CLIENT"])).await;

        platform.apply(deleted("ada", 5)).await;

        let builder = platform.person("ada").builder.unwrap();
        assert_eq!((builder.active, builder.slug, builder.version), (false, None, version));
    }
}

// R16
#[tokio::test]
async fn a_deletion_frees_the_address_and_the_slug_for_others() {
    let platform = platform_with_ada().await;

    platform.apply(deleted("ada", 5)).await;

    let pointers = platform.tables().pointers();
    assert_eq!(pointers.keys().collect::<Vec<_>>(), [&Pointer::Clerk(clerk_id("ada"))]);
    let bob = account("bob").at(6).verified("ada@example.com").roles(["BUILDER"]);
    assert_eq!(platform.apply(bob).await, Outcome::Created);
    platform.edit("bob", |it| it.builder.as_mut().unwrap().slug = Some("ada".to_owned())).await;
    let bob: UserId = platform.person("bob").user.id;
    assert_eq!(platform.tables().pointers()[&Pointer::Slug("ada".to_owned())], bob);
}

// R16
#[tokio::test]
async fn the_trail_tells_what_a_deletion_cleared() {
    let platform = platform_with_ada().await;

    platform.apply(deleted("ada", 5)).await;

    let trail = platform.trail("ada").await;
    let entry = trail.last().unwrap();
    assert_eq!(entry.record.action, Action::Deleted);
    let before = |field| change_of(entry, field).and_then(|it| it.before.as_deref());
    assert_eq!(before("email"), Some("a…@example.com"));
    assert_eq!(before("name"), Some("A…"));
    assert_eq!(before("status"), Some("active"));
    assert_eq!(before("builder.active"), Some("true"));
    assert_eq!(before("builder.slug"), Some("ada"));
    let deleted_at = change_of(entry, "deletedAt").and_then(|it| it.after.as_deref());
    assert_eq!(deleted_at, Some(&*at(5).millis().to_string()));
}

// R3, R16
#[tokio::test]
async fn somebody_who_is_suspended_can_be_deleted() {
    let platform = platform_with_ada().await;
    platform.apply(account("ada").at(2).with("banned", true)).await;

    assert_eq!(platform.apply(deleted("ada", 5)).await, Outcome::Deleted);

    assert_eq!(platform.person("ada").user.status, Status::Deleted);
}
