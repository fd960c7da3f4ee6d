//! The runs of the reconciler, and the lease that lets one of them work at a time.

use std::time::Duration;

use aws_sdk_dynamodb::operation::update_item::UpdateItemError::{
    ConditionalCheckFailedException, TransactionConflictException,
};
use aws_sdk_dynamodb::types::{AttributeValue, ReturnValue, TransactWriteItem};
use profile_core::{Lease, Run, RunId, RunStore, Save, Saved, StoreError, Timestamp};

use crate::attributes::{Attributes, from_item, number};
use crate::error::{failed, refused};
use crate::key::Key;
use crate::ledger_item::expiry;
use crate::request::{replace, update};
use crate::run_item::{self, ControlItem};
use crate::store::DynamoStore;
use crate::transaction::reasons;
use crate::update::Condition;

/// How often a save is tried that others' questions for the lease are in the way of.
const MOST_ATTEMPTS: u32 = 5;

/// How long to wait before trying again; longer each time.
const PAUSE: Duration = Duration::from_millis(50);

impl RunStore for DynamoStore {
    async fn acquire(
        &self,
        now: Timestamp,
        duration: Duration,
    ) -> Result<Option<Lease>, StoreError> {
        // If the answer gets lost, the SDK asks again, and must find its own lease free.
        let holder = format!("{:032x}", fastrand::u128(..));
        let request = self
            .client
            .update_item()
            .table_name(&self.tables.events)
            .set_key(Some(Key::control().into_attributes()))
            .update_expression("SET leaseUntil = :until, holder = :holder ADD fence :one")
            .condition_expression(
                "attribute_not_exists(leaseUntil) OR leaseUntil <= :now OR holder = :holder",
            )
            .expression_attribute_values(":now", number(now.unsigned()))
            .expression_attribute_values(":until", number(now.after(duration).unsigned()))
            .expression_attribute_values(":holder", AttributeValue::S(holder))
            .expression_attribute_values(":one", number(1))
            .return_values(ReturnValue::AllNew);
        match request.send().await {
            Ok(answer) => {
                let item = answer.attributes.unwrap_or_default();
                from_item::<ControlItem, _>(&Key::control(), item).map(Some)
            }
            Err(error) => match error.as_service_error() {
                // The second: its holder is saving right now.
                Some(ConditionalCheckFailedException(_) | TransactionConflictException(_)) => {
                    Ok(None)
                }
                _ => Err(failed(error)),
            },
        }
    }

    async fn run(&self, id: &RunId) -> Result<Option<Run>, StoreError> {
        let item = self.event_item(&Key::run(id)).await?;
        Ok(item.as_ref().and_then(run_item::read_run))
    }

    async fn save(&self, save: Save<'_>) -> Result<Saved, StoreError> {
        let requests = self.save_requests(&save)?;
        let mut attempt = 1;
        loop {
            // The SDK adds a token that makes its own retries harmless.
            let sent = self.client.transact_write_items();
            let sent = sent.set_transact_items(Some(requests.clone())).send().await;
            let Err(error) = sent else { return Ok(Saved::Done) };
            let codes = reasons(&error).unwrap_or_default();
            let is_among = |wanted: &str| codes.contains(&wanted);
            if is_among("ConditionalCheckFailed") {
                return Ok(Saved::LeaseLost);
            } else if is_among("ValidationError") {
                return Err(refused(error));
            } else if !is_among("TransactionConflict") || attempt == MOST_ATTEMPTS {
                return Err(failed(error));
            }
            tokio::time::sleep(PAUSE * attempt).await;
            attempt += 1;
        }
    }
}

impl DynamoStore {
    fn save_requests(&self, save: &Save<'_>) -> Result<Vec<TransactWriteItem>, StoreError> {
        let events = &self.tables.events;
        let fence = [("fence".to_owned(), number(save.lease.fence))];
        let is_held = Condition::matches(&Attributes::from(fence), &["fence"]);
        let mut requests = vec![
            update(events, Key::control(), run_item::control(save)?, is_held)?,
            replace(events, run_item::run(save, self.retention)?)?,
        ];
        if let Some((page, drifts)) = save.drifts {
            let expires_at = expiry(save.now, self.retention);
            let item = run_item::drifts(&save.run.id, page, drifts, expires_at)?;
            requests.push(replace(events, item)?);
        }
        Ok(requests)
    }
}
