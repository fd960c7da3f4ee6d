//! Users behind Clerk's back: no event tells of these changes.

use std::sync::Arc;

use axum::extract::{Path, State as Shared};
use serde::Deserialize;
use serde_json::{Value, json};

use super::input::Input;
use super::{AdminError, Answer, ok};
use crate::ids;
use crate::state::State;
use crate::sync::read;
use crate::user::image;
use crate::webhooks::Caller;

/// An image that a user uploads.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub(super) struct Image {
    /// Clerk's URL of it; made up when missing.
    image_url: Option<String>,
    /// Without an event.
    silent: bool,
}

pub(super) async fn get(Shared(state): Shared<Arc<State>>, Path(id): Path<String>) -> Answer {
    let person = read(&state.store).get(&id).ok_or_else(|| unknown(&id))?;
    ok(&person.user().into_value())
}

pub(super) async fn put(
    Shared(state): Shared<Arc<State>>,
    Path(id): Path<String>,
    Input(mut user): Input<Value>,
) -> Answer {
    if let Value::Object(fields) = &mut user
        && *fields.entry("id").or_insert_with(|| json!(id)) != json!(id)
    {
        return Err(AdminError::bad("the `id` in the body isn't the one in the path"));
    }
    ok(&state.put_silently(user)?)
}

pub(super) async fn patch(
    Shared(state): Shared<Arc<State>>,
    Path(id): Path<String>,
    Input(change): Input<Value>,
) -> Answer {
    let changed = state.patch_silently(&id, &change)?;
    ok(&changed.ok_or_else(|| unknown(&id))?)
}

pub(super) async fn delete(Shared(state): Shared<Arc<State>>, Path(id): Path<String>) -> Answer {
    if state.remove_silently(&id) { ok(&json!({ "deleted": id })) } else { Err(unknown(&id)) }
}

pub(super) async fn set_image(
    Shared(state): Shared<Arc<State>>,
    Path(id): Path<String>,
    caller: Caller,
    Input(image): Input<Image>,
) -> Answer {
    let url = image.image_url.unwrap_or_else(|| {
        let source = format!("https://images.example/{}", ids::new("img"));
        image::url(&state.instance_id, &id, Some(&source))
    });
    if image.silent {
        let change = json!({ "has_image": true, "image_url": url });
        let changed = state.patch_silently(&id, &change)?;
        return ok(&changed.ok_or_else(|| unknown(&id))?);
    }
    let changed = state.change(&caller, &id, |user, _| {
        user.set("has_image", true);
        user.set("image_url", url);
        Ok(())
    });
    let (user, ()) = changed.map_err(|_| unknown(&id))?;
    ok(&user.into_value())
}

fn unknown(id: &str) -> AdminError {
    AdminError::not_found(format!("there is no user {id}; PUT it first"))
}
