//! One run works at a time, stops in time, and is gone on with.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use profile_core::{
    Clock, Ended, Lease, ReconcileError, Reconciler, Request, Run, RunId, RunState, RunStore, Save,
    Saved, Stage, Timestamp,
};

use super::world::{DRY, FAR, FULL, Hand, INCREMENTAL, World, name, person};
use crate::platform::NOW;

#[tokio::test]
async fn a_second_run_is_refused_while_one_works() {
    let world = World::of(3).await;
    let lease = world.platform.tables().acquire(NOW, Duration::from_mins(1)).await.unwrap();

    assert!(lease.is_some());
    assert_eq!(world.try_run(FULL, FAR).await.unwrap(), Ended::Busy);
    world.clock.pass(Duration::from_mins(2));
    assert_eq!(world.run(FULL).await.state, RunState::Finished, "the first one is dead");
}

#[tokio::test]
async fn what_a_run_writes_after_it_lost_the_lease_is_refused() {
    let world = World::of(1).await;
    let tables = world.platform.tables();
    let slow: Lease = tables.acquire(NOW, Duration::ZERO).await.unwrap().unwrap();
    tables.acquire(NOW, Duration::from_mins(1)).await.unwrap().unwrap();

    let run = Run::begin(RunId::mint(NOW, slow.fence), FULL, NOW);
    let save = Save { lease: &slow, run: &run, drifts: None, lease_until: NOW, now: NOW };

    assert_eq!(tables.save(save).await.unwrap(), Saved::LeaseLost);
    assert_eq!(tables.run(&run.id).await.unwrap(), None);
}

#[tokio::test]
async fn a_run_that_is_short_of_time_is_gone_on_with() {
    let world = World::of(10).await;
    world.silently(&person(9).at(500).named("Grace"));

    let short = world.try_run(FULL, NOW).await.unwrap();

    let Ended::Continues(first) = short else { panic!("there was no time for a page: {short:?}") };
    let run = world.run(INCREMENTAL).await;
    assert_eq!((&run.id, run.request.mode), (&first.id, profile_core::Mode::Full));
    assert_eq!((run.counts.compared, run.counts.repaired), (10, 1));
}

#[tokio::test]
async fn what_is_asked_for_follows_a_run_that_was_open_and_did_something_else() {
    let world = World::of(4).await;
    world.try_run(DRY, NOW).await.unwrap();
    world.silently(&person(2).at(500).named("Grace"));

    let first = world.try_run(FULL, FAR).await.unwrap();

    let Ended::Other(first) = first else { panic!("the dry run comes first: {first:?}") };
    assert!(first.request.dry_run, "and is told of, too");
    let run = world.run(FULL).await;
    assert!(!run.request.dry_run);
    assert_eq!(world.platform.person(&name(2)).user.name.as_deref(), Some("Grace"));
}

/// What somebody asks for who wants to find it again.
fn known(mut request: Request) -> (RunId, Request) {
    let id = RunId::random(NOW, u128::MAX);
    request.run_id = Some(id.clone());
    (id, request)
}

#[tokio::test]
async fn a_run_has_the_id_that_it_was_asked_for_by() {
    let world = World::of(3).await;
    let (id, request) = known(FULL);

    let run = world.run(request).await;

    assert_eq!((&run.id, run.state), (&id, RunState::Finished));
    assert_eq!(run.request, FULL, "the id is in one place");
    assert_eq!(world.platform.tables().run(&id).await.unwrap(), Some(run));
}

#[tokio::test]
async fn the_same_request_twice_makes_one_run() {
    let world = World::of(3).await;
    let (id, request) = known(FULL);
    let run = world.run(request.clone()).await;
    world.silently(&person(1).at(500).named("Grace"));

    let again = world.try_run(request, FAR).await.unwrap();

    assert_eq!(again, Ended::Before(Box::new(run.clone())));
    assert_eq!(world.platform.tables().run(&id).await.unwrap(), Some(run), "as it was");
    assert_eq!(world.run(FULL).await.counts.repaired, 1, "and nobody is kept from working");
}

#[tokio::test]
async fn the_same_request_once_more_goes_on_with_a_run_that_is_open() {
    let world = World::of(10).await;
    let (id, request) = known(FULL);
    world.try_run(request.clone(), NOW).await.unwrap();

    let ended = world.try_run(request, FAR).await.unwrap();

    let Ended::Done(run) = ended else { panic!("it is the one: {ended:?}") };
    assert_eq!((run.id, run.counts.compared), (id, 10));
}

