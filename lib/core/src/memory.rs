//! The ports in memory, for tests: the same conditions as the real tables, no I/O.

mod directory;
mod ledger;
mod people;
mod roster;
mod run_history;
mod runs;
mod signing_keys;
mod starter;

pub use directory::MemoryDirectory;
pub use signing_keys::MemorySigningKeys;
pub use starter::MemoryStarter;

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::contract::{Inspect, LedgerRow};
use crate::{
    AuditEntry, Backlog, Change, ClerkId, Clock, Commit, EventId, EventQueue, LedgerEvent, Person,
    Pointer, PointerChange, QueueDepth, QueueError, SecretError, SecretSource, Settled, State,
    StoreError, StoredEvent, SyncStore, Timestamp, User, UserId, Write, pointer_changes,
};

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The tables in memory.
#[derive(Debug, Default)]
pub struct MemoryStore {
    tables: Mutex<Tables>,
    runs: Mutex<runs::Runs>,
}

#[derive(Clone, Debug, Default)]
struct Tables {
    people: BTreeMap<UserId, Person>,
    pointers: BTreeMap<Pointer, UserId>,
    ledger: BTreeMap<EventId, StoredEvent>,
    trail: BTreeMap<(UserId, u64), AuditEntry>,
}

impl MemoryStore {
    /// Everybody, tombstones included.
    #[must_use]
    pub fn people(&self) -> Vec<Person> {
        lock(&self.tables).people.values().cloned().collect()
    }

    /// The person with that Clerk id.
    #[must_use]
    pub fn by_clerk_id(&self, id: &ClerkId) -> Option<Person> {
        lock(&self.tables).follow(&Pointer::Clerk(id.clone()))
    }

    /// Every pointer and whom it leads to.
    #[must_use]
    pub fn pointers(&self) -> BTreeMap<Pointer, UserId> {
        lock(&self.tables).pointers.clone()
    }

    /// How many events have been settled or have failed.
    #[must_use]
    pub fn ledger_size(&self) -> usize {
        lock(&self.tables).ledger.len()
    }
}

impl Tables {
    fn follow(&self, pointer: &Pointer) -> Option<Person> {
        self.people.get(self.pointers.get(pointer)?).cloned()
    }

    fn move_pointers(&mut self, write: &Write) -> Result<(), ()> {
        let id = &write.after.user.id;
        for change in pointer_changes(write.before.as_ref(), &write.after) {
            match change {
                PointerChange::Free(pointer) => {
                    if self.pointers.get(&pointer) != Some(id) {
                        return Err(());
                    }
                    self.pointers.remove(&pointer);
                }
                PointerChange::Take(pointer) => {
                    if self.pointers.contains_key(&pointer) {
                        return Err(());
                    }
                    self.pointers.insert(pointer, id.clone());
                }
            }
        }
        Ok(())
    }

    fn write(&mut self, write: &Write) -> Result<(), ()> {
        let id = &write.after.user.id;
        let found = self.people.get(id).map(|it| revision(&it.user));
        if found != write.before.as_ref().map(|it| revision(&it.user)) {
            return Err(());
        }
        self.move_pointers(write)?;
        if let Some(entry) = &write.entry {
            let key = (id.clone(), entry.record.version);
            if self.trail.insert(key, entry.clone()).is_some() {
                return Err(());
            }
        }
        self.people.insert(id.clone(), write.after.clone());
        Ok(())
    }
}

/// What must be as it was read for a write to go through.
fn revision(user: &User) -> impl PartialEq + use<> {
    (user.version, user.clerk_updated_at, user.last_sign_in_at, user.pending_push.clone())
}

impl SyncStore for MemoryStore {
    async fn state(&self, change: &Change) -> Result<State, StoreError> {
        let tables = lock(&self.tables);
        let person = tables.follow(&Pointer::Clerk(change.clerk_id().clone()));
        let holder = change.claimed_email().and_then(|it| tables.follow(&Pointer::Email(it)));
        let others = change.other_emails().into_iter().filter(|_| person.is_none());
        let mut others = others.filter_map(|it| tables.follow(&Pointer::Email(it)));
        let imported = others.find(|it| it.user.clerk_id.is_none());
        Ok(State { person, holder, imported })
    }

    async fn person(&self, id: &UserId) -> Result<Option<Person>, StoreError> {
        Ok(lock(&self.tables).people.get(id).cloned())
    }

    async fn commit(
        &self,
        write: &Write,
        event: Option<Settled<'_>>,
    ) -> Result<Commit, StoreError> {
        let mut tables = lock(&self.tables);
        if event.is_some_and(|it| tables.is_settled(it.event)) {
            return Ok(Commit::AlreadySettled);
        }
        let mut next = tables.clone();
        if next.write(write).is_err() {
            return Ok(Commit::Outdated);
        }
        if let Some(settled) = event {
            next.note_outcome(settled);
        }
        *tables = next;
        Ok(Commit::Done)
    }

    async fn settle(&self, settled: Settled<'_>) -> Result<Commit, StoreError> {
        let mut tables = lock(&self.tables);
        if tables.is_settled(settled.event) {
            return Ok(Commit::AlreadySettled);
        }
        tables.note_outcome(settled);
        Ok(Commit::Done)
    }

    async fn fail(
        &self,
        event: &LedgerEvent,
        error: &str,
        at: Timestamp,
    ) -> Result<Commit, StoreError> {
        let mut tables = lock(&self.tables);
        if tables.is_settled(event) {
            return Ok(Commit::AlreadySettled);
        }
        tables.note_failure(event, error, at);
        Ok(Commit::Done)
    }
}

