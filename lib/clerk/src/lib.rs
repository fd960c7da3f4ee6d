//! Clerk's Backend API, as far as we use it: [`ClerkApi`] looks users up, lists them, and
//! writes our fields into their public metadata.
//!
//! **Invariant:** nothing that Clerk says in words is carried further, for its messages may
//! quote somebody's address: an error holds a status, codes and a trace id. The secret key
//! appears in no error and no `Debug`. A redirect is never followed with it.
//!
//! **Invariant:** no request leaves before its turn ([`RateLimit`]), and none at all until the
//! time is over that a 429 asked for (R26).

mod answer;
mod api;
mod base_url;
mod call;
mod failure;
mod key;
mod pace;
mod page;
mod problem;
mod wire;

pub use api::{ClerkApi, Timeouts};
pub use base_url::{BaseUrl, InvalidBaseUrl};
pub use pace::RateLimit;
pub use page::{PageError, read_page};
