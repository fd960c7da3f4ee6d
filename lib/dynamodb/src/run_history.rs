//! The runs of the reconciler, as admins look at them.

use aws_sdk_dynamodb::types::AttributeValue;
use profile_core::{
    DriftPage, LARGEST_LIST, RunHistory, RunId, RunPage, RunPlace, RunSummary, StoreError,
    Timestamp,
};

use crate::attributes::{Attributes, from_item};
use crate::by_day::Days;
use crate::error::failed;
use crate::key::{DRIFTS, Key};
use crate::report::Report;
use crate::run_row::{RunRow, SummaryItem};
use crate::store::DynamoStore;

/// Most requests for a part of a report.
const MOST_REQUESTS: usize = 12;

impl RunHistory for DynamoStore {
    /// As many requests as for a page of events, and one for the runs on it.
    async fn runs(
        &self,
        now: Timestamp,
        from: Option<Timestamp>,
        after: Option<&RunPlace>,
        most: usize,
    ) -> Result<RunPage, StoreError> {
        let days = Days {
            index: "ByDay",
            day: "day",
            prefix: "RUN#",
            first: self.earliest(now).max(from.unwrap_or_default()),
            last: Timestamp::from_millis(u64::MAX),
            now,
            after: after.cloned(),
            filter: Vec::new(),
        };
        let walked = self.walk_back::<RunRow>(days, most.clamp(1, LARGEST_LIST)).await?;
        let mut page = RunPage { next: walked.next, unreadable: walked.unreadable, runs: vec![] };
        let keys = walked.rows.iter().map(|it| Key::run(&it.id)).collect();
        let mut items = self.items_by_pk(&self.tables.events, keys).await?;
        for RunRow { id, .. } in walked.rows {
            let key = Key::run(&id);
            // Of an item that is gone by now there is nothing to show.
            match items.remove(&key.pk).map(|it| from_item::<SummaryItem, _>(&key, it)) {
                Some(Ok(run)) => page.runs.push(run),
                Some(Err(_)) => page.unreadable += 1,
                None => {}
            }
        }
        Ok(page)
    }

    async fn run_summary(&self, id: &RunId) -> Result<Option<RunSummary>, StoreError> {
        let key = Key::run(id);
        let item = self.event_item(&key).await?;
        item.map(|it| from_item::<SummaryItem, _>(&key, it)).transpose()
    }

    async fn drifts(&self, id: &RunId, from: u32, most: usize) -> Result<DriftPage, StoreError> {
        let mut report = Report::new(most);
        let mut start = None;
        for _ in 0..MOST_REQUESTS {
            let (pages, rest) = self.report_pages(id, from, start, most).await?;
            let is_full = pages.into_iter().any(|it| !report.take(it));
            if is_full || rest.is_none() {
                return Ok(report.page);
            }
            start = rest;
        }
        Ok(report.cut_here())
    }
}

impl DynamoStore {
    /// What one request finds of a report, and the key with which the next would begin.
    async fn report_pages(
        &self,
        id: &RunId,
        from: u32,
        start: Option<Attributes>,
        most: usize,
    ) -> Result<(Vec<Attributes>, Option<Attributes>), StoreError> {
        let first = Key::drifts(id, from);
        let answer = self
            .client
            .query()
            .table_name(&self.tables.events)
            .consistent_read(true)
            .key_condition_expression("pk = :pk AND sk BETWEEN :first AND :last")
            .expression_attribute_values(":pk", AttributeValue::S(first.pk))
            .expression_attribute_values(":first", AttributeValue::S(first.sk))
            .expression_attribute_values(":last", AttributeValue::S(format!("{DRIFTS}~")))
            // A page has a drift at least; one more page tells that there is more.
            .limit(i32::try_from(most.clamp(1, LARGEST_LIST) + 1).unwrap_or(i32::MAX))
            .set_exclusive_start_key(start)
            .send()
            .await
            .map_err(failed)?;
        Ok((answer.items.unwrap_or_default(), answer.last_evaluated_key))
    }
}