impl Inspect for MemoryStore {
    async fn trail(&self, user: &UserId) -> Vec<AuditEntry> {
        let tables = lock(&self.tables);
        tables.trail.iter().filter(|((id, _), _)| id == user).map(|(_, it)| it.clone()).collect()
    }

    async fn ledger_row(&self, event: &EventId) -> Option<LedgerRow> {
        lock(&self.tables).ledger.get(event).map(ledger::row)
    }
}

/// What goes wrong with a write: things a real table can't be made to do on demand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing.
    None,
    /// The request is refused and nothing is written.
    Refused,
    /// The request is carried out, and the answer is lost.
    AnswerLost,
    /// A rival's transaction is in the way.
    TransactionConflict,
}

/// A store on which the next writes go wrong as told; after that all goes well.
#[derive(Debug)]
pub struct FaultyStore<S> {
    /// The store beneath.
    pub inner: S,
    faults: Mutex<VecDeque<Fault>>,
}

impl<S> FaultyStore<S> {
    /// Lets the next writes to `inner` go wrong, in this order.
    pub fn new(inner: S, faults: impl IntoIterator<Item = Fault>) -> Self {
        Self { inner, faults: Mutex::new(faults.into_iter().collect()) }
    }

    /// Lets the next writes go wrong, in this order, and forgets what was left to go wrong.
    pub fn fail_next(&self, faults: impl IntoIterator<Item = Fault>) {
        *lock(&self.faults) = faults.into_iter().collect();
    }

    fn next_fault(&self) -> Fault {
        lock(&self.faults).pop_front().unwrap_or(Fault::None)
    }

    async fn with_fault(
        &self,
        write: impl Future<Output = Result<Commit, StoreError>>,
    ) -> Result<Commit, StoreError> {
        match self.next_fault() {
            Fault::None => write.await,
            Fault::Refused => Err(StoreError::Unavailable("throttled".into())),
            Fault::AnswerLost => {
                write.await?;
                Err(StoreError::Unavailable("timed out".into()))
            }
            Fault::TransactionConflict => Ok(Commit::Outdated),
        }
    }
}

impl<S: SyncStore> SyncStore for FaultyStore<S> {
    async fn state(&self, change: &Change) -> Result<State, StoreError> {
        self.inner.state(change).await
    }

    async fn person(&self, id: &UserId) -> Result<Option<Person>, StoreError> {
        self.inner.person(id).await
    }

    async fn commit(
        &self,
        write: &Write,
        event: Option<Settled<'_>>,
    ) -> Result<Commit, StoreError> {
        self.with_fault(self.inner.commit(write, event)).await
    }

    async fn settle(&self, event: Settled<'_>) -> Result<Commit, StoreError> {
        self.with_fault(self.inner.settle(event)).await
    }

    async fn fail(
        &self,
        event: &LedgerEvent,
        error: &str,
        at: Timestamp,
    ) -> Result<Commit, StoreError> {
        self.inner.fail(event, error, at).await
    }
}

/// A clock that stands still, and on which no time passes while waiting.
#[derive(Clone, Copy, Debug)]
pub struct FixedClock(pub Timestamp);

impl Clock for FixedClock {
    fn now(&self) -> Timestamp {
        self.0
    }

    async fn pause(&self, _: u32) {}
}

/// A queue in memory. When full, it refuses.
#[derive(Debug, Default)]
pub struct MemoryQueue {
    messages: Mutex<Vec<String>>,
    full: Mutex<bool>,
}

impl MemoryQueue {
    /// The bodies of all messages so far.
    #[must_use]
    pub fn messages(&self) -> Vec<String> {
        lock(&self.messages).clone()
    }

    /// Whether the queue refuses messages.
    pub fn set_full(&self, full: bool) {
        *lock(&self.full) = full;
    }
}

impl EventQueue for MemoryQueue {
    async fn enqueue(&self, body: String, _: Option<&str>) -> Result<(), QueueError> {
        if *lock(&self.full) {
            return Err(QueueError("queue is full".into()));
        }
        lock(&self.messages).push(body);
        Ok(())
    }
}

/// Queues whose depth is as told, until they can't be asked.
#[derive(Debug)]
pub struct MemoryBacklog(Mutex<Option<QueueDepth>>);

impl Default for MemoryBacklog {
    /// Queues on which there is nothing.
    fn default() -> Self {
        Self(Mutex::new(Some(QueueDepth::default())))
    }
}

impl MemoryBacklog {
    /// Sets how much there is; `None` makes asking fail.
    pub fn set(&self, depth: Option<QueueDepth>) {
        *lock(&self.0) = depth;
    }
}

impl Backlog for MemoryBacklog {
    async fn depth(&self) -> Result<QueueDepth, QueueError> {
        lock(&self.0).ok_or_else(|| QueueError("queue is down".into()))
    }
}

/// A secret in memory, and how often it was read.
#[derive(Debug, Default)]
pub struct MemorySecret {
    value: Mutex<Option<String>>,
    reads: Mutex<u32>,
}

impl MemorySecret {
    /// A secret with this value.
    #[must_use]
    pub fn new(value: &str) -> Self {
        let secret = Self::default();
        secret.set(Some(value));
        secret
    }

    /// Changes the value; `None` makes reading fail.
    pub fn set(&self, value: Option<&str>) {
        *lock(&self.value) = value.map(str::to_owned);
    }

    /// How often the secret was read.
    #[must_use]
    pub fn reads(&self) -> u32 {
        *lock(&self.reads)
    }
}

/// By reference, so that a test can change the value while a handler holds it.
impl SecretSource for &MemorySecret {
    async fn read(&self) -> Result<String, SecretError> {
        *lock(&self.reads) += 1;
        lock(&self.value).clone().ok_or_else(|| SecretError("no such secret".into()))
    }
}
