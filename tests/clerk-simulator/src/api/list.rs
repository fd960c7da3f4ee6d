//! `GET /users` and `GET /users/count`.

use std::sync::Arc;

use axum::Extension;
use axum::extract::{RawQuery, State as Shared};
use axum::http::StatusCode;
use serde_json::json;

use super::guard::Distortion;
use super::{Answer, answer, ok};
use crate::query::{self, ListQuery, Parameters};
use crate::state::State;
use crate::sync::read;

/// About how many bytes a user's JSON has.
const USUAL_SIZE: usize = 2_048;

/// What a page that comes too short has at most.
const SHORT: usize = 10;

pub(super) async fn list(
    Shared(state): Shared<Arc<State>>,
    Extension(distortion): Extension<Distortion>,
    RawQuery(query): RawQuery,
) -> Answer {
    let mut query = ListQuery::read(&Parameters::read(query.as_deref()))?;
    if distortion.short_page {
        query.shorten(SHORT);
    }
    let behaviour = state.behaviour();
    let page = query.page(&read(&state.store), behaviour)?;

    let mut body = String::with_capacity(2 + page.len() * USUAL_SIZE);
    let mut before = '[';
    for person in &page {
        body.push(before);
        person.write(&mut body);
        before = ',';
    }
    body.push_str(if page.is_empty() { "[]" } else { "]" });
    Ok(answer(StatusCode::OK, body))
}

pub(super) async fn count(
    Shared(state): Shared<Arc<State>>,
    Extension(distortion): Extension<Distortion>,
    RawQuery(query): RawQuery,
) -> Answer {
    let parameters = Parameters::read(query.as_deref());
    let count = query::count(&parameters, &read(&state.store))?;
    let count = i64::try_from(count).unwrap_or(i64::MAX).saturating_add(distortion.count_off);
    Ok(ok(&json!({ "object": "total_count", "total_count": count.max(0) })))
}
