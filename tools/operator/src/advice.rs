//! What to do about tables that fail.

use profile_core::StoreError;

/// What the operator can do about `error`.
pub(crate) fn advice(error: &StoreError) -> &'static str {
    match error {
        StoreError::Unavailable(_) => {
            "see that the credentials are valid and the region and the tables' names right, \
             and run it again"
        }
        StoreError::Refused(_) => "see that the tables are those of the template",
        StoreError::Unreadable { .. } => "somebody has to look at that item",
    }
}
