//! The secret key: when it is read, and how it is rotated.

use std::time::Duration;

use profile_core::UserListing;

use crate::answers::{Question, ask, good, name};
use crate::secret::Secret;
use crate::stand_in::{Reply, StandIn};

fn refused() -> Reply {
    Reply::error(401, "authentication_invalid")
}

/// Lets a minute pass for the client, without waiting for it.
pub(crate) async fn a_minute_later() {
    tokio::time::pause();
    tokio::time::advance(Duration::from_secs(61)).await;
    tokio::time::resume();
}

#[tokio::test]
async fn the_secret_is_read_with_the_first_question_once_for_a_crowd() {
    let server = StandIn::start([good(Question::Count)]).await;
    let secret = Secret::holding("  sk_test_abc\n");
    let clerk = server.client_with(secret.clone());
    assert_eq!(secret.reads(), 0);

    let (a, b, c) = tokio::join!(clerk.count(), clerk.count(), clerk.count());

    assert!(a.is_ok() && b.is_ok() && c.is_ok());
    assert_eq!(secret.reads(), 1);
    for request in server.received() {
        assert!(request.head.contains("authorization: Bearer sk_test_abc\r\n"));
    }
}

#[tokio::test]
async fn a_rotated_key_is_picked_up_within_the_question() {
    let server = StandIn::start([good(Question::User), refused(), good(Question::User)]).await;
    let secret = Secret::holding("sk_test_old");
    let clerk = server.client_with(secret.clone());
    assert!(ask(&clerk, Question::User).await.is_ok());
    secret.set(Some("sk_test_new"));
    a_minute_later().await;

    let outcome = ask(&clerk, Question::User).await;

    assert_eq!(name(&outcome), "there");
    let keys: Vec<_> = server.received().iter().map(|it| it.head.contains("sk_test_new")).collect();
    assert_eq!(keys, [false, false, true]);
}

#[tokio::test]
async fn a_list_that_is_gone_is_asked_for_again_with_a_rotated_key() {
    let gone = Reply::error(404, "resource_not_found");
    let server = StandIn::start([good(Question::List), gone, good(Question::List)]).await;
    let secret = Secret::holding("sk_test_old");
    let clerk = server.client_with(secret.clone());
    assert!(ask(&clerk, Question::List).await.is_ok());
    secret.set(Some("sk_test_new"));
    a_minute_later().await;

    assert_eq!(name(&ask(&clerk, Question::List).await), "page");
}

#[tokio::test]
async fn a_refused_key_is_read_again_once_a_minute_at_most() {
    let server = StandIn::start([refused()]).await;
    let secret = Secret::holding("sk_test_wrong");
    let clerk = server.client_with(secret.clone());

    for reads in [1, 2] {
        for _ in 0..3 {
            assert_eq!(name(&ask(&clerk, Question::User).await), "key refused");
            assert_eq!(secret.reads(), reads);
        }
        a_minute_later().await;
        assert_eq!(name(&ask(&clerk, Question::User).await), "key refused");
    }
    assert_eq!(server.count(), 8, "the same key is not sent twice for one question");
}

#[tokio::test]
async fn a_secret_that_is_no_key_is_never_sent() {
    for bad in ["", "pk_test_abc", "whsec_abc", "{\"key\":\"sk_test_abc\"}", "sk_a sk_b"] {
        let server = StandIn::start([good(Question::User)]).await;
        let secret = Secret::holding(bad);
        let clerk = server.client_with(secret.clone());

        for _ in 0..2 {
            assert_eq!(name(&ask(&clerk, Question::User).await), "key refused", "{bad:?}");
        }

        assert_eq!((secret.reads(), server.count()), (1, 0));
        secret.set(Some("sk_test_abc"));
        a_minute_later().await;
        assert_eq!(name(&ask(&clerk, Question::User).await), "there");
    }
}

#[tokio::test]
async fn a_secret_that_cannot_be_read_is_read_again_with_the_next_question() {
    let server = StandIn::start([good(Question::User)]).await;
    let secret = Secret::unreadable();
    let clerk = server.client_with(secret.clone());

    assert_eq!(name(&ask(&clerk, Question::User).await), "unavailable");
    secret.set(Some("sk_test_abc"));

    assert_eq!(name(&ask(&clerk, Question::User).await), "there");
    assert_eq!((secret.reads(), server.count()), (2, 1));
}

#[tokio::test]
async fn whether_a_key_is_wrong_is_unknown_while_the_secret_cannot_be_read() {
    let server = StandIn::start([good(Question::User), refused()]).await;
    let secret = Secret::holding("sk_test_old");
    let clerk = server.client_with(secret.clone());
    assert!(ask(&clerk, Question::User).await.is_ok());
    secret.set(None);
    a_minute_later().await;

    assert_eq!(name(&ask(&clerk, Question::User).await), "unavailable");
    assert_eq!(name(&ask(&clerk, Question::User).await), "key refused");
    assert_eq!(secret.reads(), 2);
}
