//! A run as lists show it.

use std::collections::BTreeMap;

use profile_core::{
    Counts, FieldCounts, Mode, Place, RunId, RunPlace, RunState, RunSummary, Timestamp,
};
use serde::Deserialize;

use crate::attributes::{Attributes, text, time};
use crate::by_day::Row;
use crate::key::{Key, PK, RUN, RUNS, SK};

/// A run's row in the index, which has little of it.
pub(crate) struct RunRow {
    pub(crate) id: RunId,
    started_at: Timestamp,
}

/// `RUN#<runId>` / `RUN`, without what only the run itself needs.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SummaryItem {
    run_id: RunId,
    status: RunState,
    mode: Mode,
    dry_run: bool,
    allow_deletes: bool,
    started_at: Timestamp,
    updated_at: Timestamp,
    finished_at: Option<Timestamp>,
    note: Option<String>,
    #[serde(default)]
    counts: Counts,
    #[serde(default)]
    fields: BTreeMap<String, FieldCounts>,
}

impl From<SummaryItem> for RunSummary {
    fn from(item: SummaryItem) -> Self {
        let SummaryItem {
            run_id,
            status,
            mode,
            dry_run,
            allow_deletes,
            started_at,
            updated_at,
            finished_at,
            note,
            counts,
            fields,
        } = item;
        Self {
            id: run_id,
            mode,
            dry_run,
            allow_deletes,
            state: status,
            started_at,
            updated_at,
            finished_at,
            counts,
            fields,
            note,
        }
    }
}

impl Row for RunRow {
    type Id = RunId;

    const ITEM: &'static str = RUNS;

    fn read(row: Attributes) -> Option<Self> {
        let id = text(&row, PK).filter(|_| text(&row, SK) == Some(RUN))?;
        let id = RunId::parse(id.strip_prefix(Self::ITEM)?).ok()?;
        Some(Self { id, started_at: time(&row, "receivedAt")? })
    }

    fn place(&self) -> RunPlace {
        Place::behind(self.started_at, self.id.clone())
    }

    fn key(id: &RunId) -> Key {
        Key::run(id)
    }
}
