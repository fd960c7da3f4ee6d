//! One invocation: work on a run, say what came of it.

use std::fmt;
use std::time::Duration;

use lambda_runtime::{Diagnostic, LambdaEvent};
use profile_core::{
    Clock, Ended, LARGEST_PAGE, MetadataWriter, ReconcileError, Reconciler, Request, Roster, Run,
    RunState, RunStore, SyncStore, Timestamp, UserListing,
};
use profile_lambda::{Chain, Metrics};
use serde::Deserialize;
use serde_json::Value;
use tracing::{error, info, warn};

use crate::Summary;
use crate::tally::{self, Tally};

/// Everything that an invocation needs, built once.
#[derive(Debug)]
pub struct Handler<S, D, C> {
    /// The tables.
    pub store: S,
    /// Clerk.
    pub directory: D,
    /// Time.
    pub clock: C,
    /// What is counted.
    pub metrics: Metrics,
    /// How old a change of Clerk's must be for its event to count as missed.
    pub grace: Duration,
}

/// An invocation came to nothing.
#[derive(thiserror::Error)]
pub enum Failure {
    /// What was asked for is no request.
    ///
    /// It says what to send, and nothing of what was sent: a parser's own message quotes that.
    #[error(
        "the request is none: send a JSON object with any of \
         \"mode\" (\"incremental\" or \"full\"), \"dryRun\" and \"allowDeletes\" (true or false), \
         and \"runId\" (a ULID)"
    )]
    Request,
    /// The tables or Clerk could not answer. The run stays open: invoke again to go on.
    #[error(transparent)]
    Run(#[from] ReconcileError),
}

impl<S, D, C> Handler<S, D, C>
where
    S: SyncStore + Roster + RunStore,
    D: UserListing + MetadataWriter,
    C: Clock,
{
    /// Works on runs, one that was open and then the one that is asked for, until that ends or
    /// little is left of the invocation's time.
    ///
    /// # Errors
    ///
    /// [`Failure`]; it is logged and counted here.
    pub async fn handle(&self, event: LambdaEvent<Value>) -> Result<Summary, Failure> {
        let deadline = Timestamp::from_millis(event.context.deadline);
        loop {
            let started_at = self.clock.now();
            let result = self.work(&event.payload, deadline).await;
            let now = self.clock.now();
            let tally = match &result {
                Ok(ended) => tally_of(ended),
                Err(failure) => {
                    error!(error = %Chain(failure), "run failed");
                    Some(tally::failed())
                }
            };
            if let Some(tally) = tally {
                tally.emit(&self.metrics, now, now.since(started_at));
            }
            match result {
                Ok(Ended::Other(_)) => {}
                result => return result.map(Summary::of),
            }
        }
    }

    async fn work(&self, request: &Value, deadline: Timestamp) -> Result<Ended, Failure> {
        let request = read_request(request).ok_or(Failure::Request)?;
        let Self { store, directory, clock, grace, .. } = self;
        let reconciler = Reconciler { store, directory, clock, grace: *grace, page: LARGEST_PAGE };
        Ok(reconciler.run(request, deadline).await?)
    }
}

/// What the runtime logs of it: its causes, and nothing of the values within them.
impl fmt::Debug for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&Chain(self), f)
    }
}

/// Reads what is asked for; nothing means an incremental run.
fn read_request(request: &Value) -> Option<Request> {
    match request {
        Value::Null => Some(Request::default()),
        // Serde would read its elements as the fields in order.
        Value::Array(_) => None,
        request => Request::deserialize(request).ok(),
    }
}

/// Logs how the work on a run ended, and counts it, but nothing twice.
fn tally_of(ended: &Ended) -> Option<Tally> {
    match ended {
        Ended::Done(run) | Ended::Other(run) => {
            log_run(run);
            Some(tally::ended(run))
        }
        Ended::Continues(run) => {
            log_run(run);
            Some(tally::continues())
        }
        Ended::Before(run) => {
            info!(run.id = %run.id, "run asked for again: it had ended before");
            None
        }
        Ended::Busy => {
            warn!("run refused: another one is at work");
            Some(tally::refused())
        }
    }
}

/// The invocation's error, with a stable type to alarm on and all its causes.
impl From<Failure> for Diagnostic {
    fn from(failure: Failure) -> Self {
        let error_type = match &failure {
            Failure::Request => "InvalidRequest",
            Failure::Run(ReconcileError::Store(_)) => "StoreFailed",
            Failure::Run(ReconcileError::Directory(_)) => "ClerkFailed",
            Failure::Run(ReconcileError::LeaseLost) => "LeaseLost",
        };
        Self { error_type: error_type.to_owned(), error_message: Chain(&failure).to_string() }
    }
}

fn log_run(run: &Run) {
    if run.state == RunState::Stopped {
        error!(
            run.id = %run.id,
            run.mode = ?run.request.mode,
            compared = run.counts.compared,
            note = run.note,
            "run stopped"
        );
        return;
    }
    let counts = &run.counts;
    let message = if run.state == RunState::Open { "run continues later" } else { "run finished" };
    info!(
        run.id = %run.id,
        run.mode = ?run.request.mode,
        run.dry_run = run.request.dry_run,
        compared = counts.compared,
        drifted = counts.drifted,
        missed = counts.missed,
        repaired = counts.repaired,
        gone = counts.gone,
        conflicts = counts.conflicts,
        failed = counts.failed,
        pushed = counts.pushed,
        requests = counts.requests,
        note = run.note,
        "{message}"
    );
}
