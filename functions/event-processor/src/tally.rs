//! What a batch came to, in numbers.

use std::collections::BTreeMap;
use std::time::Duration;

use profile_core::{Outcome, Pushed, Timestamp};
use profile_lambda::{Metric, Metrics};

/// Counts what came of the messages of one batch.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    outcomes: BTreeMap<&'static str, u64>,
    failed: u64,
    ages: Vec<u64>,
    pushed: u64,
    pushes_failed: u64,
}

impl Tally {
    /// Counts one message: failed if there is no outcome.
    pub(crate) fn add(&mut self, outcome: Option<Outcome>, age: Duration) {
        let Some(outcome) = outcome else {
            self.failed += 1;
            return;
        };
        *self.outcomes.entry(outcome.name()).or_default() += 1;
        self.ages.push(u64::try_from(age.as_millis()).unwrap_or(u64::MAX));
    }

    /// Counts one push: failed if nothing came of it.
    pub(crate) fn add_push(&mut self, pushed: Option<Pushed>) {
        self.pushed += u64::from(pushed == Some(Pushed::Done));
        self.pushes_failed += u64::from(pushed.is_none());
    }

    /// Writes the numbers, a line for each outcome and one for the batch.
    pub(crate) fn emit(self, metrics: &Metrics, now: Timestamp) {
        for (outcome, number) in &self.outcomes {
            let handled = [Metric::count("EventsHandled", *number)];
            metrics.emit(now, Some(("Outcome", outcome)), &handled);
        }
        let conflicts = self.outcomes.get(Outcome::Conflict.name()).copied().unwrap_or_default();
        let mut batch =
            vec![Metric::count("EventsFailed", self.failed), Metric::count("Conflicts", conflicts)];
        if self.pushed + self.pushes_failed > 0 {
            batch.push(Metric::count("PushesDone", self.pushed));
            batch.push(Metric::count("PushesFailed", self.pushes_failed));
        }
        if !self.ages.is_empty() {
            batch.push(Metric::millis("EventAge", self.ages));
        }
        metrics.emit(now, None, &batch);
    }
}
