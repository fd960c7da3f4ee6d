//! Session tokens, signed with a key that is made for the test run.

use std::sync::LazyLock;

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{KeyPair as _, RSA_PKCS1_SHA256, RsaKeyPair};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

/// When the tests happen, in seconds.
pub(crate) const NOW: u64 = 1_763_000_000;
pub(crate) const ISSUER: &str = "https://clerk.example.com";
pub(crate) const APP: &str = "https://app.example.com";
const KID: &str = "ins_ours";

static KEY: LazyLock<RsaKeyPair> =
    LazyLock::new(|| RsaKeyPair::generate(KeySize::Rsa2048).unwrap());

/// A token to be signed.
#[derive(Clone)]
pub(crate) struct Token(Value);

impl Token {
    /// A token of that Clerk user, as Clerk makes them, issued now to somebody who has just
    /// signed in.
    pub(crate) fn of(clerk_id: &str) -> Self {
        Self(json!({
            "azp": APP, "exp": NOW + 60, "fva": [3, -1], "iat": NOW, "iss": ISSUER,
            "nbf": NOW - 10, "sid": "sess_1", "sts": "active", "sub": clerk_id, "v": 2,
        }))
    }

    pub(crate) fn claim(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.0[name] = value.into();
        self
    }

    /// The header that carries it.
    pub(crate) fn bearer(&self) -> String {
        let header = json!({ "alg": "RS256", "cat": "cl_B7d4PD111AAA", "kid": KID, "typ": "JWT" });
        let text = format!("{}.{}", encoded(header.to_string()), encoded(self.0.to_string()));
        let mut signature = vec![0; KEY.public_modulus_len()];
        KEY.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), text.as_bytes(), &mut signature).unwrap();
        format!("Bearer {text}.{}", encoded(signature))
    }
}

/// The key set that the instance publishes.
pub(crate) fn key_set() -> String {
    let modulus = encoded(KEY.public_key().modulus().big_endian_without_leading_zero());
    let key = json!({
        "kty": "RSA", "kid": KID, "use": "sig", "alg": "RS256", "n": modulus, "e": "AQAB",
    });
    json!({ "keys": [key] }).to_string()
}

fn encoded(part: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(part)
}
