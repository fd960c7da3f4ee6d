//! R20 to R22: what the platform owns reaches Clerk, once, and comes back without effect.

use std::time::Duration;

use clerk_simulator::{Fault, FaultRule};
use futures_util::future::join;
use profile_core::Role;
use profile_core::audit::Cause;
use serde_json::json;

use crate::support::clerk::Someone;
use crate::support::simulator::status;
use crate::support::stack::Stack;
use crate::support::wait::{GRACE, SOON, until};

/// Somebody whom both sides know, with a key in Clerk that isn't ours.
async fn known(stack: &Stack) -> Someone {
    let someone = Someone::new();
    stack.settle(&someone.created()).await;
    stack.set_metadata(&someone.id, json!({ "theme": "dark" })).await;
    stack.caught_up(&someone.id).await;
    someone
}

/// What Clerk answered to each attempt to tell it something of somebody; the first is that of
/// [`known`].
async fn told(stack: &Stack, id: &str) -> Vec<u16> {
    let path = format!("/v1/users/{id}/metadata");
    stack.requests().await.statuses("PATCH", &path).split_off(1)
}

async fn roles_in_clerk(stack: &Stack, id: &str) -> serde_json::Value {
    let metadata = stack.clerk_user(id).await["public_metadata"].take();
    assert_eq!(metadata["theme"], "dark", "what isn't ours is untouched: {metadata}");
    metadata["roles"].clone()
}

#[tokio::test]
async fn roles_set_here_reach_clerk_and_their_echo_changes_nothing() {
    let stack = Stack::find().await;
    let someone = known(&stack).await;
    let before = stack.person(&someone.id).await;

    stack.set_roles(&someone.id, &[Role::Client, Role::Admin]).await;
    stack.pushed(&someone.id).await;
    let after = stack.caught_up(&someone.id).await;

    assert_eq!(roles_in_clerk(&stack, &someone.id).await, json!(["CLIENT", "ADMIN"]));
    let echo = stack.posted(&someone.id).await.pop().unwrap();
    let outcome = stack.settled(&echo).await.outcome().to_owned();
    assert!(["unchanged", "duplicate"].contains(&outcome.as_str()), "{outcome}");
    assert_eq!(after.user.texts("roles"), ["CLIENT", "ADMIN"]);
    assert_eq!(after.version(), before.version() + 1, "the edit alone");
    stack.trail(&after).await;
    assert_eq!(told(&stack, &someone.id).await, [200], "once");
}

#[tokio::test]
async fn an_edit_made_while_clerk_is_down_is_kept_and_pushed_once_when_it_is_back() {
    let stack = Stack::find().await;
    let someone = known(&stack).await;
    stack.cut_off(&someone.id).await;

    stack.set_roles(&someone.id, &[Role::Builder]).await;
    until("Clerk could not be told", SOON, async || {
        let told = told(&stack, &someone.id).await;
        if told.contains(&503) { Ok(()) } else { Err(format!("{told:?}")) }
    })
    .await;
    let kept = stack.person(&someone.id).await;
    assert!(kept.is_pending());
    assert_eq!(kept.user.texts("roles"), ["BUILDER"]);
    stack.reconnect(&someone.id).await;

    stack.pushed(&someone.id).await;
    let after = stack.caught_up(&someone.id).await;
    assert_eq!(roles_in_clerk(&stack, &someone.id).await, json!(["BUILDER"]));
    assert_eq!(after.version(), kept.version());
    let told = told(&stack, &someone.id).await;
    assert_eq!(told.iter().filter(|it| **it == 200).count(), 1, "{told:?}");
}

#[tokio::test]
async fn edits_on_both_sides_at_once_come_to_rest_and_agree() {
    let stack = Stack::find().await;
    let someone = known(&stack).await;
    // No two are the same, so that each is a change, in whatever order they come.
    let sets = [vec![Role::Subscriber], vec![Role::Builder], vec![Role::Client, Role::Admin]];

    let ours = async {
        for roles in &sets {
            stack.set_roles(&someone.id, roles).await;
        }
    };
    let clerks = async {
        for roles in [["ADMIN", "BUILDER"], ["CLIENT", "BUILDER"], ["ADMIN", "SUBSCRIBER"]] {
            stack.set_metadata(&someone.id, json!({ "roles": roles })).await;
        }
    };
    join(ours, clerks).await;
    stack.pushed(&someone.id).await;
    let after = stack.caught_up(&someone.id).await;

    let roles = roles_in_clerk(&stack, &someone.id).await;
    assert_eq!(json!(after.user.texts("roles")), roles);
    assert!(!after.is_pending());
    let told = told(&stack, &someone.id).await;
    tokio::time::sleep(Duration::from_millis(500)).await;
    let later = stack.person(&someone.id).await;
    assert_eq!(later, after, "at rest");
    assert_eq!(self::told(&stack, &someone.id).await, told, "at rest");
}

#[tokio::test]
async fn a_push_for_somebody_gone_from_clerk_leaves_a_tombstone() {
    let stack = Stack::find().await;
    let someone = known(&stack).await;
    stack.delete_silently(&someone.id).await;

    stack.set_roles(&someone.id, &[Role::Builder]).await;

    let person = stack.pushed(&someone.id).await;
    assert_eq!(person.user.text("status"), Some("deleted"));
    let trail = stack.trail(&person).await;
    let cause = &trail.last().unwrap().record.cause;
    assert!(matches!(cause, Cause::Push(_)), "{cause:?}");
}

#[tokio::test]
async fn a_push_that_got_lost_is_made_by_a_reconciliation() {
    let stack = Stack::find_alone().await;
    let someone = known(&stack).await;
    stack.reconcile_changed().await;
    stack.set_roles_unheard(&someone.id, &[Role::Builder]).await;
    tokio::time::sleep(GRACE).await;
    let path = format!("/v1/users/{}/metadata", someone.id);

    let down = FaultRule::always(status(503));
    stack.break_clerk(vec![down.on("PATCH", &path)]).await;
    let failed = stack.reconcile_changed().await;
    assert_eq!((failed.counts.pushed, failed.counts.pushes_failed), (0, 1));
    assert!(failed.counts.oldest_push_ms >= 2_000, "{failed:?}");
    let report = stack.report(&failed).await;
    assert_eq!(report.iter().filter(|it| it.kind == "unpushed").count(), 1, "{report:?}");
    assert!(stack.person(&someone.id).await.is_pending());

    // Clerk does as it is told, but the answer gets lost: telling it again does no harm.
    let lost = FaultRule::always(Fault::LostAnswer).on("PATCH", &path).times(1);
    stack.break_clerk(vec![lost]).await;
    let made = stack.reconcile_changed().await;
    stack.mend().await;

    assert_eq!((made.counts.pushed, made.counts.pushes_failed), (1, 0));
    assert_eq!(roles_in_clerk(&stack, &someone.id).await, json!(["BUILDER"]));
    assert!(!stack.caught_up(&someone.id).await.is_pending());
    let told = told(&stack, &someone.id).await;
    assert_eq!(told.iter().filter(|it| **it != 503).collect::<Vec<_>>(), [&0, &200], "{told:?}");
}
