//! What every keeper of runs promises.

use std::collections::BTreeMap;
use std::time::Duration;

use super::{NOW, clerk_id};
use crate::reconcile::{
    Checkpoint, Counts, Drift, FieldCounts, Lease, Mode, Request, Run, RunId, RunState, RunStore,
    Save, Saved, Stage,
};
use crate::{Timestamp, UserId};

const LEASE: Duration = Duration::from_mins(1);

/// Checks every promise on an empty `store`.
///
/// # Panics
///
/// When a promise is broken; the message says which.
pub async fn check(store: &impl RunStore) {
    // Each begins an hour later, when no lease is held any more.
    let hour = |number| NOW.after(Duration::from_hours(number));
    the_first_lease_names_nothing(store, hour(0)).await;
    one_holds_the_lease_until_its_end(store, hour(1)).await;
    a_lease_that_is_given_back_is_free_at_once(store, hour(2)).await;
    a_run_reads_back_as_saved(store, hour(3)).await;
    a_run_is_gone_on_with_until_it_ends(store, hour(4)).await;
    a_run_of_another_form_is_none_to_go_on_with(store, hour(5)).await;
    the_watermark_follows_finished_runs_alone(store, hour(6)).await;
    whoever_lost_the_lease_writes_nothing(store, hour(7)).await;
    a_page_may_be_written_again(store, hour(8)).await;
}

async fn the_first_lease_names_nothing(store: &impl RunStore, now: Timestamp) {
    let lease = acquire(store, now).await;

    assert_eq!((lease.open_run, lease.watermark), (None, None));
}

async fn one_holds_the_lease_until_its_end(store: &impl RunStore, now: Timestamp) {
    let first = acquire(store, now).await;
    let last_instant = now.after(LEASE).before(Duration::from_millis(1));
    assert_eq!(store.acquire(last_instant, LEASE).await.unwrap(), None, "somebody holds it");

    let second = acquire(store, now.after(LEASE)).await;

    assert!(second.fence > first.fence, "each holder's number is higher than all before");
}

async fn a_lease_that_is_given_back_is_free_at_once(store: &impl RunStore, now: Timestamp) {
    let lease = acquire(store, now).await;
    let mut run = run(&lease, now);
    run.end(RunState::Stopped, None, now);
    let longer = now.after(LEASE * 2);

    assert_eq!(save(store, &lease, &run, longer).await, Saved::Done);
    assert_eq!(store.acquire(now.after(LEASE), LEASE).await.unwrap(), None, "it was held longer");
    assert_eq!(save(store, &lease, &run, now).await, Saved::Done);

    acquire(store, now).await;
}

async fn a_run_reads_back_as_saved(store: &impl RunStore, now: Timestamp) {
    let lease = acquire(store, now).await;
    let unknown = RunId::mint(now, 0);
    assert_eq!(store.run(&unknown).await.unwrap(), None, "there is no such run");
    let mut run = run(&lease, now);
    fill(&mut run);

    assert_eq!(save(store, &lease, &run, now).await, Saved::Done);

    assert_eq!(store.run(&run.id).await.unwrap(), Some(run));
}

async fn a_run_is_gone_on_with_until_it_ends(store: &impl RunStore, now: Timestamp) {
    let lease = acquire(store, now).await;
    let mut run = run(&lease, now);
    assert_eq!(save(store, &lease, &run, now).await, Saved::Done);

    let lease = acquire(store, now).await;
    assert_eq!(lease.open_run, Some(run.id.clone()));
    run.counts.compared = 500;
    run.end(RunState::Finished, Some("note".to_owned()), now);
    assert_eq!(save(store, &lease, &run, now).await, Saved::Done);

    assert_eq!(acquire(store, now).await.open_run, None);
    assert_eq!(store.run(&run.id).await.unwrap(), Some(run), "it stays to be looked at");
}

async fn a_run_of_another_form_is_none_to_go_on_with(store: &impl RunStore, now: Timestamp) {
    let lease = acquire(store, now).await;
    let mut run = run(&lease, now);
    run.form += 1;
    run.end(RunState::Stopped, None, now);

    assert_eq!(save(store, &lease, &run, now).await, Saved::Done);

    assert_eq!(store.run(&run.id).await.unwrap(), None);
}

