//! R5: what goes wrong on the way is tried again, and takes effect once.

mod at_once;

use std::pin::pin;
use std::sync::Mutex;
use std::task::{Context, Poll, Waker};

use profile_core::contract::LedgerRow;
use profile_core::memory::{Fault, FaultyStore, FixedClock, MemoryDirectory, MemoryStore};
use profile_core::{
    Applied, Change, Clock, Commit, EventStatus, LedgerEvent, Origin, Outcome, Person, Settled,
    State, StoreError, Sync, SyncError, SyncStore, Timestamp, UserId, Write,
};

use crate::platform::{NOW, Platform, account, at, clerk_id, deleted, event, signed_in, trail_of};

const TRIES: usize = 10;

// R5
#[tokio::test]
async fn a_conflicting_transaction_is_tried_again() {
    let platform = Platform::with_faults([Fault::TransactionConflict; TRIES - 1]);

    let outcome = platform.apply(account("ada").at(1)).await;

    assert_eq!(outcome, Outcome::Created);
    assert_eq!(platform.trail("ada").await.len(), 1);
}

// R5
#[tokio::test]
async fn before_each_new_try_rivals_get_time_to_get_out_of_the_way() {
    let faults = [Fault::TransactionConflict; 3];
    let store = FaultyStore::new(MemoryStore::default(), faults);
    let clock = Pauses::default();
    let sync = Sync { store: &store, directory: &MemoryDirectory::default(), clock: &clock };

    sync.apply(&event(1), Some(account("ada").into()), &Origin::default()).await.unwrap();

    assert_eq!(*clock.0.lock().unwrap(), [1, 2, 3]);
}

// R5
#[tokio::test]
async fn when_the_tries_run_out_nothing_is_written_and_a_later_delivery_succeeds() {
    let platform = Platform::with_faults([Fault::TransactionConflict; TRIES]);
    let event = platform.event();

    let result = platform.deliver(&event, account("ada").at(1)).await;

    assert!(matches!(result, Err(SyncError::Contended)), "{result:?}");
    assert_eq!(platform.contents(), Platform::default().contents());
    assert_eq!(platform.row(&event).await, None);
    let applied = platform.deliver(&event, account("ada").at(1)).await.unwrap();
    assert_eq!(applied.outcome, Outcome::Created);
}

// R5
#[tokio::test]
async fn a_new_try_decides_on_what_a_rival_has_written() {
    let tables = MemoryStore::default();
    apply(&tables, &event(1), account("ada").at(1).named("Ada")).await.unwrap();
    let rival = Mutex::new(Some(account("ada").at(3).named("Augusta")));
    let interrupt = || {
        if let Some(rival) = rival.lock().unwrap().take() {
            now(apply(&tables, &event(2), rival)).unwrap();
        }
    };
    let store = AfterReading { tables: &tables, then: interrupt };

    let applied = apply(&store, &event(3), account("ada").at(2).named("A. Byron")).await.unwrap();

    assert_eq!(applied.outcome, Outcome::Superseded);
    let ada = tables.by_clerk_id(&clerk_id("ada")).unwrap();
    assert_eq!(ada.user.name.as_deref(), Some("Augusta"));
    assert_eq!(trail_of(&tables, &ada).await.len(), 2);
}

// R5
#[tokio::test]
async fn a_conflict_while_noting_an_outcome_does_not_lose_the_event() {
    let conflicts = [Fault::TransactionConflict; TRIES];
    let platform = Platform::with_faults([Fault::None].into_iter().chain(conflicts));
    platform.apply(account("ada").at(2)).await;
    let event = platform.event();

    let result = platform.deliver(&event, account("ada").at(1)).await;
    let noted = platform.row(&event).await;
    let applied = platform.deliver(&event, account("ada").at(1)).await.unwrap();

    assert!(matches!(result, Err(SyncError::Contended)), "{result:?}");
    assert_eq!(noted, None, "the event stays open");
    assert_eq!(applied.outcome, Outcome::Superseded);
    assert_eq!(platform.row(&event).await.unwrap().status, EventStatus::Superseded);
}

