//! A store on an engine of its own, in this process.

use std::collections::HashMap;
use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::retry::RetryConfig;
use aws_sdk_dynamodb::config::{BehaviorVersion, Credentials, Region, SharedCredentialsProvider};
use aws_sdk_dynamodb::types::AttributeValue;
use aws_types::SdkConfig;
use dynoxide::Database;
use profile_core::contract::{Inspect, LedgerRow};
use profile_core::{
    AuditEntry, Change, Commit, EventId, EventStatus, LedgerEvent, Outcome, People, Person,
    Settled, State, StoreError, SyncStore, Timestamp, UserId, Write,
};
use profile_dynamodb::{DynamoStore, Tables};
use tokio::net::TcpListener;

use super::tables::{AUDIT, EVENTS, USERS, create};
use super::wire::Wire;
use crate::ledger::unzipped;

/// How long the ledger keeps events here.
const RETENTION: Duration = Duration::from_hours(30 * 24);

/// A store, and ways to look beneath it.
#[derive(Debug)]
pub(crate) struct Engine {
    pub(crate) store: DynamoStore,
    pub(crate) client: Client,
    pub(crate) wire: Wire,
    config: SdkConfig,
    forgetful: bool,
}

impl Engine {
    /// An engine with empty tables.
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(dynoxide::server::serve_on(listener, Database::memory().unwrap()));

        let wire = Wire::new();
        let config = config(url, &wire);
        let client = Client::new(&config);
        create(&client).await;
        wire.take_calls();
        Self { store: store(&config, RETENTION), client, wire, config, forgetful: false }
    }

    /// The same, with a store that has met nobody, on every call.
    pub(crate) async fn start_forgetful() -> Self {
        Self { forgetful: true, ..Self::start().await }
    }

    /// A store on the same tables that has met nobody.
    pub(crate) fn stranger(&self) -> DynamoStore {
        store(&self.config, RETENTION)
    }

    /// A store on the same tables whose ledger keeps events for `retention`.
    pub(crate) fn keeping(&self, retention: Duration) -> DynamoStore {
        store(&self.config, retention)
    }

    /// Puts an item as somebody else would.
    pub(crate) async fn put(&self, table: &str, item: Item) {
        self.client.put_item().table_name(table).set_item(Some(item.0)).send().await.unwrap();
    }

    /// Deletes an item as somebody else would.
    pub(crate) async fn delete(&self, table: &str, pk: &str, sk: &str) {
        let key = Some(key(pk, sk));
        self.client.delete_item().table_name(table).set_key(key).send().await.unwrap();
    }

    /// An item as it is stored.
    pub(crate) async fn item(&self, table: &str, pk: &str, sk: &str) -> Option<Item> {
        let get = self.client.get_item().table_name(table).consistent_read(true);
        get.set_key(Some(key(pk, sk))).send().await.unwrap().item.map(Item)
    }

    /// The event as it is stored.
    pub(crate) async fn event(&self, id: &EventId) -> Option<Item> {
        self.item(EVENTS, &format!("EVENT#{id}"), "EVENT").await
    }

    /// What an index lists under `hash`, in its order.
    pub(crate) async fn listed(&self, table: &str, index: &str, hash: (&str, &str)) -> Vec<Item> {
        let query = self.client.query().table_name(table).index_name(index);
        let query = query.key_condition_expression("#hash = :hash");
        let query = query.expression_attribute_names("#hash", hash.0);
        let query =
            query.expression_attribute_values(":hash", AttributeValue::S(hash.1.to_owned()));
        query.send().await.unwrap().items.unwrap().into_iter().map(Item).collect()
    }
}

/// An item as it is stored. Asking for an attribute of another type fails the test.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Item(pub(crate) HashMap<String, AttributeValue>);

impl Item {
    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    pub(crate) fn text(&self, name: &str) -> &str {
        self.0[name].as_s().unwrap()
    }

    pub(crate) fn number(&self, name: &str) -> &str {
        self.0[name].as_n().unwrap()
    }
}

fn key(pk: &str, sk: &str) -> HashMap<String, AttributeValue> {
    [("pk", pk), ("sk", sk)]
        .map(|(name, text)| (name.to_owned(), AttributeValue::S(text.to_owned())))
        .into()
}

fn config(url: String, wire: &Wire) -> SdkConfig {
    let credentials = Credentials::new("test", "test", None, None, "test");
    SdkConfig::builder()
        .behavior_version(BehaviorVersion::v2026_01_12())
        .region(Region::new("eu-west-1"))
        .credentials_provider(SharedCredentialsProvider::new(credentials))
        .endpoint_url(url)
        .http_client(wire.clone())
        .retry_config(RetryConfig::standard().with_initial_backoff(Duration::from_millis(1)))
        .build()
}

fn store(config: &SdkConfig, retention: Duration) -> DynamoStore {
    let [users, events, audit] = [USERS, EVENTS, AUDIT].map(str::to_owned);
    DynamoStore::new(config, Tables { users, events, audit }, retention)
}

impl SyncStore for Engine {
    async fn state(&self, change: &Change) -> Result<State, StoreError> {
        if self.forgetful {
            return self.stranger().state(change).await;
        }
        self.store.state(change).await
    }

    async fn person(&self, id: &UserId) -> Result<Option<Person>, StoreError> {
        self.store.person(id).await
    }

    async fn commit(
        &self,
        write: &Write,
        event: Option<Settled<'_>>,
    ) -> Result<Commit, StoreError> {
        self.store.commit(write, event).await
    }

    async fn settle(&self, event: Settled<'_>) -> Result<Commit, StoreError> {
        self.store.settle(event).await
    }

    async fn fail(
        &self,
        event: &LedgerEvent,
        error: &str,
        at: Timestamp,
    ) -> Result<Commit, StoreError> {
        self.store.fail(event, error, at).await
    }
}

impl Inspect for Engine {
    async fn trail(&self, user: &UserId) -> Vec<AuditEntry> {
        self.store.trail(user).await.unwrap()
    }

    async fn ledger_row(&self, event: &EventId) -> Option<LedgerRow> {
        let item = self.event(event).await?;
        Some(LedgerRow {
            status: EventStatus::from_name(item.text("status")).unwrap(),
            outcome: item.has("outcome").then(|| Outcome::from_name(item.text("outcome")).unwrap()),
            error: item.has("error").then(|| item.text("error").to_owned()),
            attempts: item.number("attempts").parse().unwrap(),
            payload: unzipped(&item),
        })
    }
}