async fn the_watermark_follows_finished_runs_alone(store: &impl RunStore, now: Timestamp) {
    let dry = Request { dry_run: true, ..Request::default() };
    for (state, request, reached, expected) in [
        (RunState::Finished, Request::default(), Some(20), Some(20)),
        (RunState::Open, Request::default(), Some(30), Some(20)),
        (RunState::Stopped, Request::default(), Some(30), Some(20)),
        (RunState::Finished, dry, Some(30), Some(20)),
        (RunState::Finished, Request::default(), Some(10), Some(20)),
        (RunState::Finished, Request::default(), None, Some(20)),
        (RunState::Finished, Request::default(), Some(30), Some(30)),
    ] {
        let lease = acquire(store, now).await;
        let mut run = Run::begin(RunId::mint(now, lease.fence), request, now);
        run.checkpoint.watermark = reached.map(Timestamp::from_millis);
        run.state = state;
        assert_eq!(save(store, &lease, &run, now).await, Saved::Done);

        let lease = acquire(store, now).await;
        let expected = expected.map(Timestamp::from_millis);
        assert_eq!(lease.watermark, expected, "{state:?} at {reached:?}");
        let done = Run { state: RunState::Stopped, ..run };
        assert_eq!(save(store, &lease, &done, now).await, Saved::Done);
    }
}

async fn whoever_lost_the_lease_writes_nothing(store: &impl RunStore, now: Timestamp) {
    let lost = acquire(store, now).await;
    let mut run = run(&lost, now);
    assert_eq!(save(store, &lost, &run, now).await, Saved::Done);
    let holder = acquire(store, now).await;

    let before = run.clone();
    run.counts.compared = 500;
    run.checkpoint.watermark = Some(now);
    run.end(RunState::Finished, None, now);
    assert_eq!(save(store, &lost, &run, now).await, Saved::LeaseLost);

    assert_eq!(store.run(&run.id).await.unwrap(), Some(before));
    assert_eq!(store.acquire(now, LEASE).await.unwrap(), None, "the holder still holds it");
    assert_eq!(save(store, &holder, &run, now).await, Saved::Done);
    assert_eq!(acquire(store, now).await.watermark, Some(now));
}

async fn a_page_may_be_written_again(store: &impl RunStore, now: Timestamp) {
    let lease = acquire(store, now).await;
    let run = run(&lease, now);
    let drifts =
        [Drift::of_gone(clerk_id("gone")), Drift::of_unlinked(UserId::parse("unlinked").unwrap())];

    for drifts in [&drifts[..], &drifts[..1]] {
        let drifts = Some((3, drifts));
        let save = Save { lease: &lease, run: &run, drifts, lease_until: now, now };
        assert_eq!(store.save(save).await.unwrap(), Saved::Done);
    }
}

/// Gives every part of a run a value that it doesn't begin with.
pub(super) fn fill(run: &mut Run) {
    run.request = Request { mode: Mode::Full, dry_run: true, allow_deletes: true, run_id: None };
    run.updated_at = run.started_at.after(LEASE);
    run.counts = Counts { compared: 1, requests: u64::MAX, ..Counts::default() };
    run.fields =
        BTreeMap::from([("email".to_owned(), FieldCounts { missing: 1, extra: 2, differing: 3 })]);
    run.note = Some("note ✓".to_owned());
    run.braked = true;
    run.checkpoint = Checkpoint {
        stage: Stage::Asking,
        after: Some(clerk_id("after")),
        made_after: Some(Timestamp::from_millis(1)),
        offset: 2,
        pages: 3,
        swept_until: Timestamp::from_millis(4),
        boundary: vec![clerk_id("boundary")],
        absent: vec![clerk_id("absent-1"), clerk_id("absent-2")],
        more_absent: true,
        gone: vec![clerk_id("gone")],
        pushed_until: Timestamp::from_millis(7),
        chunks: 8,
        failures: 9,
        counted: Some(5),
        watermark: Some(Timestamp::from_millis(6)),
    };
    run.end(RunState::Stopped, None, run.started_at.after(LEASE));
}

pub(super) fn run(lease: &Lease, now: Timestamp) -> Run {
    Run::begin(RunId::mint(now, lease.fence), Request::default(), now)
}

pub(super) async fn acquire(store: &impl RunStore, now: Timestamp) -> Lease {
    let lease = store.acquire(now, LEASE).await.expect("the store answers");
    lease.expect("nobody holds the lease")
}

async fn save(store: &impl RunStore, lease: &Lease, run: &Run, lease_until: Timestamp) -> Saved {
    let save = Save { lease, run, drifts: None, lease_until, now: run.updated_at };
    store.save(save).await.expect("the store answers")
}
