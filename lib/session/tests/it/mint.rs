//! Makes tokens of any shape, signed with keys that are made for the test run.

use std::fmt::Write as _;
use std::sync::{Arc, LazyLock};

use aws_lc_rs::encoding::AsDer as _;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{KeyPair as _, RSA_PKCS1_SHA256, RsaKeyPair};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use profile_core::Timestamp;
use profile_core::memory::MemorySigningKeys;
use profile_session::{KeyChoice, Session, SessionRules, Sessions, TokenError};
use serde_json::{Value, json};

/// When the tests happen, in seconds.
pub(crate) const NOW: u64 = 1_763_000_000;
pub(crate) const ISSUER: &str = "https://clerk.example.com";
pub(crate) const APP: &str = "https://app.example.com";
pub(crate) const KID: &str = "ins_ours";

/// The key of our instance.
pub(crate) static OURS: LazyLock<Signer> = LazyLock::new(Signer::new);
/// A key that nobody here knows.
pub(crate) static ANOTHER: LazyLock<Signer> = LazyLock::new(Signer::new);

pub(crate) struct Signer(RsaKeyPair);

/// A token to be signed.
#[derive(Clone)]
pub(crate) struct Token {
    header: Value,
    claims: Value,
}

impl Signer {
    fn new() -> Self {
        Self(RsaKeyPair::generate(KeySize::Rsa2048).unwrap())
    }

    /// Signs a header and claims, whatever they are.
    pub(crate) fn sign(&self, header: &str, claims: &str) -> String {
        let text = format!("{}.{}", encoded(header), encoded(claims));
        let signature = self.signature(&text);
        format!("{text}.{}", encoded(signature))
    }

    pub(crate) fn signature(&self, text: &str) -> Vec<u8> {
        let mut signature = vec![0; self.0.public_modulus_len()];
        let random = SystemRandom::new();
        self.0.sign(&RSA_PKCS1_SHA256, &random, text.as_bytes(), &mut signature).unwrap();
        signature
    }

    pub(crate) fn modulus(&self) -> Vec<u8> {
        self.0.public_key().modulus().big_endian_without_leading_zero().to_vec()
    }

    /// The public key as a JWKS has it.
    pub(crate) fn jwk(&self, id: &str) -> Value {
        let modulus = encoded(self.modulus());
        json!({ "kty": "RSA", "kid": id, "use": "sig", "alg": "RS256", "n": modulus, "e": "AQAB" })
    }

    pub(crate) fn der(&self) -> Vec<u8> {
        self.0.public_key().as_der().unwrap().as_ref().to_vec()
    }

    pub(crate) fn pem(&self) -> String {
        let mut pem = "-----BEGIN PUBLIC KEY-----\n".to_owned();
        for line in STANDARD.encode(self.der()).as_bytes().chunks(64) {
            writeln!(pem, "{}", str::from_utf8(line).unwrap()).unwrap();
        }
        pem + "-----END PUBLIC KEY-----\n"
    }
}

impl Token {
    /// A token as Clerk makes them, issued now.
    pub(crate) fn good() -> Self {
        let header = json!({
            "alg": "RS256", "cat": "cl_B7d4PD111AAA", "kid": KID, "oiat": NOW, "typ": "JWT",
        });
        let claims = json!({
            "azp": APP, "exp": NOW + 60, "fva": [3, -1], "iat": NOW, "iss": ISSUER,
            "jti": "0123456789abcdef", "nbf": NOW - 10, "pla": "u:free", "sid": "sess_1",
            "sts": "active", "sub": "user_ada", "v": 2,
        });
        Self { header, claims }
    }

    pub(crate) fn claim(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.claims[name] = value.into();
        self
    }

    pub(crate) fn header(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.header[name] = value.into();
        self
    }

    /// Without that claim.
    pub(crate) fn without(mut self, name: &str) -> Self {
        self.claims.as_object_mut().unwrap().remove(name).unwrap();
        self
    }

    /// Without that header field.
    pub(crate) fn without_header(mut self, name: &str) -> Self {
        self.header.as_object_mut().unwrap().remove(name).unwrap();
        self
    }

    /// The header and the claims as JSON.
    pub(crate) fn json(&self) -> (String, String) {
        (self.header.to_string(), self.claims.to_string())
    }

    pub(crate) fn sign(&self) -> String {
        self.signed_by(&OURS)
    }

    pub(crate) fn signed_by(&self, signer: &Signer) -> String {
        let (header, claims) = self.json();
        signer.sign(&header, &claims)
    }
}

pub(crate) fn encoded(part: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(part)
}

pub(crate) fn key_set(keys: impl IntoIterator<Item = Value>) -> String {
    json!({ "keys": keys.into_iter().collect::<Vec<_>>() }).to_string()
}

pub(crate) fn rules() -> SessionRules {
    SessionRules {
        issuer: ISSUER.to_owned(),
        parties: vec!["https://admin.example.com".to_owned(), APP.to_owned()],
        allow_missing_azp: false,
    }
}

pub(crate) fn at(seconds: u64) -> Timestamp {
    Timestamp::from_millis(seconds * 1_000)
}

/// Our instance's sessions, by these rules.
pub(crate) fn sessions(rules: SessionRules) -> Sessions<Arc<MemorySigningKeys>> {
    let keys = MemorySigningKeys::new(&key_set([OURS.jwk(KID)]));
    Sessions::new(rules, KeyChoice::Jwks(Arc::new(keys))).unwrap()
}

/// What our API makes of a token now.
pub(crate) async fn verify(token: &str) -> Result<Session, TokenError> {
    sessions(rules()).verify(token, at(NOW)).await
}

/// The same in a word.
pub(crate) async fn outcome(token: &str) -> &'static str {
    named(&verify(token).await)
}

pub(crate) fn named(result: &Result<Session, TokenError>) -> &'static str {
    result.as_ref().map_or_else(TokenError::name, |_| "good")
}
