//! Checks a session token as an API behind Clerk should.
//!
//! This is a second opinion for tests: it shows, for instance, that a token which was
//! issued before a user's address changed is still good afterwards.

use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::mint::SESSION;
use super::{Keys, TokenError};

/// How far clocks may differ, in seconds; Clerk's own default.
const LEEWAY: i64 = 5;

/// A token to check.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TokenCheck {
    /// The token.
    pub token: String,
    /// The origins that may present it; any when missing. A token without `azp` passes.
    #[serde(default)]
    pub authorized_parties: Option<Vec<String>>,
}

/// The claims of a session token that this instance issued. `now` is in seconds.
pub(crate) fn verify(
    keys: &Keys,
    issuer: &str,
    instance_id: &str,
    check: &TokenCheck,
    now: i64,
) -> Result<Value, TokenError> {
    let key = keys.instance()?;
    let key = DecodingKey::from_rsa_components(&key.modulus(), &key.exponent());
    let key = key.map_err(TokenError::Invalid)?;
    let mut rules = Validation::new(Algorithm::RS256);
    rules.leeway = LEEWAY.unsigned_abs();
    rules.validate_nbf = true;
    rules.validate_aud = false;
    rules.set_issuer(&[issuer]);
    rules.set_required_spec_claims(&["exp", "nbf", "iss", "sub"]);

    let token = decode::<Value>(&check.token, &key, &rules).map_err(TokenError::Invalid)?;

    if token.header.kid.as_deref() != Some(instance_id) {
        return Err(TokenError::Refused("`kid` isn't this instance's"));
    }
    if token.header.typ.as_deref().is_some_and(|it| it != "JWT") {
        return Err(TokenError::Refused("`typ` isn't JWT"));
    }
    if token.header.extras.inner().get("cat").is_some_and(|it| it != SESSION) {
        return Err(TokenError::Refused("`cat` isn't that of a session token"));
    }
    check_claims(&token.claims, check, now)?;
    Ok(token.claims)
}

/// The rules that a JWT library doesn't know.
fn check_claims(claims: &Value, check: &TokenCheck, now: i64) -> Result<(), TokenError> {
    let starts =
        |claim: &str, prefix| claims[claim].as_str().is_some_and(|it| it.starts_with(prefix));
    if claims["iat"].as_i64().is_none_or(|it| it > now + LEEWAY) {
        return Err(TokenError::Refused("`iat` is in the future or missing"));
    }
    if !starts("sub", "user_") {
        return Err(TokenError::Refused("`sub` isn't a user"));
    }
    if !starts("sid", "sess_") {
        return Err(TokenError::Refused("`sid` isn't a session"));
    }
    if claims["sts"] == "pending" {
        return Err(TokenError::Refused("the session is pending"));
    }
    if let (Some(parties), Some(party)) = (&check.authorized_parties, claims["azp"].as_str())
        && !parties.iter().any(|it| it == party)
    {
        return Err(TokenError::Refused("`azp` isn't authorized"));
    }
    Ok(())
}
