//! What is tried again, how often, and for how long.

use std::time::{Duration, Instant};

use futures_util::future::join_all;
use profile_clerk::{ClerkApi, RateLimit, Timeouts};
use profile_core::{MetadataWriter, UserDirectory, UserListing};
use serde_json::json;
use tokio::net::TcpListener;

use crate::answers::{ALL, Question, ada, ask, good, name};
use crate::secret::Secret;
use crate::stand_in::{Reply, StandIn, TIMEOUTS};

/// Ways to fail that may pass.
fn passing(question: Question) -> Vec<Reply> {
    let cut = match question {
        Question::Count => r#"{"total_co"#,
        Question::User | Question::Merge => r#"{"id":"user_ada","first_na"#,
        _ => r#"[{"id":"user_ada"},{"id":7},{"first_na"#,
    };
    let mut replies: Vec<_> = [408, 500, 502, 503, 504, 520]
        .into_iter()
        .map(|it| Reply::error(it, "internal_clerk_error"))
        .collect();
    replies.extend([
        Reply::Hang,
        Reply::Bytes(Vec::new()),
        Reply::Bytes(b"\0garbage, no HTTP\r\n\r\n".to_vec()),
        Reply::Bytes(b"HTTP/1.1 200 OK\r\ncontent-le".to_vec()),
        Reply::Bytes(b"HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n[{\"id\":".to_vec()),
        Reply::Bytes(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\n[{\"id".to_vec()),
        Reply::Bytes(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n".to_vec()),
        Reply::status(200, ""),
        Reply::status(200, cut),
    ]);
    replies
}

#[tokio::test]
async fn what_may_pass_is_tried_again() {
    let pairs = ALL.into_iter().flat_map(|it| passing(it).into_iter().map(move |by| (it, by)));
    join_all(pairs.map(async |(question, reply)| {
        let server = StandIn::start([reply.clone(), good(question)]).await;
        let outcome = ask(&server.client(), question).await;
        assert!(outcome.is_ok(), "{question:?} {reply:?} {outcome:?}");
        assert_eq!(server.count(), 2, "{question:?} {reply:?}");
    }))
    .await;
}

#[tokio::test]
async fn four_tries_are_enough_and_the_last_failure_remains() {
    for (reply, expected) in [
        (Reply::error(503, "internal_clerk_error"), "unavailable"),
        (Reply::Bytes(Vec::new()), "unavailable"),
        (Reply::status(200, r#"[{"id":"user_ada"},{"i"#), "unreadable"),
    ] {
        let server = StandIn::start([reply]).await;
        let clerk = server.client();

        let outcome = ask(&clerk, Question::List).await;

        assert_eq!(name(&outcome), expected);
        assert_eq!((server.count(), clerk.requests()), (4, 4));
    }
}

#[tokio::test]
async fn an_unreachable_server_is_unavailable_and_each_try_counts() {
    let closed = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let base = format!("http://{closed}").parse().unwrap();
    let secret = Secret::holding("sk_test_abc");
    let clerk = ClerkApi::new(base, secret, None, RateLimit::share(1000, 100), TIMEOUTS).unwrap();

    let outcome = ask(&clerk, Question::User).await;

    assert_eq!(name(&outcome), "unavailable");
    assert_eq!(clerk.requests(), 4);
}

#[tokio::test]
async fn a_question_ends_in_its_time_however_slow_the_server() {
    let short = Timeouts { attempt: Duration::from_millis(300), total: Duration::from_millis(700) };
    let drip = Reply::Slow(vec![b'H'; 1000], Duration::from_millis(50));
    for reply in [Reply::Hang, drip] {
        let server = StandIn::start([reply]).await;
        let secret = Secret::holding("sk_test_abc");
        let limit = RateLimit::share(1000, 100);
        let clerk = ClerkApi::new(server.base(), secret, None, limit, short).unwrap();
        let start = Instant::now();

        let outcome = ask(&clerk, Question::Merge).await;

        assert_eq!(name(&outcome), "unavailable");
        assert!(start.elapsed() < Duration::from_millis(900), "{:?}", start.elapsed());
        assert!((2..=3).contains(&server.count()));
    }
}

#[tokio::test]
async fn a_slow_answer_that_is_in_time_is_taken() {
    let Reply::Bytes(bytes) = good(Question::User) else { unreachable!() };
    let server = StandIn::start([Reply::Slow(bytes, Duration::from_millis(1))]).await;

    assert!(server.client().user(&ada()).await.unwrap().is_some());
    assert_eq!(server.count(), 1);
}

#[tokio::test]
async fn a_write_whose_answer_was_lost_is_made_again_word_for_word() {
    let server = StandIn::start([Reply::Hang, good(Question::Merge)]).await;
    let metadata = json!({ "roles": ["ADMIN"], "verified": null });

    let user = server.client().merge_public_metadata(&ada(), metadata.as_object().unwrap()).await;

    assert!(user.unwrap().is_some());
    let received = server.received();
    assert_eq!(received.len(), 2);
    assert_eq!(received[0], received[1]);
    assert_eq!(received[0].body, r#"{"public_metadata":{"roles":["ADMIN"],"verified":null}}"#);
}

#[tokio::test]
async fn a_busy_server_is_given_the_time_it_asks_for_or_none() {
    let busy = |seconds: &str| Reply::with_headers(503, &format!("retry-after: {seconds}\r\n"), "");
    let start = Instant::now();
    let server = StandIn::start([busy("1"), good(Question::Count)]).await;
    assert!(server.client().count().await.is_ok());
    assert!(start.elapsed() >= Duration::from_secs(1));

    let start = Instant::now();
    let server = StandIn::start([busy("60")]).await;
    assert_eq!(name(&ask(&server.client(), Question::Count).await), "unavailable");
    assert_eq!(server.count(), 1);
    assert!(start.elapsed() < Duration::from_secs(1));
}
