//! The samples in `events/`, as Clerk would send them.

use std::path::PathBuf;
use std::{env, fs};

use serde::Deserialize;
use tokio::sync::OnceCell;

use super::clerk::Event;
use super::stack::Stack;
use super::webhook::Delivery;

/// The samples are the same in each test, so they are sent once.
static SENT: OnceCell<()> = OnceCell::const_new();

/// A sample, and what comes of it.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Sample {
    pub(crate) file: String,
    pub(crate) svix_id: String,
    pub(crate) expect: Expect,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Expect {
    pub(crate) status: u16,
    pub(crate) outcome: Option<String>,
}

impl Sample {
    /// The event, word for word.
    pub(crate) fn event(&self) -> Event {
        Event { id: self.svix_id.clone(), body: fs::read(folder().join(&self.file)).unwrap() }
    }

    /// As Svix sends it; what is not text, so that the gateway leaves the bytes alone.
    fn delivery(&self, stack: &Stack) -> Delivery {
        let event = self.event();
        let delivery = stack.signed(&event);
        match std::str::from_utf8(&event.body) {
            Ok(_) => delivery,
            Err(_) => delivery.with("content-type", "application/octet-stream"),
        }
    }
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../events")
}

/// All of them, in the order in which they are sent.
pub(crate) fn index() -> Vec<Sample> {
    serde_json::from_slice(&fs::read(folder().join("index.json")).unwrap()).unwrap()
}

/// Sends every sample, each after the one before it has come to its outcome, unless another
/// test has done so.
pub(crate) async fn samples_sent(stack: &Stack) {
    SENT.get_or_init(async || {
        let samples = index();
        for (position, sample) in samples.iter().enumerate() {
            let earlier = &samples[..position];
            send(stack, sample, earlier.iter().any(|it| it.svix_id == sample.svix_id)).await;
        }
    })
    .await;
}

async fn send(stack: &Stack, sample: &Sample, again: bool) {
    let before = stack.ledger(&sample.svix_id).await;

    let answer = stack.post(&sample.delivery(stack)).await;

    assert_eq!(answer.status, sample.expect.status, "{}: {answer:?}", sample.file);
    match sample.expect.outcome.as_deref() {
        None => {}
        Some(expected) if again => {
            let handled = stack.handled(&sample.event(), 2).await;
            assert_eq!(handled[1], expected, "{}", sample.file);
            let after = stack.ledger(&sample.svix_id).await;
            assert_eq!(after, before, "{}", sample.file);
        }
        Some("failed") => {
            stack.failed(&sample.svix_id).await;
        }
        Some(expected) => {
            let entry = stack.settled(&sample.svix_id).await;
            assert_eq!(entry.outcome(), expected, "{}", sample.file);
        }
    }
}
