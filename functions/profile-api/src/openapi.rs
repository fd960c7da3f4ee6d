//! The contract: OpenAPI 3.1, made from the handlers' own descriptions.
//!
//! It is checked in as `openapi.json`, and served from there: nothing is made at run time, and
//! the code that makes it is not in the program. A test compares the two.

pub(crate) mod failure;
pub(crate) mod input;
pub(crate) mod parameter;

use axum::body::Body;
use axum::response::Response;
use http::StatusCode;
use utoipa::OpenApi as _;
use utoipa::openapi::header::HeaderBuilder;
use utoipa::openapi::path::Operation;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::tag::TagBuilder;
use utoipa::openapi::{
    ComponentsBuilder, InfoBuilder, LicenseBuilder, OpenApi, Ref, RefOr, Schema, ServerBuilder,
};
use utoipa::{PartialSchema as _, ToSchema as _};

use crate::answer;
use crate::routes::Described;
use crate::view::json::Json;
use crate::view::problem::ProblemView;

/// What is checked in.
const DOCUMENT: &str = include_str!("../openapi.json");

const ABOUT: &str = "\
Who may see and do what on the platform.

A signed-in person sends Clerk's session token with each request. What they may do follows from \
the platform's own record at that moment, never from the token.

Errors are problems (RFC 9457): `type` names what is wrong and never changes, `detail` says what \
to do. Every answer carries the request's id in `x-request-id`. Lists come in pages: `nextCursor` \
of one is the `cursor` of the next, and means nothing else.";

/// The contract
///
/// This document.
#[utoipa::path(
    get,
    path = "/v1/openapi.json",
    operation_id = "getOpenApi",
    tag = "service",
    responses(
        (status = 200, description = "OpenAPI 3.1.", body = Json,
         headers(("Cache-Control" = String, description = "`public, max-age=60`"))),
        failure::Service,
    ),
    security(())
)]
pub(crate) async fn show() -> Response {
    answer::public(answer::text(StatusCode::OK, Body::from(DOCUMENT)))
}

/// What the operations are sorted by.
const TAGS: [(&str, &str); 8] = [
    ("me", "Whoever asks."),
    ("builders", "What builders offer and show."),
    ("clients", "What clients tell builders."),
    ("users", "Accounts, their roles and their trails."),
    ("events", "What Clerk sent, and what came of it."),
    ("reconciliations", "What was compared with Clerk, and what was found."),
    ("sync", "How far the platform and Clerk agree."),
    ("service", "The API itself."),
];

/// The contract as the code has it now. `openapi.json` holds what `to_pretty_json` makes of it.
#[must_use]
pub fn document() -> OpenApi {
    let mut document = Described::openapi();
    let license = LicenseBuilder::new().name("MIT").identifier(Some("MIT")).build();
    document.info = InfoBuilder::new()
        .title("Profile API")
        .description(Some(ABOUT))
        .version(env!("CARGO_PKG_VERSION"))
        .license(Some(license))
        .build();
    document.servers = Some(vec![ServerBuilder::new().url("/").build()]);
    let tag = |(name, about)| TagBuilder::new().name(name).description(Some(about)).build();
    document.tags = Some(TAGS.map(tag).to_vec());
    document.components = document.components.map(|it| {
        ComponentsBuilder::from(it)
            .security_scheme("session", session())
            .schemas_from_iter(problem_schemas())
            .responses_from_iter(failure::answers())
            .build()
    });
    for item in document.paths.paths.values_mut() {
        let operations =
            [&mut item.get, &mut item.put, &mut item.post, &mut item.delete, &mut item.patch];
        operations.into_iter().flatten().for_each(complete);
    }
    document
}

fn session() -> SecurityScheme {
    let session = HttpBuilder::new()
        .scheme(HttpAuthScheme::Bearer)
        .bearer_format("JWT")
        .description(Some("Clerk's session token, as `getToken()` returns it."));
    SecurityScheme::Http(session.build())
}

/// Adds what every operation has.
fn complete(operation: &mut Operation) {
    let responses = &mut operation.responses.responses;
    for response in responses.values_mut() {
        if let RefOr::T(response) = response {
            let id = HeaderBuilder::new().description(Some("The request's id.")).build();
            response.headers.insert("x-request-id".to_owned(), id);
        }
    }
    let throttled = Ref::from_response_name(failure::THROTTLED);
    responses.insert("429".to_owned(), throttled.into());
}

/// What the answers of `failure` refer to, which no handler does.
fn problem_schemas() -> Vec<(String, RefOr<Schema>)> {
    let mut schemas = vec![(ProblemView::name().into_owned(), ProblemView::schema())];
    ProblemView::schemas(&mut schemas);
    schemas
}
