//! How each kind of route fails, for the contract: the problems by status.

use std::collections::BTreeMap;
use std::sync::Arc;

use profile_core::{Fault, FaultKind};
use serde_json::json;
use utoipa::IntoResponses;
use utoipa::openapi::content::ContentBuilder;
use utoipa::openapi::example::ExampleBuilder;
use utoipa::openapi::header::HeaderBuilder;
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{Ref, RefOr, Response, ResponseBuilder};

use crate::problem::Problem;
use crate::query::QueryFault;

/// Names kinds of routes and lists their problems.
macro_rules! failures {
    ($($(#[doc = $doc:literal])+ $name:ident: $($problem:ident)*;)+) => {
        $(
            $(#[doc = $doc])+
            pub(crate) enum $name {}

            impl $name {
                fn problems() -> Vec<Sample> {
                    vec![
                        $((stringify!($problem), sample::$problem()),)*
                        ("unavailable", sample::unavailable()),
                        ("internal", sample::internal()),
                    ]
                }
            }

            impl IntoResponses for $name {
                fn responses() -> BTreeMap<String, RefOr<Response>> {
                    by_status(&Self::problems())
                        .into_iter()
                        .map(|(status, it)| (status, Ref::from_response_name(name(&it)).into()))
                        .collect()
                }
            }
        )+

        /// The answers that routes refer to, by name.
        pub(super) fn answers() -> BTreeMap<String, Response> {
            let mut answers = BTreeMap::from([(THROTTLED.to_owned(), throttled())]);
            $(
                for problems in by_status(&$name::problems()).values() {
                    answers.insert(name(problems), answer(problems));
                }
            )+
            answers
        }
    };
}

failures! {
    /// A route that needs nothing.
    Service: ;
    /// One's own account.
    Me: signed_out bad_token account_deleted;
    /// A public list.
    List: bad_token invalid_query;
    /// Something that the public may see.
    View: bad_token account_deleted not_found;
    /// Something that is always there, and not everybody may see.
    Status: signed_out bad_token forbidden account_suspended account_deleted;
    /// Something that not everybody may see.
    Look: signed_out bad_token forbidden account_suspended account_deleted not_found;
    /// A list that not everybody may see.
    Search: signed_out bad_token forbidden account_suspended account_deleted invalid_query;
    /// A list of something that not everybody may see.
    LookThrough:
        signed_out bad_token forbidden account_suspended account_deleted not_found invalid_query;
    /// An edit of a builder.
    Edit:
        signed_out bad_token forbidden account_suspended account_deleted impersonation_read_only
        not_found precondition_required unsupported_patch too_large invalid_json
        invalid_fields stale slug_taken deleted busy;
    /// An edit of a client.
    EditClient:
        signed_out bad_token forbidden account_suspended account_deleted impersonation_read_only
        not_found precondition_required unsupported_patch too_large invalid_json
        invalid_fields stale deleted busy;
    /// Hiding a builder.
    Deactivate:
        signed_out bad_token forbidden account_suspended account_deleted impersonation_read_only
        not_found stale deleted busy;
    /// Verifying a builder.
    Verify:
        signed_out bad_token forbidden account_suspended account_deleted impersonation_read_only
        not_found unsupported_media_type too_large invalid_json invalid_fields stale deleted busy;
    /// Setting roles.
    SetRoles:
        signed_out bad_token forbidden account_suspended account_deleted impersonation_read_only
        reverification_required not_found unsupported_media_type too_large invalid_json
        invalid_fields deleted busy;
    /// Retrying an event.
    Retry:
        signed_out bad_token forbidden account_suspended account_deleted impersonation_read_only
        not_found not_failed event_unreadable;
    /// Starting a run.
    Start:
        signed_out bad_token forbidden account_suspended account_deleted impersonation_read_only
        unsupported_media_type too_large invalid_json invalid_fields;
}

/// API Gateway's own answer to too many requests.
pub(super) const THROTTLED: &str = "throttled";

fn throttled() -> Response {
    let message = ObjectBuilder::new().schema_type(Type::String);
    let schema = ObjectBuilder::new().property("message", message).required("message").build();
    let content = ContentBuilder::new()
        .schema(Some(schema))
        .example(Some(json!({ "message": "Too Many Requests" })));
    ResponseBuilder::new()
        .description("Too many requests: try again in a moment. It comes from API Gateway.")
        .content("application/json", content.build())
        .build()
}

/// A problem, and what it is called here.
type Sample = (&'static str, Problem);

fn by_status(samples: &[Sample]) -> BTreeMap<String, Vec<Sample>> {
    let mut statuses: BTreeMap<String, Vec<Sample>> = BTreeMap::new();
    for (name, problem) in samples {
        let status = problem.status().as_str().to_owned();
        statuses.entry(status).or_default().push((name, problem.clone()));
    }
    statuses
}

/// The name of the answer with one of these.
fn name(samples: &[Sample]) -> String {
    samples.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(".")
}

/// The answer with one of these, which have the same status.
fn answer(samples: &[Sample]) -> Response {
    let problems = samples.iter().map(|(_, it)| it);
    let names: Vec<_> = problems.clone().map(|it| format!("`{}`", it.name())).collect();
    let examples = problems.clone().map(|it| {
        let example = ExampleBuilder::new().value(Some(json!(it.view("JKJaXmPLvHcESHA="))));
        (it.name(), example.build())
    });
    let content = ContentBuilder::new()
        .schema(Some(Ref::from_schema_name("Problem")))
        .examples_from_iter(examples);
    let id = HeaderBuilder::new().description(Some("The request's id.")).build();
    let mut answer = ResponseBuilder::new()
        .description(names.join(" or "))
        .header("x-request-id", id)
        .content("application/problem+json", content.build());
    for (name, value) in problems.flat_map(Problem::headers) {
        let about = format!("Such as `{}`.", value.to_str().unwrap_or_default());
        let header = HeaderBuilder::new().description(Some(about)).build();
        answer = answer.header(canonical(name.as_str()), header);
    }
    answer.build()
}

/// A header's name as people write it.
fn canonical(name: &str) -> String {
    let capital = |part: &str| {
        let (first, rest) = part.split_at(1);
        first.to_ascii_uppercase() + rest
    };
    match name {
        "etag" => "ETag".to_owned(),
        "www-authenticate" => "WWW-Authenticate".to_owned(),
        _ => name.split('-').map(capital).collect::<Vec<_>>().join("-"),
    }
}

/// One of each problem.
mod sample {
    use super::{Arc, Fault, FaultKind, Problem, QueryFault};

    macro_rules! samples {
        ($($name:ident => $problem:expr;)+) => {$(
            pub(super) fn $name() -> Problem {
                $problem
            }
        )+};
    }

    samples! {
        not_found => Problem::NotFound;
        signed_out => Problem::SignedOut;
        bad_token => Problem::BadToken("the token has expired: get a new one".to_owned());
        forbidden => Problem::Forbidden;
        account_suspended => Problem::AccountSuspended;
        account_deleted => Problem::AccountDeleted;
        impersonation_read_only => Problem::ImpersonationReadOnly;
        reverification_required => Problem::ReverificationRequired(10);
        precondition_required => Problem::PreconditionRequired;
        stale => Problem::Stale("\"b8.u13.o\"".to_owned(), 8);
        slug_taken => Problem::SlugTaken;
        deleted => Problem::Deleted;
        not_failed => Problem::NotFailed;
        event_unreadable => Problem::EventUnreadable;
        unsupported_media_type => Problem::UnsupportedMediaType;
        unsupported_patch => Problem::UnsupportedPatch;
        too_large => Problem::TooLarge;
        invalid_json => Problem::InvalidJson("not JSON at line 1, column 6".to_owned());
        invalid_fields => Problem::InvalidFields(vec![Fault {
            pointer: "/headline".to_owned(),
            kind: FaultKind::TooLong,
            detail: "1 to 120 characters, in one line".to_owned(),
        }]);
        invalid_query => Problem::InvalidQuery(vec![QueryFault {
            parameter: "limit".to_owned(),
            detail: "a number from 1 to 100",
        }]);
        busy => Problem::Busy;
        unavailable => Problem::Unavailable(1, Arc::new(std::fmt::Error));
        internal => Problem::Internal(Arc::new(std::fmt::Error));
    }
}