// R5
#[tokio::test]
async fn noting_an_outcome_is_tried_again() {
    let platform = Platform::with_faults([Fault::None, Fault::TransactionConflict]);
    platform.apply(account("ada").at(2)).await;
    let event = platform.event();

    let applied = platform.deliver(&event, account("ada").at(1)).await.unwrap();

    assert_eq!(applied.outcome, Outcome::Superseded);
    assert_eq!(platform.row(&event).await.unwrap().status, EventStatus::Superseded);
}

// R5
#[tokio::test]
async fn an_answer_that_is_lost_after_the_write_comes_out_as_a_duplicate() {
    let ada = || account("ada").at(2).named("Ada").with("created_at", at(0).unsigned());
    let changes: [(Change, Outcome); 6] = [
        (account("bob").at(2).into(), Outcome::Created),
        (ada().named("Augusta").at(3).into(), Outcome::Updated),
        (ada().at(3).into(), Outcome::Unchanged),
        (ada().at(1).into(), Outcome::Superseded),
        (signed_in("ada", 3), Outcome::SignedIn),
        (deleted("ada", 3), Outcome::Deleted),
    ];
    for (change, outcome) in changes {
        let platform = Platform::with_faults([Fault::None, Fault::AnswerLost]);
        platform.apply(ada()).await;
        let event = platform.event();

        let lost = platform.deliver(&event, change.clone()).await;
        let contents = platform.contents();
        let again = platform.deliver(&event, change).await.unwrap();

        assert!(matches!(lost, Err(SyncError::Store(StoreError::Unavailable(_)))), "{lost:?}");
        assert_eq!(again.outcome, Outcome::Duplicate, "{outcome:?}");
        assert_eq!(platform.contents(), contents, "{outcome:?} took effect once");
        let row = platform.row(&event).await.unwrap();
        assert_eq!((row.outcome, row.attempts), (Some(outcome), 1));
    }
}

// R5
#[tokio::test]
async fn an_event_whose_answer_was_lost_cannot_be_noted_as_failed() {
    let platform = Platform::with_faults([Fault::AnswerLost]);
    let event = platform.event();
    let error = platform.deliver(&event, account("ada").at(1)).await.unwrap_err();

    let noted = platform.tables().fail(&event, &error.to_string(), NOW).await.unwrap();

    assert_eq!(noted, Commit::AlreadySettled);
    assert_eq!(platform.row(&event).await.unwrap().status, EventStatus::Processed);
}

// R5, R18
#[tokio::test]
async fn a_settled_event_that_raises_a_question_again_cannot_be_noted_as_failed() {
    let platform = Platform::default();
    platform.import("imported-42", "ada@example.com").await;
    let eve = account("eve").at(1).unverified("ada@example.com");
    let event = platform.event();
    platform.deliver(&event, &eve).await.unwrap();
    platform.clerk.set_down(true);

    let again = platform.deliver(&event, &eve).await.unwrap_err();
    let noted = platform.tables().fail(&event, &again.to_string(), NOW).await.unwrap();

    assert_eq!(noted, Commit::AlreadySettled, "whoever notes it learns that all is done");
    assert_eq!(platform.row(&event).await.unwrap().outcome, Some(Outcome::Conflict));
}

// R5
#[tokio::test]
async fn a_refused_event_succeeds_when_it_is_delivered_again() {
    let platform = Platform::with_faults([Fault::Refused, Fault::Refused]);
    let event = platform.event();
    for attempts in 1..=2 {
        let error = platform.deliver(&event, account("ada").at(1)).await.unwrap_err();
        platform.tables().fail(&event, &error.to_string(), NOW).await.unwrap();
        assert_eq!(platform.contents(), Platform::default().contents());
        let row = platform.row(&event).await.unwrap();
        assert_eq!((row.status, row.attempts), (EventStatus::Failed, attempts));
        assert_eq!(row.error.as_deref(), Some("store is unavailable"));
    }

    let applied = platform.deliver(&event, account("ada").at(1)).await.unwrap();

    assert_eq!(applied.outcome, Outcome::Created);
    assert_eq!(platform.row(&event).await, Some(settled_row(&event, Outcome::Created, 3)));
    assert_eq!(platform.trail("ada").await.len(), 1);
}

