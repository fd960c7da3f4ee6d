//! Between API Gateway and the routes.

use std::convert::Infallible;

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use http::{Request, Response};
use lambda_runtime::{LambdaEvent, Service as _};
use profile_gateway::{Arrival, Event, Reply};

use crate::visit::Visit;

/// Answers one request.
///
/// # Errors
///
/// None: every failure is an answer.
pub async fn serve(routes: Router, event: LambdaEvent<Event>) -> Result<Reply, Infallible> {
    profile_gateway::serve(event, |request, arrival| answer(routes, request, arrival)).await
}

async fn answer(mut routes: Router, request: Request<Bytes>, arrival: Arrival) -> Response<Bytes> {
    let mut request = request.map(Body::from);
    request.extensions_mut().insert(Visit::new(arrival));
    let Ok(response) = routes.call(request).await;
    let (parts, body) = response.into_parts();
    // A body of ours is in memory: reading it neither waits nor fails.
    Response::from_parts(parts, to_bytes(body, usize::MAX).await.unwrap_or_default())
}
