//! R9 and R18: an address belongs to one person, and Clerk knows to whom.

use profile_core::audit::{Action, Actor, Cause};
use profile_core::{Change, Decision, Outcome, State, SyncError, decide};
use serde_json::json;

use crate::platform::{
    Account, Platform, account, at, change_of, changed, clerk_id, context, deleted, email,
};

fn ada(minute: u64) -> Account {
    account("ada").at(minute).verified("shared@example.com")
}

fn bob(minute: u64) -> Account {
    account("bob").at(minute).verified("shared@example.com")
}

/// Ada has the address, in our record and in Clerk.
async fn platform_with_ada() -> Platform {
    let platform = Platform::default();
    platform.apply(ada(1)).await;
    platform.clerk.put(&ada(1).user());
    platform
}

// R18
#[tokio::test]
async fn if_both_claim_an_address_the_newcomer_goes_without() {
    let platform = platform_with_ada().await;
    let before = platform.person("ada");
    let event = platform.event();

    let applied = platform.deliver(&event, bob(2).named("Bob")).await.unwrap();

    assert_eq!(applied.outcome, Outcome::Conflict);
    assert_eq!(platform.person("ada"), before);
    let bob = platform.person("bob");
    assert_eq!((email(&bob.user), bob.user.email_verified_at), (None, None));
    assert_eq!(bob.user.name.as_deref(), Some("Bob"), "all but the address applies");
    assert_eq!(platform.row(&event).await.unwrap().outcome, Some(Outcome::Conflict));
    let trail = platform.trail("bob").await;
    assert_eq!((trail.len(), trail[0].record.action), (1, Action::Created));
    let note = format!("email withheld: user {} holds it", before.user.id);
    assert_eq!(trail[0].record.note, Some(note));
}

// R9, R18
#[tokio::test]
async fn case_and_space_make_no_other_address() {
    let platform = platform_with_ada().await;

    let outcome = platform.apply(account("bob").at(2).verified(" SHARED@Example.com")).await;

    assert_eq!(outcome, Outcome::Conflict);
}

// R18
#[tokio::test]
async fn somebody_known_who_claims_anothers_address_loses_the_one_they_gave_up() {
    let platform = platform_with_ada().await;
    platform.apply(account("bob").at(1).verified("bob@example.com")).await;

    let outcome = platform.apply(bob(2)).await;

    assert_eq!(outcome, Outcome::Conflict);
    assert_eq!(email(&platform.person("bob").user), None);
    let trail = platform.trail("bob").await;
    assert_eq!(trail[1].record.action, Action::Updated);
    assert!(trail[1].record.note.is_some());
    assert_eq!(change_of(&trail[1], "email").unwrap().after, None);
    let free = platform.apply(account("cyd").at(3).verified("bob@example.com")).await;
    assert_eq!(free, Outcome::Created);
}

// R18
#[tokio::test]
async fn a_conflict_that_lasts_is_reported_again_but_audited_once() {
    let platform = platform_with_ada().await;
    platform.apply(bob(2)).await;

    let outcome = platform.apply(bob(3)).await;

    assert_eq!(outcome, Outcome::Conflict);
    assert_eq!(platform.trail("bob").await.len(), 1);
    assert_eq!(platform.person("bob").user.clerk_updated_at, Some(at(3)));
}

// R18
#[tokio::test]
async fn a_holder_who_gave_the_address_up_is_brought_up_to_date_first() {
    let platform = platform_with_ada().await;
    platform.clerk.put(&account("ada").at(2).verified("ada@example.com").user());
    let event = platform.event();

    let applied = platform.deliver(&event, bob(3)).await.unwrap();

    assert_eq!(applied.outcome, Outcome::Created);
    assert_eq!(email(&platform.person("bob").user), Some("shared@example.com"));
    assert_eq!(email(&platform.person("ada").user), Some("ada@example.com"));
    let trail = platform.trail("ada").await;
    assert_eq!(trail.len(), 2);
    assert_eq!(trail[1].record.actor, Actor::Clerk);
    assert_eq!(trail[1].record.cause, Cause::Question(event.id.to_string()));
}

// R18
#[tokio::test]
async fn a_holder_whom_clerk_no_longer_has_is_deleted_first() {
    let platform = Platform::default();
    platform.apply(ada(1)).await;

    let outcome = platform.apply(bob(2)).await;

    assert_eq!(outcome, Outcome::Created);
    assert!(platform.person("ada").user.is_deleted());
    assert_eq!(email(&platform.person("bob").user), Some("shared@example.com"));
}

