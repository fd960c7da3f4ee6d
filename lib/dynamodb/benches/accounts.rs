//! What a hundred accounts cost to read: the request signed, the answer parsed. No network.
#![expect(clippy::unwrap_used, reason = "a benchmark stops at the first surprise")]

use std::hint::black_box;
use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::http::{HttpRequest, HttpResponse};
use aws_sdk_dynamodb::config::{
    BehaviorVersion, Credentials, HttpClient, Region, RuntimeComponents, SharedCredentialsProvider,
};
use aws_sdk_dynamodb::operation::batch_get_item::builders::BatchGetItemFluentBuilder;
use aws_sdk_dynamodb::types::{AttributeValue, KeysAndAttributes};
use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_types::body::SdkBody;
use aws_types::SdkConfig;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use profile_core::{ClerkId, Linked, Roster, Timestamp, UserId};
use profile_dynamodb::{DynamoStore, Tables};
use serde_json::{Value, json};

const USERS: u64 = 100;
const MADE: Timestamp = Timestamp::from_millis(1_763_000_000_000);

fn row(number: u64) -> Linked {
    Linked {
        user_id: UserId::parse(format!("01JCKT5V00{number:016}")).unwrap(),
        clerk_id: ClerkId::parse(format!("user_2xLmN4pQrStUvWxYz{number:09}")).unwrap(),
        made_at: MADE,
    }
}

/// An ordinary account as the table has it.
fn item(number: u64) -> Value {
    let Linked { user_id, clerk_id, made_at } = row(number);
    let (id, at) = (user_id.as_str(), json!({ "N": made_at.unsigned().to_string() }));
    json!({
        "pk": { "S": format!("USER#{id}") },
        "sk": { "S": "USER" },
        "id": { "S": id },
        "userId": { "S": id },
        "clerkId": { "S": clerk_id.as_str() },
        "email": { "S": format!("somebody.{number}@example.com") },
        "emailVerifiedAt": at,
        "name": { "S": format!("Somebody {number}") },
        "imageUrl": { "S": "https://img.clerk.com/eyJ0eXBlIjoiZGVmYXVsdCIsImlpZCI6Imluc18x" },
        "roles": { "L": [{ "S": "CLIENT" }] },
        "verified": { "BOOL": false },
        "isFounder": { "BOOL": false },
        "status": { "S": "active" },
        "lastSignInAt": at,
        "clerkUpdatedAt": at,
        "clerkCreatedAt": at,
        "version": { "N": "3" },
        "auditHash": { "S": "0123456789abcdef".repeat(4) },
        "roster": { "S": "2025-11" },
        "rosterAt": at,
        "createdAt": at,
        "updatedAt": at,
    })
}

/// Answers every request with the same hundred items.
#[derive(Clone, Debug)]
struct Canned(&'static str);

impl HttpClient for Canned {
    fn http_connector(
        &self,
        _: &HttpConnectorSettings,
        _: &RuntimeComponents,
    ) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}

impl HttpConnector for Canned {
    fn call(&self, _: HttpRequest) -> HttpConnectorFuture {
        let answer = HttpResponse::new(200.try_into().unwrap(), SdkBody::from(self.0));
        HttpConnectorFuture::ready(Ok(answer))
    }
}

fn config(answer: &Value) -> SdkConfig {
    let credentials = Credentials::new("bench", "bench", None, None, "bench");
    SdkConfig::builder()
        .behavior_version(BehaviorVersion::v2026_01_12())
        .region(Region::new("eu-west-1"))
        .credentials_provider(SharedCredentialsProvider::new(credentials))
        .http_client(Canned(answer.to_string().leak()))
        .build()
}

fn store(answer: &Value) -> DynamoStore {
    let [users, events, audit] = ["Users", "Events", "Audit"].map(str::to_owned);
    DynamoStore::new(&config(answer), Tables { users, events, audit }, Duration::ZERO)
}

fn answer(items: &[Value]) -> Value {
    json!({ "Responses": { "Users": items }, "UnprocessedKeys": {} })
}

/// The request that the store makes.
fn request(client: &Client, linked: &[Linked]) -> BatchGetItemFluentBuilder {
    let text = |it: String| AttributeValue::S(it);
    let key = |it: &Linked| {
        let pairs = [("pk", text(format!("USER#{}", it.user_id))), ("sk", text("USER".to_owned()))];
        pairs.map(|(name, value)| (name.to_owned(), value)).into()
    };
    let keys = linked.iter().map(key).collect();
    let keys = KeysAndAttributes::builder().set_keys(Some(keys)).build().unwrap();
    client.batch_get_item().request_items("Users", keys)
}

fn accounts(criterion: &mut Criterion) {
    let linked: Vec<_> = (0..USERS).map(row).collect();
    let ids: Vec<_> = linked.iter().map(|it| it.clerk_id.clone()).collect();
    let items: Vec<_> = (0..USERS).map(item).collect();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();

    let whole = answer(&items);

    let mut group = criterion.benchmark_group("accounts");
    group.throughput(Throughput::Elements(USERS));
    for (name, items) in [("whole", &items[..]), ("of an empty answer", &[])] {
        let store = store(&answer(items));
        let read = async || store.accounts(black_box(&ids), black_box(&linked)).await.unwrap();
        assert_eq!(runtime.block_on(read()).len(), items.len());
        group.bench_function(name, |it| it.to_async(&runtime).iter(&read));
    }
    let client = Client::new(&config(&whole));
    let ask = async || request(&client, black_box(&linked)).send().await.unwrap();
    group.bench_function("as the SDK has them", |it| it.to_async(&runtime).iter(&ask));
    group.finish();
}

criterion_group!(benches, accounts);
criterion_main!(benches);
