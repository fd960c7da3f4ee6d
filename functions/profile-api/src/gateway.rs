//! API Gateway's events as HTTP requests, and answers as it takes them (payload 2.0).
//!
//! By hand, in place of `lambda_http`: that panics at a query with a space or a `<` in it, which
//! is anybody's to send, and follows `..` and backslashes in a path to another route. What can't
//! be part of a request is escaped or left out here, and a path is what it is.
//! Format: <https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html>

use std::collections::BTreeMap;
use std::convert::Infallible;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::response::Response;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Uri, header};
use lambda_runtime::{LambdaEvent, Service as _};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use profile_core::Origin;
use serde::{Deserialize, Serialize};

use crate::visit::Visit;

/// What neither a path nor a query holds as it is (RFC 3986), but for `%`, which escapes.
const FOREIGN: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');
/// API Gateway unescapes paths: a question mark in one is part of it.
const FOREIGN_TO_PATH: &AsciiSet = &FOREIGN.add(b'?');

/// A request, as API Gateway hands it over.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Event {
    raw_path: String,
    #[serde(default)]
    raw_query_string: String,
    #[serde(default)]
    headers: BTreeMap<String, String>,
    body: Option<String>,
    #[serde(default)]
    is_base64_encoded: bool,
    request_context: Context,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Context {
    request_id: String,
    http: Http,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Http {
    method: String,
    source_ip: Option<String>,
    user_agent: Option<String>,
}

/// An answer, as API Gateway takes it. Every body of ours is text.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Reply {
    /// The HTTP status.
    pub status_code: u16,
    /// The headers, each once.
    pub headers: BTreeMap<String, String>,
    /// The body.
    pub body: String,
    is_base64_encoded: bool,
}

/// Answers one request.
///
/// # Errors
///
/// None: every failure is an answer.
pub async fn serve(mut routes: Router, event: LambdaEvent<Event>) -> Result<Reply, Infallible> {
    let request = request(event.payload, event.context.xray_trace_id);
    let response = routes.call(request).await?;
    Ok(reply(response).await)
}

fn request(event: Event, trace: Option<String>) -> Request {
    let Event { raw_path, raw_query_string, headers, body, is_base64_encoded, request_context } =
        event;
    let Context { request_id, http: Http { method, source_ip, user_agent } } = request_context;
    let body = body.unwrap_or_default();
    let body = if is_base64_encoded {
        // What is no base64 becomes what is no text either, and is refused as that.
        BASE64_STANDARD.decode(&body).unwrap_or_else(|_| vec![0xff])
    } else {
        body.into_bytes()
    };
    let mut request = Request::new(Body::from(body));
    // No route has a method that is none, or a path that is too long to be one.
    *request.method_mut() = Method::from_bytes(method.as_bytes()).unwrap_or(Method::TRACE);
    *request.uri_mut() = uri(&raw_path, &raw_query_string).unwrap_or_default();
    *request.headers_mut() = header_map(headers);
    let origin = Origin { client_ip: source_ip, user_agent };
    request.extensions_mut().insert(Visit::new(request_id, origin, trace));
    request
}

fn uri(path: &str, query: &str) -> Option<Uri> {
    let path = utf8_percent_encode(path, FOREIGN_TO_PATH);
    if query.is_empty() {
        return path.to_string().parse().ok();
    }
    let query = utf8_percent_encode(query, FOREIGN);
    format!("{path}?{query}").parse().ok()
}

fn header_map(headers: BTreeMap<String, String>) -> HeaderMap {
    let header = |(name, value): (String, String)| {
        let name = HeaderName::try_from(name).ok()?;
        Some((name, HeaderValue::try_from(value).ok()?))
    };
    headers.into_iter().filter_map(header).collect()
}

async fn reply(response: Response) -> Reply {
    let (mut parts, body) = response.into_parts();
    // API Gateway says itself how long a body is.
    parts.headers.remove(header::CONTENT_LENGTH);
    // A body of ours is in memory: reading it neither waits nor fails.
    let body = to_bytes(body, usize::MAX).await.unwrap_or_default();
    let text = |(name, value): (&HeaderName, &HeaderValue)| {
        Some((name.to_string(), value.to_str().ok()?.to_owned()))
    };
    Reply {
        status_code: parts.status.as_u16(),
        headers: parts.headers.iter().filter_map(text).collect(),
        body: String::from_utf8_lossy(&body).into_owned(),
        is_base64_encoded: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_path_and_query_make_a_uri() {
        for (path, query, expected) in [
            ("/v1/me", "", "/v1/me"),
            (
                "/v1/builders/a b?c#d",
                "x=<>\"{}|\\^`",
                "/v1/builders/a%20b%3Fc%23d?x=%3C%3E%22%7B%7D%7C%5C%5E%60",
            ),
            ("/v1/builders/a%252Fb", "x=%2F&y=+", "/v1/builders/a%252Fb?x=%2F&y=+"),
            ("/v1/builders/é\n", "", "/v1/builders/%C3%A9%0A"),
            ("/v1/builders/../users/u1", "", "/v1/builders/../users/u1"),
        ] {
            assert_eq!(uri(path, query).unwrap().to_string(), expected);
        }
        assert_eq!(uri("", ""), None);
        assert_eq!(uri(&format!("/{}", "a".repeat(70_000)), ""), None);
    }

    #[test]
    fn a_header_that_http_does_not_allow_is_left_out() {
        let headers = [("x-name", "Zoë\n"), ("bad name", "a"), ("accept", "*/*")];
        let headers = headers.map(|(name, value)| (name.to_owned(), value.to_owned()));

        assert_eq!(header_map(headers.into()).len(), 1);
    }
}
