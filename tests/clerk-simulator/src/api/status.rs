//! Ban and lock, and lifting either.

use std::sync::Arc;

use axum::extract::{Path, State as Shared};

use super::{Answer, ok};
use crate::state::State;
use crate::webhooks::Caller;

pub(super) async fn ban(state: Shared<Arc<State>>, id: Path<String>, caller: Caller) -> Answer {
    set(&state, &id, &caller, "banned", true)
}

pub(super) async fn unban(state: Shared<Arc<State>>, id: Path<String>, caller: Caller) -> Answer {
    set(&state, &id, &caller, "banned", false)
}

pub(super) async fn lock(state: Shared<Arc<State>>, id: Path<String>, caller: Caller) -> Answer {
    set(&state, &id, &caller, "locked", true)
}

pub(super) async fn unlock(state: Shared<Arc<State>>, id: Path<String>, caller: Caller) -> Answer {
    set(&state, &id, &caller, "locked", false)
}

fn set(state: &State, id: &str, caller: &Caller, flag: &str, value: bool) -> Answer {
    let (user, ()) = state.change(caller, id, |user, _| {
        user.set(flag, value);
        Ok(())
    })?;
    Ok(ok(&user.into_value()))
}
