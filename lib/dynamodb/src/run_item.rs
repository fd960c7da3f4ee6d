//! Runs of the reconciler, and what they find, as items.

use std::collections::BTreeMap;
use std::time::Duration;

use profile_core::{
    BoxError, Counts, Drift, FieldCounts, Lease, Mode, Run, RunId, RunState, Save, StoreError,
    Timestamp,
};
use serde::{Deserialize, Serialize};

use crate::attributes::{Attributes, to_attributes, to_item};
use crate::day::day;
use crate::error::refused;
use crate::key::Key;
use crate::ledger_item::expiry;
use crate::payload::{Payload, decompress};
use crate::update::Update;

/// Most bytes of compressed drifts in one item, which DynamoDB lets have 400 KB.
const LARGEST_CHUNK: usize = 350 * 1024;

/// Longest run that is read, in bytes: ten times what one is with all it may keep.
const LONGEST_RUN: u64 = 16 * 1024 * 1024;

/// `RECONCILER` / `CONTROL`, as the next holder of the lease reads it.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ControlItem {
    fence: u64,
    open_run: Option<RunId>,
    watermark: Option<Timestamp>,
}

/// The same, as far as a run changes it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ControlChange<'a> {
    lease_until: Timestamp,
    open_run: Option<&'a RunId>,
    watermark: Option<Timestamp>,
}

/// `RUN#<runId>` / `RUN`: what people and lists look at, and the run whole.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RunItem<'a> {
    run_id: &'a RunId,
    /// Partition key of the `ByDay` index, apart from the events of the day.
    day: String,
    /// Sort key of the `ByDay` index: when the run began.
    received_at: Timestamp,
    /// Under the name that the index shows.
    status: RunState,
    mode: Mode,
    dry_run: bool,
    allow_deletes: bool,
    started_at: Timestamp,
    updated_at: Timestamp,
    finished_at: Option<Timestamp>,
    note: Option<&'a str>,
    counts: &'a Counts,
    fields: &'a BTreeMap<String, FieldCounts>,
    /// The run as JSON, checkpoint included: what the next invocation goes on with.
    run: Payload,
    expires_at: u64,
}

/// `RUN#<runId>` / `DRIFT#<page>`: what was found on one page.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct DriftsItem<'a> {
    run_id: &'a RunId,
    page: u32,
    /// How many there are, those cut off included.
    count: usize,
    /// A JSON list.
    drifts: Payload,
    /// There only when the list was cut to fit.
    #[serde(skip_serializing_if = "Option::is_none")]
    truncated: Option<bool>,
    expires_at: u64,
}

/// What a save changes of the lease.
pub(crate) fn control(save: &Save<'_>) -> Result<Update, StoreError> {
    let change = ControlChange {
        lease_until: save.lease_until,
        open_run: save.open_run(),
        watermark: save.watermark(),
    };
    Ok(Update::set(to_attributes(change)?, &["openRun"]))
}

/// The item of a run.
pub(crate) fn run(save: &Save<'_>, retention: Duration) -> Result<Attributes, StoreError> {
    let Save { run, now, .. } = *save;
    let item = RunItem {
        run_id: &run.id,
        day: format!("RUN#{}", day(run.started_at)),
        received_at: run.started_at,
        status: run.state,
        mode: run.request.mode,
        dry_run: run.request.dry_run,
        allow_deletes: run.request.allow_deletes,
        started_at: run.started_at,
        updated_at: run.updated_at,
        finished_at: run.finished_at,
        note: run.note.as_deref(),
        counts: &run.counts,
        fields: &run.fields,
        run: compressed(run)?,
        expires_at: expiry(now, retention),
    };
    to_item(Key::run(&run.id), item)
}

/// The item of the drifts of a page.
pub(crate) fn drifts(
    id: &RunId,
    page: u32,
    drifts: &[Drift],
    expires_at: u64,
) -> Result<Attributes, StoreError> {
    let (chunk, kept) = chunk(drifts)?;
    let item = DriftsItem {
        run_id: id,
        page,
        count: drifts.len(),
        drifts: chunk,
        truncated: (kept < drifts.len()).then_some(true),
        expires_at,
    };
    to_item(Key::drifts(id, page), item)
}

/// The run in a stored item; `None` when this version can't go on with it.
pub(crate) fn read_run(item: &Attributes) -> Option<Run> {
    let bytes = item.get("run")?.as_b().ok()?;
    Run::from_json(&decompress(bytes.as_ref(), LONGEST_RUN).ok()?)
}

impl From<ControlItem> for Lease {
    fn from(item: ControlItem) -> Self {
        let ControlItem { fence, open_run, watermark } = item;
        Self { fence, open_run, watermark }
    }
}

/// As many drifts as fit, and how many these are.
fn chunk(drifts: &[Drift]) -> Result<(Payload, usize), StoreError> {
    let mut kept = drifts.len();
    loop {
        let chunk = compressed(&drifts[..kept])?;
        if chunk.len() <= LARGEST_CHUNK {
            return Ok((chunk, kept));
        }
        // They are much alike in size: what is left after this mostly fits.
        kept = kept * LARGEST_CHUNK / chunk.len() * 9 / 10;
    }
}

fn compressed<T: Serialize + ?Sized>(value: &T) -> Result<Payload, StoreError> {
    let json = serde_json::to_string(value).map_err(BoxError::from).map_err(refused)?;
    Payload::compress(&json).map_err(refused)
}
