//! What Clerk has still to be told.

use profile_core::{OwnedField, PendingPush};
use serde::Serialize;
use utoipa::ToSchema;

use super::name::OwnedFieldName;
use super::value::Time;

/// What Clerk has still to be told of. The edit itself is made.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PendingPush)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PendingPushView {
    /// The fields.
    #[schema(value_type = Vec<OwnedFieldName>, example = json!(["availableForHire"]))]
    fields: Vec<&'static str>,
    /// Since when.
    since: Time,
}

impl From<&PendingPush> for PendingPushView {
    fn from(push: &PendingPush) -> Self {
        let PendingPush { fields, since, version: _, claimed_until: _ } = push;
        Self {
            fields: fields.iter().map(|it| OwnedField::name(*it)).collect(),
            since: Time(*since),
        }
    }
}
