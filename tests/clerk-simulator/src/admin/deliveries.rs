//! Endpoints and deliveries.

use std::sync::Arc;

use axum::extract::State as Shared;
use serde::Deserialize;
use serde_json::{Value, json};

use super::input::Input;
use super::{Answer, ok};
use crate::state::State;
use crate::webhooks::{Caller, DeliveryMode, Endpoint, Replay};

/// An event that somebody makes up.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Event {
    r#type: String,
    data: Value,
}

pub(super) async fn endpoints(Shared(state): Shared<Arc<State>>) -> Answer {
    ok(&state.webhooks.endpoints())
}

pub(super) async fn set_endpoints(
    Shared(state): Shared<Arc<State>>,
    Input(endpoints): Input<Vec<Endpoint>>,
) -> Answer {
    state.webhooks.set_endpoints(endpoints)?;
    ok(&state.webhooks.endpoints())
}

pub(super) async fn show(Shared(state): Shared<Arc<State>>) -> Answer {
    ok(&state.webhooks.deliveries())
}

pub(super) async fn set_mode(
    Shared(state): Shared<Arc<State>>,
    Input(mode): Input<DeliveryMode>,
) -> Answer {
    state.webhooks.set_mode(mode)?;
    ok(&mode)
}

pub(super) async fn forget(Shared(state): Shared<Arc<State>>) -> Answer {
    state.webhooks.forget();
    ok(&json!({}))
}

pub(super) async fn replay(
    Shared(state): Shared<Arc<State>>,
    Input(replay): Input<Replay>,
) -> Answer {
    ok(&json!({ "replayed": state.webhooks.replay(&replay) }))
}

pub(super) async fn emit(
    Shared(state): Shared<Arc<State>>,
    caller: Caller,
    Input(event): Input<Event>,
) -> Answer {
    ok(&json!({ "messageId": state.webhooks.emit(&event.r#type, &event.data, &caller) }))
}
