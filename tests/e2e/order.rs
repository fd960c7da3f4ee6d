//! R2 to R5: the newest state wins, whatever the order and however many at once.

use futures_util::future::join_all;

use crate::support::clerk::{Event, Someone};
use crate::support::stack::Stack;

/// Somebody's sign-up and seven changes; they are as after the last.
fn history() -> (Someone, Vec<Event>) {
    let mut someone = Someone::new();
    let second = format!("second.{}", someone.address());
    let third = format!("Third.{}", someone.address());
    let events = vec![
        someone.created(),
        someone.rename("Grace"),
        someone.take_email(Some(&second)),
        someone.change(|it| it.roles = Some(vec!["CLIENT", "BUILDER"])),
        someone.rename("Grace Hopper"),
        someone.take_email(Some(&third)),
        someone.change(|it| it.roles = Some(vec!["BUILDER"])),
        someone.rename("Rear Admiral Hopper"),
    ];
    (someone, events)
}

#[tokio::test]
async fn a_history_in_any_order_ends_in_its_newest_state() {
    let stack = Stack::find().await;

    for seed in 0..4 {
        let (someone, mut events) = history();
        match seed {
            0 => events.reverse(),
            seed => fastrand::Rng::with_seed(seed).shuffle(&mut events),
        }

        for event in &events {
            stack.settle(event).await;
        }

        let person = stack.assert_in_step(&someone).await;
        assert_eq!(person.user.texts("roles"), ["BUILDER"], "shuffled with seed {seed}");
        assert!(person.builder.as_ref().unwrap().flag("active"));
        stack.assert_each_applied_once(&someone, &events).await;
    }
}

#[tokio::test]
async fn a_history_all_at_once_ends_in_its_newest_state() {
    let stack = Stack::find().await;
    let (someone, events) = history();

    join_all(events.iter().map(|it| stack.settle(it))).await;

    let person = stack.assert_in_step(&someone).await;
    assert_eq!(person.user.texts("roles"), ["BUILDER"]);
    stack.assert_each_applied_once(&someone, &events).await;
}

#[tokio::test]
async fn sixteen_events_at_once_for_one_user_are_each_applied_once_or_superseded() {
    let stack = Stack::find().await;
    let mut someone = Someone::new();
    let events: Vec<_> = (1..=16).map(|it| someone.rename(format!("Ada {it}"))).collect();

    let outcomes = join_all(events.iter().map(|it| stack.settle(it))).await;

    let person = stack.assert_in_step(&someone).await;
    let count = |outcome: &str| outcomes.iter().filter(|it| *it == outcome).count();
    assert_eq!(count("created"), 1, "{outcomes:?}");
    assert_eq!(count("created") + count("updated") + count("superseded"), 16, "{outcomes:?}");
    assert_eq!(count("created") + count("updated"), usize::try_from(person.version()).unwrap());
    stack.assert_each_applied_once(&someone, &events).await;
}

#[tokio::test]
async fn sign_ins_amid_changes_move_the_latest_sign_in_and_no_version() {
    let stack = Stack::find().await;
    let mut someone = Someone::new();
    let created = someone.created();
    stack.settle(&created).await;
    let latest = someone.updated_at + 8_000;
    let sign_ins: Vec<_> =
        (1..=8).map(|it| someone.signed_in(latest - 8_000 + it * 1_000)).collect();
    let changes: Vec<_> = (1..=8).map(|it| someone.rename(format!("Ada {it}"))).collect();

    let all = sign_ins.iter().zip(&changes).flat_map(|(a, b)| [a, b]);
    let outcomes = join_all(all.map(|it| stack.settle(it))).await;

    let person = stack.assert_in_step(&someone).await;
    assert_eq!(person.user.number("lastSignInAt"), Some(latest), "{outcomes:?}");
    let updated = outcomes.iter().filter(|it| *it == "updated").count();
    assert_eq!(usize::try_from(person.version()).unwrap(), 1 + updated, "{outcomes:?}");
    let history: Vec<_> = [created].into_iter().chain(changes).collect();
    stack.assert_each_applied_once(&someone, &history).await;
}

#[tokio::test]
async fn whoever_was_deleted_first_never_comes_to_life() {
    let stack = Stack::find().await;
    let (mut someone, mut events) = history();
    events.reverse();
    let deleted = someone.deleted();
    // Clerk's clocks may differ: even what is dated after the deletion is too late.
    events.extend((0..3).map(|it| someone.rename(format!("Ghost {it}"))));

    assert_eq!(stack.settle(&deleted).await, "deleted");
    for event in &events {
        assert_eq!(stack.settle(event).await, "superseded");
    }
    assert_eq!(stack.settle(&deleted.under_another_id()).await, "duplicate");

    assert_tombstone(&stack, &someone, 1).await;
}

#[tokio::test]
async fn a_deletion_amid_a_history_is_the_end_of_it() {
    let stack = Stack::find().await;
    let (someone, mut events) = history();
    events.insert(4, someone.deleted());

    join_all(events.iter().map(|it| stack.settle(it))).await;

    let version = stack.person(&someone.id).await.version();
    assert_tombstone(&stack, &someone, version).await;
    stack.assert_each_applied_once(&someone, &events).await;
}

/// R16: what is left of somebody who was deleted.
async fn assert_tombstone(stack: &Stack, someone: &Someone, version: u64) {
    let person = stack.person(&someone.id).await;
    assert_eq!(person.user.text("status"), Some("deleted"));
    assert!(person.user.number("deletedAt").is_some());
    for cleared in ["email", "name", "imageUrl", "stripeCustomerId"] {
        assert_eq!(person.user.text(cleared), None, "{cleared}");
    }
    for profile in [&person.builder, &person.client].into_iter().flatten() {
        assert!(!profile.flag("active"), "{profile:?}");
    }
    assert_eq!(person.version(), version);
    assert_eq!(stack.holder(someone.address()).await, None, "the address is free");
    stack.trail(&person).await;
}
