//! Nobody's data and no key in what an error says.

use std::error::Error;
use std::fmt::Write;

use futures_util::future::join_all;
use profile_core::DirectoryError;
use serde_json::json;

use crate::answers::{ALL, ask};
use crate::secret::Secret;
use crate::stand_in::{Reply, StandIn};

const KEY: &str = "sk_live_planted";

/// The error as logs show it, and as a careless one would.
fn shown(error: &DirectoryError) -> String {
    let mut text = format!("{error} {error:?}");
    let mut cause = error.source();
    while let Some(error) = cause {
        write!(text, " {error} {error:?}").unwrap();
        cause = error.source();
    }
    text
}

fn error_body() -> String {
    json!({
        "errors": [{
            "code": "planted@example.com",
            "message": "planted@example.com is taken",
            "long_message": "Planted Person planted@example.com",
            "meta": { "param_name": "planted@example.com", "session_id": "planted" },
        }],
        "meta": { "planted": "planted" },
        "clerk_trace_id": "planted@example.com",
    })
    .to_string()
}

#[tokio::test]
async fn no_error_says_what_clerk_said() {
    let headers = "cf-ray: planted@example.com\r\nretry-after: 60\r\n";
    let mut replies: Vec<_> = [201, 302, 400, 401, 403, 404, 409, 418, 422, 429]
        .into_iter()
        .map(|it| Reply::with_headers(it, headers, error_body()))
        .collect();
    replies.extend([
        Reply::status(200, r#"{"id":"planted","banned":"planted@example.com"}"#),
        Reply::status(200, r#""planted@example.com""#),
        Reply::status(200, r#"{"total_count":"planted@example.com"}"#),
        Reply::status(200, r#"["planted@example.com", "#),
    ]);
    let pairs = ALL.into_iter().flat_map(|it| replies.iter().map(move |by| (it, by)));
    join_all(pairs.map(async |(question, reply)| {
        let server = StandIn::start([reply.clone()]).await;
        let clerk = server.client_with(Secret::holding(KEY));
        let Err(error) = ask(&clerk, question).await else { return };
        let text = shown(&error).to_lowercase();
        assert!(!text.contains("planted"), "{question:?} {reply:?}: {text}");
    }))
    .await;
}

#[tokio::test]
async fn the_key_is_shown_nowhere() {
    for secret in [KEY, "planted", "sk_live planted"] {
        let server = StandIn::start([Reply::status(401, error_body())]).await;
        let clerk = server.client_with(Secret::holding(secret));

        let error = ask(&clerk, ALL[0]).await.unwrap_err();

        let text = format!("{} {clerk:?}", shown(&error));
        assert!(!text.contains("planted"), "{text}");
    }
}

#[tokio::test]
async fn an_error_says_status_codes_and_trace() {
    let body = crate::stand_in::error_body("form_identifier_exists");
    let server = StandIn::start([Reply::status(422, body)]).await;

    let error = ask(&server.client(), ALL[1]).await.unwrap_err();

    let cause = error.source().unwrap().to_string();
    assert_eq!(cause, "status 422, form_identifier_exists (trace trace-1)");
}
