//! The engine on a port.

use std::sync::Arc;

use http::{Request, Response, header};
use http_body_util::BodyExt;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;

use crate::Failure;
use crate::engine::Engine;

/// Answers whoever connects, for ever.
pub(crate) async fn serve(listener: TcpListener, engine: Arc<Engine>) -> Result<(), Failure> {
    loop {
        let (stream, _) = listener.accept().await?;
        stream.set_nodelay(true)?;
        let engine = Arc::clone(&engine);
        let service = service_fn(move |request| answer(Arc::clone(&engine), request));
        // A connection that breaks off concerns only whoever made it.
        tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
    }
}

async fn answer(
    engine: Arc<Engine>,
    request: Request<Incoming>,
) -> Result<Response<String>, Failure> {
    let (head, body) = request.into_parts();
    let body = body.collect().await?.to_bytes();
    let target = head.headers.get("x-amz-target").and_then(|it| it.to_str().ok());
    let (status, answer) = engine.answer(target.unwrap_or_default(), &body);
    let answer = Response::builder()
        .status(status)
        .header(header::CONTENT_TYPE, "application/x-amz-json-1.0")
        .body(answer)?;
    Ok(answer)
}
