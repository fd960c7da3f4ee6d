//! Whatever Clerk does while a run is at work: it finishes, or stops and says why. It never
//! removes anybody on an uncertain word (R25).

use clerk_simulator::{Fault, FaultRule};
use reqwest::Method;
use serde_json::json;

use crate::support::runs::Summary;
use crate::support::simulator::{on_lists, status};
use crate::support::stack::Stack;
use crate::support::work::Work;

#[tokio::test]
async fn what_passes_is_sat_out() {
    let stack = Stack::find_at_rest().await;
    let lost = FaultRule { skip: 1, ..on_lists(Fault::LostAnswer).times(1) };
    let every_third = FaultRule { every: 3, ..FaultRule::always(status(502)) };
    let cases = [
        ("a truncated page and a lost answer", vec![on_lists(Fault::CutOff).times(1), lost]),
        ("server errors on many pages", vec![on_lists(Fault::ShortPage), every_third]),
        (
            "pages of ten where 500 were asked for, and a count that is too low",
            vec![on_lists(Fault::ShortPage), FaultRule::always(Fault::CountOff { by: -5 })],
        ),
    ];
    for (name, rules) in cases {
        let work = Work::make(&stack).await;
        stack.break_clerk(rules).await;

        let run = stack.reconcile_all().await;

        stack.mend().await;
        assert_eq!((run.counts.repaired, run.counts.gone), (2, 1), "{name}: {run:#?}");
        work.assert_done(&stack).await;
    }
}

#[tokio::test]
async fn a_storm_of_429s_slows_a_run_down_and_no_more() {
    let stack = Stack::find_alone().await;
    let work = Work::make(&stack).await;
    stack.break_clerk(vec![on_lists(Fault::ShortPage)]).await;
    stack.simulate(Method::PUT, "/limits", json!({ "requests": 12, "windowMs": 3_000 })).await;
    stack.forget_requests().await;

    let run = stack.reconcile_all().await;

    let refused = stack.requests().await.by_status.get(&429).copied().unwrap_or_default();
    stack.reset_clerk().await;
    assert!(refused > 0, "{run:#?}");
    work.assert_done(&stack).await;
}

#[tokio::test]
async fn a_key_that_clerk_refuses_stops_the_run_and_removes_nobody() {
    let stack = Stack::find_alone().await;
    for wrong_key_is_404 in [false, true] {
        let work = Work::make(&stack).await;
        let behaviour = json!({ "wrongKeyIs404": wrong_key_is_404 });
        stack.simulate(Method::PUT, "/behaviour", behaviour).await;
        stack.break_clerk(vec![FaultRule::always(Fault::WrongKey)]).await;

        for request in [json!({ "mode": "full" }), json!({ "mode": "incremental" })] {
            let run = stack.reconcile(request).await;
            assert_stopped(&run, "clerk refuses the secret key");
        }

        work.assert_nobody_removed(&stack).await;
        stack.reset_clerk().await;
        stack.reconcile_all().await;
        work.assert_done(&stack).await;
    }
}

fn assert_stopped(run: &Summary, why: &str) {
    assert_eq!((run.state.as_str(), run.counts.gone), ("stopped", 0), "{run:#?}");
    let note = run.note.as_deref().unwrap_or_default();
    assert!(note.starts_with("stopped, ") && note.contains(why), "{note}");
}

#[tokio::test]
async fn a_list_shorter_than_clerks_own_count_repairs_and_removes_nobody() {
    let stack = Stack::find_at_rest().await;
    let work = Work::make(&stack).await;
    stack.break_clerk(vec![FaultRule::always(Fault::CountOff { by: 3 })]).await;

    let run = stack.reconcile_all().await;

    assert_eq!((run.counts.repaired, run.counts.gone), (1, 0), "{run:#?}");
    let note = run.note.unwrap();
    assert!(note.contains("which proves nobody's absence: nobody was removed"), "{note}");
    work.assert_nobody_removed(&stack).await;
    stack.mend().await;
    stack.reconcile_all().await;
    work.assert_done(&stack).await;
}
