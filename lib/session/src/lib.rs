//! Clerk's session tokens: [`Sessions`] says whose request it is.
//!
//! A token is believed when it is signed with a key of our instance, in time, issued by our
//! instance to an origin of ours, and a *session* token. Clerk signs machines' tokens, OAuth
//! access tokens and tokens from templates with the same key.
//!
//! The claims are those of <https://clerk.com/docs/guides/sessions/session-tokens>, of both
//! versions; what is read of them is the same in both. No role is among them: who may do what
//! is decided by our record alone.
//!
//! **Invariant:** nothing of a token is in an error or a log line.
//!
//! **Invariant:** which algorithm and which key verify a token is never the token's choice: the
//! algorithm is RS256, and the key is one that our instance publishes. `jwk`, `jku`, `x5c` and
//! `x5u` in a header mean nothing.

mod claims;
mod crypto;
mod error;
mod jwks;
mod keys;
mod pem;
mod rsa;
mod sessions;

pub use error::TokenError;
pub use pem::InvalidPem;
pub use sessions::{KeyChoice, Session, SessionRules, Sessions};
