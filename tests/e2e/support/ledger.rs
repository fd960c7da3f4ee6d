//! The ledger: what came, and what came of it.

use serde_json::Value;

use super::clerk::Event;
use super::item::Item;
use super::stack::Stack;
use super::wait::{SOON, until};

impl Item {
    /// Where an event stands.
    pub(crate) fn status(&self) -> &str {
        self.text("status").unwrap()
    }

    /// What came of an event; nothing while it stands as failed.
    pub(crate) fn outcome(&self) -> &str {
        self.text("outcome").unwrap_or("none")
    }

    /// How many attempts at an event were noted.
    pub(crate) fn attempts(&self) -> u64 {
        self.number("attempts").unwrap()
    }

    /// Why the last attempt at an event failed.
    pub(crate) fn error(&self) -> &str {
        self.text("error").unwrap_or_default()
    }

    /// What came, decompressed.
    pub(crate) fn payload(&self) -> String {
        self.unpacked("payload")
    }

    /// What came, as JSON.
    pub(crate) fn payload_json(&self) -> Value {
        serde_json::from_str(&self.payload()).unwrap()
    }
}

impl Stack {
    /// The event as the ledger has it.
    pub(crate) async fn ledger(&self, event_id: &str) -> Option<Item> {
        self.item(&self.description.tables.events, &format!("EVENT#{event_id}"), "EVENT").await
    }

    /// The event, once something came of it.
    pub(crate) async fn settled(&self, event_id: &str) -> Item {
        until(&format!("{event_id} is settled"), SOON, async || {
            let entry = self.ledger(event_id).await.ok_or("it is not in the ledger")?;
            if entry.status() == "failed" { Err(told(&entry)) } else { Ok(entry) }
        })
        .await
    }

    /// The event, once an attempt at it has failed.
    pub(crate) async fn failed(&self, event_id: &str) -> Item {
        until(&format!("{event_id} has failed"), SOON, async || {
            let entry = self.ledger(event_id).await.ok_or("it is not in the ledger")?;
            if entry.status() == "failed" { Ok(entry) } else { Err(told(&entry)) }
        })
        .await
    }

    /// Delivers an event, and returns what came of it.
    pub(crate) async fn settle(&self, event: &Event) -> String {
        self.deliver(event).await;
        self.settled(&event.id).await.outcome().to_owned()
    }
}

fn told(entry: &Item) -> String {
    let (status, attempts) = (entry.status(), entry.attempts());
    format!("{status}, {}, after {attempts} attempts: {}", entry.outcome(), entry.error())
}
