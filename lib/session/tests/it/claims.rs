//! What a session is made of, and by which claims a token is refused.

use profile_session::{Session, SessionRules};
use serde_json::{Value, json};

use crate::mint::{APP, ISSUER, NOW, Token, at, named, outcome, rules, sessions, verify};

async fn under(rules: &SessionRules, token: &Token) -> &'static str {
    named(&sessions(rules.clone()).verify(&token.sign(), at(NOW)).await)
}

async fn session(token: Token) -> Session {
    verify(&token.sign()).await.unwrap()
}

#[tokio::test]
async fn a_session_says_whose_it_is() {
    let session = session(Token::good()).await;

    assert_eq!(session.clerk_id.as_str(), "user_ada");
    assert_eq!(session.session_id, "sess_1");
    assert_eq!(session.impersonator, None);
    assert_eq!(session.first_factor_minutes, Some(3));
    assert_eq!(session.issued_at, at(NOW));
}

#[tokio::test]
async fn the_first_version_of_claims_says_the_same() {
    let old = ["jti", "pla", "sts", "v"].into_iter().fold(Token::good(), Token::without);
    let old = old.claim("org_id", "org_1").claim("org_role", "org:admin");

    assert_eq!(session(old).await, session(Token::good()).await);
}

#[tokio::test]
async fn claims_that_nobody_reads_may_be_anything() {
    for value in [json!(null), json!(7), json!(["a"]), json!({ "a": 1 }), json!("https://x")] {
        for name in ["aud", "o", "metadata", "roles", "role", "jti", "v"] {
            let token = Token::good().claim(name, value.clone());
            assert_eq!(outcome(&token.sign()).await, "good", "{name} {value}");
        }
    }
}

#[tokio::test]
async fn the_issuer_is_ours_to_the_letter() {
    for other in [
        "https://clerk.example.com/",
        "https://Clerk.example.com",
        "HTTPS://clerk.example.com",
        "http://clerk.example.com",
        "https://clerk.example.com:443",
        "https://clerk.example.com.",
        "https://clerk.example.com.evil.example",
        "https://clerk.example.co",
        "https://evil.example/https://clerk.example.com",
        " https://clerk.example.com",
        "clerk.example.com",
        "",
    ] {
        let token = Token::good().claim("iss", other);
        assert_eq!(outcome(&token.sign()).await, "issuer", "{other:?}");
    }
    assert_eq!(outcome(&Token::good().without("iss").sign()).await, "issuer");
    assert_eq!(outcome(&Token::good().claim("iss", Value::Null).sign()).await, "issuer");
    for odd in [json!([ISSUER]), json!({ "url": ISSUER }), json!(7)] {
        assert_eq!(outcome(&Token::good().claim("iss", odd).sign()).await, "malformed");
    }
}

#[tokio::test]
async fn a_token_is_for_an_origin_of_ours() {
    let (ours, theirs) = (Token::good(), Token::good().claim("azp", "https://evil.example"));
    let nobodys = Token::good().without("azp");
    let lenient = SessionRules { allow_missing_azp: true, ..rules() };
    let any = |rules: SessionRules| SessionRules { parties: Vec::new(), ..rules };
    for (rules, expected) in [
        (rules(), ["good", "party", "no_party"]),
        (lenient.clone(), ["good", "party", "good"]),
        (any(rules()), ["good", "good", "no_party"]),
        (any(lenient), ["good", "good", "good"]),
    ] {
        let mut met = Vec::new();
        for token in [&ours, &theirs, &nobodys] {
            met.push(under(&rules, token).await);
        }
        assert_eq!(met, expected, "{rules:?}");
    }
}

#[tokio::test]
async fn an_origin_is_compared_to_the_letter() {
    let lenient = SessionRules { allow_missing_azp: true, ..rules() };
    for close in [
        "https://app.example.com/",
        "https://APP.example.com",
        "http://app.example.com",
        "https://app.example.com:443",
        "https://app.example.com.evil.example",
        "app.example.com",
        "null",
        "",
    ] {
        assert_eq!(under(&lenient, &Token::good().claim("azp", close)).await, "party", "{close}");
    }
    assert_eq!(under(&lenient, &Token::good().claim("azp", json!([APP]))).await, "malformed");
}

#[tokio::test]
async fn only_an_active_session_counts() {
    for (sts, expected) in [
        (json!("active"), "good"),
        (json!(null), "good"),
        (json!("pending"), "pending"),
        (json!("Active"), "pending"),
        (json!("something new"), "pending"),
        (json!(["active"]), "malformed"),
    ] {
        let token = Token::good().claim("sts", sts.clone());
        assert_eq!(outcome(&token.sign()).await, expected, "{sts}");
    }
}

#[tokio::test]
async fn who_acts_as_the_user_is_said() {
    for act in [
        json!({ "sub": "user_eva" }),
        json!({ "iss": "https://dashboard.clerk.com", "sid": "sess_2", "sub": "user_eva" }),
        json!({ "sub": "user_eva", "type": "agent" }),
    ] {
        let session = session(Token::good().claim("act", act)).await;
        assert_eq!(session.impersonator.unwrap().as_str(), "user_eva");
        assert_eq!(session.clerk_id.as_str(), "user_ada");
    }
}

#[tokio::test]
async fn a_session_of_who_knows_whom_never_passes_for_the_users_own() {
    for act in [
        json!({}),
        json!({ "sub": null }),
        json!({ "sub": "" }),
        json!({ "sub": 7 }),
        json!({ "sub": "two words" }),
        json!({ "sid": "sess_2" }),
        json!("user_eva"),
        json!(true),
        json!([]),
    ] {
        let token = Token::good().claim("act", act.clone());
        assert_eq!(outcome(&token.sign()).await, "malformed", "{act}");
    }
}

#[tokio::test]
async fn the_first_factor_is_as_old_as_clerk_says_and_the_token_since() {
    let minutes = async |fva: Value, later: u64| {
        let token = Token::good().claim("fva", fva).claim("exp", NOW + 100_000);
        let session = sessions(rules()).verify(&token.sign(), at(NOW + later)).await.unwrap();
        session.first_factor_minutes
    };
    assert_eq!(minutes(json!([0, -1]), 0).await, Some(0));
    assert_eq!(minutes(json!([7, 3]), 59).await, Some(7));
    assert_eq!(minutes(json!([7, 3]), 60).await, Some(8));
    assert_eq!(minutes(json!([0, 0]), 86_400).await, Some(1_440));
    assert_eq!(minutes(json!([u64::MAX, 0]), 60).await, Some(u64::MAX));
}

#[tokio::test]
async fn a_first_factor_that_is_not_plainly_recent_counts_as_never() {
    for fva in [
        json!([-1, -1]),
        json!([-1, 0]),
        json!([]),
        json!(null),
        json!("0"),
        json!(0),
        json!({ "0": 0 }),
        json!(["0", 0]),
        json!([0.5, 0]),
        json!([null, 0]),
    ] {
        let session = session(Token::good().claim("fva", fva.clone())).await;
        assert_eq!(session.first_factor_minutes, None, "{fva}");
    }
    assert_eq!(session(Token::good().without("fva")).await.first_factor_minutes, None);
}