// R18
#[tokio::test]
async fn two_people_who_swap_their_addresses_both_end_with_the_right_one() {
    let old = [("ada", "ada@example.com"), ("bob", "bob@example.com")];
    let new = [("ada", "bob@example.com"), ("bob", "ada@example.com")];
    let of = |(name, address): (&str, &str), minute| account(name).at(minute).verified(address);
    for order in [[0, 1], [1, 0]] {
        let platform = Platform::default();
        for it in old {
            platform.apply(of(it, 1)).await;
        }
        for it in new {
            platform.clerk.put(&of(it, 2).user());
        }

        for it in order {
            platform.apply(of(new[it], 2)).await;
        }

        for (name, address) in new {
            assert_eq!(email(&platform.person(name).user), Some(address), "{order:?}");
            assert_eq!(platform.person(name).user.email_verified_at, Some(at(2)));
        }
        assert_eq!(platform.tables().pointers().len(), 4);
    }
}

// R18
#[tokio::test]
async fn a_contested_address_waits_while_clerk_cannot_be_asked() {
    let platform = platform_with_ada().await;
    let contents = platform.contents();
    platform.clerk.set_down(true);
    let event = platform.event();

    let result = platform.deliver(&event, bob(2)).await;

    assert!(matches!(result, Err(SyncError::Directory(_))), "{result:?}");
    assert_eq!(platform.contents(), contents);
    assert_eq!(platform.row(&event).await, None);

    platform.clerk.set_down(false);
    assert_eq!(platform.deliver(&event, bob(2)).await.unwrap().outcome, Outcome::Conflict);
}

// R18
#[tokio::test]
async fn a_withheld_address_is_given_once_the_holder_lets_go() {
    for letting_go in
        [Change::from(account("ada").at(4).verified("ada@example.com")), deleted("ada", 4)]
    {
        let platform = platform_with_ada().await;
        platform.clerk.put(&bob(3).user());
        platform.apply(bob(3)).await;
        platform.apply(letting_go).await;

        let again = platform.apply(bob(3)).await;

        assert_eq!(again, Outcome::Updated, "the same description, and now it can be kept");
        assert_eq!(email(&platform.person("bob").user), Some("shared@example.com"));
    }
}

// R18
#[tokio::test]
async fn a_second_delivery_of_a_conflict_is_a_duplicate() {
    let platform = platform_with_ada().await;
    platform.clerk.put(&bob(2).user());
    let event = platform.event();
    platform.deliver(&event, bob(2)).await.unwrap();
    let contents = platform.contents();

    let applied = platform.deliver(&event, bob(2)).await.unwrap();

    assert_eq!(applied.outcome, Outcome::Duplicate);
    assert_eq!(platform.contents(), contents);
}

// R18
#[tokio::test]
async fn a_holder_read_before_they_let_go_is_no_obstacle() {
    let platform = platform_with_ada().await;
    let mut holder = platform.person("ada");
    holder.user.email = None;
    let state = State { person: None, holder: Some(holder), imported: None };

    let decision = decide(&state, &Change::from(bob(2)), &context(false));

    let Decision::Write(write) = decision else { panic!("expected a write, not {decision:?}") };
    assert_eq!(email(&write.after.user), Some("shared@example.com"));
}

// R18
#[tokio::test]
async fn a_known_user_without_an_address_who_claims_a_held_one_is_audited_once() {
    let platform = platform_with_ada().await;
    platform.apply(account("bob").at(1).with("email_addresses", json!([]))).await;

    for minute in [2, 3] {
        assert_eq!(platform.apply(bob(minute)).await, Outcome::Conflict);
    }

    let trail = platform.trail("bob").await;
    assert_eq!(trail.len(), 2);
    assert_eq!(changed(&trail[1]), ["emailWithheld"]);
    let holder = platform.person("ada").user.id;
    let note = trail[1].record.note.as_deref().unwrap();
    assert!(note.contains(holder.as_str()), "{note}");

    platform.clerk.remove(&clerk_id("ada"));
    assert_eq!(platform.apply(bob(4)).await, Outcome::Updated, "resolved");
    assert!(!platform.person("bob").user.email_withheld);
}
