//! The samples on their way through receiver, queue and processor.

use std::fs;
use std::path::PathBuf;

use serde::Deserialize;

use profile_core::contract::{Inspect, LedgerRow};
use profile_core::memory::{FixedClock, MemoryDirectory, MemoryStore};
use profile_core::{
    Accepted, Applied, AuditEntry, BoxError, ClerkId, EventId, LedgerEvent, Message, Person,
    Queued, Sync, SyncStore, read_event,
};

use crate::platform::{NOW, trail_of};

/// The instance that all samples but one are from.
pub(super) const INSTANCE: &str = "ins_2profilesyncsample00000000";

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Sample {
    pub(super) file: String,
    pub(super) svix_id: String,
    pub(super) note: String,
    pub(super) expect: Expect,
}

/// The receiver's answer, and what comes of the event if it is queued.
#[derive(Debug, PartialEq, Eq, Deserialize)]
pub(super) struct Expect {
    status: u16,
    pub(super) outcome: Option<String>,
}

impl Sample {
    pub(super) fn body(&self) -> Vec<u8> {
        fs::read(events().join(&self.file)).unwrap()
    }
}

pub(super) fn events() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../events")
}

pub(super) fn index() -> Vec<Sample> {
    serde_json::from_slice(&fs::read(events().join("index.json")).unwrap()).unwrap()
}

/// What came of the samples so far.
#[derive(Debug, Default)]
pub(super) struct Replay {
    pub(super) store: MemoryStore,
    pub(super) messages: Vec<String>,
    settled: Vec<EventId>,
}

impl Replay {
    /// All samples.
    pub(super) async fn whole() -> Self {
        let mut replay = Self::default();
        for sample in index() {
            replay.post(&sample).await;
        }
        replay
    }

    /// The samples up to `file`, and that.
    pub(super) async fn through(file: &str) -> Self {
        let mut replay = Self::default();
        for sample in index() {
            replay.post(&sample).await;
            if sample.file == file {
                return replay;
            }
        }
        panic!("{file} is not in the index");
    }

    pub(super) async fn post(&mut self, sample: &Sample) -> Expect {
        let Ok(accepted) = Accepted::read(&sample.body()) else {
            return Expect { status: 400, outcome: None };
        };
        if accepted.is_one_time_code() {
            return Expect { status: 202, outcome: None };
        }
        let id = EventId::parse(&*sample.svix_id).unwrap();
        let message = accepted.into_json(&id, NOW);
        self.messages.push(message.clone());
        self.settled.push(id);
        let outcome = self.process(&message).await;
        Expect { status: 202, outcome: Some(outcome.to_owned()) }
    }

    async fn process(&self, message: &str) -> &'static str {
        let Ok(Queued::Event(message)) = Queued::from_json(message) else { panic!("an event") };
        let Message { event_id, received_at, payload } = message;
        let event =
            LedgerEvent { id: event_id, event_type: None, clerk_id: None, payload, received_at };
        match self.apply(&event).await {
            Ok(applied) => applied.outcome.name(),
            Err(error) => {
                self.store.fail(&event, &error.to_string(), NOW).await.unwrap();
                "failed"
            }
        }
    }

    async fn apply(&self, event: &LedgerEvent) -> Result<Applied, BoxError> {
        let read = read_event(&event.payload, event.received_at)?;
        read.check_instance(Some(INSTANCE))?;
        let sync = Sync {
            store: &self.store,
            directory: &MemoryDirectory::down(),
            clock: &FixedClock(NOW),
        };
        Ok(sync.apply(event, read.change, &read.origin).await?)
    }

    pub(super) fn person(&self, clerk_id: &str) -> Person {
        let id = ClerkId::parse(clerk_id).unwrap();
        self.store.by_clerk_id(&id).expect("they have a record")
    }

    pub(super) async fn trail(&self, clerk_id: &str) -> Vec<AuditEntry> {
        trail_of(&self.store, &self.person(clerk_id)).await
    }

    pub(super) async fn trails(&self) -> Vec<AuditEntry> {
        let mut entries = Vec::new();
        for person in self.store.people() {
            entries.extend(trail_of(&self.store, &person).await);
        }
        entries
    }

    pub(super) async fn row(&self, id: &str) -> LedgerRow {
        self.store.ledger_row(&EventId::parse(id).unwrap()).await.expect("it is in the ledger")
    }

    pub(super) async fn ledger(&self) -> Vec<LedgerRow> {
        let mut rows = Vec::new();
        for id in &self.settled {
            rows.push(self.store.ledger_row(id).await.expect("it is in the ledger"));
        }
        rows
    }
}
