//! Changes through the Backend API.

use clerk_simulator::{Behaviour, Seed, generated};
use serde_json::{Value, json};

use crate::backend::{Backend, send};

const ADA: &str = "/v1/users/user_ada";

#[tokio::test]
async fn every_change_moves_updated_at() {
    let clerk = Backend::with_ada().await;
    let mut before = clerk.user("user_ada").unwrap()["updated_at"].as_i64().unwrap();
    for _ in 0..5 {
        let after =
            clerk.patch(ADA, &json!({ "first_name": "Ada" })).await.body["updated_at"].as_i64();
        assert!(after.unwrap() > before);
        before = after.unwrap();
    }
}

#[tokio::test]
async fn only_what_was_sent_changes() {
    let clerk = Backend::with_ada().await;

    let user = clerk.patch(ADA, &json!({ "last_name": "Okafor", "username": "ada" })).await.body;
    assert_eq!((&user["first_name"], &user["last_name"]), (&json!("Ada"), &json!("Okafor")));

    let user = clerk.patch(ADA, &json!({ "username": "", "last_name": null })).await.body;
    assert_eq!((&user["username"], &user["last_name"]), (&Value::Null, &Value::Null));
    assert_eq!(clerk.get(ADA).await.body, user);
}

#[tokio::test]
async fn a_property_that_is_unknown_or_of_the_wrong_type_is_refused() {
    let clerk = Backend::with_ada().await;
    let before = clerk.user("user_ada");
    for (body, code) in [
        (json!({ "firstName": "Eva" }), "form_param_unknown"),
        (json!({ "public_metadata": {} }), "form_param_unknown"),
        (json!({ "first_name": 1 }), "form_param_type_invalid"),
        (json!({ "delete_self_enabled": "yes" }), "form_param_type_invalid"),
    ] {
        assert_eq!(clerk.patch(ADA, &body).await.failure(), (422, code), "{body}");
    }
    let broken = clerk.request(reqwest::Method::PATCH, ADA).body("{");
    assert_eq!(send(broken).await.failure(), (400, "request_body_invalid"));
    assert_eq!(clerk.user("user_ada"), before);
}

#[tokio::test]
async fn older_versions_replace_metadata_with_the_user() {
    let clerk = Backend::with_ada().await;
    let request = |version| {
        let body = json!({ "public_metadata": { "roles": ["CLIENT"] } });
        clerk.request(reqwest::Method::PATCH, ADA).header("Clerk-API-Version", version).json(&body)
    };
    assert_eq!(send(request("2026-05-12")).await.failure(), (422, "form_param_unknown"));
    let user = send(request("2025-11-10")).await.body;
    assert_eq!(user["public_metadata"], json!({ "roles": ["CLIENT"] }));
}

#[tokio::test]
async fn nobody_unknown_can_be_changed() {
    let clerk = Backend::with_ada().await;
    let not_found = (404, "resource_not_found");
    let nobody = "/v1/users/user_nobody";
    assert_eq!(clerk.get(nobody).await.failure(), not_found);
    assert_eq!(clerk.patch(nobody, &json!({})).await.failure(), not_found);
    assert_eq!(clerk.delete(nobody).await.failure(), not_found);
    assert_eq!(clerk.patch(&format!("{nobody}/metadata"), &json!({})).await.failure(), not_found);
    assert_eq!(clerk.post(&format!("{nobody}/ban"), &json!({})).await.failure(), not_found);
    assert_eq!(clerk.get("/v1/email_addresses/idn_0").await.failure(), not_found);
}

#[tokio::test]
async fn metadata_merges_deeply_and_null_deletes() {
    let clerk = Backend::with_ada().await;
    let path = format!("{ADA}/metadata");
    let first = json!({ "public_metadata": { "a": { "b": 1, "c": 2 }, "roles": ["CLIENT"] } });
    clerk.patch(&path, &first).await;

    let change = json!({ "public_metadata": { "a": { "b": null }, "roles": ["BUILDER"] } });
    let user = clerk.patch(&path, &change).await.body;
    assert_eq!(user["public_metadata"], json!({ "a": { "c": 2 }, "roles": ["BUILDER"] }));

    let replaced = clerk.put(&path, &json!({ "public_metadata": { "x": null } })).await.body;
    assert_eq!(replaced["public_metadata"], json!({ "x": null }));
}

#[tokio::test]
async fn metadata_over_8_kb_is_refused() {
    let clerk = Backend::with_ada().await;
    let metadata = |size| json!({ "public_metadata": { "a": "x".repeat(size) } });
    let path = format!("{ADA}/metadata");
    assert_eq!(clerk.patch(&path, &metadata(8_192 - 8)).await.status, 200);
    let refused = clerk.patch(&path, &metadata(8_193 - 8)).await;
    assert_eq!(refused.failure(), (422, "form_param_exceeds_allowed_size"));
}

