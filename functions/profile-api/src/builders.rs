//! Builders: the list, and one of them.

use axum::extract::{Request, State};
use axum::response::Response;
use futures_util::future::try_join;
use http::{HeaderMap, StatusCode, Uri};
use profile_core::{
    BuilderPatch, Edit, ListingFilter, ListingPlace, Operation, People, Person, ValidationTier,
    read_tier,
};

use crate::access::{self, authorize};
use crate::answer::{self, Answer};
use crate::api::{Ports, Shared};
use crate::caller::{Asker, Caller};
use crate::etag::{self, Profile};
use crate::openapi::{failure, input, parameter};
use crate::problem::Problem;
use crate::query::Query;
use crate::subject::{Named, Slug, Subject};
use crate::view::builder::BuilderView;
use crate::view::card::{BuilderCardView, BuilderListView};
use crate::{body, edits};

/// List builders
///
/// The builders whom the public can find: featured ones first, then the more thoroughly
/// checked, then the better rated. Everybody sees the same list. It may be a moment old.
#[utoipa::path(
    get,
    path = "/v1/builders",
    operation_id = "listBuilders",
    tag = "builders",
    params(parameter::Listing, parameter::Page),
    responses(
        (status = 200, description = "A page of the list.", body = BuilderListView,
         headers(("Cache-Control" = String, description = "`public, max-age=60` without a token"))),
        failure::List,
    ),
    security((), ("session" = []))
)]
pub(crate) async fn list<P: Ports>(State(api): State<Shared<P>>, asker: Asker, uri: Uri) -> Answer {
    let mut query = Query::of(&uri);
    let filter = ListingFilter {
        domain: query.text("domain"),
        available_for_hire: query.flag("availableForHire"),
        validation_tier: query.taken("validationTier", "1, 2 or 3", |it| {
            it.parse().ok().and_then(ValidationTier::from_number)
        }),
    };
    let (limit, after) = (query.limit(), query.cursor::<ListingPlace>());
    query.end()?;
    let page = api.store.listed(&filter, after.as_ref(), limit).await?;
    let view = BuilderListView {
        builders: page.people.into_iter().filter_map(BuilderCardView::of).collect(),
        next_cursor: page.next.map(|it| it.to_string()),
    };
    let response = answer::ok(&view)?;
    Ok(if asker.is_signed_in() { response } else { answer::public(response) })
}

/// Get a builder
///
/// Inactive, suspended and deleted builders are there for themselves and for admins only. Both
/// see more than the public does.
#[utoipa::path(
    get,
    path = "/v1/builders/{userId}",
    operation_id = "getBuilder",
    tag = "builders",
    params(parameter::UserId, parameter::IfNoneMatch),
    responses(
        (status = 200, description = "The builder.", body = BuilderView,
         headers(
            ("ETag" = String, description = "The version of what is shown"),
            ("Cache-Control" = String, description = "`public, max-age=60` without a token"))),
        (status = 304, description = "It is the version that `If-None-Match` names."),
        failure::View,
    ),
    security((), ("session" = []))
)]
pub(crate) async fn show<P: Ports>(
    State(api): State<Shared<P>>,
    asker: Asker,
    subject: Subject,
    headers: HeaderMap,
) -> Answer {
    let person = async { Ok(subject.person(&api).await?) };
    let (viewer, person) = try_join(asker.viewer(&api), person).await?;
    shown(&asker, viewer.as_ref(), person.as_ref(), &headers)
}

/// Get a builder by slug
///
/// The same, by the profile's address.
#[utoipa::path(
    get,
    path = "/v1/builders/by-slug/{slug}",
    operation_id = "getBuilderBySlug",
    tag = "builders",
    params(parameter::Slug, parameter::IfNoneMatch),
    responses(
        (status = 200, description = "The builder.", body = BuilderView,
         headers(
            ("ETag" = String, description = "The version of what is shown"),
            ("Cache-Control" = String, description = "`public, max-age=60` without a token"))),
        (status = 304, description = "It is the version that `If-None-Match` names."),
        failure::View,
    ),
    security((), ("session" = []))
)]
pub(crate) async fn show_by_slug<P: Ports>(
    State(api): State<Shared<P>>,
    asker: Asker,
    slug: Named<Slug>,
    headers: HeaderMap,
) -> Answer {
    let person = async {
        match slug.id() {
            Some(slug) => Ok(api.store.by_slug(slug.as_str()).await?),
            None => Ok(None),
        }
    };
    let (viewer, person) = try_join(asker.viewer(&api), person).await?;
    shown(&asker, viewer.as_ref(), person.as_ref(), &headers)
}

