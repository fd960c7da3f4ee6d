//! The one list of routes.
//!
//! To add one: a line here, its handler beside its kin with its `#[utoipa::path]`, its line in
//! `infra/template.yaml`, its row in `tests/it/matrix.rs`. Tests compare all four, and say how
//! to renew `openapi.json`.

use std::fmt;
use std::sync::Arc;

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::{MethodFilter, on};
use http::{Method, StatusCode};

use crate::answer::{self, Answer};
use crate::api::{Api, Ports, Shared};
use crate::finish::finish;
use crate::problem::Problem;
use crate::{
    builders, clients, comparisons, events, health, me, openapi, runs, sync_status, users,
};

/// A method and the pattern of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Route {
    /// The method.
    pub method: &'static str,
    /// The path, with `{…}` for what may vary.
    pub path: &'static str,
}

/// As API Gateway names it: `GET /v1/me`.
impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, self.path)
    }
}

macro_rules! routes {
    ($($method:ident $path:literal => $module:ident::$handler:ident,)+) => {
        /// Every route.
        pub const ROUTES: &[Route] =
            &[$(Route { method: stringify!($method), path: $path }),+];

        fn handlers<P: Ports>() -> Router<Shared<P>> {
            Router::new()$(.route($path, on(MethodFilter::$method, $module::$handler)))+
        }

        /// What the handlers say of themselves.
        #[derive(utoipa::OpenApi)]
        #[openapi(paths($($module::$handler),+))]
        pub(crate) struct Described;
    };
}

routes! {
    GET    "/v1/health"                            => health::show,
    GET    "/v1/openapi.json"                      => openapi::show,

    GET    "/v1/me"                                => me::show,

    GET    "/v1/builders"                          => builders::list,
    GET    "/v1/builders/by-slug/{slug}"           => builders::show_by_slug,
    GET    "/v1/builders/{userId}"                 => builders::show,
    PATCH  "/v1/builders/{userId}"                 => builders::edit,
    DELETE "/v1/builders/{userId}"                 => builders::deactivate,
    PUT    "/v1/builders/{userId}/validation-tier" => builders::verify,

    GET    "/v1/clients/{userId}"                  => clients::show,
    PATCH  "/v1/clients/{userId}"                  => clients::edit,

    GET    "/v1/users/{userId}"                    => users::show,
    PUT    "/v1/users/{userId}/roles"              => users::set_roles,
    GET    "/v1/users/{userId}/audit"              => users::audit,
    GET    "/v1/users/{userId}/comparison"         => comparisons::show,

    GET    "/v1/webhook-events"                    => events::list,
    GET    "/v1/webhook-events/{svixId}"           => events::show,
    POST   "/v1/webhook-events/{svixId}/retry"     => events::retry,

    GET    "/v1/reconciliations"                   => runs::list,
    POST   "/v1/reconciliations"                   => runs::start,
    GET    "/v1/reconciliations/{runId}"           => runs::show,

    GET    "/v1/sync-status"                       => sync_status::show,
}

/// The routes, ready to answer.
pub fn router<P: Ports>(api: Arc<Api<P>>) -> Router {
    handlers()
        .fallback(async || Problem::NotFound)
        .method_not_allowed_fallback(other_method)
        .layer(from_fn_with_state(Arc::clone(&api), finish::<P>))
        .with_state(api)
}

/// A method that the path doesn't have. What methods it has may be asked, as browsers do before
/// they send a token; the router adds them to the answer.
async fn other_method(method: Method) -> Answer {
    if method == Method::OPTIONS {
        return Ok(answer::empty(StatusCode::NO_CONTENT));
    }
    Err(Problem::MethodNotAllowed)
}
