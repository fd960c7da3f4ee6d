//! Metrics in CloudWatch's embedded metric format: one JSON line on standard output each.
//!
//! By hand, because a line is all there is to it: the libraries for it keep a registry of
//! every metric in the process and flush that after each call.
//! Format: <https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html>

use std::fmt;
use std::io::Write;

use profile_core::Timestamp;
use serde_json::{Value, json};

/// Writes a function's metrics.
pub struct Metrics {
    namespace: String,
    function: &'static str,
    sink: Box<dyn Fn(&str) + Send + Sync>,
}

/// What a metric counts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Pieces.
    Count,
    /// Time.
    Milliseconds,
}

/// One metric's values since the last line.
#[derive(Clone, Debug)]
pub struct Metric {
    /// Its name, as in the alarms.
    pub name: &'static str,
    /// Its unit.
    pub unit: Unit,
    /// Its values; at most 100 in one line.
    pub values: Vec<u64>,
}

impl Metric {
    /// A number of pieces.
    #[must_use]
    pub fn count(name: &'static str, number: u64) -> Self {
        Self { name, unit: Unit::Count, values: vec![number] }
    }

    /// A series of durations, in milliseconds.
    #[must_use]
    pub fn millis(name: &'static str, values: Vec<u64>) -> Self {
        Self { name, unit: Unit::Milliseconds, values }
    }
}

impl Unit {
    const fn name(self) -> &'static str {
        match self {
            Self::Count => "Count",
            Self::Milliseconds => "Milliseconds",
        }
    }
}

impl fmt::Debug for Metrics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Metrics").field("namespace", &self.namespace).finish_non_exhaustive()
    }
}

impl Metrics {
    /// Metrics of `function`, on standard output.
    #[must_use]
    pub fn new(namespace: String, function: &'static str) -> Self {
        Self::to(namespace, function, |line| {
            // A metric that can't be written is no reason to fail an event.
            let _ = writeln!(std::io::stdout().lock(), "{line}");
        })
    }

    /// Metrics of `function`, for `sink`.
    pub fn to(
        namespace: String,
        function: &'static str,
        sink: impl Fn(&str) + Send + Sync + 'static,
    ) -> Self {
        Self { namespace, function, sink: Box::new(sink) }
    }

    /// Writes the metrics by function and, with a `dimension`, by that as well: alarms look
    /// at the former, people at the latter.
    pub fn emit(&self, at: Timestamp, dimension: Option<(&str, &str)>, metrics: &[Metric]) {
        let mut dimensions = vec![vec!["Function"]];
        let mut line = json!({ "Function": self.function });
        if let Some((name, value)) = dimension {
            dimensions.push(vec!["Function", name]);
            line[name] = json!(value);
        }
        let definitions: Vec<Value> =
            metrics.iter().map(|it| json!({ "Name": it.name, "Unit": it.unit.name() })).collect();
        for metric in metrics {
            line[metric.name] = match metric.values.as_slice() {
                [value] => json!(value),
                values => json!(values),
            };
        }
        line["_aws"] = json!({
            "Timestamp": at.millis(),
            "CloudWatchMetrics": [{
                "Namespace": self.namespace, "Dimensions": dimensions, "Metrics": definitions,
            }],
        });
        (self.sink)(&line.to_string());
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use super::*;

    #[test]
    fn a_line_defines_and_holds_its_metrics() {
        let lines = Arc::new(Mutex::new(Vec::new()));
        let sink = Arc::clone(&lines);
        let metrics = Metrics::to("test".to_owned(), "some-function", move |line| {
            sink.lock().unwrap().push(serde_json::from_str::<Value>(line).unwrap());
        });

        metrics.emit(
            Timestamp::from_millis(7),
            Some(("Outcome", "created")),
            &[Metric::count("Events", 2), Metric::millis("Age", vec![3, 4])],
        );

        assert_eq!(
            lines.lock().unwrap()[0],
            json!({
                "Function": "some-function", "Outcome": "created", "Events": 2, "Age": [3, 4],
                "_aws": {
                    "Timestamp": 7,
                    "CloudWatchMetrics": [{
                        "Namespace": "test",
                        "Dimensions": [["Function"], ["Function", "Outcome"]],
                        "Metrics": [
                            { "Name": "Events", "Unit": "Count" },
                            { "Name": "Age", "Unit": "Milliseconds" },
                        ],
                    }],
                },
            })
        );
    }
}
