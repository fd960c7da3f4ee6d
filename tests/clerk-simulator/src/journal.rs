//! Which requests came, so that a test can count them.

use std::collections::{BTreeMap, VecDeque};

use serde::Serialize;

/// How many requests are kept one by one.
const MOST_RECENT: usize = 1_000;

/// The requests to the Backend API since the last reset.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Requests {
    /// How many there were.
    pub total: u64,
    /// How many of each method and route, such as `GET /v1/users/{user_id}`.
    pub by_route: BTreeMap<String, u64>,
    /// How many were answered with each status. A request that got no answer counts as 0.
    pub by_status: BTreeMap<u16, u64>,
    /// The latest of them, oldest first.
    pub recent: VecDeque<RequestSeen>,
}

/// One request and what it was answered with.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RequestSeen {
    /// When it came, in milliseconds.
    pub at: i64,
    /// The method.
    pub method: String,
    /// Path and query.
    pub target: String,
    /// The `Clerk-API-Version` header.
    pub version: Option<String>,
    /// The answer's status; 0 when the connection was closed without one.
    pub status: u16,
}

impl Requests {
    pub(crate) fn record(&mut self, route: &str, seen: RequestSeen) {
        self.total += 1;
        *self.by_route.entry(format!("{} {route}", seen.method)).or_default() += 1;
        *self.by_status.entry(seen.status).or_default() += 1;
        if self.recent.len() == MOST_RECENT {
            self.recent.pop_front();
        }
        self.recent.push_back(seen);
    }

    /// How many requests that method and route had, such as `GET /v1/users`.
    #[must_use]
    pub fn count(&self, route: &str) -> u64 {
        self.by_route.get(route).copied().unwrap_or_default()
    }
}
