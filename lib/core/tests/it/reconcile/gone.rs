//! R25: who is gone is removed only on Clerk's certain word, and never many at once unasked.

use std::time::Duration;

use profile_core::{Kind, Mode, OwnedField, PendingPush, Request, RunState, Status};

use super::death::Dies;
use super::world::{FULL, INCREMENTAL, World, id, name, person};
use crate::platform::at;

fn status(world: &World, number: u64) -> Status {
    world.platform.person(&name(number)).user.status
}

fn remaining(world: &World) -> usize {
    world.platform.tables().people().iter().filter(|it| !it.user.is_deleted()).count()
}

#[tokio::test]
async fn those_of_whom_clerk_says_so_are_buried() {
    let world = World::of(10).await;
    for number in [0, 4, 9] {
        world.platform.clerk.remove(&id(number));
    }

    let (run, drifts) = world.report(FULL).await;

    assert_eq!((run.counts.gone, run.counts.repaired), (3, 3));
    assert!(drifts.iter().all(|it| it.kind == Kind::Gone && it.repaired));
    for number in 0..10 {
        let expected = if [0, 4, 9].contains(&number) { Status::Deleted } else { Status::Active };
        assert_eq!(status(&world, number), expected, "{number}");
    }
    assert_eq!(world.run(FULL).await.counts.gone, 0, "once");
}

#[tokio::test]
async fn somebody_who_is_only_missing_from_the_list_stays() {
    let world = World::of(6).await;
    world.platform.clerk.hide(&id(2));
    // Somebody whom the count does not know of makes up for the one who is missing.
    world.silently(&person(7));
    world.platform.clerk.remove(&id(0));

    world.run(FULL).await;

    assert_eq!(status(&world, 2), Status::Active);
}

#[tokio::test]
async fn a_list_shorter_than_the_count_removes_nobody() {
    let world = World::of(6).await;
    world.platform.clerk.hide(&id(2));
    world.platform.clerk.remove(&id(4));

    let run = world.run(FULL).await;

    assert_eq!(run.state, RunState::Finished);
    assert!(run.note.unwrap().contains("clerk listed 4 of 5 users"));
    assert_eq!((run.counts.gone, remaining(&world)), (0, 6));
}

#[tokio::test]
async fn an_incremental_run_removes_nobody() {
    let world = World::of(3).await;
    world.run(FULL).await;
    world.platform.clerk.remove(&id(1));

    world.run(INCREMENTAL).await;

    assert_eq!(remaining(&world), 3);
}

#[tokio::test]
async fn twenty_may_go_and_more_must_be_allowed_once() {
    for (gone, allow_deletes, left) in [(20, false, 10), (21, false, 30), (21, true, 9)] {
        let world = World::of(30).await;
        for number in 5..5 + gone {
            world.platform.clerk.remove(&id(number));
        }

        let run = world.run(Request { allow_deletes, ..FULL }).await;

        let stopped = gone > 20 && !allow_deletes;
        assert_eq!(run.state == RunState::Stopped, stopped, "{gone}");
        assert_eq!(remaining(&world), left, "{gone}");
        assert_eq!(run.note.is_some_and(|it| it.contains("allowDeletes")), stopped);
        if stopped {
            let again = world.run(FULL).await;
            assert_eq!(again.state, RunState::Stopped, "the brake holds until it is released");
        }
    }
}

// R21, R25
#[tokio::test]
async fn the_brake_keeps_nobody_from_being_told_and_no_later_run_from_being_short() {
    let world = World::of(30).await;
    for number in 0..25 {
        world.platform.clerk.remove(&id(number));
    }
    let mark = |it: &mut profile_core::Person| {
        let mark = PendingPush::new([OwnedField::Roles], it.user.version, at(0));
        it.user.pending_push = Some(mark);
    };
    world.platform.edit(&name(29), mark).await;

    let run = world.run(FULL).await;

    assert_eq!((run.state, run.braked, run.counts.gone), (RunState::Stopped, true, 25));
    assert_eq!((run.counts.pushed, remaining(&world)), (1, 30));
    assert_eq!(world.run(INCREMENTAL).await.request.mode, Mode::Incremental);
}

#[tokio::test]
async fn many_who_are_gone_are_asked_after_in_steps() {
    let world = World::of(130).await;
    for number in 0..120 {
        world.platform.clerk.remove(&id(number));
    }
    let saves = world.platform.tables().saves();

    let run = world.run(Request { allow_deletes: true, ..FULL }).await;

    assert_eq!((run.counts.gone, remaining(&world)), (120, 10));
    let steps = world.platform.tables().saves() - saves;
    assert!(steps >= 6, "the lease is held on to: {steps} saves");
}

#[tokio::test]
async fn everybody_gone_looks_like_the_wrong_instance_and_stops() {
    let world = World::of(40).await;
    for number in 0..40 {
        world.platform.clerk.remove(&id(number));
    }

    let run = world.run(FULL).await;

    assert_eq!((run.state, remaining(&world)), (RunState::Stopped, 40));
}

#[tokio::test]
async fn an_imported_user_whose_clerk_user_is_gone_is_found_by_the_first_real_run() {
    let world = World::of(3).await;
    for number in [1, 2] {
        world.platform.edit(&name(number), |it| it.user.clerk_created_at = None).await;
    }
    world.platform.clerk.remove(&id(1));

    let run = world.run(FULL).await;

    assert_eq!((run.counts.gone, status(&world, 1)), (1, Status::Deleted));
    assert_eq!(status(&world, 2), Status::Active);
}

#[tokio::test]
async fn a_cursor_whose_user_is_deleted_is_gone_on_from_in_time() {
    // The run died after its first page: the cursor is at the page's last user.
    let world = World::of(12).await;
    Dies::after(&world.platform, 4).run_and_die(&world);
    world.platform.clerk.remove(&id(3));
    world.silently(&person(11).at(900).named("Grace"));
    world.clock.pass(Duration::from_mins(2));

    let run = world.run(FULL).await;

    assert_eq!((run.state, run.checkpoint.made_after.is_some()), (RunState::Finished, true));
    assert_eq!(world.platform.person(&name(11)).user.name.as_deref(), Some("Grace"));
    assert_eq!(world.run(FULL).await.counts.gone, 1, "who went after being listed");
}
