//! What a reconciliation found.

use profile_core::audit::FieldChange;
use profile_core::{Drift, Kind};
use serde::Serialize;
use utoipa::ToSchema;

use super::name::KindName;

/// Where a record differs from Clerk's.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Drift)]
#[serde(rename_all = "camelCase")]
pub(super) struct DriftView {
    /// Clerk's id of the user.
    #[schema(required)]
    clerk_id: Option<String>,
    /// Ours.
    #[schema(required)]
    user_id: Option<String>,
    /// What is the matter.
    #[schema(value_type = KindName)]
    kind: &'static str,
    /// How long ago Clerk changed the user, or how long a push has waited, in milliseconds.
    #[schema(required)]
    age_ms: Option<u64>,
    /// Whether a webhook should have brought it by then.
    missed: bool,
    /// Whether it was put right.
    repaired: bool,
    /// Why it could not be put right.
    #[schema(required)]
    error: Option<String>,
    /// The fields that differ.
    fields: Vec<DriftFieldView>,
}

/// A field that differs, with masked values.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DriftField)]
#[serde(rename_all = "camelCase")]
struct DriftFieldView {
    /// The field.
    #[schema(example = "email")]
    field: String,
    /// What our record says.
    #[schema(required, example = "l…@example.com")]
    ours: Option<String>,
    /// What Clerk says.
    #[schema(required, example = "l…@example.ai")]
    clerk: Option<String>,
}

impl From<Drift> for DriftView {
    fn from(drift: Drift) -> Self {
        let Drift { clerk_id, user_id, kind, age_ms, missed, repaired, error, fields } = drift;
        Self {
            clerk_id: clerk_id.map(String::from),
            user_id: user_id.map(String::from),
            kind: kind_name(kind),
            age_ms,
            missed,
            repaired,
            error,
            fields: fields.into_iter().map(DriftFieldView::from).collect(),
        }
    }
}

impl From<FieldChange> for DriftFieldView {
    fn from(change: FieldChange) -> Self {
        let FieldChange { field, before, after } = change;
        Self { field, ours: before, clerk: after }
    }
}

/// A kind's name in answers.
pub(super) const fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Unknown => "unknown",
        Kind::Differs => "differs",
        Kind::Conflict => "conflict",
        Kind::Gone => "gone",
        Kind::Failed => "failed",
        Kind::Unlinked => "unlinked",
        Kind::Unpushed => "unpushed",
    }
}
