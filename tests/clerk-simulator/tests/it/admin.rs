//! The admin surface over HTTP, and what it says to bad input.

use clerk_simulator::{Seed, generated};
use reqwest::Method;
use serde_json::{Value, json};

use crate::backend::{Backend, Reply, send};

async fn call(clerk: &Backend, method: Method, path: &str, body: &Value) -> Reply {
    send(clerk.bare(method, &format!("/_simulator{path}")).json(body)).await
}

#[tokio::test]
async fn what_is_put_is_what_is_shown() {
    let clerk = Backend::start(Seed::of(3)).await;
    let documents = [
        ("/key", json!({ "secretKey": "sk_test_other" })),
        (
            "/behaviour",
            json!({ "wrongKeyIs404": true, "unknownCursorIs404": false, "takenIs409": true }),
        ),
        ("/limits", json!({ "requests": 100, "writesPerUser": null, "windowMs": 1_000 })),
        ("/endpoints", json!([{ "url": "http://127.0.0.1:9/hook", "secret": "whsec_MDEyMzQ1" }])),
    ];
    for (path, document) in documents {
        let put = call(&clerk, Method::PUT, path, &document).await;
        assert_eq!((put.status, &put.body), (200, &document), "{path}");
        assert_eq!(call(&clerk, Method::GET, path, &json!({})).await.body, document, "{path}");
    }
}

#[tokio::test]
async fn faults_and_deliveries_are_set_shown_and_cleared() {
    let clerk = Backend::start(Seed::default()).await;
    let rules = json!([{ "method": "GET", "path": "/v1/**", "fault": { "kind": "status", "status": 500, "retryAfter": 1 } }]);
    assert_eq!(call(&clerk, Method::PUT, "/faults", &rules).await.status, 200);
    assert_eq!(clerk.get("/v1/users").await.status, 500);
    assert_eq!(call(&clerk, Method::DELETE, "/faults", &json!({})).await.body, json!([]));
    assert_eq!(clerk.get("/v1/users").await.status, 200);

    call(&clerk, Method::PUT, "/deliveries", &json!({ "state": "hold" })).await;
    let shown = call(&clerk, Method::GET, "/deliveries", &json!({})).await.body;
    assert_eq!((&shown["mode"]["state"], &shown["pending"]), (&json!("hold"), &json!(0)));
    let event = json!({ "type": "session.created", "data": { "id": "sess_1" } });
    assert!(call(&clerk, Method::POST, "/events", &event).await.body["messageId"].is_string());
    let replayed = call(&clerk, Method::POST, "/deliveries/replay", &json!({ "all": true })).await;
    assert_eq!(replayed.body["replayed"], 1);
    assert_eq!(call(&clerk, Method::DELETE, "/deliveries", &json!({})).await.status, 200);
}

#[tokio::test]
async fn users_are_put_patched_and_deleted_silently() {
    let clerk = Backend::start(Seed::of(3)).await;
    let new = json!({ "first_name": "Ada", "updated_at": 5, "created_at": 4 });
    let user = call(&clerk, Method::PUT, "/users/user_ada", &new).await.body;
    assert_eq!((&user["id"], &user["updated_at"]), (&json!("user_ada"), &json!(5)));

    let known = format!("/users/{}", generated(1).id());
    let patched = call(&clerk, Method::PATCH, &known, &json!({ "last_name": "X" })).await.body;
    assert!(patched["updated_at"].as_i64().unwrap() > generated(1).updated_at());
    assert_eq!(patched["first_name"], generated(1).first_name());

    assert_eq!(call(&clerk, Method::DELETE, &known, &json!({})).await.status, 200);
    assert_eq!(call(&clerk, Method::DELETE, &known, &json!({})).await.status, 404);
    assert_eq!(call(&clerk, Method::GET, "/health", &json!({})).await.body["users"], 3);
}

#[tokio::test]
async fn requests_are_counted_by_route() {
    let clerk = Backend::start(Seed::of(3)).await;
    clerk.get("/v1/users?limit=2").await;
    clerk.get(&format!("/v1/users/{}", generated(0).id())).await;
    clerk.get("/v1/users/user_nobody").await;

    let seen = call(&clerk, Method::GET, "/requests", &json!({})).await.body;
    assert_eq!(seen["byRoute"], json!({ "GET /v1/users": 1, "GET /v1/users/{user_id}": 2 }));
    assert_eq!(seen["byStatus"], json!({ "200": 2, "404": 1 }));
    assert_eq!(seen["recent"][0]["target"], "/v1/users?limit=2");

    call(&clerk, Method::DELETE, "/requests", &json!({})).await;
    assert_eq!(clerk.requests().total, 0);
}

#[tokio::test]
async fn bad_input_is_refused_with_what_is_wrong() {
    let clerk = Backend::with_ada().await;
    let bad = [
        (Method::PUT, "/key", json!({ "secretKey": "pk_test_1" }), "sk_test_"),
        (Method::PUT, "/limits", json!({ "requests": -1 }), "/_simulator/limits"),
        (Method::PUT, "/behaviour", json!({ "wrongKey": 404 }), "wrongKey"),
        (Method::PUT, "/faults", json!([{ "fault": { "kind": "meteor" } }]), "meteor"),
        (Method::PUT, "/faults", json!({}), "/_simulator/faults"),
        (
            Method::PUT,
            "/endpoints",
            json!([{ "url": "ftp://x/", "secret": "whsec_MDEy" }]),
            "http://",
        ),
        (Method::PUT, "/endpoints", json!([{ "url": "http://x/", "secret": "MDEy" }]), "whsec_"),
        (Method::PUT, "/endpoints", json!([{ "url": "http://x/", "secret": "whsec_" }]), "whsec_"),
        (Method::PUT, "/deliveries", json!({ "copies": 0 }), "copies"),
        (Method::PUT, "/deliveries", json!({ "retryScale": -1.0 }), "retryScale"),
        (Method::PUT, "/deliveries", json!({ "delayMs": u64::MAX }), "delayMs"),
        (Method::PUT, "/users/user_1", json!({ "id": "user_2" }), "path"),
        (Method::PUT, "/users/1", json!({}), "user_"),
        (Method::PUT, "/users/user_1", json!([]), "object"),
        (Method::PATCH, "/users/user_ada", json!({ "email_addresses": 1 }), "email_addresses"),
        (Method::PATCH, "/users/user_ada", json!({ "id": "user_2" }), "`id`"),
        (Method::POST, "/tokens", json!({ "userId": "user_1", "version": 3 }), "version"),
        (Method::POST, "/tokens", json!({}), "userId"),
        (Method::POST, "/users/user_ada/image", json!({ "url": "x" }), "url"),
    ];
    for (method, path, body, expected) in bad {
        let reply = call(&clerk, method, path, &body).await;
        let message = reply.body["error"].as_str().unwrap_or_default();
        assert!(reply.status == 400 && message.contains(expected), "{path} {body}: {message}");
    }
    let broken = clerk.bare(Method::PUT, "/_simulator/limits").body("{");
    assert_eq!(send(broken).await.status, 400);
    for path in ["/nothing", "/users/user_0"] {
        assert_eq!(call(&clerk, Method::GET, path, &json!({})).await.status, 404, "{path}");
    }
}
