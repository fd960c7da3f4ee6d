//! One batch of messages: carry each out, hand the failed ones back.

use std::convert::Infallible;
use std::time::Duration;

use aws_lambda_events::sqs::{SqsBatchResponse, SqsEvent};
use futures_util::future::{join, join_all};
use lambda_runtime::LambdaEvent;
use profile_core::audit::Cause;
use profile_core::{
    Applied, Clock, Commit, MetadataWriter, Outcome, Pushed, Sync, SyncError, SyncStore, Timestamp,
};
use profile_lambda::{Chain, Metrics};
use tracing::{error, info, warn};

use crate::batch::{self, Batch, Push, Record, Request, Unreadable};
use crate::tally::Tally;

/// Longest that one event takes, when Clerk has to be asked and is slow.
const LONGEST_EVENT: Duration = Duration::from_secs(12);

/// Everything that a batch needs, built once.
#[derive(Debug)]
pub struct Processor<S, D, C> {
    /// The tables.
    pub store: S,
    /// Clerk, for what only Clerk can tell, and for what Clerk has to be told.
    pub directory: D,
    /// Time.
    pub clock: C,
    /// What is counted.
    pub metrics: Metrics,
    /// The Clerk instance of this stage; `None` takes events of any.
    pub instance_id: Option<String>,
}

/// A message was not applied.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    #[error(transparent)]
    Sync(#[from] SyncError),
}

impl<S: SyncStore, D: MetadataWriter, C: Clock> Processor<S, D, C> {
    /// Carries out each message, and names those that failed: SQS delivers them again, and no
    /// others. Carrying a message out twice does no harm.
    ///
    /// # Errors
    ///
    /// None: a batch never fails as a whole.
    pub async fn handle(
        &self,
        event: LambdaEvent<SqsEvent>,
    ) -> Result<SqsBatchResponse, Infallible> {
        let instance_id = self.instance_id.as_deref();
        let until = last_start(event.context.deadline);
        let Batch { groups, pushes } =
            batch::read(event.payload.records, instance_id, self.clock.now());
        let events = join_all(groups.into_iter().map(|it| self.process_in_order(it, until)));
        let pushes = join_all(pushes.into_iter().map(|it| self.push(it)));
        let (handled, pushes) = join(events, pushes).await;

        let mut response = SqsBatchResponse::default();
        let mut tally = Tally::default();
        for (message_id, pushed) in pushes {
            tally.add_push(pushed);
            if pushed.is_none() {
                response.add_failure(message_id);
            }
        }
        for Processed { message_id, outcome, age } in handled.into_iter().flatten() {
            tally.add(outcome, age);
            if outcome.is_none() {
                response.add_failure(message_id);
            }
        }
        tally.emit(&self.metrics, self.clock.now());
        Ok(response)
    }

    /// Tells Clerk what the record says; `None` when that failed.
    async fn push(&self, Push { message_id, user_id }: Push) -> (String, Option<Pushed>) {
        let Self { store, directory, clock, .. } = self;
        let cause = Cause::Push(message_id.clone());
        let pushed = Sync { store, directory, clock }.push(&user_id, &cause).await;
        match &pushed {
            Ok(pushed) => info!(user.id = %user_id, outcome = pushed.name(), "push handled"),
            Err(error) => error!(
                user.id = %user_id,
                sqs.message_id = message_id,
                error = %Chain(error),
                "push failed"
            ),
        }
        (message_id, pushed.ok())
    }

    /// Those that there is no time for any more go back to the queue as they are: else the
    /// whole batch would, with those that are done.
    async fn process_in_order(&self, records: Vec<Record>, until: Timestamp) -> Vec<Processed> {
        let mut results = Vec::with_capacity(records.len());
        for record in records {
            if self.clock.now() < until {
                results.push(self.process(record).await);
                continue;
            }
            warn!(svix.id = %record.event.id, "no time left: the event goes back to the queue");
            let age = self.clock.now().since(record.event.received_at);
            results.push(Processed { message_id: record.message_id, outcome: None, age });
        }
        results
    }

    async fn process(&self, record: Record) -> Processed {
        let Record { message_id, event, request } = record;
        let result = match request {
            Ok(Request { change, origin }) => {
                let Self { store, directory, clock, .. } = self;
                let sync = Sync { store, directory, clock };
                sync.apply(&event, change, &origin).await.map_err(Failure::from)
            }
            Err(error) => Err(error.into()),
        };
        let outcome = match result {
            Ok(applied) => Some(applied),
            Err(failure) => self.note_failure(&event, &message_id, &failure).await,
        };
        let age = self.clock.now().since(event.received_at);
        if let Some(Applied { outcome, user_id }) = &outcome {
            info!(
                svix.id = %event.id,
                "event.type" = event.event_type,
                clerk.id = event.clerk_id.as_ref().map(tracing::field::display),
                user.id = user_id.as_ref().map(tracing::field::display),
                outcome = outcome.name(),
                age_ms = u64::try_from(age.as_millis()).unwrap_or(u64::MAX),
                "event handled"
            );
        }
        Processed { message_id, outcome: outcome.map(|it| it.outcome), age }
    }

    /// Puts the failure into the ledger, so that its cause can be seen; an event that was
    /// settled before is a duplicate, whatever went wrong this time.
    async fn note_failure(
        &self,
        event: &profile_core::LedgerEvent,
        message_id: &str,
        failure: &Failure,
    ) -> Option<Applied> {
        let cause = Chain(failure).to_string();
        match self.store.fail(event, &cause, self.clock.now()).await {
            Ok(Commit::AlreadySettled) => {
                return Some(Applied { outcome: Outcome::Duplicate, user_id: None });
            }
            Ok(Commit::Done) => {}
            Ok(Commit::Outdated) => {
                warn!(svix.id = %event.id, "failure not noted: a rival is at the same event");
            }
            Err(error) => {
                error!(svix.id = %event.id, error = %Chain(&error), "failure not noted");
            }
        }
        error!(
            svix.id = %event.id,
            sqs.message_id = message_id,
            "event.type" = event.event_type,
            clerk.id = event.clerk_id.as_ref().map(tracing::field::display),
            error = cause,
            "event failed"
        );
        None
    }
}

/// Until when another event may be begun; one takes no longer than the time left then.
/// Without a deadline there is no end.
fn last_start(deadline: u64) -> Timestamp {
    if deadline == 0 {
        return Timestamp::from_millis(u64::MAX);
    }
    Timestamp::from_millis(deadline).before(LONGEST_EVENT)
}

/// What came of a message; no outcome if it failed.
struct Processed {
    message_id: String,
    outcome: Option<Outcome>,
    age: Duration,
}
