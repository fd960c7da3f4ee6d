//! What operators see and do: roles, trails, the ledger, reconciliations.

use profile_core::{EventId, Mode, Queued, RunId};
use serde_json::{Value, json};

use crate::ask::Ask;
use crate::people::id;
use crate::world::{NOW, World, run_id};

fn admin(method: &str, path: &str) -> Ask {
    Ask::new(method, path).of("grace")
}

#[tokio::test]
async fn roles_are_set_pushed_and_a_security_event() {
    let world = World::new().await;
    let path = format!("/v1/users/{}/roles", id("charles"));
    let set = |roles: Value| admin("PUT", &path).json(&json!({ "roles": roles }));

    let told = world.ask(&set(json!(["BUILDER", "CLIENT"]))).await;

    assert_eq!(told.json()["roles"], json!(["CLIENT", "BUILDER"]));
    assert!(told.json()["pendingPush"]["fields"].as_array().unwrap().contains(&json!("roles")));
    assert_eq!((world.counted("RolesChanged").len(), world.counted("AdminActions").len()), (1, 1));
    assert_eq!(world.api.queue.messages().len(), 1);
    let builder = Ask::get(&format!("/v1/builders/{}", id("charles")));
    assert_eq!(world.ask(&builder).await.status, 200, "the role's profile is there");

    world.ask(&set(json!(["BUILDER", "CLIENT"]))).await;
    assert_eq!(world.counted("RolesChanged").len(), 1, "nothing changed");
    for wrong in [json!("ADMIN"), json!(["admin"]), json!([7]), json!(null)] {
        assert_eq!(world.ask(&set(wrong)).await.problem().1, "invalid_fields");
    }
    let more = admin("PUT", &path).json(&json!({ "roles": [], "more": 1 }));
    assert_eq!(world.ask(&more).await.json()["errors"][0]["pointer"], "/more");
    let deleted = admin("PUT", &format!("/v1/users/{}/roles", id("dora")));
    let deleted = world.ask(&deleted.json(&json!({ "roles": [] }))).await;
    assert_eq!(deleted.problem(), (409, "deleted".to_owned()));
}

#[tokio::test]
async fn a_trail_comes_newest_first_in_pages_with_the_chains_verdict() {
    let world = World::new().await;
    for text in ["one", "two", "three"] {
        let path = format!("/v1/builders/{}", id("bob"));
        let edit = Ask::new("PATCH", &path).json(&json!({ "bio": text })).seen("*").of("bob");
        assert_eq!(world.ask(&edit).await.status, 200);
    }
    let path = format!("/v1/users/{}/audit", id("bob"));

    let first = world.ask(&admin("GET", &format!("{path}?limit=2"))).await.json();

    let versions = |it: &Value| -> Vec<u64> {
        let entries = it["entries"].as_array().unwrap().iter();
        entries.map(|it| it["version"].as_u64().unwrap()).collect()
    };
    assert_eq!(versions(&first), [4, 3]);
    assert_eq!(first["chain"], json!({ "verified": true, "problem": null }));
    let entry = &first["entries"][0];
    assert_eq!(entry["actor"], json!({ "type": "user", "id": id("bob") }));
    assert_eq!(entry["cause"]["type"], "request");
    assert_eq!(entry["changes"][0]["field"], "builder.bio");
    assert!(!entry.to_string().contains("three"), "values are masked");
    let cursor = first["nextCursor"].as_str().unwrap();
    let second = world.ask(&admin("GET", &format!("{path}?limit=2&cursor={cursor}"))).await.json();
    assert_eq!((versions(&second), &second["nextCursor"]), (vec![2], &Value::Null));
}

#[tokio::test]
async fn a_trail_that_was_tampered_with_says_so() {
    let world = World::new().await;
    world.change("bob", |it| it.user.audit_hash = "another".to_owned()).await;

    let told = world.ask(&admin("GET", &format!("/v1/users/{}/audit", id("bob")))).await.json();

    assert_eq!(told["chain"]["verified"], false);
    assert!(told["chain"]["problem"].as_str().unwrap().contains("trail"));
}

