//! What every answer gets, and what is told of every request: one line in the log, one line
//! of metrics.

use std::time::Duration;

use axum::body::Body;
use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use profile_core::{Clock, Timestamp};
use profile_lambda::{Chain, Metric, Metrics};
use tracing::{error, info, warn};

use crate::api::{Ports, Shared};
use crate::problem::Problem;
use crate::routes::{ROUTES, Route};
use crate::visit::{Notes, Visit};

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
const PROBLEM: HeaderValue = HeaderValue::from_static("application/problem+json");

/// Headers of every answer. Answers are data: no browser has any business with them but to
/// hand them to whoever asked.
const ALWAYS: [(HeaderName, HeaderValue); 4] = [
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    (
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'"),
    ),
    (
        header::STRICT_TRANSPORT_SECURITY,
        HeaderValue::from_static("max-age=63072000; includeSubDomains"),
    ),
];

/// What is told of a request: the pattern of its path and never the path itself, which may
/// hold anything.
struct Told<'a> {
    route: &'a str,
    status: u16,
    took: Duration,
    problem: Option<Problem>,
    notes: Notes,
}

/// Finishes what the routes within answer.
pub(crate) async fn finish<P: Ports>(
    State(api): State<Shared<P>>,
    request: Request,
    next: Next,
) -> Response {
    let began_at = api.clock.now();
    let route = route(&request).map_or_else(|| "none".to_owned(), ToString::to_string);
    let visit = request.extensions().get::<Visit>().cloned().unwrap_or_default();

    let mut response = next.run(request).await;

    let problem = response.extensions_mut().remove::<Problem>();
    if let Some(problem) = &problem {
        tell(problem, &visit, &mut response);
    }
    dress(response.headers_mut(), visit.request_id());
    let now = api.clock.now();
    let told = Told {
        route: &route,
        status: response.status().as_u16(),
        took: now.since(began_at),
        problem,
        notes: visit.take_notes(),
    };
    told.log(visit.request_id());
    told.count(&api.metrics, now);
    response
}

/// The route in the list. What is on none goes by one name, whatever its method and path are:
/// nobody can put new names into logs and metrics.
fn route(request: &Request) -> Option<&'static Route> {
    let path = request.extensions().get::<MatchedPath>()?.as_str();
    let method = Some(request.method()).filter(|it| **it != Method::HEAD).unwrap_or(&Method::GET);
    ROUTES.iter().find(|it| it.method == method.as_str() && it.path == path)
}

/// Writes the problem into the answer.
fn tell(problem: &Problem, visit: &Visit, response: &mut Response) {
    let view = serde_json::to_vec(&problem.view(visit.request_id())).unwrap_or_default();
    *response.body_mut() = Body::from(view);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, PROBLEM);
    headers.extend(problem.headers());
}

fn dress(headers: &mut HeaderMap, request_id: &str) {
    headers.extend(ALWAYS);
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    if let Ok(request_id) = HeaderValue::try_from(request_id) {
        headers.insert(REQUEST_ID, request_id);
    }
}

impl Told<'_> {
    fn log(&self, request_id: &str) {
        let Self { route, status, took, problem, notes } = self;
        let duration_ms = millis(*took);
        let user_id = notes.user_id.as_ref().map(tracing::field::display);
        let reason = notes.reason.or_else(|| problem.as_ref().map(Problem::name));
        let cause = problem.as_ref().and_then(Problem::cause).map(|it| Chain(it).to_string());
        match status {
            500.. => error!(
                request.id = request_id,
                http.route = route,
                status,
                user.id = user_id,
                duration_ms,
                reason,
                error = cause,
                "request answered"
            ),
            400.. => warn!(
                request.id = request_id,
                http.route = route,
                status,
                user.id = user_id,
                duration_ms,
                reason,
                "request answered"
            ),
            _ => info!(
                request.id = request_id,
                http.route = route,
                status,
                user.id = user_id,
                duration_ms,
                "request answered"
            ),
        }
    }

    fn count(&self, metrics: &Metrics, now: Timestamp) {
        let mut counted = vec![Metric::count("Requests", 1)];
        match self.status {
            500.. => counted.push(Metric::count("ServerErrors", 1)),
            400.. => counted.push(Metric::count("ClientErrors", 1)),
            _ => {}
        }
        let by_reason = |it: &&(&str, Option<&str>)| it.1.is_some();
        // What an admin was let through to and then got wrong is no act.
        let done = |it: &&(&str, Option<&str>)| self.status < 400 || it.0 != "AdminActions";
        let plain = self.notes.counts.iter().filter(|it| !by_reason(it)).filter(done);
        counted.extend(plain.map(|(name, _)| Metric::count(name, 1)));
        metrics.emit(now, None, &counted);
        // The one metric by route, as each of them costs: its samples count the route's requests.
        let took = Metric::millis("RequestDuration", vec![millis(self.took)]);
        metrics.emit(now, Some(("Route", self.route)), &[took]);
        for (name, reason) in &self.notes.counts {
            if let Some(reason) = reason {
                metrics.emit(now, Some(("Reason", reason)), &[Metric::count(name, 1)]);
            }
        }
    }
}

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}
