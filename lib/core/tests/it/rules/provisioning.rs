//! R4: somebody who has signed in before any event of theirs came is made from Clerk's answer,
//! and the events that come later find them there.

use fastrand::Rng;
use proptest::prelude::*;

use profile_core::audit::{Action, Actor, Cause};
use profile_core::memory::{FixedClock, MemoryDirectory, MemoryStore};
use profile_core::{
    Applied, Change, DirectoryError, Origin, Outcome, Role, Roles, Sync, SyncError,
};

use crate::platform::{
    Account, NOW, Platform, account, at, clerk_id, deleted, email, event, trail_of,
};
use crate::simulation::{Doing, GivesWay, at_once, now};

fn cause() -> Cause {
    Cause::Request("req_1".to_owned())
}

fn ada(minute: u64) -> Account {
    account("ada").at(minute).named("Ada").verified("ada@example.com")
}

async fn provision(platform: &Platform, name: &str) -> Result<Applied, SyncError> {
    let (store, directory) = (platform.store(), &platform.clerk);
    let sync = Sync { store, directory, clock: &FixedClock(NOW) };
    sync.provision(&clerk_id(name), cause(), &Origin::default()).await
}

#[tokio::test]
async fn who_is_new_is_made_from_clerks_answer() {
    let platform = Platform::default();
    platform.clerk.put(&ada(1).user());

    let applied = provision(&platform, "ada").await.unwrap();

    let user = platform.person("ada").user;
    assert_eq!((applied.outcome, applied.user_id.as_ref()), (Outcome::Created, Some(&user.id)));
    assert_eq!((user.name.as_deref(), email(&user)), (Some("Ada"), Some("ada@example.com")));
    assert_eq!(user.roles, Roles::from_iter([Role::Client]));
    let trail = platform.trail("ada").await;
    assert_eq!((trail.len(), trail[0].record.action), (1, Action::Created));
    assert_eq!((&trail[0].record.actor, &trail[0].record.cause), (&Actor::Clerk, &cause()));
}

#[tokio::test]
async fn a_webhook_before_or_after_changes_nothing_more() {
    for webhook_first in [true, false] {
        let platform = Platform::default();
        platform.clerk.put(&ada(1).user());
        let created = ada(1).change("user.created");

        if webhook_first {
            platform.apply(created.clone()).await;
        }
        provision(&platform, "ada").await.unwrap();
        if !webhook_first {
            assert_eq!(platform.apply(created).await, Outcome::Duplicate);
        }

        assert_eq!(platform.tables().people().len(), 1);
        assert_eq!(platform.trail("ada").await.len(), 1, "webhook first: {webhook_first}");
    }
}

#[tokio::test]
async fn what_a_late_webhook_says_of_before_is_superseded() {
    let platform = Platform::default();
    platform.clerk.put(&ada(2).user());
    provision(&platform, "ada").await.unwrap();

    let outcome =
        platform.apply(account("ada").at(1).named("Augusta").change("user.created")).await;

    assert_eq!(outcome, Outcome::Superseded);
    assert_eq!(platform.person("ada").user.name.as_deref(), Some("Ada"));
}

#[tokio::test]
async fn whom_clerk_does_not_have_is_not_made_and_not_buried() {
    let platform = Platform::default();

    let applied = provision(&platform, "ada").await.unwrap();

    assert_eq!(applied, Applied { outcome: Outcome::Ignored, user_id: None });
    assert!(platform.tables().people().is_empty());
    platform.apply(ada(1)).await;
    assert!(!platform.person("ada").user.is_deleted(), "their event still makes them");
}

#[tokio::test]
async fn nobody_is_made_while_clerk_is_down() {
    let platform = Platform::default();
    platform.clerk.set_down(true);

    let error = provision(&platform, "ada").await.unwrap_err();

    assert!(matches!(error, SyncError::Directory(DirectoryError::Unavailable(_))), "{error:?}");
    assert!(platform.tables().people().is_empty());
}

