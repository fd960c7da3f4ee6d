//! Session tokens: made, also badly, and checked.

mod keys;
mod mint;
mod verify;

pub(crate) use keys::Keys;
pub(crate) use mint::mint;
pub use mint::{Signer, TokenRequest};
pub use verify::TokenCheck;
pub(crate) use verify::verify;

/// A token couldn't be made, or isn't one to accept.
#[derive(Debug, thiserror::Error)]
pub enum TokenError {
    /// The machine has no cryptography to offer.
    #[error("a key couldn't be made or used")]
    Key,
    /// What was asked for makes no token.
    #[error("{0}")]
    Request(&'static str),
    /// The token isn't signed by the instance's key, has run out or isn't a token.
    #[error("signature or time")]
    Invalid(#[source] jsonwebtoken::errors::Error),
    /// The token is signed and in time, but isn't a session token of this instance's users.
    #[error("{0}")]
    Refused(&'static str),
}
