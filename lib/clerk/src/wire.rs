//! One request over the wire, and its answer.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::Duration;

use http::{HeaderMap, HeaderName, Request, Response, StatusCode, header};
use http_body_util::BodyExt;
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use profile_core::BoxError;

use crate::answer::Answer;
use crate::failure::Failure;
use crate::problem::Problem;

/// Longest time to reach Clerk.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(2);
/// How long an unused connection is kept: less than servers keep theirs.
const IDLE_TIMEOUT: Duration = Duration::from_secs(30);
/// Largest part of a refusal that is read.
const LARGEST_REFUSAL: usize = 64 << 10;
/// Memory set aside for an answer on the word of its header alone.
const LARGEST_PROMISE: usize = 2 << 20;
/// How long to wait after a 429 that doesn't say.
const DEFAULT_WAIT: Duration = Duration::from_secs(1);
/// Longest time to wait that is believed, so that no number is too large to reckon with.
const LONGEST_WAIT: Duration = Duration::from_hours(24);

pub(crate) const USER_AGENT: &str = concat!("profile-sync/", env!("CARGO_PKG_VERSION"));

const CLOUDFLARE_RAY: HeaderName = HeaderName::from_static("cf-ray");

/// The connections to Clerk, kept for the next request.
pub(crate) struct Wire {
    client: Client<HttpsConnector<HttpConnector>, String>,
    largest_answer: usize,
    requests: AtomicU64,
}

impl Wire {
    /// Connects to nothing yet. An answer of more bytes than `largest_answer` is not read.
    pub(crate) fn new(largest_answer: usize) -> Result<Self, rustls::Error> {
        let mut tcp = HttpConnector::new();
        tcp.enforce_http(false);
        tcp.set_connect_timeout(Some(CONNECT_TIMEOUT));
        tcp.set_nodelay(true);
        let https = HttpsConnectorBuilder::new()
            .with_provider_and_webpki_roots(Arc::new(rustls::crypto::ring::default_provider()))?
            .https_or_http()
            .enable_http1()
            .wrap_connector(tcp);
        let client = Client::builder(TokioExecutor::new())
            .pool_timer(TokioTimer::new())
            .pool_idle_timeout(IDLE_TIMEOUT)
            .build(https);
        Ok(Self { client, largest_answer, requests: AtomicU64::new(0) })
    }

    /// How many requests were sent.
    pub(crate) fn requests(&self) -> u64 {
        self.requests.load(Relaxed)
    }

    /// Sends a request and reads the whole answer.
    pub(crate) async fn send(&self, request: Request<String>) -> Result<Answer, Failure> {
        self.requests.fetch_add(1, Relaxed);
        let mut response = self.client.request(request).await.map_err(Failure::unreached)?;
        let status = response.status();
        if status == StatusCode::OK {
            return read(&mut response, self.largest_answer).await.map(Ok);
        }
        let wait = retry_after(response.headers());
        if status == StatusCode::TOO_MANY_REQUESTS {
            return Err(Failure::Limited(wait.unwrap_or_default().max(DEFAULT_WAIT)));
        }
        // The status says enough if the rest doesn't arrive.
        let body = read(&mut response, LARGEST_REFUSAL).await.unwrap_or_default();
        let ray = response.headers().get(CLOUDFLARE_RAY).and_then(|it| it.to_str().ok());
        let problem = Problem::read(status, &body, ray);
        match (status, wait) {
            (StatusCode::SERVICE_UNAVAILABLE, Some(wait)) => Err(Failure::busy(problem, wait)),
            _ => Ok(Err(problem)),
        }
    }
}

impl fmt::Debug for Wire {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Wire").field("requests", &self.requests).finish_non_exhaustive()
    }
}

async fn read<B>(response: &mut Response<B>, largest: usize) -> Result<Vec<u8>, Failure>
where
    B: BodyExt<Data: AsRef<[u8]>, Error: Into<BoxError>> + Unpin,
{
    let body = response.body_mut();
    let promised = usize::try_from(body.size_hint().lower()).unwrap_or(usize::MAX);
    let mut bytes = Vec::with_capacity(promised.min(LARGEST_PROMISE));
    while let Some(frame) = body.frame().await {
        let Ok(data) = frame.map_err(Failure::unreached)?.into_data() else { continue };
        let data = data.as_ref();
        if bytes.len() + data.len() > largest {
            return Err(Failure::unreadable(format!("it is longer than {largest} bytes")));
        }
        bytes.extend_from_slice(data);
    }
    Ok(bytes)
}

/// The seconds that the answer asks to wait.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let seconds: u64 = headers.get(header::RETRY_AFTER)?.to_str().ok()?.trim().parse().ok()?;
    Some(LONGEST_WAIT.min(Duration::from_secs(seconds)))
}
