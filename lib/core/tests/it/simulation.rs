//! Processors at work, one step at a time, in an order that a seed decides.
//!
//! Each processor gives way before every request, so that any two can meet between reading
//! and writing; it may also die there, and its message is then delivered again.

use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use fastrand::Rng;
use profile_core::memory::{FixedClock, MemoryDirectory, MemoryStore};
use profile_core::{
    Applied, Change, ClerkId, ClerkUser, Commit, DirectoryError, LedgerEvent, Origin, Person,
    Settled, State, StoreError, Sync, SyncError, SyncStore, Timestamp, UserDirectory, UserId,
    Write,
};

/// How many processors work at once.
const WORKERS: usize = 4;

/// What may go wrong, in percent of steps.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Odds {
    /// A processor dies.
    pub(crate) crash: u8,
    /// Clerk can't be reached.
    pub(crate) clerk_down: u8,
}

/// Delivers every message until each was taken, and returns what came of each delivery.
pub(crate) fn deliver(
    store: &MemoryStore,
    directory: &MemoryDirectory,
    mut queue: Vec<(LedgerEvent, Change)>,
    odds: Odds,
    seed: u64,
) -> Vec<(LedgerEvent, Applied)> {
    let mut random = Rng::with_seed(seed);
    let mut working: Vec<Job<'_>> = Vec::new();
    let mut done = Vec::new();
    while !(queue.is_empty() && working.is_empty()) {
        directory.set_down(random.u8(0..100) < odds.clerk_down);
        if working.len() < WORKERS && !queue.is_empty() {
            let message = queue.swap_remove(random.usize(..queue.len()));
            working.push(Job::start(store, directory, message));
        }
        let index = random.usize(..working.len());
        if random.u8(0..100) < odds.crash {
            queue.push(working.swap_remove(index).message);
            continue;
        }
        match working[index].step() {
            Poll::Pending => {}
            Poll::Ready(result) => {
                let message = working.swap_remove(index).message;
                match result {
                    Ok(applied) => done.push((message.0, applied)),
                    // The queue delivers it again.
                    Err(_) => queue.push(message),
                }
            }
        }
    }
    done
}

/// Something that is done a step at a time.
pub(crate) type Doing<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

/// Does everything at once, one step at a time, in an order that the seed decides.
pub(crate) fn at_once<T>(mut doing: Vec<Doing<'_, T>>, seed: u64) -> Vec<T> {
    let mut random = Rng::with_seed(seed);
    let mut done = Vec::new();
    while !doing.is_empty() {
        let index = random.usize(..doing.len());
        let polled = doing[index].as_mut().poll(&mut Context::from_waker(Waker::noop()));
        if let Poll::Ready(result) = polled {
            drop(doing.swap_remove(index));
            done.push(result);
        }
    }
    done
}

/// Does what waits for nothing outside.
pub(crate) fn now<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(future)
}

type Work<'a> = Pin<Box<dyn Future<Output = Result<Applied, SyncError>> + 'a>>;

struct Job<'a> {
    message: (LedgerEvent, Change),
    work: Work<'a>,
}

impl<'a> Job<'a> {
    fn start(
        store: &'a MemoryStore,
        directory: &'a MemoryDirectory,
        message: (LedgerEvent, Change),
    ) -> Self {
        let (event, change) = message.clone();
        let work = async move {
            let sync = Sync {
                store: &GivesWay(store),
                directory: &GivesWay(directory),
                clock: &FixedClock(Timestamp::from_millis(super::world::DAWN + 1_000_000)),
            };
            sync.apply(&event, Some(change), &Origin::default()).await
        };
        Self { message, work: Box::pin(work) }
    }

    fn step(&mut self) -> Poll<Result<Applied, SyncError>> {
        self.work.as_mut().poll(&mut Context::from_waker(Waker::noop()))
    }
}

/// Lets others go first, once before each request and once after.
pub(crate) struct GivesWay<'a, T>(pub(crate) &'a T);

pub(crate) async fn give_way() {
    let mut waited = false;
    std::future::poll_fn(|_| {
        if waited {
            return Poll::Ready(());
        }
        waited = true;
        Poll::Pending
    })
    .await;
}

impl<S: SyncStore> SyncStore for GivesWay<'_, S> {
    async fn state(&self, change: &Change) -> Result<State, StoreError> {
        give_way().await;
        self.0.state(change).await
    }

    async fn person(&self, id: &UserId) -> Result<Option<Person>, StoreError> {
        give_way().await;
        self.0.person(id).await
    }

    async fn commit(
        &self,
        write: &Write,
        event: Option<Settled<'_>>,
    ) -> Result<Commit, StoreError> {
        give_way().await;
        let commit = self.0.commit(write, event).await;
        // A processor that dies here has written without knowing it.
        give_way().await;
        commit
    }

    async fn settle(&self, event: Settled<'_>) -> Result<Commit, StoreError> {
        give_way().await;
        let commit = self.0.settle(event).await;
        give_way().await;
        commit
    }

    async fn fail(
        &self,
        event: &LedgerEvent,
        error: &str,
        at: Timestamp,
    ) -> Result<Commit, StoreError> {
        give_way().await;
        self.0.fail(event, error, at).await
    }
}

impl<D: UserDirectory> UserDirectory for GivesWay<'_, D> {
    async fn user(&self, id: &ClerkId) -> Result<Option<ClerkUser>, DirectoryError> {
        give_way().await;
        self.0.user(id).await
    }
}
