//! Clerk's side: people whom a test invents, and the events about them.

use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};

use profile_core::Clock;
use profile_lambda::SystemClock;
use serde_json::{Value, json};

/// The body of a sign-up, from which all others are made.
const SIGN_UP: &str = include_str!("../../../events/user.created.swap-ana.json");

/// When everybody here signed up, in milliseconds.
const SIGNED_UP_AT: u64 = 1_780_000_000_000;

/// What Clerk posts about one thing that happened.
#[derive(Clone, Debug)]
pub(crate) struct Event {
    /// The `svix-id`.
    pub(crate) id: String,
    /// The exact body.
    pub(crate) body: Vec<u8>,
}

/// Somebody as Clerk has them now. Nobody else has their id, or their first address.
#[derive(Clone, Debug)]
pub(crate) struct Someone {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) email: Option<String>,
    pub(crate) verified: bool,
    /// What `public_metadata.roles` says, if it is there.
    pub(crate) roles: Option<Vec<&'static str>>,
    pub(crate) updated_at: u64,
}

impl Event {
    /// An event with that body.
    pub(crate) fn new(body: impl Into<Vec<u8>>) -> Self {
        Self { id: format!("msg_e2e{}", unique()), body: body.into() }
    }

    /// The same content, as Clerk would send it if it happened twice.
    pub(crate) fn under_another_id(&self) -> Self {
        Self::new(self.body.clone())
    }
}

impl Someone {
    /// Somebody with a verified address.
    pub(crate) fn new() -> Self {
        let unique = unique();
        Self {
            id: format!("user_2E2e{unique}"),
            name: "Ada".to_owned(),
            email: Some(format!("ada.{unique}@example.com")),
            verified: true,
            roles: None,
            updated_at: SIGNED_UP_AT,
        }
    }

    /// They sign up.
    pub(crate) fn created(&self) -> Event {
        self.event("user.created")
    }

    /// Something about them changes: time moves on, and Clerk tells how they are now.
    pub(crate) fn change(&mut self, change: impl FnOnce(&mut Self)) -> Event {
        change(self);
        self.updated_at += 1_000;
        self.event("user.updated")
    }

    /// They take another name.
    pub(crate) fn rename(&mut self, name: impl Into<String>) -> Event {
        self.change(|it| it.name = name.into())
    }

    /// They take another address, or give theirs up.
    pub(crate) fn take_email(&mut self, email: Option<&str>) -> Event {
        self.change(|it| it.email = email.map(str::to_owned))
    }

    /// They sign in at that time, in milliseconds.
    pub(crate) fn signed_in(&self, at: u64) -> Event {
        let mut event = sign_up();
        event["type"] = json!("session.created");
        event["timestamp"] = json!(at);
        event["data"] = json!({ "id": "sess_1", "object": "session", "user_id": self.id });
        event["data"]["created_at"] = json!(at);
        Event::new(event.to_string())
    }

    /// They are deleted.
    pub(crate) fn deleted(&self) -> Event {
        let mut event = sign_up();
        event["type"] = json!("user.deleted");
        event["timestamp"] = json!(self.updated_at + 1_000);
        event["data"] = json!({ "id": self.id, "object": "user", "deleted": true });
        Event::new(event.to_string())
    }

    /// The address that they gave, which they must have.
    pub(crate) fn address(&self) -> &str {
        self.email.as_deref().expect("they have an address")
    }

    /// They as Clerk describes them.
    pub(crate) fn data(&self) -> Value {
        let mut data = sign_up()["data"].take();
        data["id"] = json!(self.id);
        data["first_name"] = json!(self.name);
        data["last_name"] = json!(null);
        data["created_at"] = json!(SIGNED_UP_AT);
        data["updated_at"] = json!(self.updated_at);
        if let Some(roles) = &self.roles {
            data["public_metadata"]["roles"] = json!(roles);
        }
        self.set_email(&mut data);
        data
    }

    fn event(&self, event_type: &str) -> Event {
        let mut event = sign_up();
        event["type"] = json!(event_type);
        event["timestamp"] = json!(self.updated_at + 20);
        event["data"] = self.data();
        Event::new(event.to_string())
    }

    fn set_email(&self, data: &mut Value) {
        let Some(email) = &self.email else {
            data["email_addresses"] = json!([]);
            data["primary_email_address_id"] = json!(null);
            return;
        };
        let entry = &mut data["email_addresses"][0];
        entry["email_address"] = json!(email);
        let status = if self.verified { "verified" } else { "unverified" };
        entry["verification"]["status"] = json!(status);
    }
}

fn sign_up() -> Value {
    serde_json::from_str(SIGN_UP).unwrap()
}

/// A text that no other test and no other run has.
pub(crate) fn unique() -> String {
    static RUN: LazyLock<u64> = LazyLock::new(|| SystemClock.now().unsigned());
    static COUNT: AtomicU64 = AtomicU64::new(0);
    format!("{:x}n{:04x}", *RUN, COUNT.fetch_add(1, Ordering::Relaxed))
}
