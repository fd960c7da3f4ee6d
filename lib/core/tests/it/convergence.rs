//! R7: however a history's events arrive, the records end as Clerk has them.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use profile_core::audit::Cause;
use profile_core::contract::Inspect;
use profile_core::memory::MemoryStore;
use profile_core::{Applied, LedgerEvent, Outcome, Person, Pointer, UserId, verify_chain};

use super::simulation::{Odds, deliver};
use super::world::{History, View, steps};

/// Delivers each event of the history, some of them twice, and checks every invariant.
fn check(history: &History, doubled: &[prop::sample::Index], odds: Odds, seed: u64) {
    let store = MemoryStore::default();
    let mut messages = history.events.clone();
    let again = doubled.iter().map(|it| history.events[it.index(history.events.len())].clone());
    messages.extend(again);

    let done = deliver(&store, &history.directory(), messages, odds, seed);

    the_records_are_as_clerk_has_them(&store, history);
    the_pointers_are_exact(&store);
    the_trails_verify(&store);
    no_event_took_effect_twice(&store, &done);
    assert_eq!(store.ledger_size(), history.events.len(), "every event is in the ledger, once");
}

fn the_records_are_as_clerk_has_them(store: &MemoryStore, history: &History) {
    let expected = history.expected();
    assert_eq!(store.people().len(), expected.len(), "nobody is there twice");
    for (id, expected) in expected {
        let person = store.by_clerk_id(&id).expect("everybody has a record");
        assert_eq!(View::of(&person), expected, "{id}");
    }
}

fn the_pointers_are_exact(store: &MemoryStore) {
    let pointers_of = |person: Person| {
        let id = person.user.id.clone();
        let clerk = person.user.clerk_id.map(Pointer::Clerk);
        let email = person.user.email.map(|it| Pointer::Email(it.key()));
        [clerk, email].into_iter().flatten().map(move |it| (it, id.clone())).collect::<Vec<_>>()
    };
    let expected: BTreeMap<Pointer, UserId> =
        store.people().into_iter().flat_map(pointers_of).collect();
    assert_eq!(store.pointers(), expected);
}

fn trail(store: &MemoryStore, person: &Person) -> Vec<profile_core::AuditEntry> {
    pollster(store.trail(&person.user.id))
}

fn the_trails_verify(store: &MemoryStore) {
    for person in store.people() {
        let trail = trail(store, &person);
        assert_eq!(verify_chain(&trail, &person.user.audit_hash), Ok(()));
        assert_eq!(trail.len() as u64, person.user.version.0, "one entry for each version");
    }
}

fn no_event_took_effect_twice(store: &MemoryStore, done: &[(LedgerEvent, Applied)]) {
    let mut seen = BTreeSet::new();
    for person in store.people() {
        for entry in trail(store, &person) {
            if let Cause::Event(id) = entry.record.cause {
                assert!(seen.insert(id.clone()), "{id} is in the trail twice");
            }
        }
    }
    let mut settled = BTreeSet::new();
    for (event, applied) in done {
        if applied.outcome != Outcome::Duplicate {
            assert!(settled.insert(&event.id), "{} was settled twice", event.id);
        }
    }
}

fn pollster<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(future)
}

fn doubled() -> impl Strategy<Value = Vec<prop::sample::Index>> {
    prop::collection::vec(any::<prop::sample::Index>(), 0..6)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_order_and_any_duplicates_end_in_the_same_state(
        steps in steps(14), doubled in doubled(), seed in any::<u64>(),
    ) {
        let history = History::of(&steps);
        prop_assume!(!history.events.is_empty());
        check(&history, &doubled, Odds::default(), seed);
    }

    #[test]
    fn so_do_crashes_anywhere_and_an_unreachable_clerk(
        steps in steps(14), doubled in doubled(), seed in any::<u64>(),
    ) {
        let history = History::of(&steps);
        prop_assume!(!history.events.is_empty());
        check(&history, &doubled, Odds { crash: 8, clerk_down: 30 }, seed);
    }
}
