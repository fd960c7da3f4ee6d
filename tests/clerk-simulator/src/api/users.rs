//! One user: get, create, change, delete.

use std::sync::Arc;

use axum::Extension;
use axum::extract::{Path, State as Shared};
use axum::http::StatusCode;
use serde_json::{Value, json};

use super::body::{Body, Kind, Properties};
use super::error::ApiError;
use super::version::Version;
use super::{Answer, answer, metadata, ok};
use crate::behaviour::Behaviour;
use crate::clock;
use crate::ids;
use crate::state::State;
use crate::store::{Claim, Person, Store};
use crate::sync::read;
use crate::user::email::{self, Status};
use crate::user::{User, complete};
use crate::webhooks::Caller;

/// What becomes a field of the user as it is.
const FIELDS: &Properties = &[
    ("first_name", Kind::TextOrNull),
    ("last_name", Kind::TextOrNull),
    ("locale", Kind::TextOrNull),
    ("delete_self_enabled", Kind::FlagOrNull),
    ("create_organization_enabled", Kind::FlagOrNull),
    ("create_organizations_limit", Kind::CountOrNull),
    ("bypass_client_trust", Kind::FlagOrNull),
];

/// What must be nobody else's.
const IDENTIFIERS: &Properties =
    &[("external_id", Kind::TextOrNull), ("username", Kind::TextOrNull)];

/// When things happened, and passwords, which nobody signs in with here.
const SECONDARY: &Properties = &[
    ("created_at", Kind::TimeOrNull),
    ("legal_accepted_at", Kind::TimeOrNull),
    ("skip_legal_checks", Kind::FlagOrNull),
    ("password", Kind::TextOrNull),
    ("password_digest", Kind::TextOrNull),
    ("password_hasher", Kind::Text),
    ("skip_password_checks", Kind::FlagOrNull),
];

const ON_CREATION: &Properties = &[
    ("email_address", Kind::Texts),
    ("email_address_identification_status", Kind::Texts),
    ("skip_password_requirement", Kind::FlagOrNull),
    ("skip_user_requirement", Kind::FlagOrNull),
    ("banned", Kind::FlagOrNull),
    ("locked", Kind::FlagOrNull),
];

const ON_CHANGE: &Properties = &[
    ("primary_email_address_id", Kind::TextOrNull),
    ("notify_primary_email_address_changed", Kind::FlagOrNull),
    ("sign_out_of_other_sessions", Kind::FlagOrNull),
];

pub(super) async fn get(Shared(state): Shared<Arc<State>>, Path(id): Path<String>) -> Answer {
    let person = read(&state.store).get(&id).ok_or_else(ApiError::not_found)?;
    let mut body = String::new();
    person.write(&mut body);
    Ok(answer(StatusCode::OK, body))
}

pub(super) async fn create(
    Shared(state): Shared<Arc<State>>,
    caller: Caller,
    body: Body,
) -> Answer {
    body.check(&[FIELDS, IDENTIFIERS, SECONDARY, ON_CREATION, metadata::FIELDS])?;
    let behaviour = state.behaviour();
    let user = state.create(&caller, |store| {
        let plain = complete(json!({ "id": ids::new("user") }), &state.instance_id, clock::now());
        let mut user = plain.map_err(|it| ApiError::unreadable("request_body_invalid", it))?;
        set_fields(&mut user, &body);
        set_secondary(&mut user, &body);
        set_identifiers(&mut user, store, behaviour, &body)?;
        add_addresses(&mut user, store, behaviour, &body)?;
        metadata::apply(&mut user, &body, metadata::Write::Replace)?;
        for flag in ["banned", "locked"] {
            user.set(flag, body.flag(flag).unwrap_or_default());
        }
        Ok(user)
    })?;
    Ok(ok(&user.into_value()))
}

pub(super) async fn update(
    Shared(state): Shared<Arc<State>>,
    Path(id): Path<String>,
    Extension(version): Extension<Version>,
    caller: Caller,
    body: Body,
) -> Answer {
    let takes_metadata = version < Version::METADATA_APART;
    let metadata = if takes_metadata { metadata::FIELDS } else { &[] };
    body.check(&[FIELDS, IDENTIFIERS, SECONDARY, ON_CHANGE, metadata])?;
    let behaviour = state.behaviour();
    let (user, ()) = state.change(&caller, &id, |user, store| {
        set_fields(user, &body);
        set_secondary(user, &body);
        set_identifiers(user, store, behaviour, &body)?;
        if let Some(primary) = body.text("primary_email_address_id") {
            set_primary_email(user, primary)?;
        }
        metadata::apply(user, &body, metadata::Write::Replace)
    })?;
    Ok(ok(&user.into_value()))
}

pub(super) async fn delete(
    Shared(state): Shared<Arc<State>>,
    Path(id): Path<String>,
    caller: Caller,
) -> Answer {
    state.delete(&caller, &id).map(|deleted| ok(&deleted))
}

fn set_fields(user: &mut User, body: &Body) {
    for (name, kind) in FIELDS {
        match (body.get(name), kind) {
            // A switch that is null was not sent; a name that is null is taken away.
            (Some(Value::Null), Kind::FlagOrNull) | (None, _) => {}
            (Some(value), _) => user.set(name, value.clone()),
        }
    }
}

fn set_secondary(user: &mut User, body: &Body) {
    for field in ["created_at", "legal_accepted_at"] {
        if let Some(time) = body.time(field) {
            user.set(field, time);
        }
    }
    if body.text("password").or(body.text("password_digest")).is_some() {
        user.set("password_enabled", true);
        user.set("password_last_updated_at", clock::now());
    }
}

fn set_identifiers(
    user: &mut User,
    store: &Store,
    behaviour: Behaviour,
    body: &Body,
) -> Result<(), ApiError> {
    for (name, claim) in [("external_id", Claim::ExternalId), ("username", Claim::Username)] {
        let Some(value) = body.get(name) else { continue };
        match value.as_str().filter(|it| !it.is_empty()) {
            None => user.set(name, Value::Null),
            Some(value) => {
                let is_taken = |it: &Person| it.user().id() != user.id();
                if store.find(claim, value).iter().any(is_taken) {
                    return Err(behaviour.taken(name));
                }
                user.set(name, value);
            }
        }
    }
    Ok(())
}

fn add_addresses(
    user: &mut User,
    store: &Store,
    behaviour: Behaviour,
    body: &Body,
) -> Result<(), ApiError> {
    let addresses = body.texts("email_address");
    let statuses = body.texts("email_address_identification_status");
    if !statuses.is_empty() && statuses.len() != addresses.len() {
        let name = "email_address_identification_status";
        let message = "must have one entry for each email address";
        return Err(ApiError::parameter("form_param_value_invalid", name, message));
    }
    for (index, address) in addresses.into_iter().enumerate() {
        let status = match statuses.get(index) {
            Some(&"reserved") => Status::Reserved,
            _ => Status::Verified,
        };
        super::emails::check_address(user, store, behaviour, address)?;
        user.add_email(email::new(address, status, clock::now()), false);
    }
    Ok(())
}

fn set_primary_email(user: &mut User, id: &str) -> Result<(), ApiError> {
    if !user.email(id).is_some_and(email::is_verified) {
        let message = "must be a verified email address of the user";
        let name = "primary_email_address_id";
        return Err(ApiError::parameter("form_param_value_invalid", name, message));
    }
    user.set("primary_email_address_id", id);
    Ok(())
}
