//! Both sides of somebody: each as it is, and what differs by the rules of the reconciler.

use profile_core::{
    ClerkAnswer, ComparedField, Comparison, Kind, OwnedField, PendingPush, Person, Version,
};
use serde_json::json;

use crate::platform::{Account, NOW, Platform, account, at, clerk_id, deleted};

/// Ada as Clerk has her, with everything that is compared.
fn ada() -> Account {
    let metadata = json!({ "roles": ["BUILDER"], "verified": true, "stripeCustomerId": "cus_1" });
    account("ada")
        .at(1)
        .named("Ada")
        .verified("ada@example.com")
        .with("has_image", true)
        .with("image_url", "https://img.example.com/ada")
        .with("banned", false)
        .with("locked", false)
        .with("public_metadata", metadata)
}

/// Ada once she is on record, and perhaps edited.
async fn recorded(edit: impl FnOnce(&mut Person)) -> Person {
    let platform = Platform::default();
    platform.apply(ada()).await;
    platform.edit("ada", edit).await;
    platform.person("ada")
}

fn compare(person: &Person, clerk: &Account) -> Comparison {
    Comparison::of(Some(person), Some(&clerk.user()), NOW).unwrap()
}

fn field<'a>(comparison: &'a Comparison, name: &str) -> &'a ComparedField {
    comparison.fields.iter().find(|it| it.field == name).expect("it is compared")
}

fn values<'a>(comparison: &'a Comparison, name: &str) -> (Option<&'a str>, Option<&'a str>) {
    let field = field(comparison, name);
    (field.platform.as_deref(), field.clerk.as_deref())
}

fn differing(comparison: &Comparison) -> Vec<&str> {
    comparison.fields.iter().filter(|it| it.differs).map(|it| it.field).collect()
}

fn waiting(fields: impl IntoIterator<Item = OwnedField>) -> PendingPush {
    PendingPush::new(fields, Version(1), at(2))
}

#[tokio::test]
async fn who_is_the_same_on_both_sides_has_no_drift() {
    let person = recorded(|_| {}).await;

    let comparison = compare(&person, &ada());

    assert_eq!((comparison.drift, differing(&comparison)), (None, vec![]));
    assert_eq!(comparison.answer, ClerkAnswer::Found);
    assert_eq!(comparison.user_id, Some(person.user.id));
    assert_eq!(comparison.clerk_id, Some(clerk_id("ada")));
    assert_eq!(comparison.clerk_updated_at, Some(at(1)));
    assert_eq!(comparison.record_updated_at, Some(person.user.updated_at));
    for name in ["email", "emailVerified", "name", "imageUrl", "status", "roles", "verified"] {
        let (platform, clerk) = values(&comparison, name);
        assert!(platform.is_some() && platform == clerk, "{name}");
    }
}

// R19
#[tokio::test]
async fn an_address_that_only_clerk_has_is_shown_with_ours_unmasked() {
    let person = recorded(|_| {}).await;

    let comparison = compare(&person, &ada().at(2).verified("ada@example.ai"));

    assert_eq!(comparison.drift, Some(Kind::Differs));
    assert_eq!(differing(&comparison), ["email"]);
    assert_eq!(values(&comparison, "email"), (Some("ada@example.com"), Some("ada@example.ai")));
}

#[tokio::test]
async fn whatever_a_reconciliation_would_repair_differs() {
    let person = recorded(|_| {}).await;
    let metadata = |json| ada().at(2).with("public_metadata", json);
    for (name, clerk) in [
        ("emailVerified", ada().at(2).unverified("ada@example.com")),
        ("name", ada().at(2).named("Augusta")),
        ("imageUrl", ada().at(2).with("has_image", false)),
        ("status", ada().at(2).with("banned", true)),
        ("verified", metadata(json!({ "verified": false }))),
        ("stripeCustomerId", metadata(json!({ "stripeCustomerId": "cus_2" }))),
        ("roles", metadata(json!({ "roles": ["CLIENT"] }))),
        ("unknownRoles", metadata(json!({ "roles": ["BUILDER", "ROOT"] }))),
    ] {
        let comparison = compare(&person, &clerk);

        assert_eq!(comparison.drift, Some(Kind::Differs), "{name}");
        assert_eq!(differing(&comparison), [name]);
    }
}

#[tokio::test]
async fn what_clerk_leaves_out_is_kept_and_no_difference() {
    let person = recorded(|_| {}).await;

    let comparison = compare(&person, &account("ada").at(2).verified("ada@example.com"));

    assert_eq!((comparison.drift, differing(&comparison)), (None, vec![]));
    assert_eq!(values(&comparison, "name"), (Some("Ada"), None));
    assert_eq!(values(&comparison, "roles"), (Some("BUILDER"), None));
}

#[tokio::test]
async fn a_record_that_a_webhook_has_just_brought_ahead_does_not_differ() {
    let person = recorded(|it| it.user.clerk_updated_at = Some(NOW)).await;

    let comparison = compare(&person, &ada().named("Augusta"));

    assert_eq!((comparison.drift, differing(&comparison)), (None, vec![]));
    assert_eq!(values(&comparison, "name"), (Some("Ada"), Some("Augusta")));
}

