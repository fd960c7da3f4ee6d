//! Every answer is what Clerk's OpenAPI says it is.

use clerk_simulator::{FaultRule, Seed};
use jsonschema::Validator;
use serde_json::{Value, json};

use crate::backend::Backend;
use crate::receiver::Receiver;

const BACKEND_API: &str = include_str!("../../schemas/backend-api.json");
const WEBHOOKS: &str = include_str!("../../schemas/webhooks.json");

/// The schema of that name.
fn schema(document: &str, name: &str) -> Validator {
    let mut document: Value = serde_json::from_str(document).unwrap();
    document["$ref"] = json!(format!("#/$defs/{name}"));
    jsonschema::validator_for(&document).unwrap()
}

fn assert_is(name: &str, value: &Value) {
    assert_valid(&schema(BACKEND_API, name), value);
}

fn assert_valid(schema: &Validator, value: &Value) {
    let faults: Vec<_> = schema.iter_errors(value).map(|it| it.to_string()).collect();
    assert!(faults.is_empty(), "{faults:#?} in {value:#}");
}

#[tokio::test]
async fn lists_are_bare_arrays_of_users_generated_or_not() {
    let clerk = Backend::start(Seed::of(2_000)).await;
    clerk.put_user(json!({ "id": "user_1", "email_addresses": [] })).unwrap();
    let user = schema(BACKEND_API, "User");

    for page in ["offset=0", "offset=500", "offset=1600"] {
        let reply = clerk.get(&format!("/v1/users?limit=500&{page}")).await;

        assert_eq!(reply.headers["content-type"], "application/json");
        for it in reply.body.as_array().unwrap() {
            assert_valid(&user, it);
        }
    }
    assert_is("TotalCount", &clerk.get("/v1/users/count").await.body);
}

#[tokio::test]
async fn writes_answer_with_what_they_wrote() {
    let clerk = Backend::start(Seed::of(1)).await;
    let new = json!({
        "email_address": ["new@example.com", "kept@example.com"],
        "email_address_identification_status": ["verified", "reserved"],
        "public_metadata": { "roles": ["CLIENT"] },
        "username": "new",
    });
    let user = clerk.post("/v1/users", &new).await.body;
    assert_is("User", &user);
    let path = format!("/v1/users/{}", user["id"].as_str().unwrap());
    let sub = |name: &str| format!("{path}/{name}");

    assert_is("User", &clerk.patch(&path, &json!({ "first_name": "Eva" })).await.body);
    assert_is("User", &clerk.patch(&sub("metadata"), &json!({ "public_metadata": {} })).await.body);
    assert_is("User", &clerk.put(&sub("metadata"), &json!({ "unsafe_metadata": {} })).await.body);
    for change in ["ban", "unban", "lock", "unlock"] {
        assert_is("User", &clerk.post(&sub(change), &json!({})).await.body);
    }
    for status in ["verified", "reserved", "unverified"] {
        let address = json!({ "email_address": "e@example.com", "identification_status": status });
        assert_is("EmailAddress", &clerk.put(&sub("email_address"), &address).await.body);
        assert_is("User", &clerk.get(&path).await.body);
    }
    assert_is("User", &clerk.delete(&sub("profile_image")).await.body);
    let address = json!({ "user_id": user["id"], "email_address": "second@example.com" });
    let address = clerk.post("/v1/email_addresses", &address).await.body;
    assert_is("EmailAddress", &address);
    let address = format!("/v1/email_addresses/{}", address["id"].as_str().unwrap());
    assert_is("EmailAddress", &clerk.patch(&address, &json!({ "verified": true })).await.body);
    assert_is("DeletedObject", &clerk.delete(&address).await.body);
    assert_is("DeletedObject", &clerk.delete(&path).await.body);
}

#[tokio::test]
async fn the_instance_keys_and_errors_have_their_shapes() {
    let clerk = Backend::with_ada().await;
    assert_is("Instance", &clerk.get("/v1/instance").await.body);
    assert_is("JWKS", &clerk.get("/v1/jwks").await.body);
    assert_is("JWKS", &clerk.get("/.well-known/jwks.json").await.body);

    clerk.set_faults(vec![fault(&json!({ "kind": "status", "status": 503 })).times(1)]).unwrap();
    assert_is("ClerkErrors", &clerk.get("/v1/users").await.body);
    for path in ["/v1/users/user_0", "/v1/users?limit=0", "/v1/nothing"] {
        let reply = clerk.get(path).await;
        assert_is("ClerkErrors", &reply.body);
        assert_eq!(reply.headers["content-type"], "application/json");
    }
    assert_eq!(clerk.post("/v1/users/user_ada", &json!({})).await.status, 405);
}

#[tokio::test]
async fn events_carry_what_the_webhook_schemas_say() {
    let (clerk, receiver) = (Backend::start(Seed::of(1)).await, Receiver::start(&[]).await);
    clerk.set_endpoints(vec![receiver.endpoint()]).unwrap();

    let new = json!({ "email_address": ["new@example.com"], "external_id": "ours-1" });
    let user = clerk.post("/v1/users", &new).await.body;
    let path = format!("/v1/users/{}", user["id"].as_str().unwrap());
    clerk.patch(&path, &json!({ "first_name": "Eva" })).await;
    clerk.delete(&path).await;
    clerk.deliveries_settled().await;

    let envelope = schema(WEBHOOKS, "WebhookEventPayload");
    let posts = receiver.posts();
    assert_eq!(posts.len(), 3);
    for post in posts {
        let event = post.event();
        assert_valid(&envelope, &event);
        let is_deletion = event["type"] == "user.deleted";
        let data = schema(WEBHOOKS, if is_deletion { "DeletedObject" } else { "User" });
        assert_valid(&data, &event["data"]);
    }
}

/// A rule as the admin surface takes it.
fn fault(fault: &Value) -> FaultRule {
    serde_json::from_value(json!({ "fault": fault })).unwrap()
}
