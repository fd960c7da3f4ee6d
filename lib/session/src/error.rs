//! Why a token is not believed.

use std::sync::Arc;

use profile_core::DirectoryError;

/// A token is not believed. Its text says what whoever sent it can do, and quotes nothing.
#[derive(Debug, thiserror::Error)]
pub enum TokenError {
    /// It is longer than 8 KiB.
    #[error(
        "the token is longer than {} bytes: keep custom claims small",
        crate::sessions::LONGEST
    )]
    TooLong,
    /// It is no JWT with the header and the claims of Clerk's session tokens.
    #[error("the token is no session token: send what Clerk's getToken() returns, unchanged")]
    Malformed,
    /// Signed with anything but RS256, or with nothing.
    #[error("the token is not signed with RS256")]
    Algorithm,
    /// The instance has no such key.
    #[error("the token's key is unknown: send a token of this Clerk instance")]
    UnknownKey,
    /// The signature is not of the key that it names.
    #[error("the token's signature is wrong: send a token of this Clerk instance, unchanged")]
    Signature,
    /// Issued elsewhere.
    #[error("the token is of another issuer: send a token of this Clerk instance")]
    Issuer,
    /// Issued to an origin (`azp`) that is not among ours.
    #[error("the token was issued to an origin that is not allowed here")]
    Party,
    /// Issued to nobody knows whom: there is no `azp`.
    #[error("the token doesn't name the origin it was issued to: get one from a page of the app")]
    NoParty,
    /// Its time is over.
    #[error("the token has expired: get a new one")]
    Expired,
    /// Its time has not come (`nbf`).
    #[error("the token is not valid yet: check the clock")]
    NotYetValid,
    /// Issued at a time that has not come (`iat`).
    #[error("the token was issued in the future: check the clock")]
    IssuedInFuture,
    /// A credential of another kind.
    #[error("{0} is no session token: sign in as a user")]
    NotASession(&'static str),
    /// The user has not done yet what Clerk asks of them after signing in.
    #[error("the session is pending: finish signing in")]
    Pending,
    /// The keys were never had and can't be had now; nothing is known about the token.
    #[error("the keys that tokens are signed with can't be had at the moment: try again")]
    KeysUnavailable(#[source] Arc<DirectoryError>),
}

impl TokenError {
    /// A short name for logs and metrics; it never changes.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::TooLong => "too_long",
            Self::Malformed => "malformed",
            Self::Algorithm => "algorithm",
            Self::UnknownKey => "unknown_key",
            Self::Signature => "signature",
            Self::Issuer => "issuer",
            Self::Party => "party",
            Self::NoParty => "no_party",
            Self::Expired => "expired",
            Self::NotYetValid => "not_yet_valid",
            Self::IssuedInFuture => "issued_in_future",
            Self::NotASession(_) => "not_a_session",
            Self::Pending => "pending",
            Self::KeysUnavailable(_) => "keys_unavailable",
        }
    }
}