// R18
#[tokio::test]
async fn an_address_that_is_withheld_is_a_conflict() {
    let withhold = |it: &mut Person| (it.user.email, it.user.email_withheld) = (None, true);
    let person = recorded(withhold).await;

    let comparison = compare(&person, &ada());

    assert_eq!(comparison.drift, Some(Kind::Conflict));
    assert_eq!(values(&comparison, "email"), (None, Some("ada@example.com")));
    assert!(field(&comparison, "email").differs && field(&comparison, "emailWithheld").differs);
}

// R20
#[tokio::test]
async fn what_was_never_edited_here_was_never_told_and_does_not_differ() {
    let person = recorded(|_| {}).await;

    let comparison = compare(&person, &ada());

    assert_eq!(values(&comparison, "validationTier"), (Some("1"), None));
    assert_eq!(differing(&comparison), [""; 0]);
}

// R21
#[tokio::test]
async fn an_edit_that_clerk_has_not_been_told_of_is_unpushed() {
    let person = recorded(|it| {
        let builder = it.builder.as_mut().unwrap();
        builder.hourly_rate = "85".parse().ok();
        it.user.pending_push = Some(waiting([OwnedField::HourlyRate]));
    })
    .await;

    let comparison = compare(&person, &ada());

    assert_eq!(comparison.drift, Some(Kind::Unpushed));
    assert_eq!(differing(&comparison), ["hourlyRate"]);
    assert_eq!(values(&comparison, "hourlyRate"), (Some("85.00"), None));
    assert_eq!(comparison.pending_push, person.user.pending_push);
}

#[tokio::test]
async fn a_copy_that_somebody_else_changed_is_unpushed_too() {
    let person = recorded(|_| {}).await;
    let copies = json!({
        "roles": ["BUILDER"], "validationTier": 3, "availableForHire": "soon", "companyName": "X",
    });

    let comparison = compare(&person, &ada().at(2).with("public_metadata", copies));

    assert_eq!(comparison.drift, Some(Kind::Unpushed));
    assert_eq!(differing(&comparison), ["validationTier", "availableForHire", "companyName"]);
    assert_eq!(values(&comparison, "validationTier"), (Some("1"), Some("3")));
    assert_eq!(values(&comparison, "availableForHire").1, Some("soon"));
}

// R22
#[tokio::test]
async fn roles_that_are_on_their_way_to_clerk_are_unpushed_and_no_drift() {
    let person = recorded(|it| it.user.pending_push = Some(waiting([OwnedField::Roles]))).await;

    let comparison = compare(&person, &ada().at(2).roles(json!(["CLIENT"])));

    assert_eq!((comparison.drift, differing(&comparison)), (Some(Kind::Unpushed), vec!["roles"]));
    assert_eq!(compare(&person, &ada()).drift, None, "once Clerk has them");
}

// R3
#[tokio::test]
async fn of_the_deleted_nothing_differs_whatever_clerk_says() {
    let platform = Platform::default();
    platform.apply(ada()).await;
    platform.apply(deleted("ada", 2)).await;
    let person = platform.person("ada");

    let gone = Comparison::of(Some(&person), None, NOW).unwrap();
    let found = compare(&person, &ada().at(3));

    assert_eq!((gone.drift, gone.answer), (None, ClerkAnswer::Gone));
    assert_eq!((found.drift, found.answer), (None, ClerkAnswer::Found));
    assert_eq!((differing(&gone), differing(&found)), (vec![], vec![]));
    assert_eq!(values(&found, "email"), (None, Some("ada@example.com")));
}

#[tokio::test]
async fn who_is_on_one_side_alone_is_gone_or_unknown_or_unlinked() {
    let person = recorded(|_| {}).await;
    let imported = Platform::default().import("usr_1", "ada@example.com").await;

    let gone = Comparison::of(Some(&person), None, NOW).unwrap();
    assert_eq!((gone.drift, gone.answer), (Some(Kind::Gone), ClerkAnswer::Gone));
    assert_eq!(gone.clerk_id, Some(clerk_id("ada")));
    assert!(field(&gone, "email").differs && !field(&gone, "companyName").differs);

    let unknown = Comparison::of(None, Some(&ada().user()), NOW).unwrap();
    assert_eq!((unknown.drift, unknown.answer), (Some(Kind::Unknown), ClerkAnswer::Found));
    assert_eq!((&unknown.user_id, unknown.record_updated_at), (&None, None));
    assert_eq!(values(&unknown, "name"), (None, Some("Ada")));
    assert!(field(&unknown, "name").differs);

    let unlinked = Comparison::of(Some(&imported), None, NOW).unwrap();
    assert_eq!((unlinked.drift, unlinked.answer), (Some(Kind::Unlinked), ClerkAnswer::Unasked));
    assert_eq!((unlinked.clerk_id.as_ref(), differing(&unlinked)), (None, vec![]));

    assert_eq!(Comparison::of(None, None, NOW), None);
}

#[tokio::test]
async fn the_same_fields_come_in_the_same_order_whoever_it_is() {
    let person = recorded(|_| {}).await;
    let names = |it: Comparison| it.fields.iter().map(|it| it.field).collect::<Vec<_>>();
    let both = names(compare(&person, &ada()));

    assert_eq!(names(Comparison::of(Some(&person), None, NOW).unwrap()), both);
    assert_eq!(names(Comparison::of(None, Some(&ada().user()), NOW).unwrap()), both);
    assert!(OwnedField::ALL.iter().all(|it| both.contains(&it.name())));
}
