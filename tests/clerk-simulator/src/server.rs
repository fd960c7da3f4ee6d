//! Serves routes over HTTP on this machine only, and can hang up like a broken network.

use std::convert::Infallible;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{StatusCode, header};
use axum::response::Response;
use futures_util::stream;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service as _, service_fn};
use hyper_util::rt::TokioIo;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

/// How long the first half of a cut-off answer has to get out.
const HALF_TIME: Duration = Duration::from_millis(20);

/// Marks an answer that is not sent: the connection is closed.
#[derive(Clone, Copy, Debug)]
struct HungUp;

/// No answer.
#[derive(Debug, thiserror::Error)]
#[error("hung up as asked")]
struct NoAnswer;

/// Takes connections until it is dropped; they end with it.
pub(crate) async fn serve(listener: TcpListener, routes: Router) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    connections.spawn(converse(stream, routes.clone()));
                }
                // Too many open files: those that are open end some time.
                Err(_) => tokio::time::sleep(HALF_TIME).await,
            },
            Some(_) = connections.join_next() => {}
        }
    }
}

async fn converse(stream: TcpStream, routes: Router) {
    let routes = TowerToHyperService::new(routes);
    let service = service_fn(move |request: hyper::Request<Incoming>| {
        let answered = routes.call(request);
        async move {
            let response: Result<Response, Infallible> = answered.await;
            response.map_err(|never| match never {}).and_then(|response| {
                if is_hung_up(&response) { Err(NoAnswer) } else { Ok(response) }
            })
        }
    });
    // Small answers must not wait for more to come.
    let _ = stream.set_nodelay(true);
    // A connection that breaks is the client's to notice.
    let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
}

/// An answer that is never sent.
pub(crate) fn hang_up() -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::BAD_GATEWAY;
    response.extensions_mut().insert(HungUp);
    response
}

pub(crate) fn is_hung_up(response: &Response) -> bool {
    response.extensions().get::<HungUp>().is_some()
}

/// The same answer, of which only half the body arrives.
pub(crate) async fn cut_off(response: Response) -> Response {
    let (mut parts, body) = response.into_parts();
    let Ok(whole) = axum::body::to_bytes(body, usize::MAX).await else { return hang_up() };
    parts.headers.insert(header::CONTENT_LENGTH, whole.len().into());
    let half = whole.slice(..whole.len() / 2);
    let pieces = stream::unfold(Some(half), async |half| match half {
        Some(half) if half.is_empty() => None,
        Some(half) => Some((Ok(half), None)),
        None => {
            tokio::time::sleep(HALF_TIME).await;
            Some((Err(NoAnswer), None))
        }
    });
    Response::from_parts(parts, Body::from_stream(pieces))
}
