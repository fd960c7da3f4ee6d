//! The ledger of events.

use axum::extract::State;
use http::{StatusCode, Uri};
use profile_core::{
    Accepted, ClerkId, Clock, EventId, EventQuery, EventQueue, EventStatus, Ledger, Operation,
    StoredEvent, UserId,
};

use crate::access::authorize;
use crate::answer::{self, Answer};
use crate::api::{Ports, Shared};
use crate::caller::Asker;
use crate::openapi::{failure, parameter};
use crate::problem::Problem;
use crate::query::Query;
use crate::subject::Named;
use crate::view::event::{EventListView, EventRetryView, EventView};

/// List events
///
/// What Clerk sent and what came of it, newest first, for as long as the ledger keeps it. For
/// admins.
#[utoipa::path(
    get,
    path = "/v1/webhook-events",
    operation_id = "listEvents",
    tag = "events",
    params(parameter::Events, parameter::Page),
    responses(
        (status = 200, description = "A page of the ledger.", body = EventListView),
        failure::Search,
    ),
    security(("session" = []))
)]
pub(crate) async fn list<P: Ports>(State(api): State<Shared<P>>, asker: Asker, uri: Uri) -> Answer {
    let caller = asker.caller(&api).await?;
    authorize(&caller, Operation::ViewEvents, None)?;
    let mut query = Query::of(&uri);
    let limit = query.limit();
    let events = EventQuery {
        status: query.taken(
            "status",
            "processed, ignored, superseded or failed",
            EventStatus::from_name,
        ),
        event_type: query.text("eventType"),
        clerk_id: query.taken("clerkId", "an id of Clerk's", |it| ClerkId::parse(it).ok()),
        user_id: query.taken("userId", "a user's id", |it| UserId::parse(it).ok()),
        from: query.time("from"),
        until: query.time("until"),
        after: query.cursor(),
        now: api.clock.now(),
    };
    query.end()?;
    let page = api.store.events(&events, limit).await?;
    answer::ok(&EventListView {
        events: page.events.into_iter().map(Into::into).collect(),
        next_cursor: page.next.map(|it| it.to_string()),
        unreadable: page.unreadable,
    })
}

/// Get an event
///
/// With what came, masked. For admins.
#[utoipa::path(
    get,
    path = "/v1/webhook-events/{svixId}",
    operation_id = "getEvent",
    tag = "events",
    params(parameter::SvixId),
    responses((status = 200, description = "The event.", body = EventView), failure::Look),
    security(("session" = []))
)]
pub(crate) async fn show<P: Ports>(
    State(api): State<Shared<P>>,
    asker: Asker,
    event: Named<EventId>,
) -> Answer {
    let caller = asker.caller(&api).await?;
    authorize(&caller, Operation::ViewEvents, None)?;
    let event = api.store.event(event.known()?).await?.ok_or(Problem::NotFound)?;
    answer::ok(&EventView::from(event))
}

/// Retry an event
///
/// Puts an event that has failed back on the queue, as it came. What came of it will stand in
/// the ledger. Doing it twice does no harm: an event is applied once. For admins.
#[utoipa::path(
    post,
    path = "/v1/webhook-events/{svixId}/retry",
    operation_id = "retryEvent",
    tag = "events",
    params(parameter::SvixId),
    responses(
        (status = 202, description = "It is on the queue.", body = EventRetryView,
         headers(("Location" = String, description = "The event"))),
        failure::Retry,
    ),
    security(("session" = []))
)]
pub(crate) async fn retry<P: Ports>(
    State(api): State<Shared<P>>,
    asker: Asker,
    event: Named<EventId>,
) -> Answer {
    let caller = asker.caller(&api).await?;
    authorize(&caller, Operation::RetryEvent, None)?;
    let id = event.known()?;
    let event = api.store.event(id).await?.ok_or(Problem::NotFound)?;
    api.queue.enqueue(message(event)?, caller.visit.trace()).await?;
    let response = answer::json(StatusCode::ACCEPTED, &EventRetryView { svix_id: id.to_string() })?;
    Ok(answer::located(response, &format!("/v1/webhook-events/{id}")))
}

/// The message that the receiver made of a failed event, once more.
fn message(event: StoredEvent) -> Result<String, Problem> {
    let StoredEvent { summary, payload } = event;
    if summary.status != EventStatus::Failed {
        return Err(Problem::NotFailed);
    }
    let payload = payload.ok_or(Problem::EventUnreadable)?;
    let event = Accepted::read(payload.as_bytes()).map_err(|_| Problem::EventUnreadable)?;
    Ok(event.into_json(&summary.id, summary.received_at))
}
