//! The platform in memory, with Clerk beside it: what the test of a rule needs.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU32, Ordering};

use serde_json::{Map, Value, json};

use profile_core::audit::{Actor, Cause, FieldChange};
use profile_core::contract::{Inspect, LedgerRow};
use profile_core::memory::{Fault, FaultyStore, FixedClock, MemoryDirectory, MemoryStore};
use profile_core::{
    Applied, AuditEntry, Change, ClerkId, ClerkUser, Commit, Context, EmailAddress, EventId,
    LedgerEvent, Origin, Outcome, Person, Pointer, Role, Roles, Status, Sync, SyncError, SyncStore,
    Timestamp, User, UserId, Version, Write, read_event, verify_chain,
};

/// The platform's clock. Everything in Clerk happens before.
pub(crate) const NOW: Timestamp = Timestamp::from_millis(1_763_000_000_000);

/// That many minutes into Clerk's time.
pub(crate) const fn at(minute: u64) -> Timestamp {
    Timestamp::from_millis(1_762_000_000_000 + minute * 60_000)
}

/// The tables and Clerk, both empty.
#[derive(Debug)]
pub(crate) struct Platform {
    store: FaultyStore<MemoryStore>,
    /// What Clerk says when asked.
    pub(crate) clerk: MemoryDirectory,
    events: AtomicU32,
}

impl Default for Platform {
    fn default() -> Self {
        Self::with_faults([])
    }
}

impl Platform {
    /// A platform on which the first writes go wrong like this.
    pub(crate) fn with_faults(faults: impl IntoIterator<Item = Fault>) -> Self {
        Self {
            store: FaultyStore::new(MemoryStore::default(), faults),
            clerk: MemoryDirectory::default(),
            events: AtomicU32::default(),
        }
    }

    /// The tables, on which writes may go wrong.
    pub(crate) fn store(&self) -> &FaultyStore<MemoryStore> {
        &self.store
    }

    /// Lets the next writes through [`Platform::store`] go wrong like this.
    pub(crate) fn fail_next(&self, faults: impl IntoIterator<Item = Fault>) {
        self.store.fail_next(faults);
    }

    /// The tables.
    pub(crate) fn tables(&self) -> &MemoryStore {
        &self.store.inner
    }

    /// Applies `change` as an event of its own, which must work.
    pub(crate) async fn apply(&self, change: impl Into<Change>) -> Outcome {
        self.deliver(&self.event(), change).await.unwrap().outcome
    }

    /// Delivers `event`, which asks for `change`.
    pub(crate) async fn deliver(
        &self,
        event: &LedgerEvent,
        change: impl Into<Change>,
    ) -> Result<Applied, SyncError> {
        let sync = Sync { store: &self.store, directory: &self.clerk, clock: &FixedClock(NOW) };
        sync.apply(event, Some(change.into()), &Origin::default()).await
    }

    /// An event that was never delivered: `msg_1`, `msg_2` and so on.
    pub(crate) fn event(&self) -> LedgerEvent {
        event(self.events.fetch_add(1, Ordering::Relaxed) + 1)
    }

    /// The person whom Clerk knows under that name.
    pub(crate) fn person(&self, name: &str) -> Person {
        self.tables().by_clerk_id(&clerk_id(name)).expect("they have a record")
    }

    /// The person's audit trail, once it has verified.
    pub(crate) async fn trail(&self, name: &str) -> Vec<AuditEntry> {
        trail_of(self.tables(), &self.person(name)).await
    }

    /// The event's row in the ledger, if it has one.
    pub(crate) async fn row(&self, event: &LedgerEvent) -> Option<LedgerRow> {
        self.tables().ledger_row(&event.id).await
    }

    /// All people and pointers. Each person holds the head of their trail, so what is equal
    /// has an equal history.
    pub(crate) fn contents(&self) -> (Vec<Person>, BTreeMap<Pointer, UserId>) {
        (self.tables().people(), self.tables().pointers())
    }

    /// Changes a person as the platform's own parts do, past the rules.
    pub(crate) async fn edit(&self, name: &str, edit: impl FnOnce(&mut Person)) {
        let before = self.person(name);
        let mut after = before.clone();
        edit(&mut after);
        self.write(Some(before), after).await;
    }

    /// Imports a person whom Clerk knew nothing of, and returns their record.
    pub(crate) async fn import(&self, id: &str, address: &str) -> Person {
        let person = imported(id, address);
        self.write(None, person.clone()).await;
        person
    }

    async fn write(&self, before: Option<Person>, after: Person) {
        let write = Write { before, after, entry: None, outcome: Outcome::Updated };
        assert_eq!(self.tables().commit(&write, None).await.unwrap(), Commit::Done);
    }
}

/// The person's audit trail, once it has verified.
pub(crate) async fn trail_of(store: &MemoryStore, person: &Person) -> Vec<AuditEntry> {
    let trail = store.trail(&person.user.id).await;
    assert_eq!(verify_chain(&trail, &person.user.audit_hash), Ok(()));
    trail
}

/// The person's address, if they have one.
pub(crate) fn email(user: &User) -> Option<&str> {
    user.email.as_ref().map(EmailAddress::as_str)
}

