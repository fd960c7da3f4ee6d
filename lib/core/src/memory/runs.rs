//! Runs in memory, stored as the text that a real table would hold.

use std::collections::BTreeMap;
use std::time::Duration;

use super::{MemoryStore, lock};
use crate::{Drift, Lease, Run, RunId, RunStore, Save, Saved, StoreError, Timestamp};

#[derive(Debug, Default)]
pub(super) struct Runs {
    fence: u64,
    lease_until: Timestamp,
    open_run: Option<RunId>,
    watermark: Option<Timestamp>,
    pub(super) texts: BTreeMap<RunId, String>,
    pub(super) drifts: BTreeMap<(RunId, u32), Vec<Drift>>,
    saves: u64,
}

impl MemoryStore {
    /// Every drift that a run reported, in order.
    #[must_use]
    pub fn drifts(&self, run: &RunId) -> Vec<Drift> {
        let runs = lock(&self.runs);
        let pages = runs.drifts.iter().filter(|((id, _), _)| id == run);
        pages.flat_map(|(_, it)| it.clone()).collect()
    }

    /// Puts a run as other code would have written it.
    pub fn put_run_text(&self, id: &RunId, text: &str) {
        let mut runs = lock(&self.runs);
        runs.texts.insert(id.clone(), text.to_owned());
        runs.open_run = Some(id.clone());
    }

    /// Up to when all of Clerk's changes are known to have been compared.
    #[must_use]
    pub fn watermark(&self) -> Option<Timestamp> {
        lock(&self.runs).watermark
    }

    /// How often a run was saved.
    #[must_use]
    pub fn saves(&self) -> u64 {
        lock(&self.runs).saves
    }
}

impl RunStore for MemoryStore {
    async fn acquire(
        &self,
        now: Timestamp,
        duration: Duration,
    ) -> Result<Option<Lease>, StoreError> {
        let mut runs = lock(&self.runs);
        if runs.lease_until > now {
            return Ok(None);
        }
        runs.fence += 1;
        runs.lease_until = now.after(duration);
        let Runs { fence, open_run, watermark, .. } = &*runs;
        Ok(Some(Lease { fence: *fence, open_run: open_run.clone(), watermark: *watermark }))
    }

    async fn run(&self, id: &RunId) -> Result<Option<Run>, StoreError> {
        Ok(lock(&self.runs).texts.get(id).and_then(|it| Run::from_json(it)))
    }

    async fn save(&self, save: Save<'_>) -> Result<Saved, StoreError> {
        let mut runs = lock(&self.runs);
        if runs.fence != save.lease.fence {
            return Ok(Saved::LeaseLost);
        }
        let text = serde_json::to_string(save.run);
        let text = text.map_err(|it| StoreError::Refused(it.into()))?;
        runs.texts.insert(save.run.id.clone(), text);
        runs.lease_until = save.lease_until;
        runs.watermark = save.watermark();
        runs.open_run = save.open_run().cloned();
        runs.saves += 1;
        if let Some((page, drifts)) = save.drifts {
            runs.drifts.insert((save.run.id.clone(), page), drifts.to_vec());
        }
        Ok(Saved::Done)
    }
}
