//! R12 and R13: what the metadata says, and being banned or locked.

use serde_json::{Value, json};

use profile_core::{Outcome, Role, Roles, Status};

use crate::platform::{Account, Platform, account, at, change_of, changed};

fn roles<const N: usize>(roles: [Role; N]) -> Roles {
    Roles::from_iter(roles)
}

fn metadata(minute: u64, metadata: Value) -> Account {
    account("ada").at(minute).with("public_metadata", metadata)
}

// R12
#[tokio::test]
async fn a_newcomer_without_roles_is_a_client() {
    for nothing in [json!({}), json!(null), json!({ "roles": null })] {
        let platform = Platform::default();

        platform.apply(metadata(1, nothing)).await;

        let person = platform.person("ada");
        assert_eq!(person.user.roles, roles([Role::Client]));
        assert!(person.client.is_some_and(|it| it.active));
        assert_eq!(person.builder, None);
    }
}

// R12
#[tokio::test]
async fn a_newcomer_has_the_roles_that_clerk_names() {
    let platform = Platform::default();

    platform.apply(account("ada").at(1).roles(["SUBSCRIBER", "BUILDER"])).await;

    let person = platform.person("ada");
    assert_eq!(person.user.roles, roles([Role::Builder, Role::Subscriber]));
    assert_eq!(person.client, None);
}

// R12
#[tokio::test]
async fn missing_roles_leave_the_roles_as_they_are() {
    let platform = Platform::default();
    platform.apply(account("ada").at(1).roles(["BUILDER", "ADMIN"])).await;

    for (minute, nothing) in [(2, json!({})), (3, json!(null)), (4, json!({ "roles": null }))] {
        assert_eq!(platform.apply(metadata(minute, nothing)).await, Outcome::Unchanged);
    }

    assert_eq!(platform.person("ada").user.roles, roles([Role::Builder, Role::Admin]));
}

// R12
#[tokio::test]
async fn an_empty_list_takes_every_role() {
    let platform = Platform::default();
    platform.apply(account("ada").at(1).roles(["BUILDER", "ADMIN"])).await;

    let outcome = platform.apply(account("ada").at(2).roles(json!([]))).await;

    assert_eq!(outcome, Outcome::Updated);
    assert_eq!(platform.person("ada").user.roles, roles([]));
}

// R12
#[tokio::test]
async fn roles_of_an_odd_shape_count_as_missing() {
    for odd in [json!("ADMIN"), json!({ "ADMIN": true }), json!(7), json!(true)] {
        let platform = Platform::default();

        platform.apply(account("ada").at(1).roles(odd.clone())).await;
        assert_eq!(platform.person("ada").user.roles, roles([Role::Client]), "{odd}");

        platform.apply(account("ada").at(2).roles(["BUILDER"])).await;
        platform.apply(account("ada").at(3).roles(odd.clone()).named("Ada")).await;
        let user = platform.person("ada").user;
        assert_eq!(user.roles, roles([Role::Builder]), "{odd}");
        assert_eq!(user.name.as_deref(), Some("Ada"), "the rest applies");
    }
}

// R12
#[tokio::test]
async fn unknown_roles_grant_nothing() {
    let platform = Platform::default();
    let odd = json!(["admin", " ADMIN", "ROOT", 7, null, ["ADMIN"], { "role": "ADMIN" }]);

    platform.apply(account("ada").at(1).roles(odd)).await;

    assert_eq!(platform.person("ada").user.roles, roles([]));
}

// R12
#[tokio::test]
async fn an_unknown_role_is_audited_exactly_once() {
    let platform = Platform::default();
    platform.apply(account("ada").at(1).roles(["CLIENT"])).await;

    let first = platform.apply(account("ada").at(2).roles(["CLIENT", "ROOT"])).await;
    let again = platform.apply(account("ada").at(3).roles(["ROOT", "CLIENT", "ROOT"])).await;
    platform.apply(account("ada").at(4).roles(["CLIENT", "ROOT"]).named("Ada")).await;

    assert_eq!((first, again), (Outcome::Updated, Outcome::Unchanged));
    let trail = platform.trail("ada").await;
    let told: Vec<_> = trail.iter().filter_map(|it| change_of(it, "unknownRoles")).collect();
    assert_eq!(told.len(), 1);
    assert_eq!((&told[0].before, told[0].after.as_deref()), (&None, Some("ROOT")));
}

