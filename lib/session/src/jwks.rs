//! A JSON Web Key Set (RFC 7517), as far as it helps.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::DecodingKey;
use profile_core::DirectoryError;
use serde::Deserialize;
use serde_json::Value;

use crate::rsa;

/// The keys of a set that can verify a session token, by their ids.
#[derive(Debug, Default)]
pub(crate) struct KeySet(Vec<(String, Arc<DecodingKey>)>);

#[derive(Deserialize)]
struct Document {
    keys: Vec<Value>,
}

#[derive(Deserialize)]
struct Entry {
    kty: String,
    kid: String,
    n: String,
    e: String,
    #[serde(rename = "use")]
    purpose: Option<String>,
    alg: Option<String>,
}

impl KeySet {
    /// Reads a set. Keys of other kinds and for other ends may be in it, and even broken ones;
    /// but a set without one that is of use is taken for a mishap, not for Clerk's will.
    pub(crate) fn read(text: &str) -> Result<Self, DirectoryError> {
        let document: Document = serde_json::from_str(text)
            .map_err(|_| DirectoryError::Unreadable("it is no key set".into()))?;
        let keys: Vec<_> = document.keys.into_iter().filter_map(read).collect();
        if keys.is_empty() {
            let why = "it has no RSA key for RS256 of 2048 bits or more";
            return Err(DirectoryError::Unreadable(why.into()));
        }
        Ok(Self(keys))
    }

    pub(crate) fn find(&self, id: &str) -> Option<Arc<DecodingKey>> {
        self.0.iter().find(|(it, _)| it == id).map(|(_, key)| Arc::clone(key))
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

fn read(entry: Value) -> Option<(String, Arc<DecodingKey>)> {
    let entry: Entry = serde_json::from_value(entry).ok()?;
    let fits = entry.kty == "RSA"
        && entry.purpose.is_none_or(|it| it == "sig")
        && entry.alg.is_none_or(|it| it == "RS256");
    let number = |text| URL_SAFE_NO_PAD.decode(text).ok();
    let key = fits.then(|| rsa::key(&number(entry.n)?, &number(entry.e)?)).flatten()?;
    Some((entry.kid, Arc::new(key)))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn good(id: &str) -> Value {
        let modulus = URL_SAFE_NO_PAD.encode([0xa5; 256]);
        json!({ "kty": "RSA", "kid": id, "use": "sig", "alg": "RS256", "n": modulus, "e": "AQAB" })
    }

    fn with(name: &str, value: Value) -> Value {
        let mut key = good("ins_odd");
        key[name] = value;
        key
    }

    #[test]
    fn keys_that_cannot_verify_a_session_token_are_passed_over() {
        let short = URL_SAFE_NO_PAD.encode([0xa5; 128]);
        let odd = [
            json!(null),
            json!("ins_odd"),
            json!({ "kty": "OKP", "kid": "ins_odd", "crv": "Ed25519", "x": "AQAB" }),
            json!({ "kty": "oct", "kid": "ins_odd", "k": "AQAB" }),
            with("kty", json!("EC")),
            with("kid", json!(null)),
            with("use", json!("enc")),
            with("alg", json!("RS512")),
            with("alg", json!("HS256")),
            with("n", json!(short)),
            with("n", json!("not*base64")),
            with("n", json!("pQ==")),
            with("n", json!(7)),
            with("e", json!("")),
            with("e", json!("AQ")),
        ];
        for key in odd {
            let text = json!({ "keys": [key, good("ins_good")] }).to_string();
            let set = KeySet::read(&text).unwrap();
            assert!(set.find("ins_odd").is_none(), "{text}");
            assert!(set.find("ins_good").is_some(), "{text}");
        }
    }

    #[test]
    fn a_key_need_not_say_what_it_is_for() {
        let mut key = good("ins_a");
        key.as_object_mut().unwrap().retain(|name, _| !["use", "alg"].contains(&name.as_str()));
        let text = json!({ "keys": [key], "other": 1 }).to_string();

        assert!(KeySet::read(&text).unwrap().find("ins_a").is_some());
    }

    #[test]
    fn a_set_without_any_use_is_a_mishap() {
        for text in [
            "",
            "null",
            "{}",
            "[]",
            "<html>",
            r#"{"keys":[]}"#,
            r#"{"keys":{}}"#,
            r#"{"keys":[null]}"#,
            r#"{"keys":["#,
        ] {
            let error = KeySet::read(text).unwrap_err();
            assert!(matches!(error, DirectoryError::Unreadable(_)), "{text}");
        }
    }
}
