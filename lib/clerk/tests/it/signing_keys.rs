//! The keys that an instance publishes.

use std::time::Duration;

use futures_util::future::join_all;
use profile_clerk::{BaseUrl, ClerkSigningKeys, Timeouts};
use profile_core::{DirectoryError, SigningKeys};

use crate::stand_in::{Reply, StandIn, TIMEOUTS, error_body};

const SET: &str = r#"{"keys":[]}"#;

fn keys(issuer: BaseUrl) -> ClerkSigningKeys {
    ClerkSigningKeys::new(issuer, TIMEOUTS).unwrap()
}

async fn fetch(server: &StandIn) -> Result<String, DirectoryError> {
    keys(server.base()).fetch().await
}

#[tokio::test]
async fn they_are_fetched_from_the_issuer_without_any_credential() {
    let server = StandIn::start([Reply::status(200, SET)]).await;

    assert_eq!(fetch(&server).await.unwrap(), SET);

    let head = &server.received()[0].head;
    assert!(head.starts_with("GET /.well-known/jwks.json HTTP/1.1\r\n"), "{head}");
    assert!(head.contains(concat!("user-agent: profile-sync/", env!("CARGO_PKG_VERSION"))));
    assert!(!head.contains("authorization") && !head.contains("cookie"), "{head}");
}

#[tokio::test]
async fn an_issuer_may_have_a_path() {
    let server = StandIn::start([Reply::status(200, SET)]).await;
    let issuer = format!("http://{}/__clerk/", server.address).parse().unwrap();

    keys(issuer).fetch().await.unwrap();

    let head = &server.received()[0].head;
    assert!(head.starts_with("GET /__clerk/.well-known/jwks.json HTTP/1.1\r\n"), "{head}");
}

#[tokio::test]
async fn what_may_pass_is_tried_once_more() {
    let passing = [
        Reply::status(500, error_body("internal_clerk_error")),
        Reply::status(503, ""),
        Reply::Hang,
        Reply::Bytes(Vec::new()),
        Reply::Bytes(b"HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n{\"keys\"".to_vec()),
        Reply::status(200, b"\xff\xfe"),
    ];
    join_all(passing.map(async |reply| {
        let server = StandIn::start([reply.clone(), Reply::status(200, SET)]).await;
        assert_eq!(fetch(&server).await.unwrap(), SET, "{reply:?}");

        let server = StandIn::start([reply.clone()]).await;
        assert!(fetch(&server).await.is_err(), "{reply:?}");
        assert_eq!(server.count(), 2, "{reply:?}");
    }))
    .await;
}

#[tokio::test]
async fn what_lasts_is_not_tried_again() {
    for (reply, expected) in [
        (Reply::status(401, ""), "refused"),
        (Reply::status(403, ""), "refused"),
        (Reply::status(404, "<html>"), "refused"),
        (Reply::with_headers(302, "location: https://evil.example/\r\n", ""), "unreadable"),
        (Reply::with_headers(429, "retry-after: 7\r\n", ""), "limited"),
        (Reply::status(200, "x".repeat(65 << 10)), "unreadable"),
    ] {
        let server = StandIn::start([reply.clone()]).await;
        let error = fetch(&server).await.unwrap_err();
        let met = match error {
            DirectoryError::Refused(_) => "refused",
            DirectoryError::Unreadable(_) => "unreadable",
            DirectoryError::Limited { wait } if wait == Duration::from_secs(7) => "limited",
            _ => "another",
        };
        assert_eq!(met, expected, "{error:?}");
        assert_eq!(server.count(), 1, "{reply:?}");
    }
}

#[tokio::test]
async fn the_time_for_all_tries_is_kept() {
    let slow = Reply::Slow(vec![b'x'; 1_000], Duration::from_millis(50));
    for reply in [slow, Reply::Hang, Reply::with_headers(503, "retry-after: 60\r\n", "")] {
        let server = StandIn::start([reply]).await;
        let timeouts = Timeouts { total: Duration::from_millis(600), ..TIMEOUTS };
        let keys = ClerkSigningKeys::new(server.base(), timeouts).unwrap();
        let start = std::time::Instant::now();

        let error = keys.fetch().await.unwrap_err();

        assert!(matches!(error, DirectoryError::Unavailable(_)), "{error:?}");
        assert!(start.elapsed() < Duration::from_secs(3), "{:?}", start.elapsed());
    }
}
