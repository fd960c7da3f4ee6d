//! A run may die anywhere: a page at most is compared again, and no repair is made twice.

use std::pin::pin;
use std::sync::atomic::{AtomicU32, Ordering};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use profile_core::audit::Actor;
use profile_core::memory::MemoryStore;
use profile_core::{
    Change, ClerkId, Commit, Found, Lease, LedgerEvent, Linked, Pending, Person, Reconciler,
    Roster, Run, RunId, RunStore, Save, Saved, Settled, State, StoreError, SyncStore, Timestamp,
    User, UserId, Write,
};

use super::world::{FAR, FULL, World, name, person};
use crate::platform::Platform;

/// Tables from which, after so many requests, no answer comes any more.
pub(crate) struct Dies<'a> {
    tables: &'a MemoryStore,
    left: AtomicU32,
}

impl<'a> Dies<'a> {
    pub(crate) fn after(platform: &'a Platform, requests: u32) -> Self {
        Self { tables: platform.tables(), left: AtomicU32::new(requests) }
    }

    /// Runs until the end, or until death; `true` when the end came first.
    pub(crate) fn run_and_die(&self, world: &World) -> bool {
        let World { platform, clock, page } = world;
        let (directory, grace) = (&platform.clerk, Duration::from_mins(2));
        let reconciler = Reconciler { store: self, directory, clock, grace, page: *page };
        let mut run = pin!(reconciler.run(FULL, FAR));
        // Nothing else is ever waited for in memory.
        let polled = run.as_mut().poll(&mut Context::from_waker(Waker::noop()));
        matches!(polled, Poll::Ready(_))
    }

    /// Dies before the request is made.
    async fn live(&self) {
        let lives = |left: u32| left.checked_sub(1);
        if self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, lives).is_err() {
            std::future::pending::<()>().await;
        }
    }
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
