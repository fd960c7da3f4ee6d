//! What everybody who reads the runs promises.

use std::collections::BTreeSet;
use std::time::Duration;

use super::runs::{acquire, fill, run};
use super::{NOW, clerk_id};
use crate::{
    Drift, DriftPage, Lease, Run, RunHistory, RunId, RunPlace, RunStore, RunSummary, Save, Saved,
    Timestamp,
};

const DAY: Duration = Duration::from_hours(24);
const HOUR: Duration = Duration::from_hours(1);

/// Checks every promise on an empty `store`, which keeps runs for 30 days.
///
/// # Panics
///
/// When a promise is broken; the message says which.
pub async fn check(store: &(impl RunStore + RunHistory)) {
    what_there_is_not_is_empty(store).await;
    a_run_is_summed_up(store).await;
    so_is_one_that_nobody_here_can_go_on_with(store).await;
    runs_come_newest_first_on_pages_of_any_size(store).await;
    what_a_run_found_comes_by_the_page(store).await;
    drifts_read_back_as_written(store).await;
}

async fn what_there_is_not_is_empty(store: &impl RunHistory) {
    let id = RunId::mint(NOW, 0);

    assert_eq!(all(store, NOW, 9).await, []);
    assert_eq!(store.run_summary(&id).await.unwrap(), None);
    assert_eq!(store.drifts(&id, 0, 9).await.unwrap(), DriftPage::default());
}

async fn a_run_is_summed_up(store: &(impl RunStore + RunHistory)) {
    let now = NOW.before(DAY * 20);
    let mut begun = begin(store, now).await;
    assert_eq!(store.run_summary(&begun.id).await.unwrap(), Some(begun.clone().into()));

    fill(&mut begun);
    save(store, &begun, None).await;

    let summary = RunSummary::from(begun.clone());
    assert_eq!(store.run_summary(&begun.id).await.unwrap().as_ref(), Some(&summary));
    assert_eq!(all(store, NOW, 9).await, [summary]);
}

async fn so_is_one_that_nobody_here_can_go_on_with(store: &(impl RunStore + RunHistory)) {
    let mut other = begin(store, NOW.before(DAY * 19)).await;
    other.form += 1;
    other.end(crate::RunState::Stopped, None, NOW);
    save(store, &other, None).await;

    let summary = store.run_summary(&other.id).await.unwrap();

    assert_eq!(summary, Some(other.into()));
}

async fn runs_come_newest_first_on_pages_of_any_size(store: &(impl RunStore + RunHistory)) {
    for hours in [0, 0, 0, 1, 1, 2, 30, 60, 24 * 12] {
        begin(store, NOW.before(HOUR * hours)).await;
    }

    for most in [0, 1, 2, 4, 11, 12, usize::MAX] {
        let runs = all(store, NOW, most).await;

        assert!(runs.is_sorted_by(|a, b| a.started_at >= b.started_at), "newest first");
        let ids: BTreeSet<_> = runs.iter().map(|it| &it.id).collect();
        assert_eq!((runs.len(), ids.len()), (11, 11), "{most} a page");
    }
    for at in [0, NOW.before(HOUR * 2).unsigned(), u64::MAX].map(Timestamp::from_millis) {
        let page = store.runs(NOW, None, Some(&RunPlace::at(at)), 99).await.unwrap();
        let expected = all(store, NOW, 99).await.into_iter().filter(|it| it.started_at <= at);
        assert_eq!(page.runs.len(), expected.count(), "from any place");
    }
    for (hours, expected) in [(0, 3), (1, 5), (29, 6), (30, 7), (24 * 30, 11)] {
        let from = Some(NOW.before(HOUR * hours));
        let page = store.runs(NOW, from, None, 99).await.unwrap();
        assert_eq!(page.runs.len(), expected, "back to {hours} hours ago");
        let newest = store.runs(NOW, from, None, 1).await.unwrap();
        assert_eq!(newest.runs.first(), page.runs.first(), "and the newest alone");
    }
}

async fn what_a_run_found_comes_by_the_page(store: &(impl RunStore + RunHistory)) {
    let run = begin(store, NOW).await;
    let names = |page: u32| (0..4).map(move |it| clerk_id(&format!("{page}-{it}")));
    let pages = [0, 1, 2, 9, 10, 200];
    for page in pages {
        let drifts: Vec<_> = names(page).map(Drift::of_gone).collect();
        save(store, &run, Some((page, &drifts))).await;
    }
    let expected: Vec<_> = pages.into_iter().flat_map(names).map(Some).collect();

    for most in [0, 1, 4, 7, 8, 24, 100] {
        let (mut found, mut from) = (Vec::new(), Some(0));
        while let Some(page) = from {
            let part = store.drifts(&run.id, page, most).await.unwrap();
            assert_eq!((part.cut, part.unreadable), (0, 0));
            assert!((1..=most.max(4)).contains(&part.drifts.len()), "whole pages, up to {most}");
            found.extend(part.drifts.into_iter().map(|it| it.clerk_id));
            assert!(part.next.is_none_or(|it| it > page), "the report goes on");
            from = part.next;
        }
        assert_eq!(found, expected, "{most} at once");
    }
    assert_eq!(store.drifts(&run.id, 201, 9).await.unwrap(), DriftPage::default());
    assert_eq!(store.drifts(&run.id, u32::MAX, 9).await.unwrap(), DriftPage::default());
}

async fn drifts_read_back_as_written(store: &(impl RunStore + RunHistory)) {
    let run = begin(store, NOW).await;
    let drift = Drift {
        user_id: Some(crate::UserId::parse("u-1").unwrap()),
        kind: crate::Kind::Differs,
        age_ms: Some(7),
        missed: true,
        repaired: true,
        error: Some("why ✓".to_owned()),
        fields: vec![crate::audit::FieldChange {
            field: "email".to_owned(),
            before: Some("a…@example.com".to_owned()),
            after: None,
        }],
        ..Drift::of_gone(clerk_id("drift"))
    };
    let drifts = [drift, Drift::of_gone(clerk_id("gone"))];

    save(store, &run, Some((1, &drifts))).await;

    assert_eq!(store.drifts(&run.id, 0, 9).await.unwrap().drifts, drifts);
}

/// All runs, read in pages of up to `most`.
async fn all(store: &impl RunHistory, now: Timestamp, most: usize) -> Vec<RunSummary> {
    let (mut runs, mut after) = (Vec::new(), None::<RunPlace>);
    for _ in 0..1_000 {
        let page = store.runs(now, None, after.as_ref(), most).await.unwrap();
        assert!(page.runs.len() <= most.max(1), "no more than asked for");
        assert_eq!(page.unreadable, 0);
        runs.extend(page.runs);
        let Some(next) = page.next else { return runs };
        after = Some(next.to_string().parse().expect("a place reads back"));
    }
    panic!("the list ends")
}

async fn begin(store: &impl RunStore, now: Timestamp) -> Run {
    let lease = acquire(store, NOW).await;
    let run = run(&lease, now);
    save_under(store, &lease, &run, None).await;
    run
}

/// Saves under a lease that is free again at once.
async fn save(store: &impl RunStore, run: &Run, drifts: Option<(u32, &[Drift])>) {
    save_under(store, &acquire(store, NOW).await, run, drifts).await;
}

async fn save_under(
    store: &impl RunStore,
    lease: &Lease,
    run: &Run,
    drifts: Option<(u32, &[Drift])>,
) {
    let save = Save { lease, run, drifts, lease_until: NOW, now: NOW };
    assert_eq!(store.save(save).await.unwrap(), Saved::Done);
}
