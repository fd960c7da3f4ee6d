//! What the Backend API can be made to do wrong.

use std::time::{Duration, Instant};

use clerk_simulator::{Fault, FaultRule, Seed};
use serde_json::json;

use crate::backend::{Backend, send};

const LIST: &str = "/v1/users";

async fn failing(fault: Fault) -> Backend {
    let clerk = Backend::start(Seed::of(600)).await;
    clerk.set_faults(vec![FaultRule::always(fault)]).unwrap();
    clerk
}

#[tokio::test]
async fn a_status_comes_with_when_to_come_again() {
    let clerk = failing(Fault::Status { status: 429, retry_after: Some(7) }).await;
    let reply = clerk.get(LIST).await;
    assert_eq!((reply.status, reply.headers["retry-after"].to_str().unwrap()), (429, "7"));
}

#[tokio::test]
async fn a_fault_ends_after_its_times_or_when_cleared() {
    let clerk = Backend::start(Seed::of(1)).await;
    let fault = Fault::Status { status: 503, retry_after: None };
    clerk.set_faults(vec![FaultRule::always(fault.clone()).on("GET", LIST).times(2)]).unwrap();
    let mut statuses = Vec::new();
    for path in [LIST, "/v1/users/count", LIST, LIST] {
        statuses.push(clerk.get(path).await.status);
    }
    assert_eq!(statuses, [503, 200, 503, 200]);

    clerk.set_faults(vec![FaultRule::always(fault)]).unwrap();
    assert_eq!(clerk.get(LIST).await.status, 503);
    clerk.clear_faults();
    assert_eq!(clerk.get(LIST).await.status, 200);
}

#[tokio::test]
async fn a_hanging_request_never_ends() {
    let clerk = failing(Fault::Hang).await;
    let request = clerk.request(reqwest::Method::GET, LIST).timeout(Duration::from_millis(100));
    assert!(request.send().await.unwrap_err().is_timeout());
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert_eq!(clerk.requests().by_status[&0], 1);
}

#[tokio::test]
async fn a_slow_answer_is_an_answer() {
    let clerk = failing(Fault::Slow { ms: 100 }).await;
    let start = Instant::now();
    assert_eq!(clerk.get(LIST).await.status, 200);
    assert!(start.elapsed() >= Duration::from_millis(100));
}

#[tokio::test]
async fn a_page_can_end_in_the_middle() {
    let clerk = failing(Fault::CutOff).await;
    let response = clerk.request(reqwest::Method::GET, LIST).send().await.unwrap();
    assert_eq!(response.status(), 200);
    assert!(response.bytes().await.is_err());
}

#[tokio::test]
async fn an_answer_can_be_lost_after_the_change_was_made() {
    let clerk = Backend::with_ada().await;
    clerk.set_faults(vec![FaultRule::always(Fault::LostAnswer)]).unwrap();
    let change = json!({ "first_name": "Eva" });
    let request = clerk.request(reqwest::Method::PATCH, "/v1/users/user_ada").json(&change);
    assert!(request.send().await.is_err());
    assert_eq!(clerk.user("user_ada").unwrap()["first_name"], "Eva");
    assert_eq!(clerk.requests().by_status[&0], 1);
}

#[tokio::test]
async fn nothing_is_done_while_clerk_is_down() {
    let clerk = Backend::with_ada().await;
    clerk.set_faults(vec![FaultRule::always(Fault::Down)]).unwrap();
    let change = json!({ "first_name": "Eva" });
    let request = clerk.request(reqwest::Method::PATCH, "/v1/users/user_ada").json(&change);
    assert!(request.send().await.is_err());
    assert_eq!(clerk.user("user_ada").unwrap()["first_name"], "Ada");
    assert_eq!(send(clerk.bare(reqwest::Method::GET, "/_simulator/health")).await.status, 200);
}

#[tokio::test]
async fn the_right_key_can_be_wrong() {
    assert_eq!(failing(Fault::WrongKey).await.get(LIST).await.code(), "clerk_key_invalid");
}

#[tokio::test]
async fn pages_can_be_short_and_counts_off() {
    let clerk = failing(Fault::ShortPage).await;
    assert_eq!(clerk.ids("limit=500").await.len(), 10);
    assert_eq!(clerk.ids("limit=5").await.len(), 5);

    clerk.set_faults(vec![FaultRule::always(Fault::CountOff { by: -100 })]).unwrap();
    assert_eq!(clerk.get("/v1/users/count").await.body["total_count"], 500);
}
