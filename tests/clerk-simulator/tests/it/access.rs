//! Who gets in: keys, versions, limits.

use clerk_simulator::{Behaviour, Limits, Seed};
use reqwest::Method;
use serde_json::json;

use crate::backend::{Backend, send};

#[tokio::test]
async fn a_missing_and_a_wrong_key_are_told_apart() {
    let clerk = Backend::with_ada().await;
    let bare = send(clerk.bare(Method::GET, "/v1/users")).await;
    assert_eq!(bare.failure(), (401, "authentication_invalid"));
    let wrong = send(clerk.bare(Method::GET, "/v1/users").bearer_auth("sk_test_wrong")).await;
    assert_eq!(wrong.failure(), (401, "clerk_key_invalid"));
}

#[tokio::test]
async fn a_wrong_key_can_look_as_if_nobody_were_there() {
    let clerk = Backend::with_ada().await;
    clerk.set_behaviour(Behaviour { wrong_key_is_404: true, ..Behaviour::default() });
    for path in ["/v1/users", "/v1/users/user_ada", "/v1/instance"] {
        let wrong = send(clerk.bare(Method::GET, path).bearer_auth("sk_test_wrong")).await;
        assert_eq!(wrong.failure(), (404, "resource_not_found"), "{path}");
    }
}

#[tokio::test]
async fn a_key_tells_of_which_instance_it_is() {
    let ours = Seed { instance_id: "ins_ours".to_owned(), ..Seed::default() };
    let clerk = Backend::start(Seed { limit_per_10_seconds: Some(2), ..ours }).await;
    let environment = async || {
        let instance = clerk.get("/v1/instance").await.body;
        assert_eq!(instance["id"], "ins_ours");
        instance["environment_type"].as_str().unwrap().to_owned()
    };

    assert_eq!(environment().await, "development");
    clerk.set_secret_key("sk_live_new").unwrap();
    assert_eq!(environment().await, "production");

    assert_eq!(clerk.get("/v1/instance").await.status, 429);
    assert_eq!(send(clerk.bare(Method::GET, "/v1/instance")).await.status, 401);
    let version = clerk.request(Method::GET, "/v1/instance").header("Clerk-API-Version", "1");
    assert_eq!(send(version).await.status, 400);
}

#[tokio::test]
async fn a_new_key_ends_the_old_one() {
    let clerk = Backend::with_ada().await;
    let old = clerk.secret_key();
    clerk.set_secret_key("sk_live_new").unwrap();
    assert_eq!(send(clerk.bare(Method::GET, "/v1/users").bearer_auth(old)).await.status, 401);
    assert_eq!(clerk.get("/v1/users").await.status, 200);
}

#[tokio::test]
async fn the_version_is_named_once_and_known() {
    let clerk = Backend::with_ada().await;
    let at = |path, version| clerk.request(Method::GET, path).header("Clerk-API-Version", version);
    let header = |version| at("/v1/users", version);

    assert_eq!(send(header("2026-05-12")).await.status, 200);
    assert_eq!(clerk.get("/v1/users?__clerk_api_version=2025-11-10").await.status, 200);
    assert_eq!(clerk.get("/v1/users").await.status, 200);

    assert_eq!(send(header("2026-05-13")).await.status, 400);
    assert_eq!(clerk.get("/v1/users?__clerk_api_version=latest").await.status, 400);
    let both = at("/v1/users?__clerk_api_version=2026-05-12", "2026-05-12");
    assert_eq!(send(both).await.status, 400);
}

#[tokio::test]
async fn the_instance_takes_so_many_requests_and_says_when_to_come_again() {
    let clerk = Backend::start(Seed { limit_per_10_seconds: Some(3), ..Seed::default() }).await;
    for _ in 0..3 {
        assert_eq!(clerk.get("/v1/users").await.status, 200);
    }
    let refused = clerk.get("/v1/users/count").await;
    assert_eq!(refused.failure(), (429, "too_many_requests"));
    let seconds: u64 = refused.headers["retry-after"].to_str().unwrap().parse().unwrap();
    assert!((1..=10).contains(&seconds));
    assert_eq!(clerk.requests().by_status[&429], 1);
}

#[tokio::test]
async fn there_is_room_again_after_the_window() {
    let clerk = Backend::with_ada().await;
    clerk.set_limits(Limits { requests: Some(1), window_ms: 50, ..Limits::default() });
    assert_eq!(clerk.get("/v1/users").await.status, 200);
    assert_eq!(clerk.get("/v1/users").await.status, 429);
    tokio::time::sleep(std::time::Duration::from_millis(60)).await;
    assert_eq!(clerk.get("/v1/users").await.status, 200);
}

#[tokio::test]
async fn a_user_can_be_written_ten_times() {
    let clerk = Backend::with_ada().await;
    clerk.put_user(json!({ "id": "user_eva" })).unwrap();
    for count in 0..10 {
        let path =
            if count % 2 == 0 { "/v1/users/user_ada" } else { "/v1/users/user_ada/metadata" };
        assert_eq!(clerk.patch(path, &json!({})).await.status, 200);
    }
    assert_eq!(clerk.patch("/v1/users/user_ada", &json!({})).await.status, 429);
    assert_eq!(clerk.put("/v1/users/user_ada/metadata", &json!({})).await.status, 429);
    assert_eq!(clerk.patch("/v1/users/user_eva", &json!({})).await.status, 200);
    assert_eq!(clerk.get("/v1/users/user_ada").await.status, 200);
    assert_eq!(clerk.post("/v1/users/user_ada/ban", &json!({})).await.status, 200);
}

#[tokio::test]
async fn keys_are_never_limited_and_the_public_ones_need_no_key() {
    let clerk = Backend::start(Seed { limit_per_10_seconds: Some(0), ..Seed::default() }).await;
    assert_eq!(clerk.get("/v1/users").await.status, 429);
    assert_eq!(clerk.get("/v1/jwks").await.status, 200);
    assert_eq!(send(clerk.bare(Method::GET, "/.well-known/jwks.json")).await.status, 200);
    assert_eq!(send(clerk.bare(Method::GET, "/v1/jwks")).await.status, 401);
}
