//! What verifying a token takes, of which most is the signature. No network: the keys are at
//! hand, as they are for all requests but one in five minutes.
#![expect(clippy::unwrap_used, reason = "a benchmark stops at the first surprise")]

use std::sync::Arc;

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{KeyPair as _, RSA_PKCS1_SHA256, RsaKeyPair};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use criterion::{Criterion, criterion_group, criterion_main};
use profile_core::Timestamp;
use profile_core::memory::MemorySigningKeys;
use profile_session::{KeyChoice, SessionRules, Sessions};
use ring::rsa::PublicKeyComponents;
use ring::signature::RSA_PKCS1_2048_8192_SHA256;
use serde_json::json;
use tokio::runtime::Builder;

const NOW: u64 = 1_763_000_000;

fn verify(criterion: &mut Criterion) {
    let pair = RsaKeyPair::generate(KeySize::Rsa2048).unwrap();
    let token = token(&pair);
    let sessions = sessions(&pair);
    let runtime = Builder::new_current_thread().build().unwrap();
    let now = Timestamp::from_millis(NOW * 1_000);
    runtime.block_on(sessions.verify(&token, now)).unwrap();

    let mut group = criterion.benchmark_group("verify");
    group.bench_function("token", |bencher| {
        bencher.iter(|| runtime.block_on(sessions.verify(&token, now)).unwrap());
    });
    // What no verifier can do without.
    let key = PublicKeyComponents {
        n: pair.public_key().modulus().big_endian_without_leading_zero(),
        e: pair.public_key().exponent().big_endian_without_leading_zero(),
    };
    let (text, signature) = token.rsplit_once('.').unwrap();
    let signature = URL_SAFE_NO_PAD.decode(signature).unwrap();
    group.bench_function("signature", |bencher| {
        bencher.iter(|| {
            key.verify(&RSA_PKCS1_2048_8192_SHA256, text.as_bytes(), &signature).unwrap();
        });
    });
    group.finish();
}

fn sessions(pair: &RsaKeyPair) -> Sessions<Arc<MemorySigningKeys>> {
    let n = pair.public_key().modulus().big_endian_without_leading_zero();
    let key = json!({
        "kty": "RSA", "kid": "ins_bench", "use": "sig", "alg": "RS256",
        "n": URL_SAFE_NO_PAD.encode(n), "e": "AQAB",
    });
    let keys = MemorySigningKeys::new(&json!({ "keys": [key] }).to_string());
    let rules = SessionRules {
        issuer: "https://clerk.example.com".to_owned(),
        parties: vec!["https://app.example.com".to_owned()],
        allow_missing_azp: false,
    };
    Sessions::new(rules, KeyChoice::Jwks(Arc::new(keys))).unwrap()
}

/// A token with the claims of a member of an organisation, about 1 KB.
fn token(pair: &RsaKeyPair) -> String {
    let header = json!({
        "alg": "RS256", "cat": "cl_B7d4PD111AAA", "kid": "ins_bench", "oiat": NOW, "typ": "JWT",
    });
    let claims = json!({
        "azp": "https://app.example.com", "exp": NOW + 60, "fea": "o:projects,o:reviews",
        "fva": [3, -1], "iat": NOW, "iss": "https://clerk.example.com",
        "jti": "0123456789abcdef0123", "nbf": NOW - 10,
        "o": { "fpm": "3,2", "id": "org_2ab", "per": "read,manage", "rol": "admin", "slg": "x" },
        "pla": "o:pro", "sid": "sess_2abcdefghijklmnopqrstuvwxyz", "sts": "active",
        "sub": "user_2abcdefghijklmnopqrstuvwxyz", "v": 2,
    });
    let part = |it: &serde_json::Value| URL_SAFE_NO_PAD.encode(it.to_string());
    let text = format!("{}.{}", part(&header), part(&claims));
    let mut signature = vec![0; pair.public_modulus_len()];
    pair.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), text.as_bytes(), &mut signature).unwrap();
    format!("{text}.{}", URL_SAFE_NO_PAD.encode(signature))
}

criterion_group!(benches, verify);
criterion_main!(benches);