/// The names of the fields that an entry says have changed.
pub(crate) fn changed(entry: &AuditEntry) -> Vec<&str> {
    entry.record.changes.iter().map(|it| it.field.as_str()).collect()
}

/// What an entry says of one field.
pub(crate) fn change_of<'a>(entry: &'a AuditEntry, field: &str) -> Option<&'a FieldChange> {
    entry.record.changes.iter().find(|it| it.field == field)
}

/// The circumstances of a change that an event asks for.
pub(crate) fn context(asked: bool) -> Context {
    let cause = Cause::Event("msg_0".to_owned());
    let (actor, origin) = (Actor::Clerk, Origin::default());
    Context { now: NOW, actor, impersonator: None, cause, origin, asked }
}

/// The event `msg_<number>`.
pub(crate) fn event(number: u32) -> LedgerEvent {
    LedgerEvent {
        id: EventId::parse(format!("msg_{number}")).unwrap(),
        event_type: Some("user.updated".to_owned()),
        clerk_id: None,
        payload: format!("payload {number}"),
        received_at: NOW,
    }
}

/// The Clerk id of the person of that name.
pub(crate) fn clerk_id(name: &str) -> ClerkId {
    ClerkId::parse(format!("user_{name}")).unwrap()
}

/// Clerk deleted the person.
pub(crate) fn deleted(name: &str, minute: u64) -> Change {
    Change::Delete { clerk_id: clerk_id(name), at: at(minute) }
}

/// The person signed in.
pub(crate) fn signed_in(name: &str, minute: u64) -> Change {
    Change::SignIn { clerk_id: clerk_id(name), at: at(minute) }
}

/// A user as Clerk describes them.
#[derive(Clone, Debug)]
pub(crate) struct Account(Map<String, Value>);

/// A user of whom Clerk says an id and nothing else.
pub(crate) fn account(name: &str) -> Account {
    Account(Map::new()).with("id", format!("user_{name}"))
}

impl Account {
    /// Says this, too.
    pub(crate) fn with(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.0.insert(key.to_owned(), value.into());
        self
    }

    /// Last changed at that minute.
    pub(crate) fn at(self, minute: u64) -> Self {
        self.with("updated_at", at(minute).unsigned())
    }

    /// Has this first name.
    pub(crate) fn named(self, name: &str) -> Self {
        self.with("first_name", name)
    }

    /// Has this one address, which is verified.
    pub(crate) fn verified(self, address: &str) -> Self {
        self.address(address, &json!({ "status": "verified" }))
    }

    /// Has this one address, which is not verified.
    pub(crate) fn unverified(self, address: &str) -> Self {
        self.address(address, &json!({ "status": "unverified" }))
    }

    /// Has this one address, whose verification stands like this.
    pub(crate) fn address(self, address: &str, verification: &Value) -> Self {
        let entry = json!({
            "id": "idn_1", "email_address": address, "verification": verification,
        });
        self.with("primary_email_address_id", "idn_1").with("email_addresses", json!([entry]))
    }

    /// Has these roles in the public metadata.
    pub(crate) fn roles(self, roles: impl Into<Value>) -> Self {
        self.with("public_metadata", json!({ "roles": roles.into() }))
    }

    /// Says what `json` says.
    pub(crate) fn from_json(json: Value) -> Self {
        let Value::Object(fields) = json else { panic!("a user is an object") };
        Self(fields)
    }

    /// The user as the JSON of Clerk's Backend API.
    pub(crate) fn json(&self) -> Value {
        Value::Object(self.0.clone())
    }

    /// The user as Clerk's Backend API returns them.
    pub(crate) fn user(&self) -> ClerkUser {
        serde_json::from_value(Value::Object(self.0.clone())).unwrap()
    }

    /// What an event of that type about the user asks for.
    pub(crate) fn change(&self, event_type: &str) -> Change {
        let payload =
            json!({ "type": event_type, "data": self.0, "timestamp": at(9_999).unsigned() });
        read_event(&payload.to_string(), NOW).unwrap().change.unwrap()
    }
}

/// What `user.updated` asks for.
impl From<&Account> for Change {
    fn from(account: &Account) -> Self {
        account.change("user.updated")
    }
}

impl From<Account> for Change {
    fn from(account: Account) -> Self {
        Self::from(&account)
    }
}

fn imported(id: &str, address: &str) -> Person {
    let user = User {
        id: UserId::parse(id).unwrap(),
        clerk_id: None,
        email: EmailAddress::parse(address),
        email_withheld: false,
        email_verified_at: None,
        name: None,
        image_url: None,
        roles: Roles::from_iter([Role::Client]),
        unknown_roles: Vec::new(),
        verified: false,
        is_founder: true,
        stripe_customer_id: None,
        status: Status::Active,
        last_sign_in_at: None,
        clerk_updated_at: None,
        clerk_created_at: None,
        version: Version(0),
        audit_hash: String::new(),
        pending_push: None,
        created_at: at(0),
        updated_at: at(0),
        deleted_at: None,
    };
    Person { user, builder: None, client: None }
}
