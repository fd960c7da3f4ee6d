//! The answer, as API Gateway takes it.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use bytes::Bytes;
use http::{HeaderMap, Response, header};
use serde::Serialize;

/// An answer, as API Gateway takes it.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Reply {
    /// The HTTP status.
    pub status_code: u16,
    /// The headers, each once; of several, the values with commas between. No answer of ours
    /// sets a cookie, which would go elsewhere.
    pub headers: BTreeMap<String, String>,
    /// The body: text, or base64 of what is none.
    pub body: String,
    /// Whether it is base64.
    pub is_base64_encoded: bool,
}

impl From<Response<Bytes>> for Reply {
    fn from(response: Response<Bytes>) -> Self {
        let (mut parts, body) = response.into_parts();
        // API Gateway says itself how long a body is.
        parts.headers.remove(header::CONTENT_LENGTH);
        let text = String::from_utf8(body.into());
        let is_base64_encoded = text.is_err();
        Self {
            status_code: parts.status.as_u16(),
            headers: texts(&parts.headers),
            body: text.unwrap_or_else(|it| BASE64_STANDARD.encode(it.as_bytes())),
            is_base64_encoded,
        }
    }
}

fn texts(headers: &HeaderMap) -> BTreeMap<String, String> {
    let mut texts = BTreeMap::<String, String>::new();
    for (name, value) in headers {
        let Ok(value) = value.to_str() else { continue };
        let text = texts.entry(name.to_string()).or_default();
        if !text.is_empty() {
            text.push_str(", ");
        }
        text.push_str(value);
    }
    texts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_keeps_its_status_headers_and_body() {
        let response = Response::builder()
            .status(405)
            .header("allow", "GET")
            .header("allow", "PUT")
            .header("content-length", "2")
            .body(Bytes::from("é"));

        let reply = Reply::from(response.unwrap());

        let headers = BTreeMap::from([("allow".to_owned(), "GET, PUT".to_owned())]);
        let body = "é".to_owned();
        assert_eq!(reply, Reply { status_code: 405, headers, body, is_base64_encoded: false });
    }

    #[test]
    fn a_body_that_is_no_text_goes_as_base64() {
        let reply = Reply::from(Response::new(Bytes::from_static(b"\xff\x00\x80")));

        assert_eq!((reply.body.as_str(), reply.is_base64_encoded), ("/wCA", true));
    }
}
