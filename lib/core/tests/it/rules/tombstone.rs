//! R3: what is deleted stays deleted.

use profile_core::audit::Action;
use profile_core::{Change, Outcome, Pointer};

use crate::platform::{NOW, Platform, account, at, clerk_id, deleted, signed_in};

// R3
#[tokio::test]
async fn a_tombstone_absorbs_everything_whatever_its_time() {
    let platform = Platform::default();
    platform.apply(account("ada").at(1).verified("ada@example.com")).await;
    platform.apply(deleted("ada", 5)).await;
    let contents = platform.contents();

    for minute in [1, 3, 5, 7] {
        let ada = account("ada").at(minute).verified("ada@example.com").roles(["ADMIN"]);
        let answer = Change::fetched(&clerk_id("ada"), Some(ada.user()), NOW);
        for change in [
            ada.change("user.created"),
            ada.change("user.updated"),
            signed_in("ada", minute),
            answer,
        ] {
            assert_eq!(platform.apply(change).await, Outcome::Superseded);
        }
        assert_eq!(platform.apply(deleted("ada", minute)).await, Outcome::Duplicate);
    }

    assert_eq!(platform.contents(), contents);
    assert_eq!(platform.trail("ada").await.len(), 2);
}

// R3
#[tokio::test]
async fn a_deletion_wins_over_a_later_description() {
    let platform = Platform::default();
    platform.apply(account("ada").at(9)).await;

    let outcome = platform.apply(deleted("ada", 5)).await;

    assert_eq!(outcome, Outcome::Deleted);
    let user = platform.person("ada").user;
    assert!(user.is_deleted());
    assert_eq!((user.deleted_at, user.clerk_updated_at), (Some(at(5)), Some(at(9))));
}

// R3
#[tokio::test]
async fn a_deletion_of_somebody_unknown_leaves_a_tombstone() {
    let platform = Platform::default();

    let outcome = platform.apply(deleted("ada", 5)).await;
    let late = platform.apply(account("ada").at(1).verified("ada@example.com")).await;

    assert_eq!((outcome, late), (Outcome::Deleted, Outcome::Superseded));
    let user = platform.person("ada").user;
    assert!(user.is_deleted());
    assert_eq!((user.email, user.deleted_at), (None, Some(at(5))));
    assert_eq!(platform.trail("ada").await[0].record.action, Action::Deleted);
    let pointers = platform.tables().pointers();
    assert_eq!(pointers.keys().collect::<Vec<_>>(), [&Pointer::Clerk(clerk_id("ada"))]);
}
