//! The runs in memory, as the API reads them.

use super::{FaultyStore, MemoryStore, lock};
use crate::{
    DriftPage, LARGEST_LIST, Run, RunHistory, RunId, RunPage, RunPlace, RunSummary, StoreError,
    Timestamp,
};

impl RunHistory for MemoryStore {
    async fn runs(
        &self,
        now: Timestamp,
        from: Option<Timestamp>,
        after: Option<&RunPlace>,
        most: usize,
    ) -> Result<RunPage, StoreError> {
        let most = most.clamp(1, LARGEST_LIST);
        let texts = lock(&self.runs).texts.clone();
        let mut runs: Vec<_> = texts.values().filter_map(|it| read(it)).collect();
        let first = from.unwrap_or_default();
        runs.retain(|it| (first..=now).contains(&it.started_at));
        runs.retain(|it| after.is_none_or(|place| is_behind(it, place)));
        runs.sort_by(|a, b| (b.started_at, &b.id).cmp(&(a.started_at, &a.id)));
        let more = runs.len() > most;
        runs.truncate(most);
        let next = runs.last().filter(|_| more).map(RunSummary::place);
        Ok(RunPage { runs, next, unreadable: 0 })
    }

    async fn run_summary(&self, id: &RunId) -> Result<Option<RunSummary>, StoreError> {
        Ok(lock(&self.runs).texts.get(id).and_then(|it| read(it)))
    }

    async fn drifts(&self, id: &RunId, from: u32, most: usize) -> Result<DriftPage, StoreError> {
        let runs = lock(&self.runs);
        let pages = runs.drifts.range((id.clone(), from)..=(id.clone(), u32::MAX));
        let mut found = DriftPage::default();
        for ((_, page), drifts) in pages {
            if !found.drifts.is_empty() && found.drifts.len() + drifts.len() > most {
                found.next = Some(*page);
                break;
            }
            found.drifts.extend(drifts.iter().cloned());
        }
        Ok(found)
    }
}

/// Also a run of another form.
fn read(text: &str) -> Option<RunSummary> {
    serde_json::from_str::<Run>(text).ok().map(Into::into)
}

fn is_behind(run: &RunSummary, place: &RunPlace) -> bool {
    match &place.behind {
        Some(id) => (run.started_at, &run.id) < (place.at, id),
        None => run.started_at <= place.at,
    }
}

impl<S: RunHistory> RunHistory for FaultyStore<S> {
    async fn runs(
        &self,
        now: Timestamp,
        from: Option<Timestamp>,
        after: Option<&RunPlace>,
        most: usize,
    ) -> Result<RunPage, StoreError> {
        self.inner.runs(now, from, after, most).await
    }

    async fn run_summary(&self, id: &RunId) -> Result<Option<RunSummary>, StoreError> {
        self.inner.run_summary(id).await
    }

    async fn drifts(&self, id: &RunId, from: u32, most: usize) -> Result<DriftPage, StoreError> {
        self.inner.drifts(id, from, most).await
    }
}
