//! A platform, Clerk, and a reconciler between them.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use profile_core::{
    ClerkId, Clock, Drift, Ended, Mode, ReconcileError, Reconciler, Request, Run, RunState,
    Timestamp,
};

use crate::platform::{Account, NOW, Platform, account, at, clerk_id};

/// A deadline that nothing reaches.
pub(crate) const FAR: Timestamp = Timestamp::from_millis(u64::MAX / 2);

pub(crate) const FULL: Request =
    Request { mode: Mode::Full, dry_run: false, allow_deletes: false, run_id: None };
pub(crate) const INCREMENTAL: Request = Request { mode: Mode::Incremental, ..FULL };
pub(crate) const DRY: Request = Request { dry_run: true, ..FULL };

/// A clock that a test moves, on which waiting takes no time.
#[derive(Debug)]
pub(crate) struct Hand(AtomicU64);

impl Hand {
    pub(crate) fn new() -> Self {
        Self(AtomicU64::new(NOW.unsigned()))
    }

    pub(crate) fn pass(&self, time: Duration) {
        let millis = u64::try_from(time.as_millis()).unwrap();
        self.0.fetch_add(millis, Ordering::Relaxed);
    }
}

impl Clock for Hand {
    fn now(&self) -> Timestamp {
        Timestamp::from_millis(self.0.load(Ordering::Relaxed))
    }

    async fn pause(&self, _: u32) {}
}

/// Both sides.
#[derive(Debug)]
pub(crate) struct World {
    pub(crate) platform: Platform,
    pub(crate) clock: Hand,
    /// Users on a page.
    pub(crate) page: u16,
}

impl World {
    /// `number` people whom both sides have alike, made a minute after each other.
    pub(crate) async fn of(number: u64) -> Self {
        let platform = Platform::default();
        for person in people(number) {
            platform.apply(&person).await;
            platform.clerk.put_json(person.json());
        }
        Self { platform, clock: Hand::new(), page: 4 }
    }

    pub(crate) async fn try_run(
        &self,
        request: Request,
        deadline: Timestamp,
    ) -> Result<Ended, ReconcileError> {
        let Self { platform, clock, page } = self;
        let (store, directory) = (platform.tables(), &platform.clerk);
        let grace = Duration::from_mins(2);
        Reconciler { store, directory, clock, grace, page: *page }.run(request, deadline).await
    }

    /// A run that must come to an end.
    pub(crate) async fn run(&self, request: Request) -> Run {
        loop {
            match self.try_run(request.clone(), FAR).await.unwrap() {
                Ended::Done(run) => return *run,
                Ended::Other(_) => {}
                ended => panic!("the run ends: {ended:?}"),
            }
        }
    }

    /// The same, and all that it reported.
    pub(crate) async fn report(&self, request: Request) -> (Run, Vec<Drift>) {
        let run = self.run(request).await;
        assert_eq!(run.state, RunState::Finished, "{:?}", run.note);
        let drifts = self.platform.tables().drifts(&run.id);
        (run, drifts)
    }

    /// Something happens in Clerk, and no webhook tells of it.
    pub(crate) fn silently(&self, person: &Account) {
        self.platform.clerk.put_json(person.json());
    }
}

/// The person of that number, as they were at first.
pub(crate) fn person(number: u64) -> Account {
    account(&name(number))
        .with("created_at", at(number).unsigned())
        .at(number)
        .named(&name(number))
        .verified(&format!("{}@example.com", name(number)))
        .roles(["CLIENT"])
}

pub(crate) fn people(number: u64) -> impl Iterator<Item = Account> {
    (0..number).map(person)
}

pub(crate) fn name(number: u64) -> String {
    format!("p{number:03}")
}

pub(crate) fn id(number: u64) -> ClerkId {
    clerk_id(&name(number))
}