#[tokio::test]
async fn whoever_waits_for_a_run_of_an_id_gets_no_other_for_it() {
    let world = World::of(4).await;
    let (id, request) = known(FULL);
    world.try_run(FULL, NOW).await.unwrap();

    let first = world.try_run(request.clone(), FAR).await.unwrap();

    assert!(matches!(first, Ended::Other(_)), "though it did the same: {first:?}");
    assert_eq!(world.run(request).await.id, id);
}

#[tokio::test]
async fn a_run_that_somebody_waits_for_waits_for_the_lease() {
    struct Waits(Hand, AtomicU32);
    impl Clock for Waits {
        fn now(&self) -> Timestamp {
            self.0.now()
        }

        async fn pause(&self, _: u32) {
            self.1.fetch_add(1, Ordering::Relaxed);
            self.0.pass(Duration::from_millis(500));
        }
    }
    let World { platform, .. } = World::of(1).await;
    let (store, directory) = (platform.tables(), &platform.clerk);
    let clock = &Waits(Hand::new(), AtomicU32::new(0));
    let reconciler = Reconciler { store, directory, clock, grace: Duration::from_mins(2), page: 4 };
    store.acquire(NOW, Duration::from_mins(1)).await.unwrap().unwrap();

    let (_, request) = known(INCREMENTAL);
    let hasty = reconciler.run(INCREMENTAL, FAR).await.unwrap();
    assert_eq!((hasty, clock.1.load(Ordering::Relaxed)), (Ended::Busy, 0));
    let patient = reconciler.run(request, FAR).await.unwrap();

    assert!(matches!(patient, Ended::Done(_)), "{patient:?}");
    assert_eq!(clock.1.load(Ordering::Relaxed), 120);
}

#[tokio::test]
async fn while_clerk_is_down_a_run_stays_open_and_the_lease_is_free() {
    let world = World::of(10).await;
    world.platform.clerk.set_down(true);

    let failed = world.try_run(FULL, FAR).await;

    assert!(matches!(failed, Err(ReconcileError::Directory(_))));
    world.platform.clerk.set_down(false);
    assert_eq!(world.run(FULL).await.counts.compared, 10);
}

#[tokio::test]
async fn a_run_that_never_gets_on_is_given_up_and_begun_anew() {
    let world = World::of(3).await;
    world.run(FULL).await;
    world.platform.clerk.set_down(true);
    for attempt in 1..12 {
        assert!(world.try_run(FULL, FAR).await.is_err(), "{attempt}");
    }

    let given_up = world.try_run(FULL, FAR).await.unwrap();

    let Ended::Other(run) = given_up else { panic!("it was begun before: {given_up:?}") };
    assert_eq!(run.state, RunState::Stopped);
    assert!(run.note.unwrap().contains("clerk is down"), "with the cause");
    world.platform.clerk.set_down(false);
    let next = world.run(FULL).await;
    assert_ne!(next.id, run.id);
    assert_eq!(next.state, RunState::Finished);
}

#[tokio::test]
async fn a_list_that_does_not_move_on_is_not_walked_through_for_ever() {
    let world = World::of(200).await;
    world.run(FULL).await;
    for number in 0..200 {
        world.silently(&person(number).at(20_000 + number).named("New"));
    }
    world.platform.clerk.set_stuck(true);

    for request in [FULL, INCREMENTAL] {
        let run = world.run(request).await;
        assert_eq!(run.state, RunState::Stopped);
        assert!(run.note.unwrap().contains("ends with the same user"));
    }
}

#[tokio::test]
async fn a_checkpoint_of_another_version_is_not_gone_on_with() {
    let world = World::of(3).await;
    let id = RunId::mint(NOW, 7);
    let mut run = Run::begin(id.clone(), FULL, NOW);
    run.form = 0;
    run.checkpoint.stage = Stage::Pushing;
    for text in [serde_json::to_string(&run).unwrap(), r#"{"form":1}"#.to_owned()] {
        world.platform.tables().put_run_text(&id, &text);

        let run = world.run(FULL).await;

        assert_ne!(run.id, id);
        assert_eq!((run.state, run.counts.compared), (RunState::Finished, 3));
    }
}
