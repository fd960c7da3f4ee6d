//! Clerk's signing keys in memory.

use std::sync::Mutex;

use super::lock;
use crate::{DirectoryError, SigningKeys};

/// A key set in memory, and how often it was fetched.
#[derive(Debug, Default)]
pub struct MemorySigningKeys {
    document: Mutex<Option<String>>,
    fetches: Mutex<u32>,
}

impl MemorySigningKeys {
    /// An instance that publishes this document.
    #[must_use]
    pub fn new(document: &str) -> Self {
        let keys = Self::default();
        keys.set(Some(document));
        keys
    }

    /// Changes the document; with `None`, Clerk is down.
    pub fn set(&self, document: Option<&str>) {
        *lock(&self.document) = document.map(str::to_owned);
    }

    /// How often the keys were fetched, failures included.
    #[must_use]
    pub fn fetches(&self) -> u32 {
        *lock(&self.fetches)
    }
}

impl SigningKeys for MemorySigningKeys {
    async fn fetch(&self) -> Result<String, DirectoryError> {
        *lock(&self.fetches) += 1;
        let document = lock(&self.document).clone();
        document.ok_or_else(|| DirectoryError::Unavailable("clerk is down".into()))
    }
}
