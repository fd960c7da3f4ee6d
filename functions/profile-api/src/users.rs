//! Accounts, their roles and their trails.

use axum::extract::{Request, State};
use futures_util::future::try_join;
use http::Uri;
use profile_core::{
    AuditEntry, Edit, Operation, People, Person, SyncStore, User, read_roles, verify_chain,
};
use tracing::info;

use crate::access::{authorize, verified_lately};
use crate::answer::{self, Answer};
use crate::api::{Ports, Shared};
use crate::caller::{Asker, Caller};
use crate::openapi::{failure, input, parameter};
use crate::problem::Problem;
use crate::query::Query;
use crate::subject::Subject;
use crate::view::audit::{AuditEntryView, AuditTrailView};
use crate::view::user::UserView;
use crate::{body, edits};

/// Get an account
///
/// For the person themselves and for admins.
#[utoipa::path(
    get,
    path = "/v1/users/{userId}",
    operation_id = "getUser",
    tag = "users",
    params(parameter::UserId),
    responses((status = 200, description = "The account.", body = UserView), failure::Look),
    security(("session" = []))
)]
pub(crate) async fn show<P: Ports>(
    State(api): State<Shared<P>>,
    asker: Asker,
    subject: Subject,
) -> Answer {
    let person = async { Ok(subject.person(&api).await?) };
    let (caller, person) = try_join(asker.caller(&api), person).await?;
    authorize(&caller, Operation::ViewAccount, subject.id())?;
    let person = person.ok_or(Problem::NotFound)?;
    answer::ok(&UserView::from(&person.user))
}

/// Set somebody's roles
///
/// Every role that the person is to have. A gained role makes or shows its profile, a lost one
/// hides it. Clerk is told; until it has heard of them, its own word on roles doesn't count. For
/// admins who have proved their first factor lately; otherwise the answer tells Clerk's helper
/// in the browser to ask for it.
#[utoipa::path(
    put,
    path = "/v1/users/{userId}/roles",
    operation_id = "setRoles",
    tag = "users",
    params(parameter::UserId),
    request_body = input::RolesInput,
    responses(
        (status = 200, description = "The account as it is now.", body = UserView),
        failure::SetRoles,
    ),
    security(("session" = []))
)]
pub(crate) async fn set_roles<P: Ports>(
    State(api): State<Shared<P>>,
    asker: Asker,
    subject: Subject,
    request: Request,
) -> Answer {
    let caller = asker.caller(&api).await?;
    authorize(&caller, Operation::SetRoles, subject.id())?;
    verified_lately(&caller, api.rules.reverification_minutes)?;
    let user_id = subject.known()?;
    let roles = read_roles(&body::json(request).await?)?;
    let edited = edits::account(&api, &caller, user_id, Edit::Roles(roles)).await?;
    if edited.changed {
        roles_changed(&caller, &edited.person);
    }
    answer::ok(&UserView::from(&edited.person.user))
}

/// Get somebody's audit trail
///
/// What changed of a person, when, why and by whom, with masked values; and whether the whole
/// trail is as it was written. For admins.
#[utoipa::path(
    get,
    path = "/v1/users/{userId}/audit",
    operation_id = "getAuditTrail",
    tag = "users",
    params(parameter::UserId, parameter::Page),
    responses(
        (status = 200, description = "A page of the trail.", body = AuditTrailView),
        failure::LookThrough,
    ),
    security(("session" = []))
)]
pub(crate) async fn audit<P: Ports>(
    State(api): State<Shared<P>>,
    asker: Asker,
    subject: Subject,
    uri: Uri,
) -> Answer {
    let caller = asker.caller(&api).await?;
    authorize(&caller, Operation::ViewAudit, subject.id())?;
    let user_id = subject.known()?;
    let mut query = Query::of(&uri);
    let (limit, before) = (query.limit(), query.cursor::<u64>());
    query.end()?;
    let person = api.store.person(user_id).await?.ok_or(Problem::NotFound)?;
    let trail = api.store.trail(user_id).await?;
    answer::ok(&trail_view(&person.user, trail, before, limit))
}

/// A page of a trail that was read after the record: what was written in between is not part
/// of what the record's hash is of.
fn trail_view(
    user: &User,
    mut trail: Vec<AuditEntry>,
    before: Option<u64>,
    limit: usize,
) -> AuditTrailView {
    trail.retain(|it| it.record.version <= user.version.0);
    let chain = verify_chain(&trail, &user.audit_hash).into();
    let is_to_come = |it: &&AuditEntry| before.is_none_or(|before| it.record.version < before);
    let mut to_come = trail.iter().rev().filter(is_to_come);
    let entries: Vec<_> = to_come.by_ref().take(limit).collect();
    let last = entries.last().map(|it| it.record.version.to_string());
    AuditTrailView {
        entries: entries.into_iter().map(AuditEntryView::from).collect(),
        chain,
        next_cursor: last.filter(|_| to_come.next().is_some()),
    }
}

/// Tells of a change of roles, which is a security event.
fn roles_changed(caller: &Caller, person: &Person) {
    info!(
        security.event = "roles_changed", request.id = caller.visit.request_id(),
        user.id = %caller.id(), subject.id = %person.user.id, roles = %person.user.roles,
        "roles changed"
    );
    caller.visit.count("RolesChanged", None);
}
