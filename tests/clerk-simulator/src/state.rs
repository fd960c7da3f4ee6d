//! Everything an instance knows, and the few operations on all of it.

use std::sync::{Mutex, RwLock};

use serde_json::{Value, json};

use crate::api::error::ApiError;
use crate::behaviour::Behaviour;
use crate::clock;
use crate::faults::Faults;
use crate::journal::Requests;
use crate::limits::{Limiter, Limits};
use crate::seed::Seed;
use crate::simulator::StartError;
use crate::store::Store;
use crate::sync::{lock, write};
use crate::tokens::Keys;
use crate::user::{User, complete};
use crate::webhooks::{Caller, Webhooks};

/// The instance, shared by all requests.
#[derive(Debug)]
pub(crate) struct State {
    /// `http://127.0.0.1:PORT`.
    pub(crate) url: String,
    pub(crate) instance_id: String,
    pub(crate) store: RwLock<Store>,
    pub(crate) secret_key: Mutex<String>,
    pub(crate) behaviour: Mutex<Behaviour>,
    pub(crate) limiter: Mutex<Limiter>,
    pub(crate) faults: Mutex<Faults>,
    pub(crate) requests: Mutex<Requests>,
    pub(crate) webhooks: Webhooks,
    pub(crate) keys: Keys,
}

impl State {
    pub(crate) fn new(seed: Seed, url: String) -> Result<Self, StartError> {
        seed.check().map_err(StartError::Seed)?;
        let limits = Limits { requests: seed.limit_per_10_seconds, ..Limits::default() };
        let state = Self {
            url,
            webhooks: Webhooks::new(&seed.instance_id).map_err(StartError::Client)?,
            instance_id: seed.instance_id,
            store: RwLock::new(Store::generated(seed.generate)),
            secret_key: Mutex::new(seed.secret_key),
            behaviour: Mutex::default(),
            limiter: Mutex::new(Limiter::new(limits)),
            faults: Mutex::default(),
            requests: Mutex::default(),
            keys: Keys::default(),
        };
        state.webhooks.set_endpoints(seed.endpoints).map_err(StartError::Seed)?;
        for user in seed.users {
            state.put_silently(user).map_err(StartError::Seed)?;
        }
        Ok(state)
    }

    /// Puts a user without an event.
    pub(crate) fn put_silently(&self, user: Value) -> Result<Value, String> {
        let user = complete(user, &self.instance_id, clock::now())?;
        write(&self.store).put(&user);
        Ok(user.into_value())
    }

    /// Changes some fields of a user without an event. `updated_at` moves, unless it is given.
    pub(crate) fn patch_silently(&self, id: &str, change: &Value) -> Result<Option<Value>, String> {
        let mut store = write(&self.store);
        let Some(person) = store.get(id) else { return Ok(None) };
        let Value::Object(change) = change else {
            return Err("a change is a JSON object with the fields that change".to_owned());
        };
        if change.get("id").is_some_and(|it| it != id) {
            return Err("`id` can't be changed".to_owned());
        }
        let mut user = person.user();
        touch(&mut user);
        for (field, value) in change {
            user.set(field, value.clone());
        }
        let user = complete(user.into_value(), &self.instance_id, clock::now())?;
        store.put(&user);
        Ok(Some(user.into_value()))
    }

    /// Removes a user without an event; whether there was one.
    pub(crate) fn remove_silently(&self, id: &str) -> bool {
        write(&self.store).remove(id)
    }

    /// Adds a user, and tells the endpoints.
    pub(crate) fn create(
        &self,
        caller: &Caller,
        make: impl FnOnce(&Store) -> Result<User, ApiError>,
    ) -> Result<User, ApiError> {
        let mut store = write(&self.store);
        let user = make(&store)?;
        store.put(&user);
        drop(store);
        self.webhooks.emit("user.created", &user.clone().into_value(), caller);
        Ok(user)
    }

    /// Changes a user, and tells the endpoints. Returns the user and what `change` did.
    ///
    /// Every change that Clerk accepts moves `updated_at`, also one that changes nothing.
    pub(crate) fn change<T>(
        &self,
        caller: &Caller,
        id: &str,
        change: impl FnOnce(&mut User, &Store) -> Result<T, ApiError>,
    ) -> Result<(User, T), ApiError> {
        let mut store = write(&self.store);
        let mut user = store.get(id).ok_or_else(ApiError::not_found)?.user();
        let done = change(&mut user, &store)?;
        touch(&mut user);
        store.put(&user);
        drop(store);
        self.webhooks.emit("user.updated", &user.clone().into_value(), caller);
        Ok((user, done))
    }

    /// Deletes a user, and tells the endpoints.
    pub(crate) fn delete(&self, caller: &Caller, id: &str) -> Result<Value, ApiError> {
        let mut store = write(&self.store);
        let user = store.get(id).ok_or_else(ApiError::not_found)?.user();
        store.remove(id);
        drop(store);
        let mut deleted = json!({ "object": "user", "id": id, "deleted": true });
        if let Some(external_id) = user.text("external_id") {
            deleted["external_id"] = external_id.into();
        }
        self.webhooks.emit("user.deleted", &deleted, caller);
        Ok(deleted)
    }

    /// The switches as they are.
    pub(crate) fn behaviour(&self) -> Behaviour {
        *lock(&self.behaviour)
    }
}

/// Moves `updated_at` to now, and forward in any case.
fn touch(user: &mut User) {
    let before = user.time("updated_at").unwrap_or_default();
    user.set("updated_at", clock::now().max(before.saturating_add(1)));
}