// R3
#[tokio::test]
async fn a_tombstone_stays_one() {
    let platform = Platform::default();
    platform.apply(deleted("ada", 1)).await;
    platform.clerk.put(&ada(2).user());

    let applied = provision(&platform, "ada").await.unwrap();

    assert_eq!(applied.outcome, Outcome::Superseded);
    assert!(platform.person("ada").user.is_deleted());
}

// R17
#[tokio::test]
async fn who_was_imported_is_linked() {
    let platform = Platform::default();
    let imported = platform.import("u1", "ada@example.com").await;
    platform.clerk.put(&ada(1).user());

    let applied = provision(&platform, "ada").await.unwrap();

    assert_eq!((applied.outcome, applied.user_id), (Outcome::Linked, Some(imported.user.id)));
}

// R18
#[tokio::test]
async fn who_claims_anothers_address_is_made_without_one() {
    let platform = Platform::default();
    let shared = |name: &str| account(name).at(1).verified("shared@example.com");
    platform.apply(shared("ada")).await;
    platform.clerk.put(&shared("ada").user());
    platform.clerk.put(&shared("bob").user());

    let applied = provision(&platform, "bob").await.unwrap();

    assert_eq!(applied.outcome, Outcome::Conflict);
    assert_eq!(email(&platform.person("bob").user), None);
}

/// What somebody's first minutes in Clerk send: made, named, perhaps deleted.
fn history(is_deleted: bool) -> Vec<Change> {
    let created = ada(1).change("user.created");
    let updated = ada(2).named("Augusta").change("user.updated");
    let end = is_deleted.then(|| deleted("ada", 3));
    [created, updated].into_iter().chain(end).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    /// Events come in any order, each perhaps twice, while several requests provision at any
    /// point. Clerk has what its last event said.
    #[test]
    fn provisioning_and_events_end_in_clerks_state_in_whatever_order_they_meet(
        is_deleted in any::<bool>(), requests in 1..4_usize, seed in any::<u64>(),
    ) {
        let platform = Platform::default();
        if !is_deleted {
            platform.clerk.put(&ada(2).named("Augusta").user());
        }
        let (store, directory) = (GivesWay(platform.tables()), GivesWay(&platform.clerk));
        let mut random = Rng::with_seed(seed);
        let mut work: Vec<Doing<'_, Result<(), SyncError>>> = Vec::new();
        for (number, change) in (1..).zip(history(is_deleted)) {
            for _ in 0..=random.usize(..2) {
                work.push(delivery(&store, &directory, number, change.clone()));
            }
        }
        work.extend((0..requests).map(|_| -> Doing<'_, Result<(), SyncError>> {
            let (store, directory) = (&store, &directory);
            Box::pin(async move {
                let sync = Sync { store, directory, clock: &FixedClock(NOW) };
                sync.provision(&clerk_id("ada"), cause(), &Origin::default()).await.map(|_| ())
            })
        }));

        let results = at_once(work, random.u64(..));

        prop_assert!(results.iter().all(Result::is_ok), "{:?}", results);

        let people = platform.tables().people();
        prop_assert_eq!(people.len(), 1);
        let user = &people[0].user;
        prop_assert_eq!(user.is_deleted(), is_deleted);
        if !is_deleted {
            prop_assert_eq!(user.name.as_deref(), Some("Augusta"));
            prop_assert_eq!(user.clerk_updated_at, Some(at(2)));
            prop_assert_eq!(email(user), Some("ada@example.com"));
        }
        let entries = now(trail_of(platform.tables(), &people[0]));
        prop_assert_eq!(entries.len() as u64, user.version.0);
        let made = entries.iter().filter(|it| it.record.action == Action::Created).count();
        prop_assert!(made <= 1, "made {} times", made);
    }
}

fn delivery<'a>(
    store: &'a GivesWay<'a, MemoryStore>,
    directory: &'a GivesWay<'a, MemoryDirectory>,
    number: u32,
    change: Change,
) -> Doing<'a, Result<(), SyncError>> {
    Box::pin(async move {
        let sync = Sync { store, directory, clock: &FixedClock(NOW) };
        sync.apply(&event(number), Some(change), &Origin::default()).await.map(|_| ())
    })
}
