//! What every function's `main` does: settings, the AWS client, time, metrics, errors in
//! logs.
//!
//! **Invariant:** the only crate that names the environment, the clock and `aws-config`.

mod clock;
mod logs;
mod metrics;
mod sdk;
mod settings;

pub use clock::SystemClock;
pub use logs::init_logs;
pub use metrics::{Metric, Metrics, Unit};
pub use profile_core::Chain;
pub use sdk::sdk_config;
pub use settings::{SettingError, Settings};
