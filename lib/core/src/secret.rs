//! Port: where secrets are kept.

use crate::BoxError;

/// Reads one secret.
pub trait SecretSource: Sync {
    /// Returns the secret's current value.
    fn read(&self) -> impl Future<Output = Result<String, SecretError>> + Send;
}

/// The secret could not be read.
#[derive(Debug, thiserror::Error)]
#[error("secret can't be read")]
pub struct SecretError(#[source] pub BoxError);
