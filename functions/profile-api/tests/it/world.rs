//! The API with everything around it in memory, and requests of it.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use lambda_runtime::{Context, LambdaEvent};
use profile_api::{Api, Impersonation, Ports, Rules, router, serve};
use profile_core::audit::FieldChange;
use profile_core::memory::{
    FaultyStore, FixedClock, MemoryBacklog, MemoryDirectory, MemoryQueue, MemorySigningKeys,
    MemoryStarter, MemoryStore,
};
use profile_core::{
    Commit, Drift, EventId, FieldCounts, Kind, LedgerEvent, Mode, Outcome, Person, Request, Role,
    Run, RunId, RunState, RunStore, Save, SyncStore, Timestamp, Write,
};
use profile_lambda::Metrics;
use profile_session::{KeyChoice, SessionRules, Sessions};
use serde_json::{Value, json};

use crate::ask::{Ask, Told};
use crate::{contract, log, mint, people};

pub(crate) const NOW: Timestamp = Timestamp::from_millis(mint::NOW * 1_000);
pub(crate) const REQUEST_ID: &str = "JKJaXmPLvHcESHA=";

/// What holds unless a test says otherwise.
const RULES: Rules = Rules { impersonation: Impersonation::ReadOnly, reverification_minutes: 10 };

pub(crate) struct Doubles;

impl Ports for Doubles {
    type Store = FaultyStore<MemoryStore>;
    type Queue = MemoryQueue;
    type Backlog = MemoryBacklog;
    type Directory = MemoryDirectory;
    type Keys = Arc<MemorySigningKeys>;
    type Starter = MemoryStarter;
    type Clock = FixedClock;
}

/// The API, and what it writes to its metrics.
pub(crate) struct World {
    pub(crate) api: Arc<Api<Doubles>>,
    pub(crate) keys: Arc<MemorySigningKeys>,
    routes: Router,
    metrics: Arc<Mutex<Vec<Value>>>,
}

impl World {
    /// Everybody is there, a failed event, and a run.
    pub(crate) async fn new() -> Self {
        Self::with(RULES).await
    }

    pub(crate) async fn with(rules: Rules) -> Self {
        let world = Self::empty(rules);
        for person in people::everybody() {
            world.put(person).await;
        }
        world
            .fail("msg_failed", &json!({ "type": "user.updated", "data": { "id": "user_ada" } }))
            .await;
        world.run(&run_id()).await;
        world
    }

    /// Grace is there and nobody else, and nothing has happened yet.
    pub(crate) async fn at_the_start() -> Self {
        let world = Self::empty(RULES);
        world.put(people::person("grace", &[Role::Admin])).await;
        world
    }

    fn empty(rules: Rules) -> Self {
        log::start();
        let metrics = Arc::new(Mutex::new(Vec::new()));
        let sink = Arc::clone(&metrics);
        let keys = Arc::new(MemorySigningKeys::new(&mint::key_set()));
        let sessions = SessionRules {
            issuer: mint::ISSUER.to_owned(),
            parties: vec![mint::APP.to_owned()],
            allow_missing_azp: false,
        };
        let api = Arc::new(Api::<Doubles> {
            store: FaultyStore::new(MemoryStore::default(), []),
            queue: MemoryQueue::default(),
            backlog: MemoryBacklog::default(),
            directory: MemoryDirectory::default(),
            sessions: Sessions::new(sessions, KeyChoice::Jwks(Arc::clone(&keys))).unwrap(),
            starter: MemoryStarter::default(),
            clock: FixedClock(NOW),
            metrics: Metrics::to("test".to_owned(), "profile-api", move |line| {
                sink.lock().unwrap().push(serde_json::from_str(line).unwrap());
            }),
            rules,
        });
        Self { routes: router(Arc::clone(&api)), api, keys, metrics }
    }

    /// Puts somebody on record, or changes their record.
    pub(crate) async fn put(&self, person: Person) {
        let before = self.api.store.person(&person.user.id).await.unwrap();
        let write = Write { before, after: person, entry: None, outcome: Outcome::Created };
        assert_eq!(self.api.store.commit(&write, None).await.unwrap(), Commit::Done);
    }

    /// Somebody's record.
    pub(crate) async fn person(&self, name: &str) -> Person {
        let id = people::id(name).try_into().unwrap();
        self.api.store.person(&id).await.unwrap().unwrap()
    }

    /// Changes somebody's record.
    pub(crate) async fn change(&self, name: &str, change: impl FnOnce(&mut Person)) {
        let mut person = self.person(name).await;
        change(&mut person);
        self.put(person).await;
    }

    /// An event is in the ledger that could not be applied.
    pub(crate) async fn fail(&self, id: &str, payload: &Value) {
        let event = LedgerEvent {
            id: EventId::parse(id).unwrap(),
            event_type: Some("user.updated".to_owned()),
            clerk_id: None,
            payload: payload.as_str().map_or_else(|| payload.to_string(), str::to_owned),
            received_at: NOW.before(Duration::from_hours(1)),
        };
        self.api.store.fail(&event, "clerk could not be asked", NOW).await.unwrap();
    }

    /// A run has found something, and ended.
    async fn run(&self, id: &RunId) {
        let store = &self.api.store.inner;
        let begun_at = NOW.before(Duration::from_mins(5));
        let lease = store.acquire(begun_at, Duration::from_secs(1)).await.unwrap().unwrap();
        let asked = Request { mode: Mode::Full, dry_run: true, ..Request::default() };
        let mut run = Run::begin(id.clone(), asked, begun_at);
        run.state = RunState::Finished;
        run.finished_at = Some(NOW);
        run.counts.compared = 7;
        run.fields.insert("name".to_owned(), FieldCounts::default());
        let save = Save {
            lease: &lease,
            run: &run,
            drifts: Some((0, &[drift()])),
            lease_until: NOW.before(Duration::from_mins(1)),
            now: NOW,
        };
        store.save(save).await.unwrap();
    }

    /// Asks, and holds the answer against the contract.
    pub(crate) async fn ask(&self, ask: &Ask) -> Told {
        let event = LambdaEvent::new(ask.event(), Context::default());
        let reply = serve(self.routes.clone(), event).await.unwrap();
        let told = Told { status: reply.status_code, headers: reply.headers, text: reply.body };
        contract::check(&ask.method, &ask.path, &told);
        told
    }

    /// The values of a metric's dimension beside the function, if it has one.
    pub(crate) fn counted(&self, name: &str) -> Vec<String> {
        let lines = self.metrics.lock().unwrap();
        let named = lines.iter().filter(|it| it.get(name).is_some());
        named
            .map(|it| it.get("Reason").or(it.get("Route")).and_then(Value::as_str))
            .map(|it| it.unwrap_or_default().to_owned())
            .collect()
    }

    pub(crate) fn metrics(&self) -> Vec<Value> {
        self.metrics.lock().unwrap().clone()
    }
}

/// The run that there is.
pub(crate) fn run_id() -> RunId {
    RunId::random(NOW.before(Duration::from_mins(5)), 7)
}

fn drift() -> Drift {
    Drift {
        clerk_id: Some(people::clerk_id("ada").try_into().unwrap()),
        user_id: Some(people::id("ada").try_into().unwrap()),
        kind: Kind::Differs,
        age_ms: Some(180_000),
        missed: true,
        repaired: false,
        error: None,
        fields: vec![FieldChange {
            field: "name".to_owned(),
            before: Some("A… B…".to_owned()),
            after: Some("A… L…".to_owned()),
        }],
    }
}
