//! A run may die anywhere: a page at most is compared again, and no repair is made twice.

use std::future::poll_fn;
use std::mem;
use std::pin::pin;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicUsize, Ordering};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use profile_core::audit::Actor;
use profile_core::memory::MemoryStore;
use profile_core::{
    Change, ClerkId, Commit, Found, Lease, LedgerEvent, Linked, Pending, Person, Reconciler,
    Roster, Run, RunHistory, RunId, RunStore, Save, Saved, Settled, State, StoreError, SyncStore,
    Timestamp, User, UserId, Write,
};

use super::world::{FAR, FULL, World, name, person};
use crate::platform::Platform;

/// Tables from which, after so many requests, no answer comes any more.
pub(crate) struct Dies<'a> {
    tables: &'a MemoryStore,
    left: AtomicU32,
    is_dead: AtomicBool,
    accounts_read: AtomicUsize,
}

impl<'a> Dies<'a> {
    pub(crate) fn after(platform: &'a Platform, requests: u32) -> Self {
        Self {
            tables: platform.tables(),
            left: AtomicU32::new(requests),
            is_dead: AtomicBool::new(false),
            accounts_read: AtomicUsize::new(0),
        }
    }

    /// Runs until the end, or until death; `true` when the end came first.
    pub(crate) fn run_and_die(&self, world: &World) -> bool {
        let World { platform, clock, page } = world;
        let (directory, grace) = (&platform.clerk, Duration::from_mins(2));
        let reconciler = Reconciler { store: self, directory, clock, grace, page: *page };
        let mut run = pin!(reconciler.run(FULL, FAR));
        while !self.is_dead.load(Ordering::Relaxed) {
            if run.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_ready() {
                return true;
            }
        }
        false
    }

    /// Dies before the request is made. While one is on its way, so may others be.
    async fn live(&self) {
        give_way().await;
        let lives = |left: u32| left.checked_sub(1);
        if self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, lives).is_err() {
            self.is_dead.store(true, Ordering::Relaxed);
            std::future::pending::<()>().await;
        }
    }
}

/// Lets whatever else is under way have its turn.
async fn give_way() {
    let mut has_waited = false;
    poll_fn(|context| {
        if mem::replace(&mut has_waited, true) {
            return Poll::Ready(());
        }
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}

async fn differing() -> World {
    let world = World::of(10).await;
    for number in [1, 2, 5, 9] {
        world.silently(&person(number).at(500).named("Grace"));
    }
    world.silently(&person(12));
    world.platform.clerk.remove(&super::world::id(7));
    world
}

#[tokio::test]
async fn it_is_gone_on_with_from_the_last_page_and_repeats_no_repair() {
    let mut deaths = 0;
    for requests in 0.. {
        let world = differing().await;
        let ended = Dies::after(&world.platform, requests).run_and_die(&world);
        if ended {
            break;
        }
        deaths += 1;
        world.clock.pass(Duration::from_mins(2));

        let run = world.run(FULL).await;

        let again = run.counts.compared - 10;
        assert!(again <= u64::from(world.page), "after {requests}: {again} compared again");
        for number in [1, 2, 5, 9, 12, 7] {
            let trail = world.platform.trail(&name(number)).await;
            let repairs = trail.iter().filter(|it| it.record.actor == Actor::Reconciler).count();
            assert_eq!(repairs, 1, "after {requests}: person {number}");
        }
        assert_eq!(world.run(FULL).await.counts.drifted, 0, "after {requests}");
    }
    assert!(deaths > 20, "it died in {deaths} places");
}

#[tokio::test]
async fn a_page_of_our_accounts_at_most_is_read_again() {
    for requests in 0.. {
        let world = differing().await;
        let cut_off = Dies::after(&world.platform, requests);
        if cut_off.run_and_die(&world) {
            break;
        }
        world.clock.pass(Duration::from_mins(2));
        let to_the_end = Dies::after(&world.platform, u32::MAX);
        assert!(to_the_end.run_and_die(&world), "nothing is left to die of");

        let read = [cut_off, to_the_end].map(|it| it.accounts_read.into_inner());
        // Where the first run had ended, the second is a whole one.
        let runs = world.platform.tables().runs(FAR, None, None, 9).await.unwrap().runs.len();
        let again = read.iter().sum::<usize>() - 10 * runs;
        assert!(again <= usize::from(world.page), "after {requests}: {again} read again");
    }
}

impl SyncStore for Dies<'_> {
    async fn state(&self, change: &Change) -> Result<State, StoreError> {
        self.live().await;
        self.tables.state(change).await
    }

    async fn person(&self, id: &UserId) -> Result<Option<Person>, StoreError> {
        self.live().await;
        self.tables.person(id).await
    }

    async fn commit(
        &self,
        write: &Write,
        event: Option<Settled<'_>>,
    ) -> Result<Commit, StoreError> {
        self.live().await;
        let commit = self.tables.commit(write, event).await;
        // Here it has written and does not know it.
        self.live().await;
        commit
    }

    async fn settle(&self, event: Settled<'_>) -> Result<Commit, StoreError> {
        self.tables.settle(event).await
    }

    async fn fail(
        &self,
        event: &LedgerEvent,
        error: &str,
        at: Timestamp,
    ) -> Result<Commit, StoreError> {
        self.tables.fail(event, error, at).await
    }
}

impl Roster for Dies<'_> {
    async fn accounts(&self, ids: &[ClerkId], linked: &[Linked]) -> Result<Vec<User>, StoreError> {
        self.live().await;
        self.accounts_read.fetch_add(ids.len(), Ordering::Relaxed);
        self.tables.accounts(ids, linked).await
    }

    async fn linked(
        &self,
        from: Timestamp,
        until: Timestamp,
        most: usize,
    ) -> Result<Found<Linked>, StoreError> {
        self.live().await;
        self.tables.linked(from, until, most).await
    }

    async fn unplaced(&self, most: usize) -> Result<Found<ClerkId>, StoreError> {
        self.live().await;
        self.tables.unplaced(most).await
    }

    async fn unlinked(&self, most: usize) -> Result<Found<UserId>, StoreError> {
        self.live().await;
        self.tables.unlinked(most).await
    }

    async fn pending(
        &self,
        after: Timestamp,
        before: Timestamp,
        most: usize,
    ) -> Result<Found<Pending>, StoreError> {
        self.live().await;
        self.tables.pending(after, before, most).await
    }
}

impl RunStore for Dies<'_> {
    async fn acquire(
        &self,
        now: Timestamp,
        duration: Duration,
    ) -> Result<Option<Lease>, StoreError> {
        self.live().await;
        self.tables.acquire(now, duration).await
    }

    async fn run(&self, id: &RunId) -> Result<Option<Run>, StoreError> {
        self.live().await;
        self.tables.run(id).await
    }

    async fn save(&self, save: Save<'_>) -> Result<Saved, StoreError> {
        self.live().await;
        let saved = self.tables.save(save).await;
        self.live().await;
        saved
    }
}