#[tokio::test]
async fn what_somebody_else_has_is_taken() {
    let clerk = Backend::with_ada().await;
    let new =
        json!({ "email_address": ["eva@example.com"], "username": "eva", "external_id": "1" });
    assert_eq!(clerk.post("/v1/users", &new).await.status, 200);
    let taken = (422, "form_identifier_exists");

    for body in [json!({ "username": "eva" }), json!({ "external_id": "1" })] {
        assert_eq!(clerk.patch(ADA, &body).await.failure(), taken);
    }
    let address = json!({ "user_id": "user_ada", "email_address": "EVA@example.com" });
    assert_eq!(clerk.post("/v1/email_addresses", &address).await.failure(), taken);
    let address = json!({ "email_address": "eva@example.com" });
    assert_eq!(clerk.put(&format!("{ADA}/email_address"), &address).await.failure(), taken);

    clerk.set_behaviour(Behaviour { taken_is_409: true, ..Behaviour::default() });
    assert_eq!(clerk.patch(ADA, &json!({ "username": "eva" })).await.status, 409);
    assert_eq!(clerk.patch(ADA, &json!({ "username": "ada" })).await.status, 200);
}

#[tokio::test]
async fn a_generated_address_is_taken_until_its_owner_is_gone() {
    let clerk = Backend::start(Seed::of(2)).await;
    let new = json!({ "email_address": [generated(1).email()] });
    assert!(generated(1).email_verified(), "the test needs a verified address");
    assert_eq!(clerk.post("/v1/users", &new).await.code(), "form_identifier_exists");

    clerk.delete(&format!("/v1/users/{}", generated(1).id())).await;
    assert_eq!(clerk.post("/v1/users", &new).await.status, 200);
    assert_eq!(clerk.get("/v1/users/count").await.body["total_count"], 2);
}

#[tokio::test]
async fn an_address_comes_is_proven_becomes_primary_and_goes() {
    let clerk = Backend::with_ada().await;
    let new = json!({ "user_id": "user_ada", "email_address": "second@example.com" });
    let entry = clerk.post("/v1/email_addresses", &new).await.body;
    let id = entry["id"].as_str().unwrap();
    let primary = json!({ "primary_email_address_id": id });

    assert_eq!(entry["verification"]["status"], "unverified");
    assert_eq!(clerk.patch(ADA, &primary).await.failure(), (422, "form_param_value_invalid"));

    let path = format!("/v1/email_addresses/{id}");
    clerk.patch(&path, &json!({ "verified": true })).await;
    let user = clerk.patch(ADA, &primary).await.body;
    assert_eq!(user["primary_email_address_id"], id);
    assert_eq!(user["email_addresses"].as_array().unwrap().len(), 2);

    clerk.delete(&path).await;
    let user = clerk.get(ADA).await.body;
    assert_eq!(user["primary_email_address_id"], "idn_ada");
}

#[tokio::test]
async fn an_unproven_address_may_be_held_by_two_until_one_proves_it() {
    let clerk = Backend::with_ada().await;
    clerk.put_user(json!({ "id": "user_eva" })).unwrap();
    let mut ids = Vec::new();
    for user in ["user_ada", "user_eva"] {
        let new = json!({ "user_id": user, "email_address": "both@example.com" });
        let entry = clerk.post("/v1/email_addresses", &new).await.body;
        ids.push(format!("/v1/email_addresses/{}", entry["id"].as_str().unwrap()));
    }
    let proven = json!({ "verified": true });
    assert_eq!(clerk.patch(&ids[0], &proven).await.status, 200);
    assert_eq!(clerk.patch(&ids[1], &proven).await.code(), "form_identifier_exists");
}

#[tokio::test]
async fn replacing_addresses_leaves_one_unless_an_account_is_connected() {
    let clerk = Backend::with_ada().await;
    let path = format!("{ADA}/email_address");
    let new = json!({ "email_address": "new@example.com" });
    let entry = clerk.put(&path, &new).await.body;
    let user = clerk.get(ADA).await.body;
    assert_eq!(user["primary_email_address_id"], entry["id"]);
    assert_eq!(user["email_addresses"], json!([entry]));

    let mut entry = entry;
    entry["linked_to"] = json!([{ "type": "oauth_google", "id": "idn_1" }]);
    clerk.patch_user("user_ada", &json!({ "email_addresses": [entry] })).unwrap();
    assert_eq!(clerk.put(&path, &new).await.status, 422);
}

#[tokio::test]
async fn a_ban_a_lock_and_an_image_come_and_go() {
    let clerk = Backend::with_ada().await;
    for (path, flag, expected) in [
        ("ban", "banned", true),
        ("unban", "banned", false),
        ("lock", "locked", true),
        ("unlock", "locked", false),
    ] {
        let user = clerk.post(&format!("{ADA}/{path}"), &json!({})).await.body;
        assert_eq!(user[flag], expected, "{path}");
    }
    let user = clerk.post("/_simulator/users/user_ada/image", &json!({})).await.body;
    assert_eq!(user["has_image"], true);
    let gone = clerk.delete(&format!("{ADA}/profile_image")).await.body;
    assert_eq!(gone["has_image"], false);
    assert_ne!(gone["image_url"], user["image_url"]);
}

#[tokio::test]
async fn the_deleted_are_gone_from_everywhere() {
    let clerk = Backend::with_ada().await;
    clerk.patch_user("user_ada", &json!({ "external_id": "ours-1" })).unwrap();

    let deleted = clerk.delete(ADA).await.body;

    let expected =
        json!({ "object": "user", "id": "user_ada", "deleted": true, "external_id": "ours-1" });
    assert_eq!(deleted, expected);
    assert_eq!(clerk.get(ADA).await.failure(), (404, "resource_not_found"));
    assert!(clerk.ids("email_address=ada@example.com").await.is_empty());
    assert_eq!(clerk.get("/v1/users/count").await.body["total_count"], 0);
}