#[tokio::test]
async fn the_ledger_is_listed_by_what_is_asked_for() {
    let world = World::new().await;
    world.fail("msg_other", &json!("{")).await;
    let listed = async |query: &str| {
        let told = world.ask(&admin("GET", &format!("/v1/webhook-events?{query}"))).await.json();
        told["events"].as_array().unwrap().len()
    };

    assert_eq!(listed("").await, 2);
    assert_eq!(listed("status=failed&eventType=user.updated&limit=100").await, 2);
    assert_eq!(listed("status=processed").await, 0);
    assert_eq!(listed("from=2025-11-13T01:00:00Z&until=2025-11-13T02:00:00Z").await, 2);
    assert_eq!(listed("from=2025-11-13T02:00:00Z").await, 0);
    assert_eq!(listed("userId=nobody&clerkId=user_x").await, 0);
    let first = world.ask(&admin("GET", "/v1/webhook-events?limit=1")).await.json();
    let cursor = first["nextCursor"].as_str().unwrap();
    assert_eq!(listed(&format!("cursor={cursor}")).await, 1);
    for wrong in ["status=lost", "from=yesterday", "clerkId=", "cursor=x", "svixId=msg_1"] {
        let told = world.ask(&admin("GET", &format!("/v1/webhook-events?{wrong}"))).await;
        assert_eq!(told.problem(), (422, "invalid_query".to_owned()), "{wrong}");
    }
}

#[tokio::test]
async fn an_event_is_shown_with_what_came_masked() {
    let world = World::new().await;
    let payload = json!({
        "type": "user.updated",
        "data": { "id": "user_ada", "first_name": "PLANTED-NAME", "banned": false },
    });
    world.fail("msg_personal", &payload).await;

    let told = world.ask(&admin("GET", "/v1/webhook-events/msg_personal")).await;

    let event = told.json();
    assert_eq!((&event["status"], &event["attempts"]), (&json!("failed"), &json!(1)));
    assert_eq!(event["error"], "clerk could not be asked");
    assert_eq!(event["payload"]["data"]["id"], "user_ada");
    assert_eq!(event["payload"]["data"]["banned"], false);
    assert!(!told.text.contains("PLANTED"), "{}", told.text);
    for nobody in ["msg_nobody", "..", "a b", &"x".repeat(200)] {
        let ask = admin("GET", &format!("/v1/webhook-events/{nobody}"));
        assert_eq!(world.ask(&ask).await.problem().1, "not_found", "{nobody}");
    }
}

#[tokio::test]
async fn a_failed_event_is_put_back_on_the_queue_as_it_came() {
    let world = World::new().await;
    let ask = admin("POST", "/v1/webhook-events/msg_failed/retry");

    let told = world.ask(&ask).await;

    assert_eq!((told.status, told.json()), (202, json!({ "svixId": "msg_failed" })));
    assert_eq!(told.header("location"), Some("/v1/webhook-events/msg_failed"));
    let Ok(Queued::Event(message)) = Queued::from_json(&world.api.queue.messages()[0]) else {
        panic!("an event");
    };
    assert_eq!(message.event_id, EventId::parse("msg_failed").unwrap());
    assert_eq!(message.received_at, NOW.before(std::time::Duration::from_hours(1)));
    let payload: Value = serde_json::from_str(&message.payload).unwrap();
    assert_eq!(payload, json!({ "type": "user.updated", "data": { "id": "user_ada" } }));
    assert_eq!(world.counted("AdminActions").len(), 1);

    world.api.queue.set_full(true);
    assert_eq!(world.ask(&ask).await.problem(), (503, "unavailable".to_owned()));
}

