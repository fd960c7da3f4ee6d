//! Tokens of the Clerk simulator, with the keys that it publishes, over HTTP.

use std::time::{Duration, SystemTime};

use clerk_simulator::{Fault, FaultRule, Seed, Signer, Simulator, TokenRequest};
use profile_clerk::{ClerkSigningKeys, Timeouts};
use profile_core::Timestamp;
use profile_session::{KeyChoice, Session, SessionRules, Sessions, TokenError};
use serde_json::{Value, json};

use crate::mint::named;

const TIMEOUTS: Timeouts =
    Timeouts { attempt: Duration::from_secs(2), total: Duration::from_secs(5) };

struct World {
    clerk: Simulator,
    sessions: Sessions<ClerkSigningKeys>,
}

impl World {
    async fn start() -> Self {
        let clerk = Simulator::start(Seed::of(1)).await.unwrap();
        let keys = ClerkSigningKeys::new(clerk.url().parse().unwrap(), TIMEOUTS).unwrap();
        let rules = SessionRules {
            issuer: clerk.url().to_owned(),
            parties: vec!["http://localhost:3000".to_owned()],
            allow_missing_azp: false,
        };
        let sessions = Sessions::new(rules, KeyChoice::Jwks(keys)).unwrap();
        Self { clerk, sessions }
    }

    async fn verify(&self, request: &TokenRequest) -> Result<Session, TokenError> {
        self.sessions.verify(&self.clerk.mint(request).unwrap(), now()).await
    }
}

#[expect(clippy::disallowed_methods, reason = "the simulator stamps tokens by the machine's clock")]
fn now() -> Timestamp {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap();
    Timestamp::from_millis(u64::try_from(since.as_millis()).unwrap())
}

fn ada() -> TokenRequest {
    TokenRequest::of("user_ada")
}

#[tokio::test]
async fn tokens_of_both_versions_are_good() {
    let world = World::start().await;
    for version in [1, 2] {
        let session = world.verify(&TokenRequest { version, ..ada() }).await.unwrap();

        assert_eq!(session.clerk_id.as_str(), "user_ada");
        assert!(session.session_id.starts_with("sess_"));
        assert_eq!(session.first_factor_minutes, Some(0));
    }
    let requests = world.clerk.requests().recent;
    let targets: Vec<_> = requests.iter().map(|it| it.target.as_str()).collect();
    assert_eq!(targets, ["/.well-known/jwks.json"]);
}

#[tokio::test]
async fn every_bad_token_is_refused() {
    let world = World::start().await;
    for (request, expected) in [
        (ada().signed_by(Signer::Another), "signature"),
        (ada().signed_by(Signer::None), "malformed"),
        (ada().signed_by(Signer::Hs256), "algorithm"),
        (TokenRequest { lifetime_seconds: -6, ..ada() }, "expired"),
        (ada().claim("nbf", 4_000_000_000_i64), "not_yet_valid"),
        (ada().claim("iat", 4_000_000_000_i64), "issued_in_future"),
        (ada().claim("iss", "https://clerk.example.com"), "issuer"),
        (ada().claim("exp", Value::Null), "malformed"),
        (ada().claim("sub", "mch_1"), "not_a_session"),
        (ada().claim("sid", Value::Null), "not_a_session"),
        (ada().claim("sts", "pending"), "pending"),
        (ada().claim("azp", "https://evil.example"), "party"),
        (ada().claim("azp", Value::Null), "no_party"),
        (ada().header("kid", "ins_other"), "unknown_key"),
        (ada().header("typ", "at+jwt"), "not_a_session"),
        (ada().header("cat", "cl_B7d4PD222AAA"), "not_a_session"),
    ] {
        assert_eq!(named(&world.verify(&request).await), expected, "{request:?}");
    }
}

#[tokio::test]
async fn an_impersonator_is_named() {
    let world = World::start().await;
    let session = world.verify(&ada().claim("act", json!({ "sub": "user_eva" }))).await.unwrap();
    assert_eq!(session.impersonator.unwrap().as_str(), "user_eva");
}

#[tokio::test]
async fn a_token_of_another_instance_is_refused() {
    let (ours, theirs) = (World::start().await, World::start().await);
    let token = theirs.clerk.mint(&ada().claim("iss", ours.clerk.url())).unwrap();
    let met = ours.sessions.verify(&token, now()).await;
    assert!(matches!(met, Err(TokenError::Signature | TokenError::UnknownKey)), "{met:?}");
}

#[tokio::test]
async fn an_instance_that_is_down_lets_nobody_in_until_it_is_back() {
    let world = World::start().await;
    world.clerk.set_faults(vec![FaultRule::always(Fault::Down)]).unwrap();
    assert_eq!(named(&world.verify(&ada()).await), "keys_unavailable");
    world.clerk.clear_faults();

    let token = world.clerk.mint(&ada()).unwrap();
    let soon = now().after(Duration::from_secs(5));
    assert_eq!(named(&world.sessions.verify(&token, soon).await), "good");

    world.clerk.set_faults(vec![FaultRule::always(Fault::Down)]).unwrap();
    let request = TokenRequest { lifetime_seconds: 600, ..ada() };
    let token = world.clerk.mint(&request).unwrap();
    let later = now().after(Duration::from_mins(6));
    assert_eq!(named(&world.sessions.verify(&token, later).await), "good");
}
