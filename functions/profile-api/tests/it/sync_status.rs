//! How far the platform keeps up with Clerk, at a glance.

use std::time::Duration;

use profile_core::{
    EventId, LedgerEvent, OwnedField, PendingPush, Person, QueueDepth, Role, SyncStore, Timestamp,
    Version,
};
use serde_json::{Value, json};

use crate::ask::{Ask, Told};
use crate::people::person;
use crate::world::{NOW, World, run_id};

const DAY: Duration = Duration::from_hours(24);

async fn status(world: &World) -> Told {
    world.ask(&Ask::get("/v1/sync-status").of("grace")).await
}

fn waiting(name: &str, since: Timestamp) -> Person {
    let mut person = person(name, &[Role::Client]);
    person.user.pending_push = Some(PendingPush::new([OwnedField::CompanyName], Version(1), since));
    person
}

#[tokio::test]
async fn everything_is_told_at_once() {
    let world = World::new().await;
    let depth = QueueDepth { waiting: 3, in_flight: 2, delayed: 1, dead_letters: 4 };
    world.api.backlog.set(Some(depth));
    world.put(waiting("late", NOW.before(DAY))).await;
    world.put(waiting("later", NOW)).await;

    let told = status(&world).await.json();

    let event = json!({
        "receivedAt": "2025-11-13T01:13:20.000Z", "processedAt": null,
        "eventType": "user.updated", "status": "failed",
    });
    assert_eq!(told["lastEvent"], event);
    assert_eq!(told["queue"], json!({ "waiting": 3, "inFlight": 2, "delayed": 1 }));
    assert_eq!(told["deadLetters"], 4);
    let pushes = json!({ "count": 2, "atLeast": false, "oldestSince": "2025-11-12T02:13:20.000Z" });
    assert_eq!(told["pendingPushes"], pushes);
    assert_eq!(told["lastRun"]["runId"], run_id().as_str());
    assert_eq!(told["checkedAt"], "2025-11-13T02:13:20.000Z");
}

#[tokio::test]
async fn where_nothing_waits_and_nothing_came_lately_there_is_nothing_to_tell() {
    let world = World::at_the_start().await;
    let event = LedgerEvent {
        id: EventId::parse("msg_old").unwrap(),
        event_type: None,
        clerk_id: None,
        payload: "{}".to_owned(),
        received_at: NOW.before(DAY * 8),
    };
    world.api.store.fail(&event, "it is no event", NOW).await.unwrap();

    let told = status(&world).await.json();

    assert_eq!((&told["lastEvent"], &told["lastRun"]), (&Value::Null, &Value::Null));
    let none = json!({ "count": 0, "atLeast": false, "oldestSince": null });
    assert_eq!(told["pendingPushes"], none);
    assert_eq!((&told["queue"]["waiting"], &told["deadLetters"]), (&json!(0), &json!(0)));
}

#[tokio::test]
async fn of_very_many_who_wait_only_that_there_are_more_is_said() {
    let world = World::new().await;
    for number in 0..1_001 {
        world.put(waiting(&format!("w{number}"), NOW)).await;
    }

    let told = status(&world).await.json();

    let pushes = &told["pendingPushes"];
    assert_eq!((&pushes["count"], &pushes["atLeast"]), (&json!(1_000), &json!(true)));
}

#[tokio::test]
async fn a_part_that_cannot_be_told_is_a_problem() {
    let world = World::new().await;
    world.api.backlog.set(None);

    let told = status(&world).await;

    assert_eq!(told.problem(), (503, "unavailable".to_owned()));
    assert!(told.header("retry-after").is_some());
}
