//! R13: sign-ins, and the types we have no use for.

use profile_core::audit::Cause;
use profile_core::memory::{FixedClock, MemoryDirectory};
use profile_core::{Decision, EventStatus, Origin, Outcome, State, Sync, SyncError, decide};

use crate::platform::{NOW, Platform, account, at, context, signed_in};

// R13
#[tokio::test]
async fn a_sign_in_moves_the_last_sign_in_and_nothing_else() {
    let platform = Platform::default();
    platform.apply(account("ada").at(1).named("Ada")).await;
    let mut expected = platform.person("ada");

    let outcome = platform.apply(signed_in("ada", 5)).await;

    assert_eq!(outcome, Outcome::SignedIn);
    expected.user.last_sign_in_at = Some(at(5));
    assert_eq!(platform.person("ada"), expected);
    assert_eq!(platform.trail("ada").await.len(), 1);
}

// R13
#[tokio::test]
async fn the_last_sign_in_never_moves_back() {
    let platform = Platform::default();
    platform.apply(account("ada").at(1)).await;
    platform.apply(signed_in("ada", 5)).await;

    assert_eq!(platform.apply(signed_in("ada", 4)).await, Outcome::Superseded);
    assert_eq!(platform.apply(signed_in("ada", 5)).await, Outcome::Duplicate);
    let earlier = account("ada").at(6).with("last_sign_in_at", at(3).unsigned());
    assert_eq!(platform.apply(earlier).await, Outcome::Unchanged);

    assert_eq!(platform.person("ada").user.last_sign_in_at, Some(at(5)));
}

// R13
#[tokio::test]
async fn a_description_moves_the_last_sign_in_forward_too() {
    let platform = Platform::default();
    platform.apply(account("ada").at(1)).await;
    platform.apply(signed_in("ada", 2)).await;

    platform.apply(account("ada").at(6).with("last_sign_in_at", at(3).unsigned())).await;

    assert_eq!(platform.person("ada").user.last_sign_in_at, Some(at(3)));
}

// R4, R13
#[tokio::test]
async fn a_sign_in_of_somebody_unknown_asks_clerk_who_they_are() {
    let platform = Platform::default();
    platform.clerk.put(&account("ada").at(1).named("Ada").user());

    let outcome = platform.apply(signed_in("ada", 2)).await;

    assert_eq!(outcome, Outcome::SignedIn);
    let user = platform.person("ada").user;
    assert_eq!((user.name.as_deref(), user.last_sign_in_at), (Some("Ada"), Some(at(2))));
    let trail = platform.trail("ada").await;
    assert_eq!(trail.len(), 1);
    assert_eq!(trail[0].record.cause, Cause::Question("msg_1".to_owned()));
}

// R3, R13
#[tokio::test]
async fn a_sign_in_of_somebody_clerk_has_deleted_leaves_a_tombstone() {
    let platform = Platform::default();

    let outcome = platform.apply(signed_in("ada", 2)).await;

    assert_eq!(outcome, Outcome::Superseded);
    let user = platform.person("ada").user;
    assert!(user.is_deleted());
    assert_eq!(user.last_sign_in_at, None);
}

// R13
#[test]
fn a_sign_in_of_somebody_still_unknown_is_not_asked_about_twice() {
    let decision = decide(&State::default(), &signed_in("ada", 2), &context(true));

    assert_eq!(decision, Decision::Settled(Outcome::Superseded));
}

// R13
#[tokio::test]
async fn a_sign_in_of_somebody_unknown_waits_while_clerk_cannot_be_asked() {
    let platform = Platform::default();
    platform.clerk.set_down(true);
    let event = platform.event();

    let result = platform.deliver(&event, signed_in("ada", 2)).await;

    assert!(matches!(result, Err(SyncError::Directory(_))), "{result:?}");
    assert_eq!(platform.contents().0, []);
    assert_eq!(platform.row(&event).await, None);
}

// R13
#[tokio::test]
async fn an_event_of_another_type_is_recorded_and_ignored() {
    let platform = Platform::default();
    let event = platform.event();
    let sync = Sync {
        store: platform.tables(),
        directory: &MemoryDirectory::default(),
        clock: &FixedClock(NOW),
    };

    let first = sync.apply(&event, None, &Origin::default()).await.unwrap();
    let second = sync.apply(&event, None, &Origin::default()).await.unwrap();

    assert_eq!((first.outcome, first.user_id), (Outcome::Ignored, None));
    assert_eq!(second.outcome, Outcome::Duplicate);
    assert_eq!(platform.row(&event).await.unwrap().status, EventStatus::Ignored);
    assert_eq!(platform.contents().0, []);
}
