//! A user's image. The Backend API takes one as a file; here the admin surface sets it.

use std::sync::Arc;

use axum::extract::{Path, State as Shared};

use super::{Answer, ok};
use crate::state::State;
use crate::user::image;
use crate::webhooks::Caller;

pub(super) async fn delete(
    Shared(state): Shared<Arc<State>>,
    Path(id): Path<String>,
    caller: Caller,
) -> Answer {
    let (user, ()) = state.change(&caller, &id, |user, _| {
        let placeholder = image::url(&state.instance_id, &id, None);
        user.set("has_image", false);
        user.set("image_url", placeholder);
        Ok(())
    })?;
    Ok(ok(&user.into_value()))
}
