//! Reconciliations: started, followed and read by admins.
//!
//! All are dry: others share the stack, and a run that repairs would be faster than their
//! webhooks.

use serde_json::{Value, json};

use crate::support::api::{Ask, Member};
use crate::support::samples::samples_sent;
use crate::support::stack::Stack;

const RUNS: &str = "/v1/reconciliations";

/// Starts a run, and waits for its end.
async fn run(stack: &Stack, order: &Value, admin: &Member) -> Value {
    samples_sent(stack).await;
    let told = stack.ask(Ask::post(RUNS, order).by(admin)).await;
    assert_eq!(told.status, 202, "{told:?}");
    let id = told.json()["runId"].as_str().unwrap().to_owned();
    assert_eq!(told.header("location"), format!("{RUNS}/{id}"));
    let run = stack.run_at(told.header("location"), admin).await;
    assert_eq!((&run["runId"], &run["state"]), (&json!(id), &json!("finished")), "{run}");
    run
}

#[tokio::test]
async fn a_dry_run_reports_whom_a_webhook_did_not_tell_of_and_changes_nothing() {
    let stack = Stack::find().await;
    let (ada, admin) = (stack.member(&["BUILDER"]).await, stack.member(&["ADMIN"]).await);
    let before = stack.person(ada.clerk_id()).await;
    stack.change_silently(ada.clerk_id(), json!({ "first_name": "Plantedname" })).await;

    let report = run(&stack, &json!({}), &admin).await;

    assert_eq!(report["dryRun"], true, "unless it is said otherwise");
    let drifts = stack
        .walk(&format!("{RUNS}/{}", report["runId"].as_str().unwrap()), "drifts", Some(&admin))
        .await;
    let of_ada = drifts.iter().find(|it| it["clerkId"] == ada.clerk_id());
    let of_ada = of_ada.unwrap_or_else(|| panic!("{report}"));
    assert_eq!((&of_ada["kind"], &of_ada["repaired"]), (&json!("differs"), &json!(false)));
    assert_eq!(of_ada["userId"], ada.id);
    assert_eq!(of_ada["fields"], json!([{ "field": "name", "ours": "A…", "clerk": "P…" }]));
    assert!(report["fields"]["name"]["differing"].as_u64() >= Some(1), "{report}");
    assert!(!json!(drifts).to_string().contains("Planted"), "{drifts:?}");
    assert_eq!(stack.person(ada.clerk_id()).await, before);
}

#[tokio::test]
async fn runs_are_listed_newest_first() {
    let stack = Stack::find().await;
    let admin = stack.member(&["ADMIN"]).await;
    let first = run(&stack, &json!({ "mode": "incremental" }), &admin).await;
    let second = run(&stack, &json!({ "dryRun": true }), &admin).await;

    for limit in [1, 100] {
        let runs = stack.walk(&format!("{RUNS}?limit={limit}"), "runs", Some(&admin)).await;
        let place = |run: &Value| runs.iter().position(|it| it["runId"] == run["runId"]);
        assert!(place(&second) < place(&first), "{runs:#?}");
        assert!(place(&second).is_some(), "{runs:#?}");
    }
}

#[tokio::test]
async fn an_order_that_is_none_starts_nothing() {
    let stack = Stack::find().await;
    let admin = stack.member(&["ADMIN"]).await;

    for (order, pointer) in [
        (json!({ "mode": "everything" }), "/mode"),
        (json!({ "dryRun": "no" }), "/dryRun"),
        (json!({ "allowDeletes": 1 }), "/allowDeletes"),
        (json!({ "runId": "01JDKJ9Z3NV5T0W5Y8Q3M1R7XE" }), "/runId"),
        (json!([]), ""),
    ] {
        let told = stack.ask(Ask::post(RUNS, &order).by(&admin)).await;
        assert_eq!(told.problem(), (422, "invalid_fields".to_owned()), "{order}");
        assert_eq!(told.json()["errors"][0]["pointer"], pointer);
    }
    for unknown in ["01JDKJ9Z3NV5T0W5Y8Q3M1R7XE", "nonsense"] {
        let told = stack.ask(Ask::get(format!("{RUNS}/{unknown}")).by(&admin)).await;
        assert_eq!(told.problem(), (404, "not_found".to_owned()));
    }
}
