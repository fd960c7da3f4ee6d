//! A plain HTTP client that knows nothing of Clerk but the key.

use std::ops::Deref;

use clerk_simulator::{Seed, Simulator};
use reqwest::header::HeaderMap;
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};

/// A running instance and a client for it.
pub(crate) struct Backend {
    simulator: Simulator,
    http: reqwest::Client,
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Value,
}

impl Deref for Backend {
    type Target = Simulator;

    fn deref(&self) -> &Simulator {
        &self.simulator
    }
}

impl Backend {
    pub(crate) async fn start(seed: Seed) -> Self {
        let simulator = Simulator::start(seed).await.unwrap();
        Self { simulator, http: reqwest::Client::builder().no_proxy().build().unwrap() }
    }

    /// An instance whose only user is Ada.
    pub(crate) async fn with_ada() -> Self {
        let clerk = Self::start(Seed::default()).await;
        let emails = json!([{ "id": "idn_ada", "email_address": "ada@example.com" }]);
        let ada = json!({ "id": "user_ada", "first_name": "Ada", "email_addresses": emails });
        clerk.put_user(ada).unwrap();
        clerk
    }

    /// A request without a key.
    pub(crate) fn bare(&self, method: Method, path: &str) -> RequestBuilder {
        self.http.request(method, format!("{}{path}", self.url()))
    }

    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.bare(method, path).bearer_auth(self.secret_key())
    }

    pub(crate) async fn get(&self, path: &str) -> Reply {
        send(self.request(Method::GET, path)).await
    }

    pub(crate) async fn delete(&self, path: &str) -> Reply {
        send(self.request(Method::DELETE, path)).await
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Reply {
        send(self.request(Method::POST, path).json(body)).await
    }

    pub(crate) async fn patch(&self, path: &str, body: &Value) -> Reply {
        send(self.request(Method::PATCH, path).json(body)).await
    }

    pub(crate) async fn put(&self, path: &str, body: &Value) -> Reply {
        send(self.request(Method::PUT, path).json(body)).await
    }

    /// The ids of a list's users, in order.
    pub(crate) async fn ids(&self, query: &str) -> Vec<String> {
        let reply = self.get(&format!("/v1/users?{query}")).await;
        assert_eq!(reply.status, 200, "{}", reply.body);
        let users = reply.body.as_array().unwrap();
        users.iter().map(|it| it["id"].as_str().unwrap().to_owned()).collect()
    }
}

pub(crate) async fn send(request: RequestBuilder) -> Reply {
    let response = request.send().await.unwrap();
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    Reply { status, headers, body: response.json().await.unwrap() }
}

impl Reply {
    /// The code of the first error.
    pub(crate) fn code(&self) -> &str {
        self.body["errors"][0]["code"].as_str().unwrap_or_default()
    }

    /// Status and code, to compare at once.
    pub(crate) fn failure(&self) -> (u16, &str) {
        (self.status, self.code())
    }
}
