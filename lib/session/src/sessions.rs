//! Whose request it is: a token checked from end to end.

use std::sync::Arc;

use jsonwebtoken::errors::{Error, ErrorKind};
use jsonwebtoken::{Algorithm, DecodingKey, Header, Validation, decode, decode_header};
use profile_core::{ClerkId, SigningKeys, Timestamp, UserId};

use crate::claims::Claims;
use crate::keys::PublishedKeys;
use crate::{InvalidPem, TokenError, crypto, pem};

/// Longest token that is looked at, in bytes. Clerk's own are below 1 KB; custom claims may
/// add 1.2 KB before the session's cookie no longer fits.
pub(crate) const LONGEST: usize = 8 << 10;

/// `cat` in the header of a session token.
const SESSION: &str = "cl_B7d4PD111AAA";
/// `cat` in a header that says nothing about the kind. Both are from Clerk's JavaScript SDK,
/// `packages/backend/src/tokens/jwtCategories.ts`.
const ANY: &str = "cl_I7d4PD111III";

/// Which session tokens are ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionRules {
    /// Who issues them (`iss`), to the letter: the instance's Frontend API URL without a
    /// slash at the end.
    pub issuer: String,
    /// The origins that they may be issued to (`azp`), to the letter; empty allows any.
    pub parties: Vec<String>,
    /// Whether one without `azp` is believed. Clerk leaves it out for native apps, which have
    /// no origin, and for cookies that are set on the way to a page.
    pub allow_missing_azp: bool,
}

/// Where the keys come from that tokens are verified with.
#[derive(Debug)]
pub enum KeyChoice<K> {
    /// From the instance, which is asked when keys are needed.
    Jwks(K),
    /// The instance's public key as a PEM (`-----BEGIN PUBLIC KEY-----`), given beforehand:
    /// nobody is asked, and a new key means a new deployment.
    Pem(String),
}

/// A session of a user's, on the word of Clerk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Whose session it is.
    pub clerk_id: ClerkId,
    /// The session's id, `sess_…`.
    pub session_id: String,
    /// Who acts as the user (`act.sub`), when it isn't they themselves.
    pub impersonator: Option<UserId>,
    /// How many minutes ago the user last proved their first factor, the token's age
    /// included; `None` when they never did, or Clerk doesn't say.
    pub first_factor_minutes: Option<u64>,
    /// When the token was issued.
    pub issued_at: Timestamp,
}

/// Verifies session tokens.
#[derive(Debug)]
pub struct Sessions<K> {
    rules: SessionRules,
    keys: Keys<K>,
    validation: Validation,
}

#[derive(Debug)]
enum Keys<K> {
    Published(PublishedKeys<K>),
    Given(Arc<DecodingKey>),
}

impl<K: SigningKeys> Sessions<K> {
    /// Verifies by these rules with these keys, which are not asked for yet.
    ///
    /// # Errors
    ///
    /// When a PEM is given that is none, or holds no RSA key of 2048 bits or more.
    pub fn new(rules: SessionRules, keys: KeyChoice<K>) -> Result<Self, InvalidPem> {
        crypto::install();
        let keys = match keys {
            KeyChoice::Jwks(source) => Keys::Published(PublishedKeys::new(source)),
            KeyChoice::Pem(text) => Keys::Given(Arc::new(pem::read(&text)?)),
        };
        Ok(Self { rules, keys, validation: signature_only() })
    }

    /// Says whose session `token` is of. It is the bare token, without `Bearer`.
    ///
    /// # Errors
    ///
    /// [`TokenError`] when it is not to be believed; [`TokenError::KeysUnavailable`] when that
    /// can't be told now.
    pub async fn verify(&self, token: &str, now: Timestamp) -> Result<Session, TokenError> {
        let header = read_header(token)?;
        let key = match &self.keys {
            Keys::Given(key) => Arc::clone(key),
            Keys::Published(keys) => {
                keys.find(header.kid.as_deref().ok_or(TokenError::UnknownKey)?, now).await?
            }
        };
        let token = decode::<Claims>(token, &key, &self.validation).map_err(|it| refusal(&it))?;
        token.claims.session(&self.rules, now)
    }
}

/// What jsonwebtoken is to check: the algorithm and the signature. Its rules for claims are
/// not Clerk's: a minute of leeway by its own clock, `nbf` and `iat` not looked at, and an
/// audience that nobody expects refused.
fn signature_only() -> Validation {
    let mut validation = Validation::new(Algorithm::RS256);
    validation.required_spec_claims.clear();
    validation.validate_exp = false;
    validation.validate_nbf = false;
    validation.validate_aud = false;
    validation
}

/// Reads as much as tells what would verify the token. Nothing of it is certain yet; a false
/// header fails at the signature.
fn read_header(token: &str) -> Result<Header, TokenError> {
    if token.len() > LONGEST {
        return Err(TokenError::TooLong);
    }
    check_prefix(token)?;
    let header = decode_header(token).map_err(|it| refusal(&it))?;
    if header.alg != Algorithm::RS256 {
        return Err(TokenError::Algorithm);
    }
    // We understand no extension that would have to be understood (RFC 7515, section 4.1.11).
    if header.crit.is_some() {
        return Err(TokenError::Malformed);
    }
    check_type(&header)?;
    Ok(header)
}

/// Knows other credentials of Clerk's by their prefixes.
fn check_prefix(token: &str) -> Result<(), TokenError> {
    let kinds =
        [("mt_", "a machine's token"), ("oat_", "an OAuth access token"), ("ak_", "an API key")];
    match kinds.into_iter().find(|(prefix, _)| token.starts_with(prefix)) {
        Some((_, kind)) => Err(TokenError::NotASession(kind)),
        None => Ok(()),
    }
}

/// Knows other tokens that are signed with the same key by their headers.
fn check_type(header: &Header) -> Result<(), TokenError> {
    if header.typ.as_deref().is_some_and(|it| it != "JWT") {
        return Err(TokenError::NotASession("a token of another type"));
    }
    let category = header.extras.inner().get("cat");
    if category.is_some_and(|it| it != SESSION && it != ANY) {
        return Err(TokenError::NotASession("a token of another category"));
    }
    Ok(())
}

fn refusal(error: &Error) -> TokenError {
    match error.kind() {
        ErrorKind::InvalidSignature => TokenError::Signature,
        ErrorKind::InvalidAlgorithm => TokenError::Algorithm,
        _ => TokenError::Malformed,
    }
}
