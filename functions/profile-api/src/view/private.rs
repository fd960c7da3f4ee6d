//! Fields that not everybody sees.

use serde::{Serialize, Serializer};

/// A field that only the person and admins see; absent for everybody else.
#[derive(Debug)]
pub(crate) struct Private<T>(pub(super) Option<T>);

impl<T> Private<T> {
    /// Whether it is absent.
    pub(super) fn is_hidden(&self) -> bool {
        self.0.is_none()
    }
}

impl<T: Serialize> Serialize for Private<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}
