//! Port: what starts a run elsewhere.

use super::run::Request;
use crate::BoxError;

/// Asks the reconciler for a run.
pub trait RunStarter: Sync {
    /// Asks for a run, which begins on its own once this has returned: soon, if no other run
    /// is at work. It is then in the run store under [`Request::run_id`], if that names one.
    fn start(&self, request: &Request) -> impl Future<Output = Result<(), StartError>> + Send;
}

/// The run could not be asked for, or whether it was is unknown: the same request may be made
/// again.
#[derive(Debug, thiserror::Error)]
#[error("the run could not be asked for")]
pub struct StartError(#[source] pub BoxError);
