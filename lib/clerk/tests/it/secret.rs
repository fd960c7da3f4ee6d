//! A secret that can be rotated, lost and counted.

use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Mutex};

use profile_core::{SecretError, SecretSource};

#[derive(Clone)]
pub(crate) struct Secret {
    value: Arc<Mutex<Option<String>>>,
    reads: Arc<AtomicUsize>,
}

impl Secret {
    pub(crate) fn holding(value: &str) -> Self {
        let value = Arc::new(Mutex::new(Some(value.to_owned())));
        Self { value, reads: Arc::default() }
    }

    pub(crate) fn unreadable() -> Self {
        Self { value: Arc::default(), reads: Arc::default() }
    }

    pub(crate) fn set(&self, value: Option<&str>) {
        *self.value.lock().unwrap() = value.map(str::to_owned);
    }

    pub(crate) fn reads(&self) -> usize {
        self.reads.load(SeqCst)
    }
}

impl SecretSource for Secret {
    async fn read(&self) -> Result<String, SecretError> {
        self.reads.fetch_add(1, SeqCst);
        tokio::task::yield_now().await;
        let value = self.value.lock().unwrap().clone();
        value.ok_or_else(|| SecretError("access denied".into()))
    }
}
