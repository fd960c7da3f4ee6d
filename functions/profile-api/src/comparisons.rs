//! People on both sides.

use axum::extract::State;
use futures_util::future::try_join;
use profile_core::{
    ClerkUser, Clock, Comparison, DirectoryError, Operation, People, Person, StoreError, SyncStore,
    UserDirectory,
};

use crate::access::authorize;
use crate::answer::{self, Answer};
use crate::api::{Api, Ports, Shared};
use crate::caller::Asker;
use crate::openapi::{failure, parameter};
use crate::problem::Problem;
use crate::subject::{EitherId, Named};
use crate::view::comparison::ComparisonView;

/// How Clerk's ids of users begin: no other text is worth a question.
const CLERK_USER: &str = "user_";

/// Compare somebody with Clerk
///
/// Our record of a person beside what Clerk says of them now, field by field and unmasked. The
/// id is the platform's or Clerk's. Clerk is asked once, unless there is no Clerk user to ask
/// after, and nothing is written; what differs, the next reconciliation or push puts right. For
/// admins.
#[utoipa::path(
    get,
    path = "/v1/users/{userId}/comparison",
    operation_id = "compareUser",
    tag = "sync",
    params(parameter::EitherId),
    responses(
        (status = 200, description = "Both sides.", body = ComparisonView),
        failure::Look,
    ),
    security(("session" = []))
)]
pub(crate) async fn show<P: Ports>(
    State(api): State<Shared<P>>,
    asker: Asker,
    subject: Named<EitherId>,
) -> Answer {
    let record = async { Ok(on_record(&api, subject.id()).await?) };
    let (caller, record) = try_join(asker.caller(&api), record).await?;
    authorize(&caller, Operation::CompareUser, subject.id().map(|it| &it.ours))?;
    let clerk = ask_clerk(&api, record.as_ref(), subject.known()?).await?;
    let comparison = Comparison::of(record.as_ref(), clerk.as_ref(), api.clock.now());
    answer::ok(&ComparisonView::from(comparison.ok_or(Problem::NotFound)?))
}

/// Our record of the person with that id: at most two requests one after the other, and three
/// in all.
async fn on_record<P: Ports>(
    api: &Api<P>,
    id: Option<&EitherId>,
) -> Result<Option<Person>, StoreError> {
    let Some(EitherId { ours, clerks }) = id else { return Ok(None) };
    let (by_ours, by_clerks) =
        try_join(api.store.person(ours), api.store.by_clerk_id(clerks)).await?;
    Ok(by_ours.or(by_clerks))
}

/// What Clerk says of them: one request of its limit, and none for who has no Clerk user.
async fn ask_clerk<P: Ports>(
    api: &Api<P>,
    record: Option<&Person>,
    id: &EitherId,
) -> Result<Option<ClerkUser>, DirectoryError> {
    let asked = match record {
        Some(person) => person.user.clerk_id.as_ref(),
        None => Some(&id.clerks).filter(|it| it.as_str().starts_with(CLERK_USER)),
    };
    match asked {
        Some(id) => api.directory.user(id).await,
        None => Ok(None),
    }
}
