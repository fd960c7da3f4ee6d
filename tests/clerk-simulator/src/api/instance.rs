//! The instance itself.

use std::sync::Arc;

use axum::extract::State as Shared;
use serde_json::json;

use super::{Answer, ok};
use crate::state::State;
use crate::sync::lock;

pub(super) async fn get(Shared(state): Shared<Arc<State>>) -> Answer {
    let is_live = lock(&state.secret_key).starts_with("sk_live_");
    Ok(ok(&json!({
        "object": "instance",
        "id": state.instance_id,
        "environment_type": if is_live { "production" } else { "development" },
        "allowed_origins": null,
        "workspace_id": null,
    })))
}
