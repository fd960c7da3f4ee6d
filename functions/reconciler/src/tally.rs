//! What an invocation came to, in numbers: those that alarms look at.

use std::time::Duration;

use profile_core::{Counts, Run, RunState, Timestamp};
use profile_lambda::{Metric, Metrics};

/// The metrics of one invocation.
#[derive(Debug)]
pub(crate) struct Tally(Vec<Metric>);

/// A run ended.
pub(crate) fn ended(run: &Run) -> Tally {
    let finished = run.state == RunState::Finished;
    let mut metrics = vec![
        Metric::count("RunsFinished", finished.into()),
        Metric::count("RunsFailed", (!finished).into()),
    ];
    metrics.extend(counted(&run.counts));
    metrics.push(Metric::count("DeleteBrake", run.braked.into()));
    // What a dry run finds is nobody's alarm: it leaves everything as it is, on purpose.
    if run.request.dry_run {
        metrics.truncate(2);
    }
    Tally(metrics)
}

/// A run goes on with the next invocation. What it counted comes with its end.
pub(crate) fn continues() -> Tally {
    Tally(vec![Metric::count("RunsContinued", 1)])
}

/// Another run was at work.
pub(crate) fn refused() -> Tally {
    Tally(vec![Metric::count("RunsRefused", 1)])
}

/// The invocation failed.
pub(crate) fn failed() -> Tally {
    Tally(vec![Metric::count("RunsFailed", 1)])
}

fn counted(counts: &Counts) -> Vec<Metric> {
    vec![
        Metric::count("UsersCompared", counts.compared),
        Metric::count("UsersDrifted", counts.drifted),
        Metric::count("UsersRepaired", counts.repaired),
        Metric::count("UsersFailed", counts.failed),
        Metric::count("MissedEvents", counts.missed),
        Metric::count("Conflicts", counts.conflicts),
        Metric::count("UsersGone", counts.gone),
        Metric::count("UnlinkedUsers", counts.unlinked),
        Metric::count("PushesDone", counts.pushed),
        Metric::count("PushesFailed", counts.pushes_failed),
        Metric::millis("PushBacklogAge", vec![counts.oldest_push_ms]),
        Metric::count("ClerkRequests", counts.requests),
    ]
}

impl Tally {
    /// Writes the metrics, and how long the invocation took.
    pub(crate) fn emit(mut self, metrics: &Metrics, at: Timestamp, took: Duration) {
        let took = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
        self.0.push(Metric::millis("RunDuration", vec![took]));
        metrics.emit(at, None, &self.0);
    }
}
