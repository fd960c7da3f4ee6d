//! R1, R2 and R4: which description counts, in whatever order they arrive.

use profile_core::audit::{Action, Actor, Cause};

use profile_core::{Change, Decision, EventStatus, Outcome, Snapshot, State, SyncError, decide};

use crate::platform::{NOW, Platform, account, at, clerk_id, context};

// R1
#[tokio::test]
async fn a_record_its_trail_and_its_event_are_written_together() {
    let platform = Platform::default();
    let event = platform.event();

    platform.deliver(&event, account("ada").at(1)).await.unwrap();

    let row = platform.row(&event).await.unwrap();
    assert_eq!((row.status, row.outcome), (EventStatus::Processed, Some(Outcome::Created)));
    let trail = platform.trail("ada").await;
    assert_eq!(trail.len(), 1);
    let record = &trail[0].record;
    assert_eq!((record.action, &record.actor), (Action::Created, &Actor::Clerk));
    assert_eq!(record.cause, Cause::Event("msg_1".to_owned()));
    assert_eq!((record.version, record.at), (1, NOW));
}

// R1
#[tokio::test]
async fn a_second_delivery_of_an_event_is_a_duplicate() {
    let platform = Platform::default();
    let event = platform.event();
    platform.deliver(&event, account("ada").at(1)).await.unwrap();
    let contents = platform.contents();

    let applied = platform.deliver(&event, account("ada").at(1)).await.unwrap();

    assert_eq!(applied.outcome, Outcome::Duplicate);
    assert_eq!(platform.contents(), contents);
    assert_eq!(platform.row(&event).await.unwrap().outcome, Some(Outcome::Created));
}

// R1
#[tokio::test]
async fn a_second_delivery_is_a_duplicate_even_after_something_later() {
    let platform = Platform::default();
    let event = platform.event();
    platform.deliver(&event, account("ada").at(1)).await.unwrap();
    platform.apply(account("ada").at(2).named("Ada")).await;

    let applied = platform.deliver(&event, account("ada").at(1)).await.unwrap();

    assert_eq!(applied.outcome, Outcome::Duplicate);
}

// R2
#[tokio::test]
async fn a_later_description_applies() {
    let platform = Platform::default();
    platform.apply(account("ada").at(1).named("Ada")).await;

    let outcome = platform.apply(account("ada").at(2).named("Augusta")).await;

    assert_eq!(outcome, Outcome::Updated);
    let user = platform.person("ada").user;
    assert_eq!(user.name.as_deref(), Some("Augusta"));
    assert_eq!(user.clerk_updated_at, Some(at(2)));
    assert_eq!((user.version.0, user.updated_at), (2, NOW));
}

// R2
#[tokio::test]
async fn an_earlier_description_is_superseded() {
    let platform = Platform::default();
    platform.apply(account("ada").at(2).named("Augusta")).await;
    let contents = platform.contents();
    let event = platform.event();

    let applied = platform.deliver(&event, account("ada").at(1).named("Ada")).await.unwrap();

    assert_eq!(applied.outcome, Outcome::Superseded);
    assert_eq!(platform.contents(), contents);
    assert_eq!(platform.row(&event).await.unwrap().status, EventStatus::Superseded);
}

// R2
#[tokio::test]
async fn a_later_description_with_nothing_new_only_moves_clerks_time() {
    let platform = Platform::default();
    platform.apply(account("ada").at(1).named("Ada")).await;
    let before = platform.person("ada");

    let outcome = platform.apply(account("ada").at(2).named("Ada")).await;

    assert_eq!(outcome, Outcome::Unchanged);
    let mut expected = before;
    expected.user.clerk_updated_at = Some(at(2));
    assert_eq!(platform.person("ada"), expected);
    assert_eq!(platform.trail("ada").await.len(), 1);
}

// R2
#[tokio::test]
async fn the_same_description_under_another_id_is_a_duplicate() {
    let platform = Platform::default();
    platform.apply(account("ada").at(1).named("Ada")).await;
    let contents = platform.contents();

    let outcome = platform.apply(account("ada").at(1).named("Ada")).await;

    assert_eq!(outcome, Outcome::Duplicate);
    assert_eq!(platform.contents(), contents);
}

// R2
#[tokio::test]
async fn of_two_descriptions_with_one_time_clerk_knows_the_right_one() {
    for (right, outcome) in [("Augusta", Outcome::Updated), ("Ada", Outcome::Duplicate)] {
        let platform = Platform::default();
        platform.clerk.put(&account("ada").at(1).named(right).user());
        platform.apply(account("ada").at(1).named("Ada")).await;

        let found = platform.apply(account("ada").at(1).named("Augusta")).await;

        assert_eq!(found, outcome);
        assert_eq!(platform.person("ada").user.name.as_deref(), Some(right));
    }
}

