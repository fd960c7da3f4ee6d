//! One run works at a time, stops in time, and is gone on with.

use std::time::Duration;

use profile_core::{
    Ended, Lease, ReconcileError, Run, RunId, RunState, RunStore, Save, Saved, Stage,
};

use super::world::{DRY, FAR, FULL, INCREMENTAL, World, name, person};
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
