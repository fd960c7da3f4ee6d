//! When Clerk is asked for its keys, and what happens when it doesn't answer.

use std::error::Error as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};

use futures_util::future::join_all;
use profile_core::memory::MemorySigningKeys;
use profile_core::{DirectoryError, SigningKeys, Timestamp};
use profile_session::{KeyChoice, Sessions};
use serde_json::json;
use tokio::sync::Semaphore;

use crate::mint::{ANOTHER, KID, NOW, OURS, Token, at, encoded, key_set, named, rules};

const NEW: &str = "ins_ours_new";

struct World {
    keys: Arc<MemorySigningKeys>,
    sessions: Sessions<Arc<MemorySigningKeys>>,
}

impl World {
    fn new(document: Option<&str>) -> Self {
        let keys = Arc::new(MemorySigningKeys::default());
        keys.set(document);
        let sessions = Sessions::new(rules(), KeyChoice::Jwks(Arc::clone(&keys))).unwrap();
        Self { keys, sessions }
    }

    fn with_our_key() -> Self {
        Self::new(Some(&key_set([OURS.jwk(KID)])))
    }

    /// What becomes, that many seconds later, of a token that is good for an hour.
    async fn later(&self, seconds: u64, token: &Token) -> &'static str {
        let token = token.clone().claim("exp", NOW + 3_600);
        self.sign_in(seconds, &token.sign()).await
    }

    async fn sign_in(&self, seconds: u64, token: &str) -> &'static str {
        named(&self.sessions.verify(token, at(NOW + seconds)).await)
    }
}

fn with_new_key() -> Token {
    Token::good().header("kid", NEW)
}

#[tokio::test]
async fn nobody_is_asked_before_there_is_a_token_to_verify() {
    let world = World::with_our_key();
    for useless in ["", "a.b.c", "mt_1", &Token::good().without_header("kid").sign()] {
        world.sign_in(0, useless).await;
    }
    assert_eq!(world.keys.fetches(), 0);
}

#[tokio::test]
async fn keys_are_asked_for_every_five_minutes_at_most() {
    let world = World::with_our_key();
    for second in (0..=1_200).step_by(10) {
        assert_eq!(world.later(second, &Token::good()).await, "good");
        assert_eq!(u64::from(world.keys.fetches()), second / 300 + 1, "{second}");
    }
}

#[tokio::test]
async fn a_new_key_is_found_when_a_token_names_it() {
    let world = World::with_our_key();
    assert_eq!(world.later(0, &Token::good()).await, "good");
    world.keys.set(Some(&key_set([OURS.jwk(KID), ANOTHER.jwk(NEW)])));

    let token = with_new_key().claim("exp", NOW + 3_600).signed_by(&ANOTHER);

    assert_eq!(world.sign_in(60, &token).await, "good");
    assert_eq!(world.later(60, &Token::good()).await, "good");
    assert_eq!(world.keys.fetches(), 2);
}

#[tokio::test]
async fn a_key_that_was_withdrawn_is_refused_within_five_minutes() {
    let world = World::with_our_key();
    assert_eq!(world.later(0, &Token::good()).await, "good");
    world.keys.set(Some(&key_set([ANOTHER.jwk(NEW)])));

    assert_eq!(world.later(299, &Token::good()).await, "good");
    assert_eq!(world.later(300, &Token::good()).await, "unknown_key");
}

#[tokio::test]
async fn unknown_keys_are_asked_for_once_a_minute_however_many_there_are() {
    let world = World::with_our_key();
    assert_eq!(world.later(0, &Token::good()).await, "good");
    for second in 1..=180 {
        let token = Token::good().header("kid", format!("ins_{second}")).signed_by(&ANOTHER);
        assert_eq!(world.sign_in(second, &token).await, "unknown_key");
    }
    assert_eq!(world.keys.fetches(), 1 + 3);
}

#[tokio::test]
async fn with_the_keys_at_hand_clerk_may_be_down_for_hours() {
    let world = World::with_our_key();
    assert_eq!(world.later(0, &Token::good()).await, "good");
    world.keys.set(None);
    for second in 1..3_600 {
        assert_eq!(world.later(second, &Token::good()).await, "good", "{second}");
    }
    assert_eq!(world.keys.fetches(), 1 + 55, "once a minute from the fifth on");
    assert_eq!(world.later(3_600, &with_new_key()).await, "unknown_key");
}

#[tokio::test]
async fn a_broken_or_useless_answer_is_as_none() {
    let weak = json!({ "kty": "RSA", "kid": KID, "n": encoded([0xa5; 128]), "e": "AQAB" });
    for bad in ["", "<html>", "null", r#"{"keys":[]}"#, &key_set([weak])] {
        let world = World::with_our_key();
        assert_eq!(world.later(0, &Token::good()).await, "good");
        world.keys.set(Some(bad));
        assert_eq!(world.later(600, &Token::good()).await, "good", "{bad}");
        assert_eq!(world.keys.fetches(), 2);

        let world = World::new(Some(bad));
        assert_eq!(world.later(0, &Token::good()).await, "keys_unavailable", "{bad}");
    }
}

