//! Many items by their keys.

use std::collections::HashMap;
use std::time::Duration;

use aws_sdk_dynamodb::types::KeysAndAttributes;
use profile_core::StoreError;

use crate::attributes::{Attributes, text};
use crate::error::{failed, refused};
use crate::key::{Key, PK};
use crate::store::DynamoStore;

/// Most keys that DynamoDB takes in one request.
pub(crate) const MOST_KEYS: usize = 100;

/// How often keys are asked for in a row of which DynamoDB returns none.
const MOST_ATTEMPTS: u32 = 4;

/// How long to wait before asking again; longer each time.
const PAUSE: Duration = Duration::from_millis(50);

/// How fresh a read must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    /// Never older than the last write.
    Latest,
    /// Perhaps a moment old, at half the price.
    Recent,
}

impl DynamoStore {
    /// The items of `table` at `keys`, of which there are [`MOST_KEYS`] at most and
    /// none twice. In no order; what isn't there is left out.
    pub(crate) async fn items_at(
        &self,
        table: &str,
        keys: Vec<Key>,
        reading: Reading,
    ) -> Result<Vec<Attributes>, StoreError> {
        let keys = keys.into_iter().map(Key::into_attributes).collect();
        let request = KeysAndAttributes::builder().consistent_read(reading == Reading::Latest);
        let request = request.set_keys(Some(keys)).build().map_err(refused)?;
        let mut open = HashMap::from([(table.to_owned(), request)]);
        let mut items = Vec::new();
        let mut attempt = 0;
        loop {
            let request = self.client.batch_get_item().set_request_items(Some(open));
            let answer = request.send().await.map_err(failed)?;
            let before = items.len();
            items.extend(answer.responses.into_iter().flatten().flat_map(|(_, items)| items));
            open = answer.unprocessed_keys.unwrap_or_default();
            if open.is_empty() {
                return Ok(items);
            }
            // Large items come few at a time: what counts is that some come.
            attempt = if items.len() > before { 1 } else { attempt + 1 };
            if attempt == MOST_ATTEMPTS {
                return Err(StoreError::Unavailable("keys were left unprocessed".into()));
            }
            tokio::time::sleep(PAUSE * attempt).await;
        }
    }

    /// The same items, by partition key, of which there may be none; perhaps a moment old.
    pub(crate) async fn items_by_pk(
        &self,
        table: &str,
        keys: Vec<Key>,
    ) -> Result<HashMap<String, Attributes>, StoreError> {
        if keys.is_empty() {
            return Ok(HashMap::new());
        }
        let items = self.items_at(table, keys, Reading::Recent).await?;
        let by_pk = |it: Attributes| Some((text(&it, PK)?.to_owned(), it));
        Ok(items.into_iter().filter_map(by_pk).collect())
    }
}
