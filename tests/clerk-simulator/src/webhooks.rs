//! Webhooks as Svix sends them for Clerk: signed, at least once, in no promised order.

mod attempt;
mod book;
mod message;
mod mode;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::Value;
use tokio::runtime::Handle;
use tokio::sync::{Notify, Semaphore};
use tokio::task::JoinSet;

use crate::sync::lock;
use attempt::Target;
pub use attempt::{Attempt, Endpoint, Outcome};
use book::{Book, Verdict};
pub use book::{Deliveries, Replay};
pub(crate) use message::Caller;
use message::Message;
pub use mode::{DeliveryMode, DeliveryState, ReleaseOrder};

/// Svix's schedule: how long after a failure the next attempt is made.
const RETRY_AFTER: [Duration; 7] = [
    Duration::from_secs(5),
    Duration::from_mins(5),
    Duration::from_mins(30),
    Duration::from_hours(2),
    Duration::from_hours(5),
    Duration::from_hours(10),
    Duration::from_hours(10),
];

/// How many posts are under way at once.
const MOST_AT_ONCE: usize = 64;

/// Sends an instance's events to its endpoints.
#[derive(Clone, Debug)]
pub(crate) struct Webhooks(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    instance_id: String,
    client: reqwest::Client,
    runtime: Handle,
    book: Mutex<Book>,
    settled: Notify,
    slots: Semaphore,
    tasks: Mutex<JoinSet<()>>,
}

/// One message on its way to one endpoint.
#[derive(Clone, Debug)]
struct Delivery {
    message: Arc<Message>,
    target: Arc<Target>,
}

impl Webhooks {
    /// Sends from the current runtime.
    pub(crate) fn new(instance_id: &str) -> Result<Self, reqwest::Error> {
        let client = reqwest::Client::builder()
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .user_agent("Svix-Webhooks/1.0 (sender-9YMgn; simulated)")
            .build()?;
        Ok(Self(Arc::new(Inner {
            instance_id: instance_id.to_owned(),
            client,
            runtime: Handle::current(),
            book: Mutex::default(),
            settled: Notify::new(),
            slots: Semaphore::new(MOST_AT_ONCE),
            tasks: Mutex::default(),
        })))
    }

    /// Endpoints in the place of any earlier ones.
    pub(crate) fn set_endpoints(&self, endpoints: Vec<Endpoint>) -> Result<(), String> {
        let targets = endpoints.into_iter().map(Target::new).collect::<Result<Vec<_>, _>>()?;
        lock(&self.0.book).targets = targets.into_iter().map(Arc::new).collect();
        Ok(())
    }

    pub(crate) fn endpoints(&self) -> Vec<Endpoint> {
        lock(&self.0.book).targets.iter().map(|it| it.endpoint.clone()).collect()
    }

    /// Says how deliveries go from now on; those that were held go if they may.
    pub(crate) fn set_mode(&self, mode: DeliveryMode) -> Result<(), String> {
        mode.check()?;
        let released = lock(&self.0.book).set_mode(mode);
        if !released.is_empty() {
            self.spawn(Arc::clone(&self.0).release(released));
        }
        Ok(())
    }

    /// Something happened: every endpoint is told. Returns the message's `svix-id`.
    pub(crate) fn emit(&self, event_type: &str, data: &Value, caller: &Caller) -> String {
        let message = Message::new(&self.0.instance_id, event_type, data, caller);
        let message = Arc::new(message);
        let deliveries = lock(&self.0.book).keep(&message);
        self.submit(deliveries);
        message.id.clone()
    }

    /// Sends earlier messages again, under their old ids; returns how many.
    pub(crate) fn replay(&self, replay: &Replay) -> usize {
        let (messages, deliveries) = lock(&self.0.book).replay(replay);
        self.submit(deliveries);
        messages
    }

    pub(crate) fn deliveries(&self) -> Deliveries {
        lock(&self.0.book).show()
    }

    /// Forgets attempts, messages and counts; what is on its way stays so.
    pub(crate) fn forget(&self) {
        lock(&self.0.book).forget();
    }

    /// Waits until nothing is on its way, retries included.
    pub(crate) async fn settled(&self) {
        loop {
            let settled = self.0.settled.notified();
            if lock(&self.0.book).is_settled() {
                return;
            }
            settled.await;
        }
    }

    /// Stops everything that is on its way.
    pub(crate) fn stop(&self) {
        lock(&self.0.tasks).abort_all();
    }

    fn submit(&self, deliveries: Vec<Delivery>) {
        for delivery in deliveries {
            if lock(&self.0.book).accept(&delivery) {
                self.spawn(Arc::clone(&self.0).deliver(delivery, 1));
            }
        }
    }

    fn spawn(&self, task: impl Future<Output = ()> + Send + 'static) {
        self.0.spawn(task);
    }
}

impl Inner {
    fn spawn(&self, task: impl Future<Output = ()> + Send + 'static) {
        let mut tasks = lock(&self.tasks);
        while tasks.try_join_next().is_some() {}
        tasks.spawn_on(task, &self.runtime);
    }

    /// Attempts a delivery from its `first` attempt on until it is taken or given up.
    async fn deliver(self: Arc<Self>, delivery: Delivery, first: usize) {
        if first == 1 {
            let delay = lock(&self.book).mode().delay();
            tokio::time::sleep(delay).await;
        }
        for number in first..=RETRY_AFTER.len() + 1 {
            if number > 1 {
                let scale = lock(&self.book).mode().retry_scale;
                tokio::time::sleep(RETRY_AFTER[number - 2].mul_f64(scale)).await;
            }
            if self.attempt(&delivery, number).await.is_final() {
                break;
            }
        }
        self.finish();
    }

    /// Sends what was held, one after the other so that the order is as it was asked for.
    async fn release(self: Arc<Self>, deliveries: Vec<Delivery>) {
        for delivery in deliveries {
            if self.attempt(&delivery, 1).await.is_final() {
                self.finish();
            } else {
                self.spawn(Arc::clone(&self).deliver(delivery, 2));
            }
        }
    }

    async fn attempt(&self, delivery: &Delivery, number: usize) -> Outcome {
        // The semaphore is never closed; without a slot the attempt is merely early.
        let _slot = self.slots.acquire().await.ok();
        let verdict = lock(&self.book).may_send();
        let attempt = match verdict {
            Verdict::Send { timeout } => delivery.attempt(&self.client, number, timeout).await,
            Verdict::Drop => delivery.dropped(number),
        };
        let outcome = attempt.outcome;
        lock(&self.book).record(delivery, attempt);
        outcome
    }

    fn finish(&self) {
        lock(&self.book).finish();
        self.settled.notify_waiters();
    }
}
