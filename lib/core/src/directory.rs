//! Port: Clerk's own word about a user.

use crate::{BoxError, ClerkId, ClerkUser};

/// Looks users up in Clerk.
pub trait UserDirectory: Sync {
    /// Returns the user as Clerk has them now; `None` only when Clerk says for certain that
    /// there is no such user (404 with `resource_not_found`, R25).
    fn user(
        &self,
        id: &ClerkId,
    ) -> impl Future<Output = Result<Option<ClerkUser>, DirectoryError>> + Send;
}

/// Clerk could not answer; the same question may be answered later.
#[derive(Debug, thiserror::Error)]
#[error("clerk could not be asked")]
pub struct DirectoryError(#[source] pub BoxError);

/// The directory of a deployment without access to Clerk's Backend API: every question
/// waits, and so does the event that raised it.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoDirectory;

impl UserDirectory for NoDirectory {
    async fn user(&self, _: &ClerkId) -> Result<Option<ClerkUser>, DirectoryError> {
        Err(DirectoryError("no access to the backend api is configured".into()))
    }
}