// R12
#[tokio::test]
async fn unsafe_and_private_metadata_never_matter() {
    let platform = Platform::default();
    platform.apply(account("ada").at(1).roles(["CLIENT"])).await;
    let before = platform.person("ada");
    let claims = json!({ "roles": ["ADMIN"], "verified": true, "stripeCustomerId": "cus_9" });

    let outcome = platform
        .apply(
            account("ada")
                .at(2)
                .roles(["CLIENT"])
                .with("unsafe_metadata", claims.clone())
                .with("private_metadata", claims),
        )
        .await;

    assert_eq!(outcome, Outcome::Unchanged);
    let mut expected = before;
    expected.user.clerk_updated_at = Some(at(2));
    assert_eq!(platform.person("ada"), expected);
}

// R13
#[tokio::test]
async fn verification_and_payment_id_come_from_public_metadata_when_present() {
    let platform = Platform::default();
    let both = json!({ "verified": true, "stripeCustomerId": "cus_1" });
    let held = || {
        let user = platform.person("ada").user;
        (user.verified, user.stripe_customer_id)
    };

    platform.apply(account("ada").at(1)).await;
    assert_eq!(held(), (false, None));
    platform.apply(metadata(2, both)).await;
    assert_eq!(held(), (true, Some("cus_1".to_owned())));
    platform.apply(metadata(3, json!({ "verified": "no", "stripeCustomerId": 7 }))).await;
    platform.apply(metadata(4, json!({ "verified": null, "stripeCustomerId": " " }))).await;
    platform.apply(metadata(5, json!({}))).await;
    assert_eq!(held(), (true, Some("cus_1".to_owned())), "anything else is as good as missing");
    platform.apply(metadata(6, json!({ "verified": false, "stripeCustomerId": "cus_2" }))).await;
    assert_eq!(held(), (false, Some("cus_2".to_owned())));
}

// R13
#[tokio::test]
async fn the_trail_tells_of_verification_and_hides_the_payment_id() {
    let platform = Platform::default();
    platform.apply(account("ada").at(1)).await;

    platform.apply(metadata(2, json!({ "verified": true }))).await;
    platform.apply(metadata(3, json!({ "stripeCustomerId": "cus_1" }))).await;

    let trail = platform.trail("ada").await;
    assert_eq!(changed(&trail[1]), ["verified"]);
    assert_eq!(changed(&trail[2]), ["stripeCustomerId"]);
    assert!(!format!("{trail:?}").contains("cus_1"));
}

// R13
#[tokio::test]
async fn banned_or_locked_suspends_and_lifting_it_restores() {
    for (banned, locked) in [(true, false), (false, true), (true, true)] {
        let platform = Platform::default();
        let ada = account("ada").roles(["BUILDER"]);
        platform.apply(ada.clone().at(1).with("banned", false).with("locked", false)).await;
        let before = platform.person("ada");
        assert!(before.is_listed());

        platform.apply(ada.clone().at(2).with("banned", banned).with("locked", locked)).await;

        let suspended = platform.person("ada");
        assert_eq!(suspended.user.status, Status::Suspended);
        assert!(!suspended.is_listed());
        assert_eq!(suspended.builder, before.builder, "hidden, with all it says");

        platform.apply(ada.at(3).with("banned", false).with("locked", false)).await;

        let restored = platform.person("ada");
        assert_eq!(restored.user.status, Status::Active);
        assert!(restored.is_listed());
        assert_eq!(restored.builder, before.builder);
    }
}

// R13
#[tokio::test]
async fn a_newcomer_who_is_banned_begins_suspended() {
    let platform = Platform::default();

    platform.apply(account("ada").at(1).with("banned", true)).await;

    assert_eq!(platform.person("ada").user.status, Status::Suspended);
}

// R13, R15
#[tokio::test]
async fn a_ban_is_not_lifted_by_what_a_payload_leaves_out() {
    let platform = Platform::default();
    platform.apply(account("ada").at(1).with("banned", true).with("locked", false)).await;

    platform.apply(account("ada").at(2).with("banned", Value::Null).with("locked", false)).await;

    assert_eq!(platform.person("ada").user.status, Status::Suspended);
}
