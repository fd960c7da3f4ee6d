//! The Clerk simulator: its Backend API, which tells of each change by webhook, and its admin
//! surface, which changes things behind Clerk's back or makes Clerk fail.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use clerk_simulator::{Fault, FaultRule};
use reqwest::Method;
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::sync::Mutex;

use super::clerk::{Event, Someone};
use super::stack::{Stack, broken};

/// The newest state in which the simulator was given each of the tests' people, by Clerk id:
/// their `updated_at`, or the end of time for somebody who was deleted.
static GIVEN: LazyLock<Mutex<HashMap<String, u64>>> = LazyLock::new(Mutex::default);

/// The people about whom Clerk answers nothing now but a status.
static WITHHELD: Mutex<BTreeMap<String, u16>> = Mutex::const_new(BTreeMap::new());

/// What requests the Backend API had since they were last forgotten.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Requests {
    pub(crate) total: u64,
    pub(crate) by_route: HashMap<String, u64>,
    pub(crate) by_status: HashMap<u16, u64>,
    recent: Vec<RequestSeen>,
}

/// One of them.
#[derive(Debug, Deserialize)]
struct RequestSeen {
    method: String,
    target: String,
    status: u16,
}

impl Requests {
    /// What each request with that method and path was answered with, as far as they are kept.
    pub(crate) fn statuses(&self, method: &str, path: &str) -> Vec<u16> {
        let recent = self.recent.iter();
        let wanted = recent.filter(|it| it.method == method && it.target == path);
        wanted.map(|it| it.status).collect()
    }
}

/// Clerk itself, as the application and its admins use it.
impl Stack {
    /// Does something through Clerk's Backend API, which Clerk then tells of by webhook.
    pub(crate) async fn in_clerk(&self, method: Method, path: &str, body: Value) -> Value {
        let url = format!("{}/v1{path}", self.description.clerk_url);
        let request = self.http.request(method, url);
        self.answered(request.bearer_auth(&self.description.clerk_secret_key), &body).await
    }

    /// Changes a user as an admin does in Clerk's dashboard.
    pub(crate) async fn edit_in_clerk(&self, id: &str, change: Value) -> Value {
        self.in_clerk(Method::PATCH, &format!("/users/{id}"), change).await
    }

    /// Lays metadata over a user's public metadata.
    pub(crate) async fn set_metadata(&self, id: &str, metadata: Value) {
        let change = json!({ "public_metadata": metadata });
        self.in_clerk(Method::PATCH, &format!("/users/{id}/metadata"), change).await;
    }

    /// Gives a user another address in the place of theirs, verified.
    pub(crate) async fn replace_email(&self, id: &str, address: &str) {
        let change = json!({ "email_address": address });
        self.in_clerk(Method::PUT, &format!("/users/{id}/email_address"), change).await;
    }

    /// Bans, unbans, locks or unlocks a user.
    pub(crate) async fn punish(&self, id: &str, how: &str) {
        self.in_clerk(Method::POST, &format!("/users/{id}/{how}"), json!({})).await;
    }

    /// Deletes a user, which Clerk tells of.
    pub(crate) async fn delete_in_clerk(&self, id: &str) {
        self.in_clerk(Method::DELETE, &format!("/users/{id}"), json!({})).await;
    }
}

/// What nobody can do to Clerk but a test.
impl Stack {
    /// Makes an admin request, and sees it met.
    pub(crate) async fn simulate(&self, method: Method, path: &str, body: Value) -> Value {
        let url = format!("{}{path}", self.description.clerk_admin_url);
        self.answered(self.http.request(method, url), &body).await
    }

    async fn answered(&self, request: reqwest::RequestBuilder, body: &Value) -> Value {
        let answer = request.json(body).send().await;
        let answer = answer.unwrap_or_else(|it| broken("be Clerk", &it));
        let (url, status) = (answer.url().clone(), answer.status());
        let text = answer.text().await.unwrap();
        assert!(status.is_success(), "{url}: {status} {text}");
        serde_json::from_str(&text).unwrap()
    }

    /// Everything about Clerk as it was when the stack started, but for the people.
    pub(crate) async fn reset_clerk(&self) {
        WITHHELD.lock().await.clear();
        self.mend().await;
        self.set_deliveries(json!({})).await;
        self.deliver_with(1).await;
        self.simulate(Method::PUT, "/behaviour", json!({})).await;
        self.simulate(Method::PUT, "/limits", json!({})).await;
    }

    /// Makes Clerk post what happens once for each of the first `number` signing secrets, as
    /// with so many endpoints.
    pub(crate) async fn deliver_with(&self, number: usize) {
        let url = format!("{}/webhooks/clerk", self.description.api_url);
        let secrets = self.description.webhook_secrets[..number].iter();
        let endpoints: Vec<_> = secrets.map(|it| json!({ "url": url, "secret": it })).collect();
        self.simulate(Method::PUT, "/endpoints", json!(endpoints)).await;
    }

    /// Says how deliveries go, for everybody: only for who has the stack alone.
    pub(crate) async fn set_deliveries(&self, mode: Value) {
        self.simulate(Method::PUT, "/deliveries", mode).await;
    }