#[tokio::test]
async fn what_has_not_failed_or_is_no_event_is_not_retried() {
    let world = World::new().await;
    world.fail("msg_broken", &json!("{")).await;
    world.fail("msg_message", &json!({ "version": 99 })).await;
    for id in ["msg_broken", "msg_message"] {
        let told = world.ask(&admin("POST", &format!("/v1/webhook-events/{id}/retry"))).await;
        assert_eq!(told.problem(), (409, "event_unreadable".to_owned()), "{id}");
    }
    let told = world.ask(&admin("POST", "/v1/webhook-events/msg_nobody/retry")).await;
    assert_eq!(told.problem().0, 404);
    assert!(world.api.queue.messages().is_empty());
}

#[tokio::test]
async fn reconciliations_are_listed_and_their_reports_shown() {
    let world = World::new().await;

    let list = world.ask(&admin("GET", "/v1/reconciliations")).await.json();

    assert_eq!(list["runs"][0]["runId"], run_id().as_str());
    assert_eq!(list["runs"][0]["state"], "finished");
    assert_eq!(list["runs"][0]["counts"]["compared"], 7);
    let path = format!("/v1/reconciliations/{}", run_id());
    let report = world.ask(&admin("GET", &path)).await.json();
    assert_eq!(report["runId"], run_id().as_str());
    assert_eq!(
        report["drifts"][0]["fields"][0],
        json!({ "field": "name", "ours": "A… B…", "clerk": "A… L…" })
    );
    assert_eq!((&report["nextCursor"], &report["cut"]), (&Value::Null, &json!(0)));
    assert_eq!(world.ask(&admin("GET", &format!("{path}?cursor=x"))).await.problem().0, 422);
    for nobody in ["01JDKJ9Z3N0000000000000000", "x", ".."] {
        let told = world.ask(&admin("GET", &format!("/v1/reconciliations/{nobody}"))).await;
        assert_eq!(told.problem().1, "not_found", "{nobody}");
    }
}

#[tokio::test]
async fn a_reconciliation_is_dry_unless_it_is_said_not_to_be() {
    let world = World::new().await;
    let start = |body: &Value| admin("POST", "/v1/reconciliations").json(body);

    let told = world.ask(&start(&json!({}))).await;
    world.ask(&start(&json!({ "mode": "full", "dryRun": false, "allowDeletes": true }))).await;

    let run_id = told.json()["runId"].as_str().unwrap().to_owned();
    assert_eq!(told.header("location").unwrap(), format!("/v1/reconciliations/{run_id}"));
    let asked = world.api.starter.requests();
    assert_eq!(asked[0].run_id.as_ref().map(RunId::as_str), Some(run_id.as_str()));
    assert_eq!(
        (asked[0].mode, asked[0].dry_run, asked[0].allow_deletes),
        (Mode::Incremental, true, false)
    );
    assert_eq!(
        (asked[1].mode, asked[1].dry_run, asked[1].allow_deletes),
        (Mode::Full, false, true)
    );
    assert_ne!(asked[0].run_id, asked[1].run_id);
}

#[tokio::test]
async fn a_reconciliation_that_cannot_be_asked_for_says_why() {
    let world = World::new().await;
    let start = |body: &Value| admin("POST", "/v1/reconciliations").json(body);
    let wrong = json!({ "mode": "all", "dryRun": 1, "allowDeletes": null, "runId": "x" });

    let told = world.ask(&start(&wrong)).await.json();

    let errors: Vec<_> = told["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| (it["pointer"].as_str().unwrap(), it["code"].as_str().unwrap()))
        .collect();
    let expected = [
        ("/allowDeletes", "wrong_type"),
        ("/dryRun", "wrong_type"),
        ("/mode", "malformed"),
        ("/runId", "unknown"),
    ];
    assert_eq!(errors, expected);
    assert_eq!(world.ask(&start(&json!([]))).await.json()["errors"][0]["pointer"], "");
    let told = world.ask(&admin("POST", "/v1/reconciliations").body("{}")).await;
    assert_eq!((told.problem().0, told.header("accept")), (415, Some("application/json")));
    world.api.starter.set_down(true);
    assert_eq!(world.ask(&start(&json!({}))).await.problem(), (503, "unavailable".to_owned()));
}
