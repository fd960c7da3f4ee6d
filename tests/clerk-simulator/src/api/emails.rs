//! A user's email addresses: added, verified, made primary, removed, replaced.

use std::sync::Arc;

use axum::extract::{Path, State as Shared};
use serde_json::{Value, json};

use super::body::{Body, Kind, Properties};
use super::error::ApiError;
use super::{Answer, ok};
use crate::behaviour::Behaviour;
use crate::clock;
use crate::state::State;
use crate::store::{Claim, Person, Store};
use crate::sync::read;
use crate::user::User;
use crate::user::email::{self, Status};
use crate::webhooks::Caller;

const CREATE: &Properties = &[("user_id", Kind::Text), ("email_address", Kind::Text)];

const STATUS: &Properties = &[
    ("verified", Kind::FlagOrNull),
    ("primary", Kind::FlagOrNull),
    ("notify_primary_email_address_changed", Kind::FlagOrNull),
];

const REPLACE: &Properties = &[
    ("email_address", Kind::Text),
    ("identification_status", Kind::Text),
    ("notify_primary_email_address_changed", Kind::FlagOrNull),
];

pub(super) async fn get(Shared(state): Shared<Arc<State>>, Path(id): Path<String>) -> Answer {
    let owner = owner(&read(&state.store), &id)?;
    owner.email(&id).map(ok).ok_or_else(ApiError::not_found)
}

pub(super) async fn create(
    Shared(state): Shared<Arc<State>>,
    caller: Caller,
    body: Body,
) -> Answer {
    body.check(&[CREATE, STATUS])?;
    let (user_id, address) = (body.required("user_id")?, body.required("email_address")?);
    let behaviour = state.behaviour();
    let is_verified = body.flag("verified").unwrap_or_default();
    let status = if is_verified { Status::Verified } else { Status::Unverified };
    let is_primary = body.flag("primary").unwrap_or_default();
    let (_, entry) = state.change(&caller, user_id, |user, store| {
        check_address(user, store, behaviour, address)?;
        let entry = email::new(address, status, clock::now());
        user.add_email(entry.clone(), is_primary);
        Ok(entry)
    })?;
    Ok(ok(&entry))
}

pub(super) async fn update(
    Shared(state): Shared<Arc<State>>,
    Path(id): Path<String>,
    caller: Caller,
    body: Body,
) -> Answer {
    body.check(&[STATUS])?;
    let behaviour = state.behaviour();
    let owner = owner(&read(&state.store), &id)?;
    let (user, ()) = state.change(&caller, owner.id(), |user, store| {
        if body.flag("verified") == Some(true) {
            let address = address_of(user, &id)?;
            check_unclaimed(user, store, behaviour, &address)?;
            if let Some(entry) = user.email_mut(&id) {
                email::set_status(entry, Status::Verified, clock::now());
            }
        }
        if body.flag("primary") == Some(true) {
            user.set("primary_email_address_id", id.as_str());
        }
        Ok(())
    })?;
    user.email(&id).map(ok).ok_or_else(ApiError::not_found)
}

pub(super) async fn delete(
    Shared(state): Shared<Arc<State>>,
    Path(id): Path<String>,
    caller: Caller,
) -> Answer {
    let owner = owner(&read(&state.store), &id)?;
    state.change(&caller, owner.id(), |user, _| {
        address_of(user, &id)?;
        user.remove_email(&id);
        Ok(())
    })?;
    Ok(ok(&json!({ "object": "email_address", "id": id, "deleted": true })))
}

/// `PUT /users/{id}/email_address`: one primary address in the place of all.
pub(super) async fn replace(
    Shared(state): Shared<Arc<State>>,
    Path(user_id): Path<String>,
    caller: Caller,
    body: Body,
) -> Answer {
    body.check(&[REPLACE])?;
    let address = body.required("email_address")?;
    let status = match body.text("identification_status") {
        None | Some("verified") => Status::Verified,
        Some("reserved") => Status::Reserved,
        Some("unverified") => Status::Unverified,
        Some(_) => {
            let (name, message) = ("identification_status", "is none of the allowed values");
            return Err(ApiError::parameter("form_param_value_invalid", name, message));
        }
    };
    let behaviour = state.behaviour();
    let (_, entry) = state.change(&caller, &user_id, |user, store| {
        let is_linked = |it: &Value| it["linked_to"].as_array().is_some_and(|it| !it.is_empty());
        if user.list("email_addresses").iter().any(is_linked) {
            let message = "an email address is linked to a connected account; remove that first";
            return Err(ApiError::parameter("form_param_value_invalid", "email_address", message));
        }
        check_format(address)?;
        check_unclaimed(user, store, behaviour, address)?;
        let entry = email::new(address, status, clock::now());
        user.set("email_addresses", json!([entry]));
        user.set("primary_email_address_id", entry["id"].clone());
        Ok(entry)
    })?;
    Ok(ok(&entry))
}

/// Whether the address is one, and the user may add it.
pub(super) fn check_address(
    user: &User,
    store: &Store,
    behaviour: Behaviour,
    address: &str,
) -> Result<(), ApiError> {
    check_format(address)?;
    let own = user.values("email_addresses", "email_address").map(email::normal);
    if own.into_iter().any(|it| it == email::normal(address)) {
        return Err(behaviour.taken("email_address"));
    }
    check_unclaimed(user, store, behaviour, address)
}

fn check_format(address: &str) -> Result<(), ApiError> {
    if email::is_address(address) {
        return Ok(());
    }
    let message = "email_address must be a valid email address.";
    Err(ApiError::parameter("form_param_format_invalid", "email_address", message))
}

/// Whether nobody else has proven or reserved the address.
fn check_unclaimed(
    user: &User,
    store: &Store,
    behaviour: Behaviour,
    address: &str,
) -> Result<(), ApiError> {
    let normal = email::normal(address);
    let locks = |entry: &Value| {
        email::is_locked(entry)
            && entry["email_address"].as_str().map(email::normal) == Some(normal.clone())
    };
    let is_taken = store.find(Claim::Email, &normal).iter().any(|it| {
        let other = it.user();
        other.id() != user.id() && other.list("email_addresses").iter().any(locks)
    });
    if is_taken { Err(behaviour.taken("email_address")) } else { Ok(()) }
}

/// Whose address that is.
fn owner(store: &Store, email_id: &str) -> Result<User, ApiError> {
    let found = store.find(Claim::EmailId, email_id);
    found.first().map(Person::user).ok_or_else(ApiError::not_found)
}

/// The address with that id; it may be gone since its owner was looked up.
fn address_of(user: &User, id: &str) -> Result<String, ApiError> {
    let address = user.email(id).and_then(|it| it["email_address"].as_str());
    address.map(str::to_owned).ok_or_else(ApiError::not_found)
}
