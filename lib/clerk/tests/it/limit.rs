//! 429: who waits, how long, and who doesn't.

use std::time::{Duration, Instant};

use profile_core::DirectoryError;

use crate::answers::{Question, ask, good, name};
use crate::stand_in::{Reply, StandIn};

fn limited(headers: &str) -> Reply {
    Reply::with_headers(429, headers, r#"{"errors":[{"code":"too_many_requests"}]}"#)
}

#[tokio::test]
async fn nobody_asks_before_the_time_that_clerk_gives() {
    let server = StandIn::start([limited("retry-after: 2\r\n"), good(Question::Count)]).await;
    let clerk = server.client();
    let start = Instant::now();

    let other = async {
        while server.count() == 0 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
        let outcome = ask(&clerk, Question::Count).await;
        (outcome, start.elapsed())
    };
    let ((first, first_at), (second, second_at)) =
        tokio::join!(async { (ask(&clerk, Question::Count).await, start.elapsed()) }, other);

    assert_eq!((name(&first), name(&second)), ("count", "count"));
    assert!(first_at >= Duration::from_secs(2) && second_at >= Duration::from_secs(2));
    assert_eq!(server.count(), 3);
}

#[tokio::test]
async fn a_wait_that_is_too_long_is_the_callers_and_clerk_is_left_alone() {
    let server = StandIn::start([limited("Retry-After: 120\r\n"), good(Question::User)]).await;
    let clerk = server.client();

    for question in [Question::User, Question::List] {
        let start = Instant::now();
        let outcome = ask(&clerk, question).await;

        let Err(DirectoryError::Limited { wait }) = outcome else { panic!("{outcome:?}") };
        assert!((119..=132).contains(&wait.as_secs()), "{wait:?}");
        assert!(start.elapsed() < Duration::from_millis(500), "nothing was waited for");
    }
    assert_eq!(server.count(), 1);
}

#[tokio::test]
async fn a_write_that_comes_too_often_is_its_writers_to_wait_for() {
    let server = StandIn::start([limited("retry-after: 120\r\n"), good(Question::User)]).await;
    let clerk = server.client();
    let start = Instant::now();

    let outcome = ask(&clerk, Question::Merge).await;

    let Err(DirectoryError::Limited { wait }) = outcome else { panic!("{outcome:?}") };
    assert_eq!(wait.as_secs(), 120);
    assert_eq!(name(&ask(&clerk, Question::User).await), "there");
    assert_eq!(name(&ask(&clerk, Question::Merge).await), "there");
    assert!(start.elapsed() < Duration::from_millis(500), "nothing was waited for");
    assert_eq!(server.count(), 3);
}

#[tokio::test]
async fn a_write_is_made_again_when_clerk_says_if_that_is_in_time() {
    let server = StandIn::start([limited("retry-after: 1\r\n"), good(Question::Merge)]).await;
    let start = Instant::now();

    let outcome = ask(&server.client(), Question::Merge).await;

    assert_eq!(name(&outcome), "there");
    assert!(start.elapsed() >= Duration::from_secs(1));
    assert_eq!(server.count(), 2);
}

#[tokio::test]
async fn a_wait_that_is_not_given_or_not_readable_is_a_second() {
    for headers in ["", "retry-after: soon\r\n", "retry-after: -1\r\n", "retry-after: 0\r\n"] {
        let server = StandIn::start([limited(headers), good(Question::User)]).await;
        let start = Instant::now();

        let outcome = ask(&server.client(), Question::User).await;

        assert_eq!(name(&outcome), "there");
        assert!(start.elapsed() >= Duration::from_secs(1), "{headers}");
        assert_eq!(server.count(), 2);
    }
}

#[tokio::test]
async fn no_wait_is_too_long_to_reckon_with() {
    for status in [429, 503] {
        let header = format!("retry-after: {}\r\n", u64::MAX);
        let server = StandIn::start([Reply::with_headers(status, &header, "")]).await;
        let clerk = server.client();

        for _ in 0..2 {
            assert!(ask(&clerk, Question::User).await.is_err());
        }
    }
}

#[tokio::test]
async fn a_storm_ends_with_the_question_not_with_the_tries() {
    let storm = async |question| {
        let server = StandIn::start([limited("retry-after: 1\r\n")]).await;

        let outcome = ask(&server.client(), question).await;

        assert_eq!(name(&outcome), "limited");
        assert!((5..=6).contains(&server.count()), "{question:?}: {}", server.count());
    };
    tokio::join!(storm(Question::User), storm(Question::Merge));
}

#[tokio::test]
async fn a_429_whose_body_never_comes_is_heeded_too() {
    let head = b"HTTP/1.1 429 X\r\nretry-after: 60\r\ncontent-length: 9\r\n\r\n";
    let mut never = head.to_vec();
    never.push(b'{');
    let server = StandIn::start([Reply::Slow(never, Duration::ZERO)]).await;

    assert_eq!(name(&ask(&server.client(), Question::User).await), "limited");
    assert_eq!(server.count(), 1);
}
