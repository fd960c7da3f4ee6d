//! Everything that a request needs.

use std::sync::Arc;

use profile_core::{
    Backlog, Clock, EventQueue, Ledger, People, Roster, RunHistory, RunStarter, SigningKeys,
    SyncStore, UserDirectory,
};
use profile_lambda::Metrics;
use profile_session::Sessions;

/// The outside, as the function reaches it: `main` names the adapters, tests their doubles.
pub trait Ports: Send + Sync + 'static {
    /// The tables.
    type Store: SyncStore + People + Ledger + RunHistory + Roster + Send + 'static;
    /// Where pushes are asked for, and events that are retried.
    type Queue: EventQueue + Send + 'static;
    /// What counts the messages there, and those that failed for good.
    type Backlog: Backlog + Send + 'static;
    /// Clerk, who is asked about people we don't know yet.
    type Directory: UserDirectory + Send + 'static;
    /// Clerk's signing keys.
    type Keys: SigningKeys + Send + 'static;
    /// What starts reconciliations.
    type Starter: RunStarter + Send + 'static;
    /// Time.
    type Clock: Clock + Send + 'static;
}

/// Everything that a request needs, built once.
#[derive(Debug)]
pub struct Api<P: Ports> {
    /// The tables.
    pub store: P::Store,
    /// Where pushes are asked for, and events that are retried.
    pub queue: P::Queue,
    /// Counts the messages there, and those that failed for good.
    pub backlog: P::Backlog,
    /// Clerk.
    pub directory: P::Directory,
    /// Verifies tokens.
    pub sessions: Sessions<P::Keys>,
    /// Starts reconciliations.
    pub starter: P::Starter,
    /// Time.
    pub clock: P::Clock,
    /// What is counted.
    pub metrics: Metrics,
    /// What is up to the platform's operators.
    pub rules: Rules,
}

/// The API as handlers get it.
pub(crate) type Shared<P> = Arc<Api<P>>;

/// What is up to the platform's operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rules {
    /// What somebody may do who acts as somebody else.
    pub impersonation: Impersonation,
    /// How many minutes ago an admin must have proved their first factor, at most, to set roles.
    pub reverification_minutes: u64,
}

/// What somebody may do who acts as somebody else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Impersonation {
    /// See what that person sees.
    ReadOnly,
    /// Do what that person may do. The trail names them both.
    Full,
}
