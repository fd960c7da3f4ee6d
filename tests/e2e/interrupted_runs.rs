//! R23: a run that is interrupted is gone on with, and one works at a time.

use clerk_simulator::{Fault, FaultRule};
use futures_util::future::{join, join_all};
use reqwest::Method;
use serde_json::json;

use crate::support::clerk::Someone;
use crate::support::processes::kill;
use crate::support::simulator::on_lists;
use crate::support::stack::Stack;
use crate::support::work::Work;

/// As many users as a short page has.
const SHORT_PAGE: usize = 10;

/// The stack alone, with nobody who differs, and with people enough for four short pages.
async fn at_rest() -> (Stack, Vec<Someone>) {
    let stack = Stack::find_alone().await;
    let people: Vec<_> = (0..4 * SHORT_PAGE).map(|_| Someone::new()).collect();
    join_all(people.iter().map(|it| stack.clerk_has(it))).await;
    stack.reconcile_all().await;
    (stack, people)
}

#[tokio::test]
async fn a_run_that_clerk_breaks_off_goes_on_where_it_was() {
    let (stack, _) = at_rest().await;
    let work = Work::make(&stack).await;
    let down = FaultRule { skip: 3, ..on_lists(Fault::Down) };
    stack.break_clerk(vec![on_lists(Fault::ShortPage), down]).await;

    let error = stack.invoke(json!({ "mode": "full" })).await.unwrap_err();

    assert_eq!(error["errorType"], "ClerkFailed", "{error}");
    work.assert_nobody_removed(&stack).await;
    let open = stack.open_run().await.expect("the run stays open");
    stack.mend().await;
    stack.break_clerk(vec![on_lists(Fault::ShortPage)]).await;
    stack.forget_requests().await;
    let run = stack.reconcile_all().await;
    let requests = stack.requests().await;
    stack.mend().await;
    assert_eq!(run.run_id, Some(open), "the same run");
    let users = stack.user_count().await;
    assert_eq!(run.counts.compared, users, "nobody is compared twice");
    let pages = users.div_ceil(SHORT_PAGE as u64) + 1;
    assert_eq!(requests.by_route["GET /v1/users"], pages - 3, "three pages were done");
    work.assert_done(&stack).await;
}

#[tokio::test]
async fn a_run_killed_on_the_way_is_gone_on_with() {
    let (stack, _) = at_rest().await;
    let work = Work::make(&stack).await;
    let slow = FaultRule { skip: 3, ..on_lists(Fault::Slow { ms: 10_000 }).times(1) };
    stack.break_clerk(vec![on_lists(Fault::ShortPage), slow]).await;

    let killing = async {
        stack.come_to_page(2).await;
        kill(&stack.processes("reconciler"));
    };
    let (ended, ()) = join(stack.invoke(json!({ "mode": "full" })), killing).await;

    ended.expect_err("it was killed");
    let open = stack.open_run().await.expect("the run stays open");
    let busy = stack.reconcile(json!({ "mode": "incremental" })).await;
    assert_eq!(busy.state, "busy", "until the lease has run out");
    stack.let_the_lease_run_out().await;
    let run = stack.reconcile_all().await;
    stack.mend().await;
    assert_eq!(run.run_id, Some(open), "the same run");
    let users = stack.user_count().await;
    let most = users + SHORT_PAGE as u64;
    assert!(run.counts.compared <= most, "a page at most is compared again: {run:#?}");
    assert_eq!((run.counts.repaired, run.counts.gone), (2, 1), "{run:#?}");
    work.assert_done(&stack).await;
}

#[tokio::test]
async fn of_two_runs_at_once_the_second_is_refused() {
    let stack = Stack::find_at_rest().await;
    let work = Work::make(&stack).await;
    stack.break_clerk(vec![on_lists(Fault::Slow { ms: 2_000 }).times(1)]).await;

    let second = async {
        stack.come_to_work().await;
        stack.reconcile(json!({ "mode": "incremental" })).await
    };
    let (first, second) = join(stack.reconcile_all(), second).await;

    stack.mend().await;
    assert_eq!((second.state.as_str(), second.run_id), ("busy", None));
    assert_eq!((first.counts.repaired, first.counts.gone), (2, 1), "{first:#?}");
    work.assert_done(&stack).await;
}

#[tokio::test]
async fn users_deleted_during_the_walk_are_noticed_and_lose_nobody_else() {
    let (stack, people) = at_rest().await;
    // The last user of a page, and the first of the next.
    let path = "/users?limit=500&order_by=%2Bcreated_at";
    let listed = stack.in_clerk(Method::GET, path, json!({})).await;
    let listed: Vec<_> =
        listed.as_array().unwrap().iter().map(|it| it["id"].as_str().unwrap()).collect();
    let is_mine = |id: &str| people.iter().any(|it| it.id == id);
    let mut ends = (SHORT_PAGE..listed.len()).step_by(SHORT_PAGE);
    let end = ends.find(|&it| is_mine(listed[it - 1]) && is_mine(listed[it])).unwrap();
    let (cursor, behind) = (listed[end - 1], listed[end]);
    let pages = end / SHORT_PAGE;

    let skip = u32::try_from(pages).unwrap();
    let slow = FaultRule { skip, ..on_lists(Fault::Slow { ms: 1_500 }).times(1) };
    stack.break_clerk(vec![on_lists(Fault::ShortPage), slow]).await;
    stack.forget_requests().await;
    let deleting = async {
        // The request behind the cursor is on its way, and Clerk hasn't looked at it yet.
        stack.come_to_page(pages - 1).await;
        stack.delete_silently(cursor).await;
        stack.delete_silently(behind).await;
    };
    let (run, ()) = join(stack.reconcile_all(), deleting).await;

    let lost = stack.requests().await.by_status.get(&422).copied();
    stack.mend().await;
    assert_ne!(lost, None, "the cursor was lost");
    let status = async |id: &str| stack.person(id).await.user.text("status").unwrap().to_owned();
    assert_eq!(status(behind).await, "deleted", "{run:#?}");
    assert_eq!(status(cursor).await, "active", "they were in the list when it was read");
    let others = people.iter().filter(|it| it.id != cursor && it.id != behind);
    join_all(others.map(|it| stack.assert_in_step(it))).await;
    assert_eq!(stack.reconcile_all().await.counts.gone, 1);
    assert_eq!(status(cursor).await, "deleted");
}