/// Edit a builder
///
/// A merge patch (RFC 7396): what is absent stays, null clears. All of it is done or none;
/// every fault is named at once. For the builder themselves and for admins. What Clerk holds a
/// copy of is pushed there; `pendingPush` says what has still to arrive.
#[utoipa::path(
    patch,
    path = "/v1/builders/{userId}",
    operation_id = "editBuilder",
    tag = "builders",
    params(parameter::UserId, parameter::IfMatch),
    request_body(content(
        (input::BuilderPatchInput = "application/merge-patch+json"),
        (input::BuilderPatchInput = "application/json"),
    )),
    responses(
        (status = 200, description = "The builder as they are now.", body = BuilderView,
         headers(("ETag" = String, description = "The version of what is shown"))),
        failure::Edit,
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
    authorize(&caller, Operation::EditBuilder, subject.id())?;
    let user_id = subject.known()?;
    let seen = Profile::Builder.seen(request.headers())?;
    let patch = BuilderPatch::read(&body::merge_patch(request).await?)?;
    let profile = (Profile::Builder, seen);
    let person = edits::profile(&api, &caller, user_id, Edit::Builder(patch), profile).await?;
    edited(&caller, &person)
}

/// Deactivate a builder
///
/// Hides the profile and keeps its content; gaining the role anew brings it back. Doing it twice
/// does no harm. For admins.
#[utoipa::path(
    delete,
    path = "/v1/builders/{userId}",
    operation_id = "deactivateBuilder",
    tag = "builders",
    params(parameter::UserId, parameter::OptionalIfMatch),
    responses((status = 204, description = "The profile is hidden."), failure::Deactivate),
    security(("session" = []))
)]
pub(crate) async fn deactivate<P: Ports>(
    State(api): State<Shared<P>>,
    asker: Asker,
    subject: Subject,
    headers: HeaderMap,
) -> Answer {
    let caller = asker.caller(&api).await?;
    authorize(&caller, Operation::DeactivateBuilder, subject.id())?;
    let profile = (Profile::Builder, Profile::Builder.seen_if_any(&headers));
    edits::profile(&api, &caller, subject.known()?, Edit::DeactivateBuilder, profile).await?;
    Ok(answer::empty(StatusCode::NO_CONTENT))
}

/// Set a builder's validation tier
///
/// How thoroughly the platform has checked the builder. Clerk is told. For admins.
#[utoipa::path(
    put,
    path = "/v1/builders/{userId}/validation-tier",
    operation_id = "verifyBuilder",
    tag = "builders",
    params(parameter::UserId, parameter::OptionalIfMatch),
    request_body = input::TierInput,
    responses(
        (status = 200, description = "The builder as they are now.", body = BuilderView,
         headers(("ETag" = String, description = "The version of what is shown"))),
        failure::Verify,
    ),
    security(("session" = []))
)]
pub(crate) async fn verify<P: Ports>(
    State(api): State<Shared<P>>,
    asker: Asker,
    subject: Subject,
    request: Request,
) -> Answer {
    let caller = asker.caller(&api).await?;
    authorize(&caller, Operation::VerifyBuilder, subject.id())?;
    let user_id = subject.known()?;
    let profile = (Profile::Builder, Profile::Builder.seen_if_any(request.headers()));
    let tier = read_tier(&body::json(request).await?)?;
    let person =
        edits::profile(&api, &caller, user_id, Edit::ValidationTier(tier), profile).await?;
    edited(&caller, &person)
}

/// A builder for whoever asks.
fn shown(
    asker: &Asker,
    viewer: Option<&Caller>,
    person: Option<&Person>,
    headers: &HeaderMap,
) -> Answer {
    let (person, standing) = access::view_builder(viewer, person)?;
    let etag = Profile::Builder.etag(person, standing);
    let response = if etag::is_known(headers, &etag) {
        answer::empty(StatusCode::NOT_MODIFIED)
    } else {
        let permissions = access::permissions(viewer, person);
        answer::ok(&BuilderView::of(person, standing, permissions).ok_or(Problem::NotFound)?)?
    };
    let response = answer::tagged(response, &etag);
    Ok(if asker.is_signed_in() { response } else { answer::public(response) })
}

/// A builder after an edit, for whoever made it.
fn edited(caller: &Caller, person: &Person) -> Answer {
    let standing = caller.standing(Some(&person.user.id));
    let permissions = access::permissions(Some(caller), person);
    let view = BuilderView::of(person, standing, permissions).ok_or(Problem::NotFound)?;
    let response: Response = answer::ok(&view)?;
    Ok(answer::tagged(response, &Profile::Builder.etag(person, standing)))
}
