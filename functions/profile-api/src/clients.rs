//! Clients.

use axum::extract::{Request, State};
use futures_util::future::try_join;
use http::{HeaderMap, StatusCode};
use profile_core::{ClientPatch, Edit, Operation, Person};

use crate::access::{authorize, may};
use crate::answer::{self, Answer};
use crate::api::{Ports, Shared};
use crate::caller::{Asker, Caller};
use crate::etag::{self, Profile};
use crate::openapi::{failure, input, parameter};
use crate::problem::Problem;
use crate::subject::Subject;
use crate::view::client::ClientView;
use crate::{body, edits};

/// Get a client
///
/// For the client themselves and for admins.
#[utoipa::path(
    get,
    path = "/v1/clients/{userId}",
    operation_id = "getClient",
    tag = "clients",
    params(parameter::UserId, parameter::IfNoneMatch),
    responses(
        (status = 200, description = "The client.", body = ClientView,
         headers(("ETag" = String, description = "The version of what is shown"))),
        (status = 304, description = "It is the version that `If-None-Match` names."),
        failure::Look,
    ),
    security(("session" = []))
)]
pub(crate) async fn show<P: Ports>(
    State(api): State<Shared<P>>,
    asker: Asker,
    subject: Subject,
    headers: HeaderMap,
) -> Answer {
    let person = async { Ok(subject.person(&api).await?) };
    let (caller, person) = try_join(asker.caller(&api), person).await?;
    authorize(&caller, Operation::ViewClient, subject.id())?;
    let person = person.ok_or(Problem::NotFound)?;
    shown(&caller, &person, &headers)
}

/// Edit a client
///
/// A merge patch (RFC 7396): what is absent stays, null clears. All of it is done or none;
/// every fault is named at once. For the client themselves and for admins. What Clerk holds a
/// copy of is pushed there; `pendingPush` says what has still to arrive.
#[utoipa::path(
    patch,
    path = "/v1/clients/{userId}",
    operation_id = "editClient",
    tag = "clients",
    params(parameter::UserId, parameter::IfMatch),
    request_body(content(
        (input::ClientPatchInput = "application/merge-patch+json"),
        (input::ClientPatchInput = "application/json"),
    )),
    responses(
        (status = 200, description = "The client as they are now.", body = ClientView,
         headers(("ETag" = String, description = "The version of what is shown"))),
        failure::EditClient,
    ),
    security(("session" = []))
)]
pub(crate) async fn edit<P: Ports>(
    State(api): State<Shared<P>>,
    asker: Asker,
    subject: Subject,
    request: Request,
) -> Answer {
    let caller = asker.caller(&api).await?;
    authorize(&caller, Operation::EditClient, subject.id())?;
    let user_id = subject.known()?;
    let seen = Profile::Client.seen(request.headers())?;
    let patch = ClientPatch::read(&body::merge_patch(request).await?)?;
    let profile = (Profile::Client, seen);
    let person = edits::profile(&api, &caller, user_id, Edit::Client(patch), profile).await?;
    shown(&caller, &person, &HeaderMap::new())
}

fn shown(caller: &Caller, person: &Person, headers: &HeaderMap) -> Answer {
    let standing = caller.standing(Some(&person.user.id));
    let view = ClientView::of(person, |it| may(caller, it, person)).ok_or(Problem::NotFound)?;
    let etag = Profile::Client.etag(person, standing);
    let response = if etag::is_known(headers, &etag) {
        answer::empty(StatusCode::NOT_MODIFIED)
    } else {
        answer::ok(&view)?
    };
    Ok(answer::tagged(response, &etag))
}
