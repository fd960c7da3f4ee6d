//! Clients.

use std::collections::BTreeMap;

use profile_core::{ClientProfile, Operation, Person};
use serde::Serialize;
use utoipa::ToSchema;

use super::push::PendingPushView;
use super::value::Time;

/// A client's profile.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Client)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ClientView {
    /// The client's id.
    #[schema(example = "01JDKJ9Z3NV5T0W5Y8Q3M1R7XE")]
    user_id: String,
    /// The client's name.
    #[schema(required, example = "Charles Babbage")]
    name: Option<String>,
    /// The avatar.
    #[schema(required, format = "uri")]
    image_url: Option<String>,
    /// Where the client works.
    #[schema(required, example = "Analytical Engines")]
    company_name: Option<String>,
    /// What the company does.
    #[schema(required)]
    industry: Option<String>,
    /// How the client likes to work, by topic.
    #[schema(example = json!({ "budget": "fixed price" }))]
    project_preferences: BTreeMap<String, String>,
    /// Whether the person has the role.
    active: bool,
    /// How often the profile has changed.
    version: u64,
    /// When the person became a client.
    created_at: Time,
    /// When the profile last changed.
    updated_at: Time,
    /// What whoever asks may do.
    permissions: ClientPermissionsView,
    /// What Clerk has still to be told.
    #[schema(required)]
    pending_push: Option<PendingPushView>,
}

/// What whoever asks may do with a client's profile.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ClientPermissions)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ClientPermissionsView {
    /// See it.
    can_view: bool,
    /// Change its content.
    can_edit: bool,
}

impl ClientView {
    /// A client as somebody sees them of whom `may` says what they may do; `None` for who is no
    /// client.
    pub(crate) fn of(person: &Person, may: impl Fn(Operation) -> bool) -> Option<Self> {
        let Person { user, builder: _, client } = person;
        let ClientProfile {
            company_name,
            industry,
            project_preferences,
            active,
            version,
            created_at,
            updated_at,
        } = client.clone()?;
        Some(Self {
            user_id: user.id.to_string(),
            name: user.name.clone(),
            image_url: user.image_url.clone(),
            company_name,
            industry,
            project_preferences,
            active,
            version: version.0,
            created_at: Time(created_at),
            updated_at: Time(updated_at),
            permissions: ClientPermissionsView {
                can_view: may(Operation::ViewClient),
                can_edit: may(Operation::EditClient),
            },
            pending_push: user.pending_push.as_ref().map(PendingPushView::from),
        })
    }
}
