//! Credentials of Clerk's that are no session tokens, though its own key may sign them.

use serde_json::{Value, json};

use crate::mint::{ANOTHER, Token, outcome};

#[tokio::test]
async fn opaque_credentials_are_known_by_their_prefix() {
    let token = Token::good().sign();
    for prefix in ["mt_", "oat_", "ak_"] {
        for rest in ["", "0123456789abcdef", &token] {
            let text = format!("{prefix}{rest}");
            assert_eq!(outcome(&text).await, "not_a_session", "{text}");
        }
    }
}

#[tokio::test]
async fn only_a_jwt_is_one() {
    for (typ, expected) in [
        (json!("JWT"), "good"),
        (Value::Null, "good"),
        (json!("at+jwt"), "not_a_session"),
        (json!("application/at+jwt"), "not_a_session"),
        (json!("jwt"), "not_a_session"),
        (json!(""), "not_a_session"),
        (json!(7), "malformed"),
    ] {
        let token = Token::good().header("typ", typ.clone());
        assert_eq!(outcome(&token.sign()).await, expected, "{typ}");
    }
    assert_eq!(outcome(&Token::good().without_header("typ").sign()).await, "good");
}

#[tokio::test]
async fn the_category_is_that_of_sessions_or_none() {
    for (category, expected) in [
        (json!("cl_B7d4PD111AAA"), "good"),
        (json!("cl_I7d4PD111III"), "good"),
        (json!("cl_B7d4PD222AAA"), "not_a_session"),
        (json!("cl_B7d4PD333AAA"), "not_a_session"),
        (json!("cl_b7d4pd111aaa"), "not_a_session"),
        (json!("something new"), "not_a_session"),
        (json!(""), "not_a_session"),
        (json!(7), "not_a_session"),
        (json!(["cl_B7d4PD111AAA"]), "not_a_session"),
    ] {
        let token = Token::good().header("cat", category.clone());
        assert_eq!(outcome(&token.sign()).await, expected, "{category}");
    }
    assert_eq!(outcome(&Token::good().without_header("cat").sign()).await, "good");
}

#[tokio::test]
async fn the_subject_is_a_user() {
    for (subject, expected) in [
        (json!("mch_1"), "not_a_session"),
        (json!("client_1"), "not_a_session"),
        (json!("USER_ada"), "not_a_session"),
        (json!(" user_ada"), "not_a_session"),
        (json!("user_a b"), "not_a_session"),
        (json!(format!("user_{}", "a".repeat(124))), "not_a_session"),
        (json!(""), "not_a_session"),
        (Value::Null, "not_a_session"),
        (json!(7), "malformed"),
        (json!(["user_ada"]), "malformed"),
    ] {
        let token = Token::good().claim("sub", subject.clone());
        assert_eq!(outcome(&token.sign()).await, expected, "{subject}");
    }
    assert_eq!(outcome(&Token::good().without("sub").sign()).await, "not_a_session");
}

#[tokio::test]
async fn there_is_a_session() {
    for (session, expected) in [
        (json!(""), "not_a_session"),
        (json!("1"), "not_a_session"),
        (Value::Null, "not_a_session"),
        (json!(7), "malformed"),
    ] {
        let token = Token::good().claim("sid", session.clone());
        assert_eq!(outcome(&token.sign()).await, expected, "{session}");
    }
}

/// These are what Clerk makes of a template: neither session nor category need be there.
#[tokio::test]
async fn a_template_makes_no_session() {
    let template =
        ["sid", "v", "pla", "fva", "sts"].into_iter().fold(Token::good(), Token::without);
    assert_eq!(outcome(&template.without_header("cat").sign()).await, "not_a_session");
}

#[tokio::test]
async fn a_machine_is_no_user_whoever_signed_for_it() {
    let machine = Token::good().claim("sub", "mch_1").header("cat", "cl_B7d4PD333AAA");
    assert_eq!(outcome(&machine.sign()).await, "not_a_session");
    assert_eq!(outcome(&machine.signed_by(&ANOTHER)).await, "not_a_session");
}