// R2
#[tokio::test]
async fn a_tie_waits_while_clerk_cannot_be_asked() {
    let platform = Platform::default();
    platform.apply(account("ada").at(1).named("Ada")).await;
    let contents = platform.contents();
    platform.clerk.set_down(true);
    let event = platform.event();

    let result = platform.deliver(&event, account("ada").at(1).named("Augusta")).await;

    assert!(matches!(result, Err(SyncError::Directory(_))), "{result:?}");
    assert_eq!(platform.contents(), contents);
    assert_eq!(platform.row(&event).await, None);
}

// R2, R3
#[tokio::test]
async fn a_tie_about_somebody_clerk_no_longer_has_ends_in_deletion() {
    let platform = Platform::default();
    platform.apply(account("ada").at(1).named("Ada")).await;

    let outcome = platform.apply(account("ada").at(1).named("Augusta")).await;

    assert_eq!(outcome, Outcome::Deleted);
    assert!(platform.person("ada").user.is_deleted());
}

// R2
#[tokio::test]
async fn a_description_without_a_time_counts_as_of_when_it_was_sent() {
    let platform = Platform::default();
    platform.apply(account("ada").at(1).named("Ada")).await;

    let outcome = platform.apply(account("ada").named("Augusta")).await;

    assert_eq!(outcome, Outcome::Updated);
    assert_eq!(platform.person("ada").user.clerk_updated_at, Some(at(9_999)));
}

// R2
#[tokio::test]
async fn clerks_answer_decides_a_tie_without_another_question() {
    let platform = Platform::default();
    platform.apply(account("ada").at(1).named("Ada")).await;
    let state = State { person: Some(platform.person("ada")), holder: None, imported: None };
    let user = account("ada").at(1).named("Augusta").user();
    let tie =
        |fetched| Change::Upsert(Box::new(Snapshot { user: user.clone(), at: at(1), fetched }));

    let reported = decide(&state, &tie(false), &context(false));
    let fetched = decide(&state, &tie(true), &context(false));

    assert_eq!(reported, Decision::Ask(clerk_id("ada")));
    let Decision::Write(write) = fetched else { panic!("expected a write, not {fetched:?}") };
    assert_eq!(write.before, state.person);
    assert_eq!(write.after.user.name.as_deref(), Some("Augusta"));
}

// R4
#[tokio::test]
async fn an_update_of_somebody_unknown_creates_and_a_creation_of_somebody_known_updates() {
    let platform = Platform::default();

    let update = account("ada").at(1).named("Ada").change("user.updated");
    let creation = account("ada").at(2).named("Augusta").change("user.created");

    assert_eq!(platform.apply(update).await, Outcome::Created);
    assert_eq!(platform.apply(creation).await, Outcome::Updated);
    assert_eq!(platform.person("ada").user.name.as_deref(), Some("Augusta"));
    assert_eq!(platform.contents().0.len(), 1);
}

// R4
#[tokio::test]
async fn a_record_begins_when_clerk_made_the_user() {
    let platform = Platform::default();

    platform.apply(account("ada").at(2).with("created_at", at(1).unsigned())).await;
    platform.apply(account("bob").at(2)).await;

    assert_eq!(platform.person("ada").user.created_at, at(1));
    assert_eq!(platform.person("bob").user.created_at, at(2), "as far as is known");
}

// R4
#[tokio::test]
async fn the_order_of_arrival_never_matters() {
    let history = [
        account("ada").at(1).named("Ada").verified("ada@example.com").change("user.created"),
        account("ada").at(2).named("Augusta").verified("ada@example.com").change("user.updated"),
        account("ada").at(3).named("Augusta").verified("a.king@example.com").change("user.updated"),
    ];
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        let platform = Platform::default();

        for step in order {
            platform.apply(history[step].clone()).await;
        }

        let user = platform.person("ada").user;
        assert_eq!(user.name.as_deref(), Some("Augusta"), "{order:?}");
        assert_eq!(user.email.unwrap().as_str(), "a.king@example.com", "{order:?}");
        assert_eq!(user.email_verified_at, Some(at(3)), "{order:?}");
    }
}

// R2
#[tokio::test]
async fn of_two_equal_descriptions_with_one_time_the_later_sign_in_counts() {
    let platform = Platform::default();
    platform.apply(account("ada").at(5)).await;
    let signed_in = at(4).unsigned();

    let outcome = platform.apply(account("ada").at(5).with("last_sign_in_at", signed_in)).await;

    assert_eq!(outcome, Outcome::Unchanged);
    assert_eq!(platform.person("ada").user.last_sign_in_at, Some(at(4)));
}
