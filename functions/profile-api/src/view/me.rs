//! One's own account.

use serde::Serialize;
use utoipa::ToSchema;

use super::builder::BuilderView;
use super::client::ClientView;
use super::name::OperationName;
use super::user::UserView;

/// Whoever asks, whole.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Me)]
#[serde(rename_all = "camelCase")]
pub(crate) struct MeView {
    /// The account.
    pub(crate) user: UserView,
    /// The builder profile; null for who never was a builder.
    #[schema(required)]
    pub(crate) builder: Option<BuilderView>,
    /// The client profile; null for who never was a client.
    #[schema(required)]
    pub(crate) client: Option<ClientView>,
    /// What they may do: with what is theirs and, if they are an admin, with everybody's.
    #[schema(value_type = Vec<OperationName>, example = json!(["viewClient", "editClient"]))]
    pub(crate) permissions: Vec<&'static str>,
}
