//! What an invocation answers.

use std::collections::BTreeMap;

use profile_core::{Counts, Ended, FieldCounts, Mode, Run, RunId, RunState, Timestamp};
use serde::Serialize;

/// What came of a run. The drifts one by one are in the stored report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Summary {
    /// The run's id; none when another run was at work.
    pub run_id: Option<RunId>,
    /// What it walked through.
    pub mode: Option<Mode>,
    /// Whether it only looked.
    pub dry_run: bool,
    /// How it stands: `finished`, `stopped`, `open` (the next invocation goes on) or `busy`.
    pub state: &'static str,
    /// When it began, in milliseconds.
    pub started_at: Option<Timestamp>,
    /// When it ended, in milliseconds.
    pub finished_at: Option<Timestamp>,
    /// What it counted.
    pub counts: Counts,
    /// The fields that differed, by name.
    pub fields: BTreeMap<String, FieldCounts>,
    /// Why it stopped, or what somebody should know.
    pub note: Option<String>,
}

impl Summary {
    /// Sums up how an invocation ended.
    #[must_use]
    pub fn of(ended: Ended) -> Self {
        match ended {
            Ended::Done(run) | Ended::Other(run) | Ended::Before(run) | Ended::Continues(run) => {
                Self::of_run(*run)
            }
            Ended::Busy => {
                let note = Some("another run is at work: try again when it is done".to_owned());
                Self { state: "busy", note, ..Self::default() }
            }
        }
    }

    fn of_run(run: Run) -> Self {
        let Run { id, request, state, started_at, finished_at, counts, fields, note, .. } = run;
        Self {
            run_id: Some(id),
            mode: Some(request.mode),
            dry_run: request.dry_run,
            state: match state {
                RunState::Open => "open",
                RunState::Finished => "finished",
                RunState::Stopped => "stopped",
            },
            started_at: Some(started_at),
            finished_at,
            counts,
            fields,
            note,
        }
    }
}
