//! R5: sixteen processors and one user.

use std::sync::Barrier;
use std::sync::atomic::{AtomicUsize, Ordering};

use profile_core::memory::MemoryStore;
use profile_core::{Change, LedgerEvent, Outcome, SyncError};

use super::{AfterReading, apply, now};
use crate::platform::{account, at, clerk_id, deleted, event, trail_of};

// R1, R5
#[test]
fn sixteen_deliveries_of_one_event_at_once_take_effect_once() {
    let tables = MemoryStore::default();

    let outcomes = at_once(&tables, 16, |_| (event(1), account("ada").at(1).into()));

    assert_eq!(count(&outcomes, Outcome::Created), 1);
    assert_eq!(count(&outcomes, Outcome::Duplicate), 15);
    let ada = tables.by_clerk_id(&clerk_id("ada")).unwrap();
    assert_eq!(now(trail_of(&tables, &ada)).len(), 1);
    assert_eq!(tables.ledger_size(), 1);
}

// R2, R5
#[test]
fn sixteen_events_of_one_user_at_once_end_with_the_latest() {
    let tables = MemoryStore::default();

    let outcomes = at_once(&tables, 16, |index| {
        // None says when the user was made, so that each would mint another id.
        let minute = u64::from(index * 7 % 16) + 1;
        (event(index), account("ada").at(minute).named(&format!("Ada {minute}")).into())
    });

    assert_eq!(tables.people().len(), 1, "one person, one record");
    let ada = tables.by_clerk_id(&clerk_id("ada")).unwrap();
    assert_eq!(ada.user.name.as_deref(), Some("Ada 16"));
    assert_eq!(ada.user.clerk_updated_at, Some(at(16)));
    assert_eq!(count(&outcomes, Outcome::Created), 1);
    let applied = 1 + count(&outcomes, Outcome::Updated);
    assert_eq!(applied + count(&outcomes, Outcome::Superseded), 16);
    assert_eq!(now(trail_of(&tables, &ada)).len(), applied);
    assert_eq!(tables.ledger_size(), 16);
}

// R3, R5
#[test]
fn a_deletion_among_sixteen_events_at_once_is_final() {
    let tables = MemoryStore::default();

    let outcomes = at_once(&tables, 16, |index| {
        let minute = u64::from(index) + 1;
        let change = match index {
            5 => deleted("ada", 3),
            _ => account("ada").at(minute).verified("ada@example.com").into(),
        };
        (event(index), change)
    });

    assert_eq!(count(&outcomes, Outcome::Deleted), 1);
    let ada = tables.by_clerk_id(&clerk_id("ada")).unwrap();
    assert!(ada.user.is_deleted());
    assert_eq!(tables.pointers().len(), 1);
    let entries = count(&outcomes, Outcome::Created) + 1;
    assert_eq!(now(trail_of(&tables, &ada)).len(), entries);
    assert_eq!(tables.ledger_size(), 16);
}

fn count(outcomes: &[Outcome], outcome: Outcome) -> usize {
    outcomes.iter().filter(|it| **it == outcome).count()
}

/// Applies that many events on as many threads, which all read before any writes. What
/// fails is delivered again, as the queue does.
fn at_once(
    tables: &MemoryStore,
    threads: u32,
    message: impl Fn(u32) -> (LedgerEvent, Change),
) -> Vec<Outcome> {
    let everybody = Barrier::new(threads as usize);
    let readers = AtomicUsize::new(0);
    let wait = || {
        if readers.fetch_add(1, Ordering::Relaxed) < threads as usize {
            everybody.wait();
        }
    };
    let store = AfterReading { tables, then: wait };
    let deliver_once =
        |(event, change): &(LedgerEvent, Change)| match now(apply(&store, event, change.clone())) {
            Ok(applied) => Some(applied.outcome),
            Err(SyncError::Contended) => None,
            Err(error) => panic!("{error}"),
        };
    let deliver = |message| (0..100).find_map(|_| deliver_once(&message)).expect("it gets through");
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads)
            .map(|index| {
                let message = message(index);
                scope.spawn(|| deliver(message))
            })
            .collect();
        workers.into_iter().map(|it| it.join().unwrap()).collect()
    })
}
