//! Tables of their own for a test, and the tool on them.

use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::{BehaviorVersion, Credentials, Region, SharedCredentialsProvider};
use aws_sdk_dynamodb::types::{AttributeValue, Select};
use aws_types::SdkConfig;
use dynoxide::Database;
use profile_core::memory::{FixedClock, MemoryQueue};
use profile_core::{Clock, Edit, Person, SyncStore, Timestamp, UserId};
use profile_dynamodb::{DynamoStore, Tables};
use profile_operator::{EditOptions, Ended, ImportOptions, Stop};
use tokio::net::TcpListener;

use super::TestFile;
use super::tables::{AUDIT, EVENTS, USERS, create};

/// 2026-11-26T00:00:00Z.
pub(crate) const NOW: Timestamp = Timestamp::from_millis(1_795_651_200_000);

/// Tables, and the tool on them.
#[derive(Debug)]
pub(crate) struct Engine {
    pub(crate) store: DynamoStore,
    pub(crate) queue: MemoryQueue,
    client: Client,
    url: String,
}

/// How the tool ended, and what it said.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Output {
    pub(crate) ended: i32,
    pub(crate) text: String,
}

impl Engine {
    /// An engine with empty tables, in a thread of its own: tests wait for programs.
    pub(crate) async fn start() -> Self {
        let (said, heard) = mpsc::channel();
        thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.unwrap().block_on(async {
                let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
                said.send(listener.local_addr().unwrap()).unwrap();
                dynoxide::server::serve_on(listener, Database::memory().unwrap()).await;
            });
        });
        let url = format!("http://{}", heard.recv().unwrap());
        let config = config(&url);
        let client = Client::new(&config);
        create(&client).await;
        let [users, events, audit] = [USERS, EVENTS, AUDIT].map(str::to_owned);
        let tables = Tables { users, events, audit };
        let store = DynamoStore::new(&config, tables, Duration::from_hours(24));
        Self { store, queue: MemoryQueue::default(), client, url }
    }

    pub(crate) async fn import(&self, file: &TestFile) -> Output {
        self.import_with(file, &FixedClock(NOW), |_| ()).await
    }

    pub(crate) async fn dry_run(&self, file: &TestFile) -> Output {
        self.import_with(file, &FixedClock(NOW), |it| it.dry_run = true).await
    }

    pub(crate) async fn import_with(
        &self,
        file: &TestFile,
        clock: &impl Clock,
        change: impl FnOnce(&mut ImportOptions),
    ) -> Output {
        let file = file.path().to_owned();
        let mut options = ImportOptions { file, dry_run: false, at_once: 16 };
        change(&mut options);
        let mut out = Vec::new();
        let stop = Stop::default();
        let ended = profile_operator::import(&self.store, clock, &stop, &options, &mut out).await;
        Output::of(ended, out)
    }

    pub(crate) async fn set(&self, user: &str, edit: Edit) -> Output {
        self.set_with(EditOptions { user: user.to_owned(), dry_run: false }, edit).await
    }

    pub(crate) async fn set_with(&self, options: EditOptions, edit: Edit) -> Output {
        let mut out = Vec::new();
        let (store, queue, clock) = (&self.store, &self.queue, FixedClock(NOW));
        let ended = profile_operator::set(store, queue, &clock, &options, &edit, &mut out).await;
        Output::of(ended, out)
    }

    /// The real program with its settings.
    pub(crate) fn program(&self, arguments: &[&str]) -> Command {
        let mut program = Command::new(env!("CARGO_BIN_EXE_profile-sync"));
        program.args(arguments).env_clear().stdin(Stdio::null()).envs([
            ("AWS_REGION", "eu-west-1"),
            ("AWS_ACCESS_KEY_ID", "test"),
            ("AWS_SECRET_ACCESS_KEY", "test"),
            ("AWS_ENDPOINT_URL", &self.url),
            ("USERS_TABLE_NAME", USERS),
            ("EVENTS_TABLE_NAME", EVENTS),
            ("AUDIT_TABLE_NAME", AUDIT),
            ("EVENT_QUEUE_URL", "http://127.0.0.1:1/000000000000/events"),
        ]);
        program
    }

    /// Runs the real program to its end.
    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        let output = self.program(arguments).output().unwrap();
        let text = [output.stdout, output.stderr].concat();
        Output { ended: output.status.code().unwrap(), text: String::from_utf8(text).unwrap() }
    }

    pub(crate) async fn person(&self, id: &str) -> Option<Person> {
        self.store.person(&UserId::parse(id).unwrap()).await.unwrap()
    }

    /// How many items the users and the audit table hold.
    pub(crate) async fn sizes(&self) -> (usize, usize) {
        (self.items(USERS).await, self.items(AUDIT).await)
    }

    /// How many people have an audit entry.
    pub(crate) async fn entries(&self) -> i32 {
        let count = self.client.scan().table_name(AUDIT).select(Select::Count);
        count.send().await.unwrap().count
    }

    async fn items(&self, table: &str) -> usize {
        let scan = self.client.scan().table_name(table).into_paginator().items().send();
        scan.collect::<Result<Vec<_>, _>>().await.unwrap().len()
    }

    /// Puts a pointer as somebody else would, from another thread.
    pub(crate) fn put_pointer(&self, pk: &str, id: &str) {
        let pairs = [("pk", pk), ("sk", "POINTER"), ("userId", id)];
        let item = pairs.map(|(name, it)| (name.to_owned(), AttributeValue::S(it.to_owned())));
        let config = config(&self.url);
        let put = async move {
            let client = Client::new(&config);
            client.put_item().table_name(USERS).set_item(Some(item.into())).send().await.unwrap();
        };
        let run = move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.unwrap().block_on(put);
        };
        thread::spawn(run).join().unwrap();
    }
}

impl Output {
    fn of(ended: Ended, out: Vec<u8>) -> Self {
        Self { ended: ended as i32, text: String::from_utf8(out).unwrap() }
    }

    /// The number in the line of the summary that starts with `name`.
    pub(crate) fn count(&self, name: &str) -> u64 {
        let line = self.text.lines().find_map(|it| it.trim().strip_prefix(name));
        assert!(line.is_some(), "no {name} in {}", self.text);
        line.unwrap().trim().parse().unwrap()
    }
}

fn config(url: &str) -> SdkConfig {
    let credentials = Credentials::new("test", "test", None, None, "test");
    SdkConfig::builder()
        .behavior_version(BehaviorVersion::v2026_01_12())
        .region(Region::new("eu-west-1"))
        .credentials_provider(SharedCredentialsProvider::new(credentials))
        .endpoint_url(url)
        .http_client(aws_smithy_http_client::Builder::new().build_http())
        .build()
}