    /// Makes Clerk fail by these rules, for everybody: only for who has the stack alone.
    pub(crate) async fn break_clerk(&self, rules: Vec<FaultRule>) {
        self.simulate(Method::PUT, "/faults", json!(rules)).await;
    }

    /// Ends all of Clerk's failures.
    pub(crate) async fn mend(&self) {
        self.simulate(Method::DELETE, "/faults", json!({})).await;
    }

    /// Clerk can't be asked about this user now, nor told anything.
    pub(crate) async fn cut_off(&self, id: &str) {
        self.withhold(id, 503).await;
    }

    /// Clerk answers nothing about this user but that status.
    pub(crate) async fn withhold(&self, id: &str, status: u16) {
        let mut withheld = WITHHELD.lock().await;
        withheld.insert(id.to_owned(), status);
        self.break_clerk(rules_for(&withheld)).await;
    }

    /// Clerk can be asked about this user again.
    pub(crate) async fn reconnect(&self, id: &str) {
        let mut withheld = WITHHELD.lock().await;
        withheld.remove(id);
        self.break_clerk(rules_for(&withheld)).await;
    }

    /// What was asked of Clerk since it was last forgotten.
    pub(crate) async fn requests(&self) -> Requests {
        let requests = self.simulate(Method::GET, "/requests", json!({})).await;
        serde_json::from_value(requests).unwrap()
    }

    /// How many users Clerk has.
    pub(crate) async fn user_count(&self) -> u64 {
        self.simulate(Method::GET, "/health", json!({})).await["users"].as_u64().unwrap()
    }

    /// Forgets what was asked: only for who has the stack alone.
    pub(crate) async fn forget_requests(&self) {
        self.simulate(Method::DELETE, "/requests", json!({})).await;
    }

    /// The ids of the events about a user that Clerk has posted, oldest first.
    pub(crate) async fn posted(&self, id: &str) -> Vec<String> {
        let deliveries = self.simulate(Method::GET, "/deliveries", json!({})).await;
        let attempts = deliveries["attempts"].as_array().unwrap().iter();
        let about = attempts.filter(|it| it["userId"] == id && it["outcome"] == "taken");
        let mut ids = Vec::new();
        for event in about.map(|it| it["messageId"].as_str().unwrap().to_owned()) {
            if !ids.contains(&event) {
                ids.push(event);
            }
        }
        ids
    }
}

/// Clerk's people, without a webhook.
impl Stack {
    /// A user as Clerk has them.
    pub(crate) async fn clerk_user(&self, id: &str) -> Value {
        self.simulate(Method::GET, &format!("/users/{id}"), json!({})).await
    }

    /// Clerk has somebody as they are now; no webhook tells of it.
    pub(crate) async fn clerk_has(&self, someone: &Someone) {
        self.give(&someone.id, someone.updated_at, someone.data()).await;
    }

    /// Something about a user changes now; no webhook tells of it.
    pub(crate) async fn change_silently(&self, id: &str, change: Value) {
        self.simulate(Method::PATCH, &format!("/users/{id}"), change).await;
    }

    /// Clerk no longer has a user; no webhook tells of it.
    pub(crate) async fn delete_silently(&self, id: &str) {
        GIVEN.lock().await.insert(id.to_owned(), u64::MAX);
        self.remove(id).await;
    }

    async fn remove(&self, id: &str) {
        self.simulate(Method::DELETE, &format!("/users/{id}"), json!({})).await;
    }

    /// Clerk has done what it tells of; what it has done since stays done.
    pub(crate) async fn happen(&self, event: &Event) {
        let Ok(body) = serde_json::from_slice::<Value>(&event.body) else { return };
        let data = &body["data"];
        let Some(id) = data["id"].as_str() else { return };
        match body["type"].as_str() {
            Some("user.created" | "user.updated") => {
                let updated_at = data["updated_at"].as_u64().unwrap();
                self.give(id, updated_at, data.clone()).await;
            }
            Some("user.deleted") => {
                let before = GIVEN.lock().await.insert(id.to_owned(), u64::MAX);
                if before.is_some_and(|it| it < u64::MAX) {
                    self.remove(id).await;
                }
            }
            _ => {}
        }
    }

    async fn give(&self, id: &str, updated_at: u64, user: Value) {
        let mut given = GIVEN.lock().await;
        if given.get(id).is_none_or(|it| *it < updated_at) {
            given.insert(id.to_owned(), updated_at);
            self.simulate(Method::PUT, &format!("/users/{id}"), user).await;
        }
    }
}

/// That fault, for every list of users.
pub(crate) fn on_lists(fault: Fault) -> FaultRule {
    FaultRule::always(fault).on("GET", "/v1/users")
}

/// Nothing but that status.
pub(crate) const fn status(status: u16) -> Fault {
    Fault::Status { status, retry_after: None }
}

fn rules_for(withheld: &BTreeMap<String, u16>) -> Vec<FaultRule> {
    let rules = withheld.iter().flat_map(|(id, &status)| {
        let rule = FaultRule::always(self::status(status));
        let path = format!("/v1/users/{id}");
        [rule.clone().on("GET", &path), rule.on("PATCH", &(path + "/metadata"))]
    });
    rules.collect()
}
