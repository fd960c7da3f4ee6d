//! The id by which the audit trail names a run of this tool.

use profile_core::Timestamp;
use ulid::Ulid;

/// A new id: `kind-` and a ULID, which sorts by time.
pub(crate) fn run_id(kind: &str, now: Timestamp) -> String {
    let random = fastrand::u128(..);
    format!("{kind}-{}", Ulid::from_parts(now.unsigned(), random))
}