// R5, R18
#[tokio::test]
async fn a_question_whose_answer_was_half_applied_is_simply_asked_again() {
    for fault in [Fault::Refused, Fault::AnswerLost] {
        let platform = Platform::with_faults([Fault::None, fault]);
        platform.apply(account("ada").at(1).verified("shared@example.com")).await;
        platform.clerk.put(&account("ada").at(2).verified("ada@example.com").user());
        let bob = account("bob").at(3).verified("shared@example.com");
        let event = platform.event();

        let broken_off = platform.deliver(&event, &bob).await;
        let applied = platform.deliver(&event, &bob).await.unwrap();

        assert!(matches!(broken_off, Err(SyncError::Store(_))), "{broken_off:?}");
        assert_eq!(applied.outcome, Outcome::Created);
        assert_eq!(platform.trail("ada").await.len(), 2);
        assert_eq!(platform.trail("bob").await.len(), 1);
    }
}

// R5, R18
#[tokio::test]
async fn an_event_that_waits_for_clerk_stands_as_failed_until_clerk_answers() {
    let platform = Platform::default();
    platform.clerk.set_down(true);
    let event = platform.event();
    let error = platform.deliver(&event, signed_in("ada", 2)).await.unwrap_err();
    platform.tables().fail(&event, &error.to_string(), NOW).await.unwrap();
    let failed = platform.row(&event).await.unwrap();
    assert_eq!((failed.status, failed.outcome), (EventStatus::Failed, None));
    assert_eq!(failed.error.as_deref(), Some("clerk could not be asked"));

    platform.clerk.set_down(false);
    platform.clerk.put(&account("ada").at(1).user());
    let applied = platform.deliver(&event, signed_in("ada", 2)).await.unwrap();

    assert_eq!(applied.outcome, Outcome::SignedIn);
    assert_eq!(platform.row(&event).await, Some(settled_row(&event, Outcome::SignedIn, 2)));
}

fn settled_row(event: &LedgerEvent, outcome: Outcome, attempts: u32) -> LedgerRow {
    LedgerRow {
        status: EventStatus::Processed,
        outcome: Some(outcome),
        error: None,
        attempts,
        payload: event.payload.clone(),
    }
}

async fn apply(
    store: &impl SyncStore,
    event: &LedgerEvent,
    change: impl Into<Change>,
) -> Result<Applied, SyncError> {
    let clock = &FixedClock(NOW);
    let sync = Sync { store, directory: &MemoryDirectory::default(), clock };
    sync.apply(event, Some(change.into()), &Origin::default()).await
}

/// The value of a future that has nothing to wait for.
fn now<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("memory never waits"),
    }
}

/// A clock that notes the waits asked of it.
#[derive(Debug, Default)]
struct Pauses(Mutex<Vec<u32>>);

impl Clock for Pauses {
    fn now(&self) -> Timestamp {
        NOW
    }

    async fn pause(&self, attempt: u32) {
        self.0.lock().unwrap().push(attempt);
    }
}

/// Tables on which something happens between each reading and its writing.
struct AfterReading<'a, F> {
    tables: &'a MemoryStore,
    then: F,
}

impl<F: Fn() + std::marker::Sync> SyncStore for AfterReading<'_, F> {
    async fn state(&self, change: &Change) -> Result<State, StoreError> {
        let state = self.tables.state(change).await;
        (self.then)();
        state
    }

    async fn person(&self, id: &UserId) -> Result<Option<Person>, StoreError> {
        self.tables.person(id).await
    }

    async fn commit(
        &self,
        write: &Write,
        event: Option<Settled<'_>>,
    ) -> Result<Commit, StoreError> {
        self.tables.commit(write, event).await
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
