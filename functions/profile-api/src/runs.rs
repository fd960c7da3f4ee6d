//! Reconciliations.

use axum::extract::{Request, State};
use futures_util::future::try_join;
use http::{StatusCode, Uri};
use profile_core::{Clock, Operation, RunHistory, RunId, RunStarter, read_run};

use crate::access::authorize;
use crate::answer::{self, Answer};
use crate::api::{Ports, Shared};
use crate::body;
use crate::caller::Asker;
use crate::openapi::{failure, input, parameter};
use crate::problem::Problem;
use crate::query::Query;
use crate::subject::Named;
use crate::view::run::{RunListView, RunReportView, RunStartView, RunView, mode_name};

/// List reconciliations
///
/// Newest first. For admins.
#[utoipa::path(
    get,
    path = "/v1/reconciliations",
    operation_id = "listRuns",
    tag = "reconciliations",
    params(parameter::Page),
    responses(
        (status = 200, description = "A page of the list.", body = RunListView),
        failure::Search,
    ),
    security(("session" = []))
)]
pub(crate) async fn list<P: Ports>(State(api): State<Shared<P>>, asker: Asker, uri: Uri) -> Answer {
    let caller = asker.caller(&api).await?;
    authorize(&caller, Operation::ViewRuns, None)?;
    let mut query = Query::of(&uri);
    let (limit, after) = (query.limit(), query.cursor());
    query.end()?;
    let page = api.store.runs(api.clock.now(), None, after.as_ref(), limit).await?;
    answer::ok(&RunListView {
        runs: page.runs.iter().map(RunView::from).collect(),
        next_cursor: page.next.map(|it| it.to_string()),
        unreadable: page.unreadable,
    })
}

/// Get a reconciliation
///
/// With what it found: whoever differed, field by field, with masked values. One that was asked
/// for is here once it has begun. For admins.
#[utoipa::path(
    get,
    path = "/v1/reconciliations/{runId}",
    operation_id = "getRun",
    tag = "reconciliations",
    params(parameter::RunId, parameter::Page),
    responses(
        (status = 200, description = "A page of its report.", body = RunReportView),
        failure::LookThrough,
    ),
    security(("session" = []))
)]
pub(crate) async fn show<P: Ports>(
    State(api): State<Shared<P>>,
    asker: Asker,
    run: Named<RunId>,
    uri: Uri,
) -> Answer {
    let caller = asker.caller(&api).await?;
    authorize(&caller, Operation::ViewRuns, None)?;
    let id = run.known()?;
    let mut query = Query::of(&uri);
    let (limit, from) = (query.limit(), query.cursor::<u32>());
    query.end()?;
    let run = api.store.run_summary(id);
    let found = api.store.drifts(id, from.unwrap_or_default(), limit);
    let (run, found) = try_join(run, found).await?;
    answer::ok(&RunReportView::of(&run.ok_or(Problem::NotFound)?, found))
}

/// Start a reconciliation
///
/// It begins once no other is at work. Unless `dryRun` is false, it looks and reports, and
/// changes nothing. For admins.
#[utoipa::path(
    post,
    path = "/v1/reconciliations",
    operation_id = "startRun",
    tag = "reconciliations",
    request_body = input::RunInput,
    responses(
        (status = 202, description = "It will begin.", body = RunStartView,
         headers(("Location" = String, description = "Where it will be found"))),
        failure::Start,
    ),
    security(("session" = []))
)]
pub(crate) async fn start<P: Ports>(
    State(api): State<Shared<P>>,
    asker: Asker,
    request: Request,
) -> Answer {
    let caller = asker.caller(&api).await?;
    authorize(&caller, Operation::StartRun, None)?;
    let mut run = read_run(&body::json(request).await?)?;
    let id = RunId::random(api.clock.now(), fastrand::u128(..));
    run.run_id = Some(id.clone());
    api.starter.start(&run).await?;
    let view = RunStartView {
        run_id: id.to_string(),
        mode: mode_name(run.mode),
        dry_run: run.dry_run,
        allow_deletes: run.allow_deletes,
    };
    let response = answer::json(StatusCode::ACCEPTED, &view)?;
    Ok(answer::located(response, &format!("/v1/reconciliations/{id}")))
}
