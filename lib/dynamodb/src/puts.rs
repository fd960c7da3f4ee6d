//! What a commit would put, for benchmarks that fill tables faster than a store can.

use aws_sdk_dynamodb::types::Put;
use profile_core::{StoreError, Write};

use crate::store::DynamoStore;

impl DynamoStore {
    /// Returns the items that a commit of `write` would put, each with its table. What it would
    /// update or delete is left out.
    ///
    /// # Errors
    ///
    /// [`StoreError::Refused`], when the person can't be written down as items.
    pub fn puts(&self, write: &Write) -> Result<Vec<Put>, StoreError> {
        let requests = self.transaction(write, None)?;
        Ok(requests.into_iter().filter_map(|it| it.put).collect())
    }
}
