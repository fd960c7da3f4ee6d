//! A user's metadata: merged by PATCH, replaced by PUT.

use std::sync::Arc;

use axum::extract::{Path, State as Shared};
use serde_json::Value;

use super::body::{Body, Kind, Properties};
use super::error::ApiError;
use super::{Answer, ok};
use crate::state::State;
use crate::user::{User, metadata};
use crate::webhooks::Caller;

/// The properties of both requests.
pub(super) const FIELDS: &Properties = &[
    ("public_metadata", Kind::Object),
    ("private_metadata", Kind::Object),
    ("unsafe_metadata", Kind::Object),
];

/// What happens to the metadata that was there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Write {
    Merge,
    Replace,
}

pub(super) async fn merge(
    state: Shared<Arc<State>>,
    id: Path<String>,
    caller: Caller,
    body: Body,
) -> Answer {
    write(&state, &id, &caller, &body, Write::Merge)
}

pub(super) async fn replace(
    state: Shared<Arc<State>>,
    id: Path<String>,
    caller: Caller,
    body: Body,
) -> Answer {
    write(&state, &id, &caller, &body, Write::Replace)
}

fn write(state: &State, id: &str, caller: &Caller, body: &Body, how: Write) -> Answer {
    body.check(&[FIELDS])?;
    let (user, ()) = state.change(caller, id, |user, _| apply(user, body, how))?;
    Ok(ok(&user.into_value()))
}

/// Writes whatever metadata the body has into the user.
pub(super) fn apply(user: &mut User, body: &Body, how: Write) -> Result<(), ApiError> {
    for field in metadata::FIELDS {
        let Some(given) = body.get(field) else { continue };
        let mut value = match how {
            Write::Merge => user.get(field).clone(),
            Write::Replace => Value::Null,
        };
        match how {
            Write::Merge => metadata::merge(&mut value, given),
            Write::Replace => value = given.clone(),
        }
        if metadata::is_too_large(&value) {
            let message = format!("{field} exceeds the maximum allowed size");
            return Err(ApiError::parameter("form_param_exceeds_allowed_size", field, message));
        }
        user.set(field, value);
    }
    Ok(())
}
