//! How deliveries go: well, or not.

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// The document of `PUT /_simulator/deliveries`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct DeliveryMode {
    /// Whether deliveries go at all.
    pub state: DeliveryState,
    /// How often each event is sent to each endpoint, with the same `svix-id`.
    pub copies: u32,
    /// How many milliseconds after the change the first attempt is made…
    pub delay_ms: u64,
    /// …and up to how many more, by chance: this is what changes their order.
    pub spread_ms: u64,
    /// How many of a hundred deliveries are lost, by chance.
    pub drop_percent: u8,
    /// In which order held deliveries go when `state` becomes `send`.
    pub release: ReleaseOrder,
    /// What Svix's waits between attempts (5 s, 5 min, …) are multiplied by.
    pub retry_scale: f64,
    /// How long an endpoint may take, in milliseconds. Svix: 15 seconds.
    pub timeout_ms: u64,
}

/// Whether deliveries go at all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum DeliveryState {
    /// They go.
    #[default]
    Send,
    /// They wait until the state is `send` again.
    Hold,
    /// Webhooks are cut off: deliveries are lost, also those that were to be retried.
    Drop,
}

/// In which order held deliveries go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ReleaseOrder {
    /// As things happened.
    #[default]
    Made,
    /// The other way round.
    Reversed,
    /// By chance.
    Shuffled,
}

impl Default for DeliveryMode {
    fn default() -> Self {
        Self {
            state: DeliveryState::Send,
            copies: 1,
            delay_ms: 0,
            spread_ms: 0,
            drop_percent: 0,
            release: ReleaseOrder::Made,
            retry_scale: 1.0,
            timeout_ms: 15_000,
        }
    }
}

impl DeliveryMode {
    pub(super) fn check(&self) -> Result<(), String> {
        let day = 24 * 60 * 60 * 1_000;
        if !(1..=10).contains(&self.copies) {
            return Err("`copies` must be between 1 and 10".to_owned());
        }
        if self.drop_percent > 100 {
            return Err("`dropPercent` must be between 0 and 100".to_owned());
        }
        if !(0.0..=10.0).contains(&self.retry_scale) {
            return Err("`retryScale` must be between 0 and 10".to_owned());
        }
        if self.delay_ms.max(self.spread_ms).max(self.timeout_ms) > day {
            return Err("`delayMs`, `spreadMs` and `timeoutMs` may be a day at most".to_owned());
        }
        Ok(())
    }

    /// How long a delivery waits for its first attempt.
    pub(super) fn delay(&self) -> Duration {
        Duration::from_millis(self.delay_ms + fastrand::u64(0..=self.spread_ms))
    }
}
