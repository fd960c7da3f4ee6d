//! How far the platform keeps up with Clerk, at a glance.

use std::time::Duration;

use axum::extract::State;
use futures_util::future::try_join4;
use profile_core::{
    Backlog, Clock, EventQuery, Ledger, Operation, Roster, RunHistory, StoreError, Timestamp,
};

use crate::access::authorize;
use crate::answer::{self, Answer};
use crate::api::{Ports, Shared};
use crate::caller::Asker;
use crate::openapi::failure;
use crate::problem::Problem;
use crate::view::run::RunView;
use crate::view::sync_status::SyncStatusView;
use crate::view::value::Time;

/// How far back the newest event and the newest run are looked for: one request for each where
/// something happened today, and where nothing did, one for each day, at most four of them one
/// after the other.
const WINDOW: Duration = Duration::from_hours(7 * 24);

/// Most users who wait to be pushed that are counted: what one page of the index holds.
const MOST_PENDING: usize = 1_000;

/// Get the state of synchronisation
///
/// The newest event, what waits on the queue, what failed for good, what Clerk has still to be
/// told, and the newest reconciliation. Counts of messages are SQS's own, and approximate. For
/// admins.
#[utoipa::path(
    get,
    path = "/v1/sync-status",
    operation_id = "getSyncStatus",
    tag = "sync",
    responses(
        (status = 200, description = "The state at this moment.", body = SyncStatusView),
        failure::Status,
    ),
    security(("session" = []))
)]
pub(crate) async fn show<P: Ports>(State(api): State<Shared<P>>, asker: Asker) -> Answer {
    let caller = asker.caller(&api).await?;
    authorize(&caller, Operation::ViewSyncStatus, None)?;
    let now = api.clock.now();
    let from = Some(now.before(WINDOW));
    let lately = EventQuery { from, ..EventQuery::all(now) };
    let ever = (Timestamp::from_millis(0), Timestamp::from_millis(u64::MAX));
    let (events, runs, pending, depth) = try_join4(
        told(api.store.events(&lately, 1)),
        told(api.store.runs(now, from, None, 1)),
        told(api.store.pending(ever.0, ever.1, MOST_PENDING)),
        async { Ok(api.backlog.depth().await?) },
    )
    .await?;
    answer::ok(&SyncStatusView {
        last_event: events.events.into_iter().next().map(Into::into),
        queue: depth.into(),
        dead_letters: depth.dead_letters,
        pending_pushes: pending.into(),
        last_run: runs.runs.first().map(RunView::from),
        checked_at: Time(now),
    })
}

/// What a table told.
async fn told<T>(answer: impl Future<Output = Result<T, StoreError>>) -> Result<T, Problem> {
    Ok(answer.await?)
}
