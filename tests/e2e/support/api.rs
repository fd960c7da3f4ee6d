//! The profile API: people with a session, requests as a page makes them, and what comes back.

use clerk_simulator::TokenRequest;
use reqwest::Method;
use reqwest::header::{AUTHORIZATION, HeaderMap, HeaderName, HeaderValue};
use serde_json::{Value, json};

use super::clerk::Someone;
use super::stack::{Stack, broken};
use super::wait::{SOON, until};

/// How long the tests' tokens last, in seconds: longer than any test.
const LIFETIME: i64 = 600;

/// What every answer has, whatever it says.
const ALWAYS: [(&str, &str); 4] = [
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("content-security-policy", "default-src 'none'; frame-ancestors 'none'"),
    ("strict-transport-security", "max-age=63072000; includeSubDomains"),
];

/// Most pages of a list that a test walks through.
const MOST_PAGES: usize = 200;

/// Somebody who is known on both sides, and has a session.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    /// They in Clerk.
    pub(crate) someone: Someone,
    /// The platform's id of them.
    pub(crate) id: String,
    /// Their session token.
    pub(crate) token: String,
}

/// A request.
#[derive(Clone, Debug)]
pub(crate) struct Ask {
    method: Method,
    path: String,
    headers: HeaderMap,
    body: Option<String>,
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Told {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl Member {
    /// Clerk's id of them.
    pub(crate) fn clerk_id(&self) -> &str {
        &self.someone.id
    }

    /// Where their builder profile is.
    pub(crate) fn builder(&self) -> String {
        format!("/v1/builders/{}", self.id)
    }

    /// Where their client profile is.
    pub(crate) fn client(&self) -> String {
        format!("/v1/clients/{}", self.id)
    }

    /// Where their validation tier is set.
    pub(crate) fn tier(&self) -> String {
        format!("/v1/builders/{}/validation-tier", self.id)
    }

    /// Where their account is.
    pub(crate) fn account(&self) -> String {
        format!("/v1/users/{}", self.id)
    }

    /// Where their roles are set.
    pub(crate) fn roles(&self) -> String {
        format!("/v1/users/{}/roles", self.id)
    }

    /// Where their audit trail is.
    pub(crate) fn trail(&self) -> String {
        format!("/v1/users/{}/audit", self.id)
    }

    /// Where both sides of them are.
    pub(crate) fn comparison(&self) -> String {
        format!("/v1/users/{}/comparison", self.id)
    }
}

impl Ask {
    /// A request without a body.
    pub(crate) fn new(method: Method, path: impl Into<String>) -> Self {
        Self { method, path: path.into(), headers: HeaderMap::new(), body: None }
    }

    /// A look.
    pub(crate) fn get(path: impl Into<String>) -> Self {
        Self::new(Method::GET, path)
    }

    /// A merge patch, of whatever version is there.
    pub(crate) fn patch(path: impl Into<String>, change: &Value) -> Self {
        let ask = Self::new(Method::PATCH, path).seen("*");
        ask.body("application/merge-patch+json", change.to_string())
    }

    /// A new value.
    pub(crate) fn put(path: impl Into<String>, value: &Value) -> Self {
        Self::new(Method::PUT, path).body("application/json", value.to_string())
    }

    /// An order.
    pub(crate) fn post(path: impl Into<String>, order: &Value) -> Self {
        Self::new(Method::POST, path).body("application/json", order.to_string())
    }

    /// With that body.
    pub(crate) fn body(mut self, media_type: &str, body: impl Into<String>) -> Self {
        self.body = Some(body.into());
        self.header("content-type", media_type)
    }

    /// By somebody.
    pub(crate) fn by(self, member: &Member) -> Self {
        self.with(&member.token)
    }

    /// With a token.
    pub(crate) fn with(self, token: &str) -> Self {
        self.header("authorization", &format!("Bearer {token}"))
    }

    /// Of the version that this tag is of.
    pub(crate) fn seen(self, etag: &str) -> Self {
        self.header("if-match", etag)
    }

    /// With a header, in place of what it was.
    pub(crate) fn header(mut self, name: &'static str, value: &str) -> Self {
        self.headers.insert(HeaderName::from_static(name), HeaderValue::from_str(value).unwrap());
        self
    }

    /// With a header once more.
    pub(crate) fn another(mut self, name: &'static str, value: &str) -> Self {
        self.headers.append(HeaderName::from_static(name), HeaderValue::from_str(value).unwrap());
        self
    }

    /// Without a header.
    pub(crate) fn without(mut self, name: &str) -> Self {
        self.headers.remove(name);
        self
    }

    /// Whether anybody may keep the answer for a while, if it goes well: the contract is the
    /// same for everybody, and builders for who sends no token.
    fn is_public(&self) -> bool {
        let is_anonymous = !self.headers.contains_key(AUTHORIZATION);
        let shows_builders = self.method == Method::GET && self.path.starts_with("/v1/builders");
        self.path == "/v1/openapi.json" || is_anonymous && shows_builders
    }
}

impl Told {
    /// A header's value; empty if it isn't there.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map(|it| it.to_str().unwrap()).unwrap_or_default()
    }

    /// The version of what is shown.
    pub(crate) fn etag(&self) -> &str {
        let etag = self.header("etag");
        assert!(etag.starts_with('"'), "{self:?}");
        etag
    }

    /// The id by which the request is found in the logs.
    pub(crate) fn request_id(&self) -> &str {
        self.header("x-request-id")
    }

    /// The body.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// The body of an answer to a request that went well.
    pub(crate) fn ok(&self) -> Value {
        assert_eq!(self.status, 200, "{self:?}");
        self.json()
    }

    /// The status and the name of what went wrong.
    pub(crate) fn problem(&self) -> (u16, String) {
        assert!(self.status >= 400, "{self:?}");
        let kind = self.json()["type"].as_str().unwrap().to_owned();
        let name = kind.strip_prefix("urn:profile-sync:problem:");
        (self.status, name.unwrap_or_else(|| panic!("{self:?}")).to_owned())
    }

    /// Checks the form of an answer.
    fn assert_formed(&self, is_public: bool) {
        for (name, value) in ALWAYS {
            assert_eq!(self.header(name), value, "{name}: {self:?}");
        }
        assert!(!self.request_id().is_empty(), "{self:?}");
        let may_be_kept = is_public && matches!(self.status, 200 | 304);
        let kept = if may_be_kept { "public, max-age=60" } else { "no-store" };
        assert_eq!(self.header("cache-control"), kept, "{self:?}");
        if self.status < 400 {
            return;
        }
        assert!(self.status < 500 || self.status == 503, "{self:?}");
        assert_eq!(self.header("content-type"), "application/problem+json", "{self:?}");
        let problem = self.json();
        assert_eq!(problem["status"], self.status, "{self:?}");
        assert_eq!(problem["requestId"], self.request_id(), "{self:?}");
        assert!(problem["title"].is_string() && problem["detail"].is_string(), "{self:?}");
    }
}

impl Stack {
    /// Somebody new with these roles, by an event of Clerk's, and with a session.
    pub(crate) async fn member(&self, roles: &[&'static str]) -> Member {
        let someone = Someone { roles: Some(roles.to_vec()), ..Someone::new() };
        self.sign_up(someone).await
    }

    /// The same for somebody certain.
    pub(crate) async fn sign_up(&self, someone: Someone) -> Member {
        self.settle(&someone.created()).await;
        let id = self.person(&someone.id).await.id().to_owned();
        let token = self.token(&TokenRequest::of(&someone.id)).await;
        Member { someone, id, token }
    }

    /// A token; one that is to be good lasts for as long as any test.
    pub(crate) async fn token(&self, request: &TokenRequest) -> String {
        let mut request = request.clone();
        if request.lifetime_seconds > 0 {
            request.lifetime_seconds = LIFETIME;
        }
        let minted = self.simulate(Method::POST, "/tokens", json!(request)).await;
        minted["token"].as_str().unwrap().to_owned()
    }

    /// Asks the API, and checks the form of the answer.
    pub(crate) async fn ask(&self, ask: Ask) -> Told {
        let is_public = ask.is_public();
        let Ask { method, path, headers, body } = ask;
        let url = format!("{}{path}", self.description.api_url);
        let request = self.http.request(method, url).headers(headers);
        let request = request.body(body.unwrap_or_default());
        let answer = request.send().await.unwrap_or_else(|it| broken("answer a request", &it));
        let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
        let told = Told { status, headers, text: answer.text().await.unwrap() };
        told.assert_formed(is_public);
        told
    }

    /// All entries of a list, page by page, as somebody sees it, or anybody.
    pub(crate) async fn walk(&self, path: &str, key: &str, by: Option<&Member>) -> Vec<Value> {
        let (mut entries, mut cursor) = (Vec::new(), String::new());
        for _ in 0..MOST_PAGES {
            let ask = Ask::get(format!("{path}{cursor}"));
            let ask = by.map_or(ask.clone(), |it| ask.by(it));
            let mut page = self.ask(ask).await.ok();
            entries.extend(page[key].as_array().unwrap().iter().cloned());
            let Value::String(next) = page["nextCursor"].take() else { return entries };
            let sign = if path.contains('?') { '&' } else { '?' };
            cursor = format!("{sign}cursor={next}");
        }
        panic!("{path} has no end")
    }

    /// A run that was asked for, once it has ended.
    pub(crate) async fn run_at(&self, location: &str, admin: &Member) -> Value {
        until(&format!("{location} has ended"), SOON, async || {
            let told = self.ask(Ask::get(location).by(admin)).await;
            if told.status == 404 {
                return Err("it has not begun".to_owned());
            }
            let run = told.ok();
            if run["state"] == "open" { Err(run.to_string()) } else { Ok(run) }
        })
        .await
    }
}
