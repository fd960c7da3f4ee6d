//! R8 to R11 and R15: address, verification, name and avatar.

use serde_json::{Value, json};

use profile_core::{EventError, Outcome, Timestamp, User, read_event};

use crate::platform::{Account, NOW, Platform, account, at, changed, email};

/// The record after these descriptions, in this order.
async fn after(descriptions: impl IntoIterator<Item = Account>) -> User {
    let platform = Platform::default();
    for description in descriptions {
        platform.apply(description).await;
    }
    platform.person("ada").user
}

/// An account with two addresses, of which that one is the primary.
fn with_primary(id: impl Into<Value>) -> Account {
    let entry = |id, address| json!({ "id": id, "email_address": address, "verification": { "status": "verified" } });
    account("ada").with("primary_email_address_id", id).with(
        "email_addresses",
        [entry("idn_1", "old@example.com"), entry("idn_2", "new@example.com")],
    )
}

// R8
#[tokio::test]
async fn the_primary_address_counts_and_never_the_first() {
    let user = after([with_primary("idn_2").at(1)]).await;

    assert_eq!(email(&user), Some("new@example.com"));
}

// R8
#[tokio::test]
async fn without_a_primary_address_there_is_none() {
    for primary in [json!(null), json!("idn_9")] {
        let user = after([with_primary("idn_2").at(1), with_primary(primary).at(2)]).await;

        assert_eq!((email(&user), user.email_verified_at), (None, None));
    }
}

// R9
#[tokio::test]
async fn an_address_is_stored_as_it_was_given() {
    let user = after([account("ada").at(1).verified(" Ada.Byron@Example.COM ")]).await;

    assert_eq!(email(&user), Some("Ada.Byron@Example.COM"));
}

async fn verified_since(descriptions: impl IntoIterator<Item = Account>) -> Option<Timestamp> {
    after(descriptions).await.email_verified_at
}

// R10
#[tokio::test]
async fn the_time_of_verification_is_kept_while_the_address_stays() {
    let first = account("ada").at(1).verified("ada@example.com");
    let same = account("ada").at(2).verified("ada@example.com").named("Ada");
    let other_case = account("ada").at(2).verified("ADA@example.com");

    assert_eq!(verified_since([first.clone()]).await, Some(at(1)));
    assert_eq!(verified_since([first.clone(), same]).await, Some(at(1)));
    assert_eq!(verified_since([first, other_case]).await, Some(at(1)));
}

// R10
#[tokio::test]
async fn the_time_of_verification_is_set_when_the_address_becomes_verified() {
    let unverified = account("ada").at(1).unverified("ada@example.com");
    let verified = account("ada").at(2).verified("ada@example.com");
    let moved = account("ada").at(3).verified("a.king@example.com");

    assert_eq!(verified_since([unverified.clone()]).await, None);
    assert_eq!(verified_since([unverified, verified.clone()]).await, Some(at(2)));
    assert_eq!(verified_since([verified, moved]).await, Some(at(3)));
}

// R10
#[tokio::test]
async fn the_time_of_verification_is_cleared_otherwise() {
    let verified = account("ada").at(1).verified("ada@example.com");
    for later in [
        account("ada").unverified("ada@example.com"),
        account("ada").unverified("a.king@example.com"),
        account("ada").address("ada@example.com", &json!(null)),
        account("ada").with("email_addresses", json!([])),
    ] {
        let since = verified_since([verified.clone(), later.clone().at(2)]).await;

        assert_eq!(since, None, "{later:?}");
    }
}

// R11
#[tokio::test]
async fn a_name_is_first_and_last_name_or_else_the_username() {
    let names = [
        (json!("Ada"), json!("Byron"), json!("ada1815"), Some("Ada Byron")),
        (json!("Ada"), json!(null), json!("ada1815"), Some("Ada")),
        (json!(null), json!("Byron"), json!(null), Some("Byron")),
        (json!(null), json!(null), json!("ada1815"), Some("ada1815")),
        (json!(""), json!("  "), json!("ada1815"), Some("ada1815")),
        (json!(null), json!(null), json!(null), None),
    ];
    for (first, last, username, expected) in names {
        let ada = account("ada")
            .at(1)
            .with("first_name", first)
            .with("last_name", last)
            .with("username", username);

        assert_eq!(after([ada]).await.name.as_deref(), expected);
    }
}

// R11
#[tokio::test]
async fn a_name_that_clerk_no_longer_has_stays() {
    let nameless = account("ada").at(2).with("first_name", json!(null));

    let user = after([account("ada").at(1).named("Ada"), nameless]).await;

    assert_eq!(user.name.as_deref(), Some("Ada"));
}

