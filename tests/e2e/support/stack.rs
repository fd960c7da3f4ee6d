//! The running stack.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use std::{fmt, fs};

use aws_sdk_dynamodb::config::{BehaviorVersion, Credentials, Region, SharedCredentialsProvider};
use aws_types::SdkConfig;
use profile_core::Clock;
use profile_dynamodb::{DynamoStore, Tables};
use profile_lambda::{Settings, SystemClock};
use profile_sqs::SqsQueue;
use serde::Deserialize;
use tokio::sync::{RwLock, RwLockReadGuard, RwLockWriteGuard};

const HOW_TO_START: &str = "run `make test`, or \
    `python3 infra/local run -- cargo test -p profile-tests --test e2e`";

/// Longest that one request to the stack may take.
const REQUEST_TIMEOUT: Duration = Duration::from_secs(30);

/// Who may use the stack: everybody at once, or one alone.
static TURNS: RwLock<()> = RwLock::const_new(());

/// Whether a test that had the stack alone failed, and so may have left Clerk out of order.
static LEFT_BROKEN: AtomicBool = AtomicBool::new(false);

/// The stack's own words: how any program finds it.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Description {
    pub(crate) api_url: String,
    pub(crate) aws_endpoint: String,
    pub(crate) region: String,
    pub(crate) webhook_secrets: Vec<String>,
    pub(crate) clerk_url: String,
    pub(crate) clerk_admin_url: String,
    pub(crate) clerk_secret_key: String,
    pub(crate) queue_url: String,
    pub(crate) dlq_url: String,
    pub(crate) tables: TableNames,
    /// ARNs, by the function's name.
    pub(crate) functions: BTreeMap<String, String>,
}

/// The tables' names.
#[derive(Debug, Deserialize)]
pub(crate) struct TableNames {
    pub(crate) users: String,
    pub(crate) events: String,
    pub(crate) audit: String,
}

/// A stack that runs, and clients for all of it.
#[derive(Debug)]
pub(crate) struct Stack {
    pub(crate) description: Description,
    pub(crate) http: reqwest::Client,
    pub(crate) dynamo: aws_sdk_dynamodb::Client,
    pub(crate) sqs: aws_sdk_sqs::Client,
    pub(crate) store: DynamoStore,
    pub(crate) queue: SqsQueue,
    /// When this test began to use it, in milliseconds.
    pub(crate) since: u64,
    _together: Option<RwLockReadGuard<'static, ()>>,
    alone: Option<RwLockWriteGuard<'static, ()>>,
}

impl Stack {
    /// The stack, together with other tests.
    pub(crate) async fn find() -> Self {
        let turn = TURNS.read().await;
        let stack = Self::connect(Some(turn), None);
        if LEFT_BROKEN.swap(false, Ordering::Relaxed) {
            stack.reset_clerk().await;
        }
        stack
    }

    /// The stack, once no other test uses it: for what would disturb them. So does a run of the
    /// reconciler that changes something, which would be faster than another test's webhook.
    pub(crate) async fn find_alone() -> Self {
        let turn = TURNS.write().await;
        let stack = Self::connect(None, Some(turn));
        stack.reset_clerk().await;
        stack
    }

    /// The same, once nobody differs from Clerk.
    pub(crate) async fn find_at_rest() -> Self {
        let stack = Self::find_alone().await;
        stack.reconcile_all().await;
        stack
    }

    fn connect(
        together: Option<RwLockReadGuard<'static, ()>>,
        alone: Option<RwLockWriteGuard<'static, ()>>,
    ) -> Self {
        let description = describe();
        let config = config(&description);
        let TableNames { users, events, audit } = &description.tables;
        let tables = Tables { users: users.clone(), events: events.clone(), audit: audit.clone() };
        Self {
            http: reqwest::Client::builder().no_proxy().timeout(REQUEST_TIMEOUT).build().unwrap(),
            dynamo: aws_sdk_dynamodb::Client::new(&config),
            sqs: aws_sdk_sqs::Client::new(&config),
            store: DynamoStore::new(&config, tables, Duration::ZERO),
            queue: SqsQueue::new(&config, description.queue_url.clone()),
            since: SystemClock.now().unsigned(),
            description,
            _together: together,
            alone,
        }
    }

    /// The name of a function in the stack.
    pub(crate) fn function(&self, name: &str) -> &str {
        self.description.functions[name].rsplit(':').next().unwrap()
    }
}

impl Drop for Stack {
    fn drop(&mut self) {
        if self.alone.is_some() && std::thread::panicking() {
            LEFT_BROKEN.store(true, Ordering::Relaxed);
        }
    }
}

fn describe() -> Description {
    let path = Settings::from_env().optional("STACK_JSON");
    let path = path.unwrap_or_else(|| panic!("STACK_JSON names no stack: {HOW_TO_START}"));
    let text = fs::read(&path).map_err(|it| it.to_string());
    text.and_then(|it| serde_json::from_slice(&it).map_err(|it| it.to_string()))
        .unwrap_or_else(|error| panic!("no stack at STACK_JSON={path} ({error}): {HOW_TO_START}"))
}

fn config(description: &Description) -> SdkConfig {
    let credentials = Credentials::new("test", "test", None, None, "local stack");
    SdkConfig::builder()
        .behavior_version(BehaviorVersion::v2026_01_12())
        .region(Region::new(description.region.clone()))
        .credentials_provider(SharedCredentialsProvider::new(credentials))
        .endpoint_url(&description.aws_endpoint)
        .http_client(aws_smithy_http_client::Builder::new().build_http())
        .build()
}

/// Ends the test because the stack itself doesn't work.
pub(crate) fn broken(what: &str, error: &dyn fmt::Debug) -> ! {
    panic!("the stack failed to {what} ({error:?}): does it still run? {HOW_TO_START}")
}
