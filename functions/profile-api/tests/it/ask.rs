//! Requests, and what came of them.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use profile_gateway::Event;
use serde_json::{Value, json};

use crate::mint::Token;
use crate::people;
use crate::world::{NOW, REQUEST_ID};

/// A request.
#[derive(Clone, Debug)]
pub(crate) struct Ask {
    pub(crate) method: String,
    pub(crate) path: String,
    query: String,
    headers: BTreeMap<String, String>,
    body: Option<String>,
    base64: bool,
}

/// What came of it.
#[derive(Debug)]
pub(crate) struct Told {
    pub(crate) status: u16,
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) text: String,
}

impl Ask {
    pub(crate) fn new(method: &str, path: &str) -> Self {
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        Self {
            method: method.to_owned(),
            path: path.to_owned(),
            query: query.to_owned(),
            headers: BTreeMap::new(),
            body: None,
            base64: false,
        }
    }

    pub(crate) fn get(path: &str) -> Self {
        Self::new("GET", path)
    }

    /// As that person.
    pub(crate) fn of(self, name: &str) -> Self {
        self.with_token(&Token::of(&people::clerk_id(name)))
    }

    pub(crate) fn with_token(self, token: &Token) -> Self {
        self.header("authorization", &token.bearer())
    }

    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.insert(name.to_owned(), value.to_owned());
        self
    }

    pub(crate) fn seen(self, etag: &str) -> Self {
        self.header("if-match", etag)
    }

    pub(crate) fn json(self, body: &Value) -> Self {
        self.header("content-type", "application/json").body(&body.to_string())
    }

    pub(crate) fn body(mut self, body: &str) -> Self {
        self.body = Some(body.to_owned());
        self
    }

    /// A body as API Gateway hands over what may not be text.
    pub(crate) fn bytes(mut self, body: &[u8]) -> Self {
        self.body = Some(BASE64_STANDARD.encode(body));
        self.base64 = true;
        self
    }

    /// A body that isn't what it is said to be.
    pub(crate) fn broken_base64(mut self) -> Self {
        self.body = Some("no base64!".to_owned());
        self.base64 = true;
        self
    }

    /// The request as API Gateway's HTTP API (payload 2.0) hands it to the function.
    pub(crate) fn event(&self) -> Event {
        let Self { method, path, query, headers, body, base64 } = self;
        let event = json!({
            "version": "2.0", "routeKey": "GET /v1/{proxy+}", "rawPath": path,
            "rawQueryString": query, "headers": headers,
            "requestContext": {
                "accountId": "123456789012", "apiId": "api", "domainName": "api.example.com",
                "http": {
                    "method": method, "path": path, "protocol": "HTTP/1.1",
                    "sourceIp": "203.0.113.7", "userAgent": "tests/1.0",
                },
                "requestId": REQUEST_ID, "stage": "$default",
                "time": "13/Nov/2025:02:13:20 +0000", "timeEpoch": NOW.millis(),
            },
            "body": body, "isBase64Encoded": base64,
        });
        serde_json::from_value(event).unwrap()
    }
}

impl Told {
    /// The body as JSON.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(String::as_str)
    }

    pub(crate) fn etag(&self) -> &str {
        self.header("etag").unwrap_or_else(|| panic!("{self:?}"))
    }

    /// The status, and the name of the problem.
    pub(crate) fn problem(&self) -> (u16, String) {
        assert_eq!(self.header("content-type"), Some("application/problem+json"), "{self:?}");
        let problem = self.json();
        let kind = problem["type"].as_str().unwrap();
        let name = kind.strip_prefix("urn:profile-sync:problem:").unwrap();
        assert_eq!(problem["status"], self.status);
        assert_eq!(problem["requestId"], REQUEST_ID);
        (self.status, name.to_owned())
    }
}
