//! Receives Clerk's webhooks: checks that each is genuine and puts it on the queue.
//!
//! It answers 202 once the event is safe in the queue, and never before: any other answer
//! makes Svix deliver it again. It touches no table.

mod answer;
mod config;
mod handler;
mod signature;
mod source;

pub use answer::Refusal;
pub use config::Config;
pub use handler::Receiver;
pub use signature::{SecretsError, SigningSecrets};
pub use source::AllowedSources;
