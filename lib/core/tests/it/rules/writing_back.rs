//! R22: what is ours and still on its way to Clerk is not undone by Clerk.

use profile_core::{Outcome, OwnedField, PendingPush, Role, Roles, Version};

use crate::platform::{Account, Platform, account, at};

fn ada(minute: u64, roles: &[&str]) -> Account {
    account("ada").at(minute).roles(roles.to_vec())
}

/// Ada, whom an admin has just made a builder; Clerk still has to be told of `fields`.
async fn platform_with_pending(fields: &[OwnedField]) -> Platform {
    let platform = Platform::default();
    platform.apply(ada(1, &["CLIENT"])).await;
    platform.apply(ada(2, &["CLIENT", "BUILDER"])).await;
    let pending = PendingPush::new(fields.iter().copied(), Version(2), at(2));
    platform.edit("ada", |it| it.user.pending_push = Some(pending)).await;
    platform
}

fn roles(platform: &Platform) -> Roles {
    platform.person("ada").user.roles
}

// R22
#[tokio::test]
async fn roles_on_their_way_to_clerk_are_not_undone_by_clerk() {
    let platform = platform_with_pending(&[OwnedField::ValidationTier, OwnedField::Roles]).await;
    let before = platform.person("ada");

    let outcome = platform.apply(ada(3, &["CLIENT", "ROOT"]).named("Ada")).await;

    assert_eq!(outcome, Outcome::Updated);
    let after = platform.person("ada");
    assert_eq!(after.user.roles, Roles::from_iter([Role::Client, Role::Builder]));
    assert_eq!(after.user.unknown_roles, Vec::<String>::new());
    assert_eq!(after.builder, before.builder);
    assert_eq!(after.user.pending_push, before.user.pending_push);
    assert_eq!(after.user.name.as_deref(), Some("Ada"), "all but the roles applies");
}

// R22
#[tokio::test]
async fn a_push_of_other_fields_shields_no_roles() {
    let platform = platform_with_pending(&[OwnedField::HourlyRate]).await;

    let outcome = platform.apply(ada(3, &["CLIENT"])).await;

    assert_eq!(outcome, Outcome::Updated);
    assert_eq!(roles(&platform), Roles::from_iter([Role::Client]));
    assert!(platform.person("ada").user.pending_push.is_some(), "the push still waits");
}

// R22
#[tokio::test]
async fn roles_from_clerk_apply_again_once_the_push_is_done() {
    let platform = platform_with_pending(&[OwnedField::Roles]).await;
    platform.apply(ada(3, &["CLIENT"])).await;
    platform.edit("ada", |it| it.user.pending_push = None).await;

    platform.apply(ada(4, &["CLIENT"])).await;

    assert_eq!(roles(&platform), Roles::from_iter([Role::Client]));
}

// R22
#[tokio::test]
async fn the_echo_of_our_own_write_changes_nothing() {
    for cleared in [false, true] {
        let platform = platform_with_pending(&[OwnedField::Roles]).await;
        if cleared {
            platform.edit("ada", |it| it.user.pending_push = None).await;
        }
        let mut expected = platform.person("ada");
        let entries = platform.trail("ada").await.len();

        let outcome = platform.apply(ada(3, &["CLIENT", "BUILDER"])).await;

        assert_eq!(outcome, Outcome::Unchanged);
        expected.user.clerk_updated_at = Some(at(3));
        assert_eq!(platform.person("ada"), expected, "no version, no push");
        assert_eq!(platform.trail("ada").await.len(), entries);
    }
}