#[tokio::test]
async fn a_weak_key_verifies_nothing_though_others_do() {
    let weak = json!({ "kty": "RSA", "kid": NEW, "n": encoded([0xa5; 128]), "e": "AQAB" });
    let curve =
        json!({ "kty": "OKP", "kid": "ins_curve", "crv": "Ed25519", "x": encoded([1; 32]) });
    let world = World::new(Some(&key_set([weak, curve, OURS.jwk(KID)])));

    assert_eq!(world.later(0, &Token::good()).await, "good");
    assert_eq!(world.later(0, &with_new_key()).await, "unknown_key");
    assert_eq!(world.later(0, &Token::good().header("kid", "ins_curve")).await, "unknown_key");
}

#[tokio::test]
async fn without_keys_nothing_is_said_about_a_token_and_clerk_is_tried_again_soon() {
    let world = World::new(None);
    let expected = [(0, 1), (1, 1), (4, 1), (5, 2), (9, 2), (10, 3)];
    for (second, fetches) in expected {
        assert_eq!(world.later(second, &Token::good()).await, "keys_unavailable");
        assert_eq!(world.keys.fetches(), fetches, "{second}");
    }
    let error = world.sessions.verify(&Token::good().sign(), at(NOW + 10)).await.unwrap_err();
    let cause = error.source().unwrap();
    assert_eq!(cause.to_string(), "clerk could not be asked");
    assert_eq!(cause.source().unwrap().to_string(), "clerk is down");

    world.keys.set(Some(&key_set([OURS.jwk(KID)])));
    assert_eq!(world.later(15, &Token::good()).await, "good");
}

#[tokio::test]
async fn a_clock_that_goes_back_does_no_harm() {
    let world = World::with_our_key();
    let token = Token::good().claim("nbf", 0).claim("iat", 0).claim("exp", NOW + 3_600).sign();
    assert_eq!(world.sign_in(0, &token).await, "good");
    let earlier = world.sessions.verify(&token, Timestamp::from_millis(1_000)).await;
    assert_eq!(named(&earlier), "good");
    assert_eq!(world.keys.fetches(), 1);
}

/// Answers when it is told to.
struct SlowKeys {
    answers: Semaphore,
    fetches: AtomicU32,
}

impl SlowKeys {
    fn sessions(answers: usize) -> (Arc<Self>, Sessions<Arc<Self>>) {
        let keys = Self { answers: Semaphore::new(answers), fetches: AtomicU32::new(0) };
        let keys = Arc::new(keys);
        let sessions = Sessions::new(rules(), KeyChoice::Jwks(Arc::clone(&keys))).unwrap();
        (keys, sessions)
    }
}

impl SigningKeys for SlowKeys {
    async fn fetch(&self) -> Result<String, DirectoryError> {
        self.fetches.fetch_add(1, SeqCst);
        self.answers.acquire().await.unwrap().forget();
        Ok(key_set([OURS.jwk(KID)]))
    }
}

#[tokio::test]
async fn a_crowd_asks_once() {
    let (keys, sessions) = SlowKeys::sessions(0);
    let token = Token::good().sign();

    let crowd = join_all((0..50).map(|_| sessions.verify(&token, at(NOW))));
    let (met, ()) = tokio::join!(crowd, async {
        tokio::task::yield_now().await;
        keys.answers.add_permits(1);
    });

    assert!(met.iter().all(Result::is_ok));
    assert_eq!(keys.fetches.load(SeqCst), 1);
}

#[tokio::test]
async fn who_has_a_key_waits_for_nobody_who_asks() {
    let (keys, sessions) = SlowKeys::sessions(1);
    let token = Token::good().claim("exp", NOW + 3_600).sign();
    sessions.verify(&token, at(NOW)).await.unwrap();
    let later = at(NOW + 301);

    let asking = sessions.verify(&token, later);
    let (asked, ()) = tokio::join!(biased; asking, async {
        assert!(sessions.verify(&token, later).await.is_ok());
        assert_eq!(keys.fetches.load(SeqCst), 2);
        keys.answers.add_permits(1);
    });

    assert!(asked.is_ok());
}

#[tokio::test]
async fn who_gives_up_while_asking_blocks_nobody() {
    let (keys, sessions) = SlowKeys::sessions(0);
    let token = Token::good().sign();
    let asking = sessions.verify(&token, at(NOW));
    assert!(futures_util::FutureExt::now_or_never(asking).is_none());

    assert_eq!(named(&sessions.verify(&token, at(NOW + 1)).await), "keys_unavailable");
    keys.answers.add_permits(1);
    assert_eq!(named(&sessions.verify(&token, at(NOW + 5)).await), "good");
}
