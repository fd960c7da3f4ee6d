//! What every answer has. Its form is checked with every request of these tests; this is what
//! takes a look beyond.

use reqwest::Method;
use serde_json::Value;

use crate::support::api::Ask;
use crate::support::stack::Stack;

/// The contract as it is checked in.
const CONTRACT: &str = include_str!("../../../functions/profile-api/openapi.json");

#[tokio::test]
async fn the_contract_that_is_served_is_the_one_that_is_checked_in() {
    let stack = Stack::find().await;

    let served = stack.ask(Ask::get("/v1/openapi.json")).await.ok();

    assert_eq!(served, serde_json::from_str::<Value>(CONTRACT).unwrap());
}

#[tokio::test]
async fn a_request_is_found_in_the_logs_by_the_id_in_its_answer() {
    let stack = Stack::find().await;
    let ada = stack.member(&["CLIENT"]).await;

    let told = stack.ask(Ask::get("/v1/reconciliations").by(&ada)).await;

    let logs = stack.logs_of(told.request_id()).await;
    let line = logs.iter().find(|it| it.contains("\"request answered\"")).unwrap();
    let line: Value = serde_json::from_str(line).unwrap();
    let fields = &line["fields"];
    assert_eq!(fields["http.route"], "GET /v1/reconciliations", "{line}");
    assert_eq!(fields["status"], 403, "{line}");
    assert_eq!(fields["reason"], "forbidden", "{line}");
    assert_eq!(fields["user.id"], ada.id, "{line}");
    assert!(logs.iter().any(|it| it.contains("\"access_denied\"")), "{logs:?}");
}

#[tokio::test]
async fn pages_of_the_application_may_read_answers_and_others_may_not() {
    let stack = Stack::find().await;
    let ask = |origin| Ask::get("/v1/health").header("origin", origin);

    for page in ["http://localhost:3000", "http://localhost:5173"] {
        let told = stack.ask(ask(page)).await;
        assert_eq!(told.header("access-control-allow-origin"), page);
        assert!(told.header("access-control-expose-headers").contains("etag"), "{told:?}");
    }
    for foreign in ["http://localhost:4000", "https://localhost:3000", "null"] {
        let told = stack.ask(ask(foreign)).await;
        assert_eq!(told.header("access-control-allow-origin"), "", "{foreign}");
    }
}

#[tokio::test]
async fn a_look_at_the_head_alone_is_answered_without_a_body() {
    let stack = Stack::find().await;

    let told = stack.ask(Ask::new(Method::HEAD, "/v1/health")).await;

    assert_eq!((told.status, told.text.as_str()), (200, ""));
}
