//! What a batch came to, in numbers.

use std::collections::BTreeMap;
use std::time::Duration;

use profile_core::{Outcome, Timestamp};
use profile_lambda::{Metric, Metrics};

/// Counts what came of the messages of one batch.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    outcomes: BTreeMap<&'static str, u64>,
    failed: u64,
    ages: Vec<u64>,
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

    /// Writes the numbers, a line for each outcome and one for the batch.
    pub(crate) fn emit(self, metrics: &Metrics, now: Timestamp) {
        for (outcome, number) in &self.outcomes {
            let handled = [Metric::count("EventsHandled", *number)];
            metrics.emit(now, Some(("Outcome", outcome)), &handled);
        }
        let conflicts = self.outcomes.get(Outcome::Conflict.name()).copied().unwrap_or_default();
        let mut batch =
            vec![Metric::count("EventsFailed", self.failed), Metric::count("Conflicts", conflicts)];
        if !self.ages.is_empty() {
            batch.push(Metric::millis("EventAge", self.ages));
        }
        metrics.emit(now, None, &batch);
    }
}
