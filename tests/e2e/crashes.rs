//! R1: a processor may die at any moment; what it was doing is done once, by the next.

use std::collections::HashMap;
use std::time::Duration;

use futures_util::future::join;
use futures_util::stream::{self, StreamExt};

use crate::support::clerk::{Event, Someone};
use crate::support::processes::{kill, time_worked};
use crate::support::stack::Stack;
use crate::support::wait::{SOON, until_at_every};

const PEOPLE: usize = 40;

/// One less than a message's receives, so that even one that is hit each time gets through.
const KILLS: usize = 4;

/// About what a processor takes for a batch.
const A_BATCH: Duration = Duration::from_millis(50);

const GLANCE: Duration = Duration::from_millis(2);

/// Somebody, and the five things that happened to them.
fn life() -> (Someone, Vec<Event>) {
    let mut someone = Someone::new();
    let second = format!("second.{}", someone.address());
    let events = vec![
        someone.created(),
        someone.rename("Grace"),
        someone.take_email(Some(&second)),
        someone.change(|it| it.roles = Some(vec!["BUILDER"])),
        someone.rename("Grace Hopper"),
    ];
    (someone, events)
}

#[tokio::test]
async fn a_processor_killed_mid_batch_loses_nothing_and_doubles_nothing() {
    let stack = Stack::find_alone().await;
    let lives: Vec<_> = (0..PEOPLE).map(|_| life()).collect();
    let mut events: Vec<_> = lives.iter().flat_map(|(_, events)| events).collect();
    fastrand::Rng::with_seed(1).shuffle(&mut events);

    let sending = stream::iter(&events).for_each_concurrent(4, |it| stack.deliver(it));
    let killing = async {
        for _ in 0..KILLS {
            kill_all_at_work(&stack).await;
        }
    };
    join(sending, killing).await;

    for event in &events {
        assert_eq!(stack.settled(&event.id).await.attempts(), 1, "settled once");
    }
    assert_ne!(stack.cut_short("event-processor").await, 0, "no kill was in the midst of a batch");
    for (someone, events) in &lives {
        stack.assert_in_step(someone).await;
        stack.assert_each_applied_once(someone, events).await;
    }
    let letters = stack.dead_letters().await;
    let mine = letters.iter().filter(|it| events.iter().any(|event| it.contains(&event.id)));
    assert_eq!(mine.count(), 0, "nothing ended as a dead letter");
    stack.assert_pointers_hold().await;
}

/// Kills every processor, some time after one was seen to begin with something: they may
/// then be anywhere in it.
async fn kill_all_at_work(stack: &Stack) {
    let mut before = HashMap::new();
    until_at_every(GLANCE, "a processor is at work", SOON, async || {
        let processes = stack.processes("event-processor");
        let worked: HashMap<_, _> = processes.iter().map(|it| (*it, time_worked(*it))).collect();
        let at_work = worked.iter().any(|(id, time)| before.get(id).is_some_and(|it| it < time));
        before = worked;
        if at_work { Ok(()) } else { Err(format!("{} at rest", processes.len())) }
    })
    .await;
    tokio::time::sleep(A_BATCH.mul_f64(fastrand::f64())).await;
    kill(&stack.processes("event-processor"));
}
