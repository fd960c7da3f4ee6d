//! Makes session tokens as Clerk's, and any other token one may want to see refused.

use aws_lc_rs::hmac;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::{Keys, TokenError};
use crate::ids;

/// The `cat` of a session token.
pub(super) const SESSION: &str = "cl_B7d4PD111AAA";

/// How long before it was issued a token is valid, in seconds.
const SKEW: i64 = 10;

/// What token to make.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TokenRequest {
    /// Whose session it is; needn't exist.
    pub user_id: String,
    /// The version of the claims: 2, or 1 for those of before April 2025.
    #[serde(default = "newest")]
    pub version: u8,
    /// How long the token is good for, in seconds. Clerk: 60.
    #[serde(default = "minute")]
    pub lifetime_seconds: i64,
    /// Claims to add or replace; `null` leaves one out.
    #[serde(default)]
    pub claims: Map<String, Value>,
    /// Header fields to add or replace; `null` leaves one out.
    #[serde(default)]
    pub header: Map<String, Value>,
    /// What signs it.
    #[serde(default)]
    pub signer: Signer,
}

/// What signs a token.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Signer {
    /// The instance's key: a genuine token.
    #[default]
    Instance,
    /// Another RSA key, under the name of the instance's.
    Another,
    /// HS256 with the instance's public key as the secret: the classic confusion.
    Hs256,
    /// Nothing: `alg` is `none` and the signature empty.
    None,
}

const fn newest() -> u8 {
    2
}

const fn minute() -> i64 {
    60
}

impl TokenRequest {
    /// A genuine token of today's version.
    #[must_use]
    pub fn of(user_id: &str) -> Self {
        Self {
            user_id: user_id.to_owned(),
            version: newest(),
            lifetime_seconds: minute(),
            claims: Map::new(),
            header: Map::new(),
            signer: Signer::Instance,
        }
    }

    /// With that claim; `null` leaves it out.
    #[must_use]
    pub fn claim(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.claims.insert(name.to_owned(), value.into());
        self
    }

    /// With that header field; `null` leaves it out.
    #[must_use]
    pub fn header(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.header.insert(name.to_owned(), value.into());
        self
    }

    /// Signed by that.
    #[must_use]
    pub fn signed_by(self, signer: Signer) -> Self {
        Self { signer, ..self }
    }
}

/// Makes a token. `now` is in seconds.
pub(crate) fn mint(
    keys: &Keys,
    issuer: &str,
    instance_id: &str,
    request: &TokenRequest,
    now: i64,
) -> Result<String, TokenError> {
    let claims = match request.version {
        2 => claims_v2(request, issuer, now),
        1 => claims_v1(request, issuer, now),
        _ => return Err(TokenError::Request("`version` of a token must be 1 or 2")),
    };
    let alg = match request.signer {
        Signer::Instance | Signer::Another => "RS256",
        Signer::Hs256 => "HS256",
        Signer::None => "none",
    };
    let mut header = json!({ "alg": alg, "typ": "JWT", "kid": instance_id, "cat": SESSION });
    if let Some(issued_at) = claims["iat"].as_i64() {
        header["oiat"] = issued_at.into();
    }
    let claims = overridden(claims, &request.claims);
    let header = overridden(header, &request.header);
    let text = format!("{}.{}", part(&header), part(&claims));
    let signature = sign(keys, request.signer, &text)?;
    Ok(format!("{text}.{}", URL_SAFE_NO_PAD.encode(signature)))
}

fn claims_v1(request: &TokenRequest, issuer: &str, now: i64) -> Value {
    json!({
        "azp": "http://localhost:3000",
        "exp": now.saturating_add(request.lifetime_seconds),
        "fva": [0, -1],
        "iat": now,
        "iss": issuer,
        "nbf": now - SKEW,
        "sid": ids::new("sess"),
        "sub": request.user_id,
    })
}

fn claims_v2(request: &TokenRequest, issuer: &str, now: i64) -> Value {
    let mut claims = claims_v1(request, issuer, now);
    claims["v"] = json!(2);
    claims["sts"] = json!("active");
    claims["pla"] = json!("u:free");
    claims["fea"] = json!("");
    claims["jti"] = json!(format!("{:020x}", fastrand::u128(..) >> 48));
    claims
}

fn overridden(mut object: Value, overrides: &Map<String, Value>) -> Value {
    for (name, value) in overrides {
        if let (Value::Object(fields), Value::Null) = (&mut object, value) {
            fields.remove(name);
        } else {
            object[name] = value.clone();
        }
    }
    object
}

fn part(json: &Value) -> String {
    URL_SAFE_NO_PAD.encode(json.to_string())
}

fn sign(keys: &Keys, signer: Signer, text: &str) -> Result<Vec<u8>, TokenError> {
    match signer {
        Signer::Instance => keys.instance()?.sign(text),
        Signer::Another => keys.another()?.sign(text),
        Signer::None => Ok(Vec::new()),
        Signer::Hs256 => {
            let secret = keys.instance()?.modulus();
            let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
            Ok(hmac::sign(&key, text.as_bytes()).as_ref().to_vec())
        }
    }
}
