//! The event as a request.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, Uri};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::Arrival;
use crate::event::{Context, Event, Http, Payload};

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

/// What is said to be base64 and isn't becomes what is no text either. Every body of ours is
/// text, so it is refused as that; an empty body could pass for one that was meant.
const NO_TEXT: Bytes = Bytes::from_static(b"\xff");

impl Event {
    /// The request, and what is known beside it.
    pub(crate) fn into_request(self, trace: Option<String>) -> (Request<Bytes>, Arrival) {
        let Payload {
            raw_path,
            raw_query_string,
            headers,
            body,
            is_base64_encoded,
            request_context,
        } = self.0;
        let Context { request_id, http: Http { method, source_ip, user_agent } } = request_context;
        let mut request = Request::new(bytes(body.unwrap_or_default(), is_base64_encoded));
        // No route has a method that is none, or a path that is too long to be one.
        *request.method_mut() = Method::from_bytes(method.as_bytes()).unwrap_or(Method::TRACE);
        *request.uri_mut() = uri(&raw_path, &raw_query_string).unwrap_or_default();
        *request.headers_mut() = header_map(headers);
        (request, Arrival { request_id, source_ip, user_agent, trace })
    }
}

fn bytes(body: String, is_base64: bool) -> Bytes {
    if !is_base64 {
        return body.into();
    }
    BASE64_STANDARD.decode(body).map_or(NO_TEXT, Bytes::from)
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

    #[test]
    fn a_body_is_the_bytes_that_were_sent() {
        for (body, is_base64, expected) in [
            ("{\"a\": \"é\"}\r\n", false, "{\"a\": \"é\"}\r\n".as_bytes()),
            ("aGk=", false, b"aGk="),
            ("aGk=", true, b"hi"),
            ("/wCA", true, b"\xff\x00\x80"),
            ("", true, b""),
        ] {
            assert_eq!(bytes(body.to_owned(), is_base64), expected, "{body}");
        }
    }

    #[test]
    fn a_body_that_is_not_the_base64_it_is_said_to_be_is_no_text_and_not_empty() {
        for body in ["no base64!", "aGk", "=", "aGk=\n"] {
            let body = bytes(body.to_owned(), true);
            assert!(std::str::from_utf8(&body).is_err());
        }
    }
}
