//! Clerk's Backend API, as far as we use it: [`ClerkApi`] looks users up, lists them, and
//! writes our fields into their public metadata. [`ClerkSigningKeys`] fetches what session
//! tokens are signed with, from Clerk's Frontend API, which asks for no key.
//!
//! **Invariant:** nothing that Clerk says in words is carried further, for its messages may
//! quote somebody's address: an error holds a status, codes and a trace id. The secret key
//! appears in no error and no `Debug`. A redirect is never followed with it.
//!
//! **Invariant:** no request leaves before its turn ([`RateLimit`]), and none at all until the
//! time is over that a 429 asked for (R26). Only the 429 to a write of one user stops nobody
//! but who writes them, for Clerk limits these by user.
//!
//! **Invariant:** where it is known of which instance the key has to be, no answer is believed
//! before Clerk has said that it is.

mod answer;
mod api;
mod base_url;
mod call;
mod failure;
mod instance;
mod key;
mod pace;
mod page;
mod problem;
mod signing_keys;
mod wire;

pub use api::{ClerkApi, Timeouts};
pub use base_url::{BaseUrl, InvalidBaseUrl};
pub use pace::RateLimit;
pub use page::{PageError, read_page};
pub use signing_keys::ClerkSigningKeys;
