//! R7: whatever events were lost, one reconciliation makes our records what Clerk has.

use std::time::Duration;

use proptest::prelude::*;

use profile_core::contract::Inspect;
use profile_core::memory::{FixedClock, MemoryStore};
use profile_core::{Ended, Mode, Reconciler, Request, RunState, Status, Timestamp, verify_chain};

use crate::simulation::{Odds, deliver};
use crate::world::{DAWN, History, View, steps};

fn reconcile(store: &MemoryStore, history: &History) {
    let reconciler = Reconciler {
        store,
        directory: &history.directory(),
        clock: &FixedClock(Timestamp::from_millis(DAWN + 100_000_000)),
        grace: Duration::from_mins(2),
        page: 2,
    };
    let request = Request { mode: Mode::Full, ..Request::default() };
    let run = reconciler.run(request, Timestamp::from_millis(u64::MAX / 2));
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let ended = runtime.block_on(run).unwrap();
    assert!(matches!(ended, Ended::Done(run) if run.state == RunState::Finished));
}

fn check(store: &MemoryStore, history: &History) {
    for (id, expected) in history.expected() {
        let Some(person) = store.by_clerk_id(&id) else {
            assert_eq!(expected.status, Status::Deleted, "{id}: nobody told us that they came");
            continue;
        };
        assert_eq!(View::of(&person), expected, "{id}");
    }
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    for person in store.people() {
        let trail = runtime.block_on(store.trail(&person.user.id));
        assert_eq!(verify_chain(&trail, &person.user.audit_hash), Ok(()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_losses_are_made_good_by_one_reconciliation(
        steps in steps(14), lost in prop::collection::vec(any::<bool>(), 14), seed in any::<u64>(),
    ) {
        let history = History::of(&steps);
        let store = MemoryStore::default();
        let arrived = history.events.iter().zip(&lost).filter(|(_, lost)| !**lost);
        let arrived = arrived.map(|(event, _)| event.clone()).collect();
        deliver(&store, &history.directory(), arrived, Odds { crash: 5, clerk_down: 0 }, seed);

        reconcile(&store, &history);

        check(&store, &history);
    }
}
