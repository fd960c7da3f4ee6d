//! A starter of runs in memory.

use std::sync::Mutex;

use super::lock;
use crate::{Request, RunStarter, StartError};

/// Notes what is asked for and starts nothing. While it is down, it refuses.
#[derive(Debug, Default)]
pub struct MemoryStarter {
    requests: Mutex<Vec<Request>>,
    down: Mutex<bool>,
}

impl MemoryStarter {
    /// Every run that was asked for so far.
    #[must_use]
    pub fn requests(&self) -> Vec<Request> {
        lock(&self.requests).clone()
    }

    /// Whether nothing can be started.
    pub fn set_down(&self, down: bool) {
        *lock(&self.down) = down;
    }
}

impl RunStarter for MemoryStarter {
    async fn start(&self, request: &Request) -> Result<(), StartError> {
        if *lock(&self.down) {
            return Err(StartError("the starter is down".into()));
        }
        lock(&self.requests).push(request.clone());
        Ok(())
    }
}
