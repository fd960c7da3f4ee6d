//! Reconciliations.

use std::collections::BTreeMap;

use profile_core::{Counts, DriftPage, FieldCounts, Mode, RunState, RunSummary};
use serde::Serialize;
use utoipa::ToSchema;

use super::drift::DriftView;
use super::name::{ModeName, StateName};
use super::value::Time;

/// A reconciliation.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Run)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RunView {
    /// Its id.
    #[schema(example = "01JDKJ9Z3NV5T0W5Y8Q3M1R7XE")]
    run_id: String,
    /// What it walks through.
    #[schema(value_type = ModeName)]
    mode: &'static str,
    /// Whether it only looks.
    dry_run: bool,
    /// Whether it may let more users go than the brake would.
    allow_deletes: bool,
    /// Where it stands.
    #[schema(value_type = StateName)]
    state: &'static str,
    /// When it began.
    started_at: Time,
    /// When it was last written.
    updated_at: Time,
    /// When it finished or stopped.
    #[schema(required)]
    finished_at: Option<Time>,
    /// What it counted.
    counts: CountsView,
    /// Why it stopped, or what somebody should know.
    #[schema(required)]
    note: Option<String>,
}

/// A page of the list of reconciliations.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RunList)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RunListView {
    /// The reconciliations, newest first. There may be fewer than were asked for, or none, and
    /// still more behind.
    pub(crate) runs: Vec<RunView>,
    /// Where the list goes on; null at its end.
    #[schema(required)]
    pub(crate) next_cursor: Option<String>,
    /// How many entries can't be read, and are left out.
    pub(crate) unreadable: usize,
}

/// A reconciliation and a page of what it found.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RunReport)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RunReportView {
    #[serde(flatten)]
    run: RunView,
    /// How often each field differed.
    fields: BTreeMap<String, FieldCountsView>,
    /// Whoever differed, in the order in which they were found.
    drifts: Vec<DriftView>,
    /// How many more there were on this page than could be kept.
    cut: usize,
    /// Where the report goes on; null at its end.
    #[schema(required)]
    next_cursor: Option<String>,
    /// How many parts of it can't be read, and are left out.
    unreadable: usize,
}

/// A reconciliation that was asked for.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RunStart)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RunStartView {
    /// The id under which it will be found once it has begun.
    #[schema(example = "01JDKJ9Z3NV5T0W5Y8Q3M1R7XE")]
    pub(crate) run_id: String,
    /// What it walks through. The first one of all walks through everybody.
    #[schema(value_type = ModeName)]
    pub(crate) mode: &'static str,
    /// Whether it only looks.
    pub(crate) dry_run: bool,
    /// Whether it may let more users go than the brake would.
    pub(crate) allow_deletes: bool,
}

/// Numbers of a reconciliation.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RunCounts)]
#[serde(rename_all = "camelCase")]
struct CountsView {
    /// Users that Clerk listed.
    compared: u64,
    /// Entries of Clerk's list that could not be read.
    unreadable: u64,
    /// Pages that came shorter than asked for although others followed.
    short_pages: u64,
    /// Users who differed.
    drifted: u64,
    /// Users whose event should have come by then.
    missed: u64,
    /// Records made, joined, changed or buried.
    repaired: u64,
    /// Users whose address somebody else holds.
    conflicts: u64,
    /// Users who could not be repaired.
    failed: u64,
    /// Users who are gone from Clerk.
    gone: u64,
    /// Imported users without a Clerk user.
    unlinked: u64,
    /// Pushes made.
    pushed: u64,
    /// Pushes that could not be made.
    pushes_failed: u64,
    /// How long the oldest of those has waited, in milliseconds.
    oldest_push_ms: u64,
    /// Requests made of Clerk.
    requests: u64,
}

/// How often a field differed, and how.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FieldCounts)]
#[serde(rename_all = "camelCase")]
struct FieldCountsView {
    /// Clerk has a value and we had none.
    missing: u64,
    /// We had a value and Clerk has none.
    extra: u64,
    /// Both had one.
    differing: u64,
}

impl From<&RunSummary> for RunView {
    fn from(run: &RunSummary) -> Self {
        Self {
            run_id: run.id.to_string(),
            mode: mode_name(run.mode),
            dry_run: run.dry_run,
            allow_deletes: run.allow_deletes,
            state: state_name(run.state),
            started_at: Time(run.started_at),
            updated_at: Time(run.updated_at),
            finished_at: run.finished_at.map(Time),
            counts: run.counts.clone().into(),
            note: run.note.clone(),
        }
    }
}

impl RunReportView {
    /// A reconciliation with this part of what it found.
    pub(crate) fn of(run: &RunSummary, page: DriftPage) -> Self {
        let DriftPage { drifts, next, cut, unreadable } = page;
        let fields = run.fields.iter().map(|(name, it)| (name.clone(), it.clone().into()));
        Self {
            run: run.into(),
            fields: fields.collect(),
            drifts: drifts.into_iter().map(DriftView::from).collect(),
            cut,
            next_cursor: next.map(|it| it.to_string()),
            unreadable,
        }
    }
}

impl From<Counts> for CountsView {
    fn from(counts: Counts) -> Self {
        let Counts {
            compared,
            unreadable,
            short_pages,
            drifted,
            missed,
            repaired,
            conflicts,
            failed,
            gone,
            unlinked,
            pushed,
            pushes_failed,
            oldest_push_ms,
            requests,
        } = counts;
        Self {
            compared,
            unreadable,
            short_pages,
            drifted,
            missed,
            repaired,
            conflicts,
            failed,
            gone,
            unlinked,
            pushed,
            pushes_failed,
            oldest_push_ms,
            requests,
        }
    }
}

impl From<FieldCounts> for FieldCountsView {
    fn from(counts: FieldCounts) -> Self {
        let FieldCounts { missing, extra, differing } = counts;
        Self { missing, extra, differing }
    }
}

/// A mode's name in requests and answers.
pub(crate) const fn mode_name(mode: Mode) -> &'static str {
    match mode {
        Mode::Incremental => "incremental",
        Mode::Full => "full",
    }
}

const fn state_name(state: RunState) -> &'static str {
    match state {
        RunState::Open => "open",
        RunState::Finished => "finished",
        RunState::Stopped => "stopped",
    }
}
