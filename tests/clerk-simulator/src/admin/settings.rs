//! Key, switches, limits, faults, and what requests came.

use std::sync::Arc;

use axum::extract::State as Shared;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::input::Input;
use super::{Answer, ok};
use crate::behaviour::Behaviour;
use crate::faults::{FaultRule, Faults};
use crate::journal::Requests;
use crate::limits::{Limiter, Limits};
use crate::seed::check_key;
use crate::state::State;
use crate::sync::{lock, read};

/// The document of `/_simulator/key`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Key {
    secret_key: String,
}

pub(super) async fn health(Shared(state): Shared<Arc<State>>) -> Answer {
    let users = read(&state.store).len();
    ok(&json!({ "url": state.url, "instanceId": state.instance_id, "users": users }))
}

pub(super) async fn key(Shared(state): Shared<Arc<State>>) -> Answer {
    ok(&Key { secret_key: lock(&state.secret_key).clone() })
}

pub(super) async fn set_key(Shared(state): Shared<Arc<State>>, Input(key): Input<Key>) -> Answer {
    check_key(&key.secret_key)?;
    (*lock(&state.secret_key)).clone_from(&key.secret_key);
    ok(&key)
}

pub(super) async fn behaviour(Shared(state): Shared<Arc<State>>) -> Answer {
    ok(&state.behaviour())
}

pub(super) async fn set_behaviour(
    Shared(state): Shared<Arc<State>>,
    Input(behaviour): Input<Behaviour>,
) -> Answer {
    *lock(&state.behaviour) = behaviour;
    ok(&behaviour)
}

pub(super) async fn limits(Shared(state): Shared<Arc<State>>) -> Answer {
    ok(&lock(&state.limiter).limits())
}

pub(super) async fn set_limits(
    Shared(state): Shared<Arc<State>>,
    Input(limits): Input<Limits>,
) -> Answer {
    *lock(&state.limiter) = Limiter::new(limits);
    ok(&limits)
}

pub(super) async fn faults(Shared(state): Shared<Arc<State>>) -> Answer {
    ok(&lock(&state.faults).rules())
}

pub(super) async fn set_faults(
    Shared(state): Shared<Arc<State>>,
    Input(rules): Input<Vec<FaultRule>>,
) -> Answer {
    let faults = Faults::new(rules)?;
    let rules = faults.rules();
    *lock(&state.faults) = faults;
    ok(&rules)
}

pub(super) async fn clear_faults(Shared(state): Shared<Arc<State>>) -> Answer {
    *lock(&state.faults) = Faults::default();
    ok(&json!([]))
}

pub(super) async fn requests(Shared(state): Shared<Arc<State>>) -> Answer {
    ok(&*lock(&state.requests))
}

pub(super) async fn reset_requests(Shared(state): Shared<Arc<State>>) -> Answer {
    *lock(&state.requests) = Requests::default();
    ok(&json!({}))
}
