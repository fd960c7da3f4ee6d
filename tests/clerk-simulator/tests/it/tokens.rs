//! Session tokens, good and bad.

use clerk_simulator::{Signer, TokenCheck, TokenRequest};
use jsonwebtoken::jwk::JwkSet;
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header};
use serde_json::{Value, json};

use crate::backend::Backend;

fn check(token: String) -> TokenCheck {
    TokenCheck { token, authorized_parties: None }
}

fn ada() -> TokenRequest {
    TokenRequest::of("user_ada")
}

#[tokio::test]
async fn a_token_verifies_with_the_published_keys() {
    let clerk = Backend::with_ada().await;
    let token = clerk.mint(&ada()).unwrap();
    let keys: JwkSet =
        serde_json::from_value(clerk.get("/.well-known/jwks.json").await.body).unwrap();

    let header = decode_header(&token).unwrap();
    let key = keys.find(header.kid.as_deref().unwrap()).unwrap();
    let mut rules = Validation::new(Algorithm::RS256);
    rules.set_issuer(&[clerk.url()]);
    rules.validate_nbf = true;
    let token = decode::<Value>(&token, &DecodingKey::from_jwk(key).unwrap(), &rules).unwrap();

    assert_eq!(token.claims["sub"], "user_ada");
    assert_eq!(token.claims["v"], 2);
    assert_eq!(header.extras.get::<String>("cat").unwrap().unwrap(), "cl_B7d4PD111AAA");
    assert!(header.extras.get::<i64>("oiat").unwrap().is_some());
}

#[tokio::test]
async fn a_token_of_before_a_change_of_address_is_still_good() {
    let clerk = Backend::with_ada().await;
    let token = clerk.mint(&ada()).unwrap();

    let address = json!({ "email_address": "ada@new.example" });
    assert_eq!(clerk.put("/v1/users/user_ada/email_address", &address).await.status, 200);

    let reply = clerk.post("/_simulator/tokens/verify", &json!({ "token": token })).await;
    assert_eq!(reply.body["valid"], true);
    assert_eq!(reply.body["claims"]["sub"], "user_ada");
}

#[tokio::test]
async fn the_first_version_of_claims_is_good_too() {
    let clerk = Backend::with_ada().await;
    let token = clerk.mint(&TokenRequest { version: 1, ..ada() }).unwrap();
    let claims = clerk.verify(&check(token)).unwrap();
    assert!(claims.get("v").is_none() && claims.get("jti").is_none());
    assert!(clerk.mint(&TokenRequest { version: 3, ..ada() }).is_err());
}

#[tokio::test]
async fn every_bad_token_is_refused() {
    let clerk = Backend::with_ada().await;
    let bad = [
        ("another key", ada().signed_by(Signer::Another)),
        ("no signature", ada().signed_by(Signer::None)),
        ("the public key as secret", ada().signed_by(Signer::Hs256)),
        ("run out", TokenRequest { lifetime_seconds: -6, ..ada() }),
        ("not yet", ada().claim("nbf", 4_000_000_000_i64)),
        ("from the future", ada().claim("iat", 4_000_000_000_i64)),
        ("issued elsewhere", ada().claim("iss", "https://clerk.example.com")),
        ("without issuer", ada().claim("iss", Value::Null)),
        ("without end", ada().claim("exp", Value::Null)),
        ("a machine", ada().claim("sub", "mch_1")),
        ("without session", ada().claim("sid", Value::Null)),
        ("pending", ada().claim("sts", "pending")),
        ("another instance", ada().header("kid", "ins_other")),
        ("an access token", ada().header("typ", "at+jwt")),
        ("a template", ada().header("cat", "cl_B7d4PD222AAA")),
    ];
    for (name, request) in bad {
        let token = clerk.mint(&request).unwrap();
        assert!(clerk.verify(&check(token)).is_err(), "{name}");
    }
    for text in ["", "a.b.c", "not a token"] {
        assert!(clerk.verify(&check(text.to_owned())).is_err(), "{text}");
    }
}

#[tokio::test]
async fn a_changed_token_is_refused() {
    let clerk = Backend::with_ada().await;
    let (ada, eva) =
        (clerk.mint(&ada()).unwrap(), clerk.mint(&TokenRequest::of("user_eva")).unwrap());
    let (ada, eva): (Vec<_>, Vec<_>) = (ada.split('.').collect(), eva.split('.').collect());
    let forged = [ada[0], eva[1], ada[2]].join(".");
    assert!(clerk.verify(&check(forged)).is_err());
}

#[tokio::test]
async fn an_origin_is_checked_when_it_is_there() {
    let clerk = Backend::with_ada().await;
    let parties = Some(vec!["https://app.example".to_owned()]);
    let verify = |request: TokenRequest| {
        let token = clerk.mint(&request).unwrap();
        clerk.verify(&TokenCheck { token, authorized_parties: parties.clone() }).is_ok()
    };
    assert!(verify(ada().claim("azp", "https://app.example")));
    assert!(verify(ada().claim("azp", Value::Null)));
    assert!(!verify(ada().claim("azp", "https://evil.example")));
}
