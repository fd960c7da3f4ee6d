//! Of which instance the key is, where that is known.

use std::error::Error;

use futures_util::future::join_all;
use profile_clerk::ClerkApi;
use profile_core::UserListing;
use serde_json::json;

use crate::answers::{ALL, Question, ask, good, name};
use crate::key::a_minute_later;
use crate::secret::Secret;
use crate::stand_in::{Reply, StandIn};

const OURS: &str = "ins_ours";

/// What Clerk says of a key of that instance.
fn of(instance: &str) -> Reply {
    Reply::status(200, json!({ "object": "instance", "id": instance }).to_string())
}

fn absent() -> Reply {
    Reply::error(404, "resource_not_found")
}

/// A server with that script, and a client whose key must be ours.
async fn start(script: impl IntoIterator<Item = Reply>) -> (StandIn, ClerkApi<Secret>) {
    let server = StandIn::start(script).await;
    let clerk = server.client_of(Some(OURS), Secret::holding("sk_test_abc"));
    (server, clerk)
}

/// How often the instance was asked for.
fn asked(server: &StandIn) -> usize {
    let received = server.received();
    received.iter().filter(|it| it.head.starts_with("GET /v1/instance HTTP/1.1\r\n")).count()
}

#[tokio::test]
async fn the_instance_is_asked_for_before_anything_else_and_once() {
    for question in ALL {
        let (server, clerk) = start([of(OURS), good(question)]).await;

        for requests in [2, 3] {
            ask(&clerk, question).await.unwrap();
            assert_eq!((server.count(), clerk.requests()), (requests, requests as u64));
        }

        assert!(server.received()[0].head.starts_with("GET /v1/instance HTTP/1.1\r\n"));
        assert_eq!(asked(&server), 1, "{question:?}");
    }
}

#[tokio::test]
async fn a_crowd_asks_once() {
    let (server, clerk) = start([of(OURS), good(Question::User)]).await;

    let outcomes = join_all((0..20).map(|_| ask(&clerk, Question::User))).await;

    assert!(outcomes.iter().all(|it| name(it) == "there"));
    assert_eq!((asked(&server), server.count()), (1, 21));
}

#[tokio::test]
async fn when_the_first_of_a_crowd_fails_another_asks() {
    let down = Reply::error(503, "internal_clerk_error");
    let (server, clerk) = start([down, of(OURS), good(Question::User)]).await;

    let outcomes = join_all((0..20).map(|_| ask(&clerk, Question::User))).await;

    assert!(outcomes.iter().all(|it| name(it) == "there"));
    assert_eq!((asked(&server), server.count()), (2, 22));
}

#[tokio::test]
async fn a_key_of_another_instance_is_sent_once_and_for_nothing_else() {
    for question in ALL {
        let (server, clerk) = start([of("ins_theirs"), absent()]).await;

        for _ in 0..3 {
            let error = ask(&clerk, question).await.unwrap_err();
            assert_eq!(
                error.source().unwrap().to_string(),
                "the secret key is of another Clerk instance than this stage's; \
                 it is of ins_theirs"
            );
            assert_eq!(name(&Err(error)), "key refused", "{question:?}");
        }

        assert_eq!(server.count(), 1);
    }
}

#[tokio::test]
async fn the_right_key_is_picked_up_a_minute_after_a_foreign_one() {
    for question in ALL {
        let server = StandIn::start([of("ins_theirs"), of(OURS), good(question)]).await;
        let secret = Secret::holding("sk_test_theirs");
        let clerk = server.client_of(Some(OURS), secret.clone());
        assert_eq!(name(&ask(&clerk, question).await), "key refused");
        secret.set(Some("sk_test_ours"));
        assert_eq!(name(&ask(&clerk, question).await), "key refused");
        assert_eq!(secret.reads(), 1);
        a_minute_later().await;

        ask(&clerk, question).await.unwrap();

        let keys: Vec<_> =
            server.received().iter().map(|it| it.head.contains("sk_test_ours")).collect();
        assert_eq!(keys, [false, true, true], "{question:?}");
    }
}

#[tokio::test]
async fn a_foreign_key_that_stays_is_asked_about_once_a_minute_at_most() {
    let server = StandIn::start([of("ins_theirs")]).await;
    let secret = Secret::holding("sk_test_theirs");
    let clerk = server.client_of(Some(OURS), secret.clone());

    for minute in 1..=3 {
        for _ in 0..3 {
            assert_eq!(name(&ask(&clerk, Question::User).await), "key refused");
        }
        assert!(secret.reads() <= minute && server.count() <= minute);
        a_minute_later().await;
    }
}

#[tokio::test]
async fn a_rotated_key_has_to_be_ours_too() {
    let refused = Reply::error(401, "authentication_invalid");
    let server =
        StandIn::start([of(OURS), good(Question::List), refused, of("ins_theirs"), absent()]).await;
    let secret = Secret::holding("sk_test_old");
    let clerk = server.client_of(Some(OURS), secret.clone());
    ask(&clerk, Question::List).await.unwrap();
    secret.set(Some("sk_test_theirs"));
    a_minute_later().await;

    assert_eq!(name(&ask(&clerk, Question::User).await), "key refused");
    assert_eq!(server.count(), 4, "nobody was looked for with the new key");
}

#[tokio::test]
async fn without_an_answer_about_the_instance_nothing_is_asked() {
    let replies = [
        (Reply::error(401, "clerk_key_invalid"), 1, "key refused"),
        (absent(), 1, "key refused"),
        (Reply::error(422, "form_param_invalid"), 1, "refused"),
        (Reply::status(200, r#"{"object":"instance"}"#), 1, "unreadable"),
        (Reply::status(200, r#"["ins_ours"]"#), 1, "unreadable"),
        (Reply::with_headers(429, "retry-after: 60\r\n", ""), 1, "limited"),
        (Reply::status(200, r#"{"object":"inst"#), 4, "unreadable"),
        (Reply::error(503, "internal_clerk_error"), 4, "unavailable"),
        (Reply::Hang, 4, "unavailable"),
    ];
    let pairs = ALL.into_iter().flat_map(|it| replies.iter().map(move |by| (it, by)));
    join_all(pairs.map(async |(question, (reply, requests, expected))| {
        let (server, clerk) = start([reply.clone()]).await;

        let outcome = ask(&clerk, question).await;

        assert_eq!(name(&outcome), *expected, "{question:?} {reply:?}");
        assert_eq!((asked(&server), server.count()), (*requests, *requests), "{reply:?}");
    }))
    .await;
}

#[tokio::test]
async fn a_limit_that_the_instance_meets_is_everybodys() {
    let limited = Reply::with_headers(429, "retry-after: 60\r\n", "");
    let (server, clerk) = start([limited, of(OURS), good(Question::User)]).await;

    for question in [Question::Merge, Question::User] {
        assert_eq!(name(&ask(&clerk, question).await), "limited");
    }

    assert_eq!(server.count(), 1);
}

#[tokio::test]
async fn what_is_no_id_is_not_shown() {
    let (_server, clerk) = start([of("planted@example.com")]).await;

    let error = clerk.count().await.unwrap_err();

    let text = format!("{error:?} {}", error.source().unwrap());
    assert!(!text.contains("planted"), "{text}");
    assert_eq!(name(&Err(error)), "key refused");
}