// R11
#[tokio::test]
async fn an_avatar_is_opaque_and_a_placeholder_is_none() {
    let with_image = |minute, has_image, url| {
        account("ada").at(minute).with("has_image", has_image).with("image_url", url)
    };
    let own = with_image(1, true, "https://img.example.com/eyJ%7E?a=b");
    let new = with_image(2, true, "https://img.example.com/new");
    let placeholder = with_image(2, false, "https://img.example.com/placeholder");

    let image = async |accounts: &[Account]| after(accounts.to_vec()).await.image_url;

    let address = Some("https://img.example.com/eyJ%7E?a=b".to_owned());
    assert_eq!(image(std::slice::from_ref(&own)).await, address);
    assert_eq!(image(&[own.clone(), new]).await.as_deref(), Some("https://img.example.com/new"));
    assert_eq!(image(&[own, placeholder.clone()]).await, None);
    assert_eq!(image(&[placeholder]).await, None);
}

// R11
#[tokio::test]
async fn an_image_that_may_be_a_placeholder_is_not_taken() {
    let sparse = account("ada").with("image_url", "https://img.example.com/which");
    let own =
        account("ada").with("has_image", true).with("image_url", "https://img.example.com/own");

    let newcomer = after([sparse.clone().at(1)]).await;
    let known = after([own.at(1), sparse.at(2)]).await;

    assert_eq!(newcomer.image_url, None);
    assert_eq!(known.image_url.as_deref(), Some("https://img.example.com/own"));
}

// R15
#[tokio::test]
async fn an_id_is_all_that_a_payload_needs() {
    let platform = Platform::default();

    let outcome = platform.apply(account("ada")).await;

    assert_eq!(outcome, Outcome::Created);
    let user = platform.person("ada").user;
    assert_eq!((user.email, user.name, user.image_url), (None, None, None));
}

// R15
#[tokio::test]
async fn what_a_payload_leaves_out_stays_as_it_was() {
    let platform = Platform::default();
    let full = account("ada")
        .at(1)
        .named("Ada")
        .verified("ada@example.com")
        .with("has_image", true)
        .with("image_url", "https://img.example.com/own")
        .with("banned", true)
        .with(
            "public_metadata",
            json!({ "roles": ["BUILDER"], "verified": true, "stripeCustomerId": "cus_1" }),
        );
    platform.apply(full).await;
    let before = platform.person("ada");

    let outcome = platform.apply(account("ada").at(2)).await;

    assert_eq!(outcome, Outcome::Unchanged);
    let mut expected = before;
    expected.user.clerk_updated_at = Some(at(2));
    assert_eq!(platform.person("ada"), expected);
}

// R15
#[tokio::test]
async fn unknown_fields_are_no_change() {
    let platform = Platform::default();
    platform.apply(account("ada").at(1).named("Ada")).await;

    let more = account("ada").at(2).named("Ada").with("invented_tomorrow", json!({ "id": [7] }));

    assert_eq!(platform.apply(more).await, Outcome::Unchanged);
}

// R15
#[tokio::test]
async fn without_an_id_in_data_nothing_can_be_applied() {
    for data in ["{}", "null", "7", r#""user_ada""#, "[]", r#"{"id":7}"#, r#"{"id":""}"#] {
        for event_type in ["user.created", "user.updated", "user.deleted", "session.created"] {
            let payload = format!(r#"{{"type":"{event_type}","data":{data}}}"#);

            let result = read_event(&payload, NOW);

            assert!(matches!(result, Err(EventError::MalformedData { .. })), "{payload}");
        }
    }
}

#[tokio::test]
async fn the_trail_shows_what_changed_without_showing_whose_it_is() {
    let platform = Platform::default();
    platform.apply(account("ada").at(1).named("Ada").verified("ada@example.com")).await;
    let later = account("ada")
        .at(2)
        .named("Augusta")
        .verified("augusta@example.org")
        .with("has_image", true)
        .with("image_url", "https://img.example.com/own");

    platform.apply(later).await;

    let trail = platform.trail("ada").await;
    assert_eq!(changed(&trail[1]), ["email", "emailVerifiedAt", "name", "imageUrl"]);
    let shown = format!("{trail:?}");
    for value in ["ada@", "augusta@", "Ada", "Augusta", "img.example.com"] {
        assert!(!shown.contains(value), "{value}");
    }
}

// R11, R15
#[tokio::test]
async fn an_image_is_not_lost_by_what_a_payload_leaves_out() {
    let platform = Platform::default();
    let image = "https://img.example.com/1";
    platform.apply(account("ada").at(1).with("has_image", true).with("image_url", image)).await;

    platform.apply(account("ada").at(2).with("has_image", true)).await;

    assert_eq!(platform.person("ada").user.image_url.as_deref(), Some(image));
}
