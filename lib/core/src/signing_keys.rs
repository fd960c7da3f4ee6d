//! Port: the public keys of Clerk's session tokens.

use std::sync::Arc;

use crate::DirectoryError;

/// Knows with which keys an instance of Clerk signs.
pub trait SigningKeys: Sync {
    /// Returns the instance's JSON Web Key Set (RFC 7517) as it is now, not yet read.
    fn fetch(&self) -> impl Future<Output = Result<String, DirectoryError>> + Send;
}

impl<K: SigningKeys + Send> SigningKeys for Arc<K> {
    async fn fetch(&self) -> Result<String, DirectoryError> {
        K::fetch(self).await
    }
}
