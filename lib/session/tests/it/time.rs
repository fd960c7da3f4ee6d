//! When a token is good.

use profile_core::Timestamp;
use serde_json::{Value, json};

use crate::mint::{NOW, Token, at, named, outcome, rules, sessions};

async fn at_millis(token: &Token, millis: u64) -> &'static str {
    let now = Timestamp::from_millis(millis);
    named(&sessions(rules()).verify(&token.sign(), now).await)
}

#[tokio::test]
async fn a_token_ends_five_seconds_after_its_end() {
    let token = Token::good().claim("exp", NOW + 60);
    let end = (NOW + 65) * 1_000;
    assert_eq!(at_millis(&token, end - 1).await, "good");
    assert_eq!(at_millis(&token, end).await, "expired");
    assert_eq!(at_millis(&token, end + 55_000).await, "expired");
}

#[tokio::test]
async fn a_token_begins_five_seconds_before_its_begin() {
    let token = Token::good().claim("nbf", NOW).claim("iat", NOW - 60);
    let begin = (NOW - 5) * 1_000;
    assert_eq!(at_millis(&token, begin).await, "good");
    assert_eq!(at_millis(&token, begin - 1).await, "not_yet_valid");
}

#[tokio::test]
async fn a_token_is_issued_no_later_than_in_five_seconds() {
    let token = Token::good().claim("iat", NOW).claim("nbf", NOW - 60);
    let issued = (NOW - 5) * 1_000;
    assert_eq!(at_millis(&token, issued).await, "good");
    assert_eq!(at_millis(&token, issued - 1).await, "issued_in_future");
}

#[tokio::test]
async fn a_token_that_ends_before_it_begins_is_never_good() {
    let token = Token::good().claim("nbf", NOW + 20).claim("exp", NOW);
    for second in NOW - 60..NOW + 60 {
        assert_ne!(at_millis(&token, second * 1_000).await, "good", "{second}");
    }
}

#[tokio::test]
async fn each_of_the_three_times_is_there_and_a_whole_number() {
    for name in ["exp", "nbf", "iat"] {
        assert_eq!(outcome(&Token::good().without(name).sign()).await, "malformed", "{name}");
        for odd in [
            Value::Null,
            json!(NOW.to_string()),
            json!(-1),
            json!(1_763_000_000.5),
            json!(1e300),
            json!(true),
            json!([NOW]),
            json!({}),
        ] {
            let token = Token::good().claim(name, odd.clone());
            assert_eq!(outcome(&token.sign()).await, "malformed", "{name} {odd}");
        }
    }
}

#[tokio::test]
async fn no_number_is_too_large_to_reckon_with() {
    for huge in [u64::MAX, u64::MAX / 1_000, u64::MAX / 1_000 + 1, i64::MAX.unsigned_abs()] {
        for (name, expected) in
            [("exp", "good"), ("nbf", "not_yet_valid"), ("iat", "issued_in_future")]
        {
            let token = Token::good().claim(name, huge);
            assert_eq!(outcome(&token.sign()).await, expected, "{name} {huge}");
        }
    }
    assert_eq!(outcome(&Token::good().claim("exp", 0).sign()).await, "expired");
    assert_eq!(outcome(&Token::good().claim("nbf", 0).claim("iat", 0).sign()).await, "good");
}

#[tokio::test]
async fn times_in_milliseconds_are_not_taken_for_seconds_in_our_favour() {
    let token = Token::good().claim("iat", NOW * 1_000).claim("nbf", NOW * 1_000);
    assert_eq!(outcome(&token.sign()).await, "not_yet_valid");
}

#[tokio::test]
async fn the_clock_is_the_callers() {
    let token = Token::good().sign();
    let sessions = sessions(rules());
    assert_eq!(named(&sessions.verify(&token, at(NOW)).await), "good");
    assert_eq!(named(&sessions.verify(&token, at(0)).await), "not_yet_valid");
    assert_eq!(named(&sessions.verify(&token, at(NOW * 2)).await), "expired");
}
