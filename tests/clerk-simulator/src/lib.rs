//! Clerk on this machine: the Backend API, session tokens and signed webhooks, written from
//! Clerk's OpenAPI and not from any client of it.
//!
//! As a library, an instance runs in the test's own process:
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")] async fn main() {
//! use clerk_simulator::{Fault, FaultRule, Seed, Simulator};
//!
//! let clerk = Simulator::start(Seed::of(1_000)).await.unwrap();
//! clerk.set_faults(vec![FaultRule::always(Fault::Down).times(1)]).unwrap();
//! println!("Clerk is at {} and asks for {}", clerk.url(), clerk.secret_key());
//! # }
//! ```
//!
//! As a binary, it does the same for other processes; the README has every request of its
//! admin surface.
//!
//! **Invariant:** what isn't said otherwise behaves as Clerk documents it. Whatever Clerk
//! leaves open is a switch of [`Behaviour`] or named in the README.

mod admin;
mod api;
mod behaviour;
mod clock;
mod faults;
mod generator;
mod ids;
mod journal;
mod limits;
mod query;
mod seed;
mod server;
mod simulator;
mod state;
mod store;
mod sync;
mod tokens;
mod user;
mod webhooks;

pub use behaviour::Behaviour;
pub use faults::{Fault, FaultRule};
pub use generator::{Generated, INSTANCE_ID, MOST_GENERATED, generated};
pub use journal::{RequestSeen, Requests};
pub use limits::Limits;
pub use seed::Seed;
pub use simulator::{Refused, Simulator, StartError};
pub use tokens::{Signer, TokenCheck, TokenError, TokenRequest};
pub use webhooks::{
    Attempt, Deliveries, DeliveryMode, DeliveryState, Endpoint, Outcome, ReleaseOrder, Replay,
};
