//! What every request passes before it is answered: faults, key, version, limits.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::extract::{MatchedPath, Request, State as Shared};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::error::ApiError;
use super::version::Version;
use crate::clock;
use crate::faults::Fault;
use crate::journal::RequestSeen;
use crate::server::{cut_off, hang_up, is_hung_up};
use crate::state::State;
use crate::sync::lock;

/// Where anybody may read the public keys.
pub(super) const PUBLIC_KEYS: &str = "/.well-known/jwks.json";

const BACKEND_KEYS: &str = "/v1/jwks";

/// How long a request hangs; longer than any client waits.
const HANG: Duration = Duration::from_hours(1);

/// What a list request is to do wrong.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Distortion {
    /// Lists no more than ten users.
    pub(super) short_page: bool,
    /// Counts that many too many.
    pub(super) count_off: i64,
}

/// Lets a request through to its route, or not, and writes down what came of it.
pub(super) async fn guard(
    Shared(state): Shared<Arc<State>>,
    route: Option<MatchedPath>,
    request: Request,
    next: Next,
) -> Response {
    let route = route.as_ref().map_or("unknown", MatchedPath::as_str);
    let mut record = Record { state: &state, route, seen: see(&request) };
    let faults = lock(&state.faults).take(&record.seen.method, request.uri().path());
    let response = distorted(&state, &faults, route, request, next).await;
    if !is_hung_up(&response) {
        record.seen.status = response.status().as_u16();
    }
    response
}

/// Writes a request down when it is over, also when the client has gone meanwhile.
struct Record<'a> {
    state: &'a State,
    route: &'a str,
    seen: RequestSeen,
}

impl Drop for Record<'_> {
    fn drop(&mut self) {
        lock(&self.state.requests).record(self.route, self.seen.clone());
    }
}

fn see(request: &Request) -> RequestSeen {
    let version = request.headers().get("clerk-api-version");
    RequestSeen {
        at: clock::now(),
        method: request.method().to_string(),
        target: request.uri().to_string(),
        version: version.and_then(|it| it.to_str().ok()).map(str::to_owned),
        status: 0,
    }
}

async fn distorted(
    state: &State,
    faults: &[Fault],
    route: &str,
    mut request: Request,
    next: Next,
) -> Response {
    let mut distortion = Distortion::default();
    let mut is_wrong_key = false;
    for fault in faults {
        match fault {
            Fault::Down => return hang_up(),
            Fault::Hang => {
                tokio::time::sleep(HANG).await;
                return hang_up();
            }
            Fault::Slow { ms } => tokio::time::sleep(Duration::from_millis(*ms)).await,
            Fault::Status { status, retry_after } => return failure(*status, *retry_after),
            Fault::WrongKey => is_wrong_key = true,
            Fault::ShortPage => distortion.short_page = true,
            Fault::CountOff { by } => distortion.count_off = *by,
            Fault::CutOff | Fault::LostAnswer => {}
        }
    }
    let admitted = admit(state, is_wrong_key, route, &request);
    let version = match admitted {
        Ok(version) => version,
        Err(error) => return error.into_response(),
    };
    request.extensions_mut().insert(distortion);
    request.extensions_mut().insert(version);
    let response = next.run(request).await;
    if faults.contains(&Fault::LostAnswer) {
        return hang_up();
    }
    if faults.contains(&Fault::CutOff) { cut_off(response).await } else { response }
}

fn failure(status: u16, retry_after: Option<u64>) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let error = ApiError::new(status, "internal_clerk_error", "Something went wrong");
    match retry_after {
        Some(seconds) => error.retry_after(seconds).into_response(),
        None => error.into_response(),
    }
}

fn admit(
    state: &State,
    is_wrong_key: bool,
    route: &str,
    request: &Request,
) -> Result<Version, ApiError> {
    if route == PUBLIC_KEYS {
        return Ok(Version::METADATA_APART);
    }
    check_key(state, is_wrong_key, request.headers())?;
    let version = Version::read(request.headers(), request.uri().query())?;
    if route != BACKEND_KEYS {
        let user = writes_user(request.method(), route, request.uri().path());
        let admitted = lock(&state.limiter).admit(user, Instant::now());
        admitted.map_err(ApiError::too_many)?;
    }
    Ok(version)
}

fn check_key(state: &State, is_wrong_key: bool, headers: &HeaderMap) -> Result<(), ApiError> {
    let given = headers.get(header::AUTHORIZATION).and_then(|it| it.to_str().ok());
    let Some(key) = given.and_then(|it| it.strip_prefix("Bearer ")) else {
        let message = "Invalid authentication";
        return Err(ApiError::unauthenticated("authentication_invalid", message));
    };
    if is_wrong_key || key != *lock(&state.secret_key) {
        return Err(state.behaviour().wrong_key());
    }
    Ok(())
}

/// The user whose own write limit the request counts for.
fn writes_user<'a>(method: &Method, route: &str, path: &'a str) -> Option<&'a str> {
    let counts = match route {
        "/v1/users/{user_id}" => method == Method::PATCH,
        "/v1/users/{user_id}/metadata" => method == Method::PATCH || method == Method::PUT,
        _ => false,
    };
    if counts { path.split('/').nth(3) } else { None }
}
