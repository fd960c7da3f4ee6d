//! Accounts.

use profile_core::{Role, User};
use serde::Serialize;
use utoipa::ToSchema;

use super::name::{RoleName, StatusName};
use super::push::PendingPushView;
use super::value::Time;

/// An account, for the person themselves and for admins.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = User)]
#[serde(rename_all = "camelCase")]
pub(crate) struct UserView {
    /// The platform's id of the person.
    #[schema(example = "01JDKJ9Z3NV5T0W5Y8Q3M1R7XE")]
    id: String,
    /// Clerk's id; null for an imported user who hasn't signed in through Clerk yet.
    #[schema(required, example = "user_2abc")]
    clerk_id: Option<String>,
    /// The primary address.
    #[schema(required, format = Email)]
    email: Option<String>,
    /// Since when the address is known to be verified.
    #[schema(required)]
    email_verified_at: Option<Time>,
    /// First and last name, or the username.
    #[schema(required)]
    name: Option<String>,
    /// The avatar.
    #[schema(required, format = "uri")]
    image_url: Option<String>,
    /// What the person is on the platform.
    #[schema(value_type = Vec<RoleName>, example = json!(["CLIENT", "BUILDER"]))]
    roles: Vec<&'static str>,
    /// Whether the platform vouches for the person.
    verified: bool,
    /// Whether the person was among the first.
    is_founder: bool,
    /// The payment provider's id.
    #[schema(required, example = "cus_123")]
    stripe_customer_id: Option<String>,
    /// Where the account stands.
    #[schema(value_type = StatusName)]
    status: &'static str,
    /// The latest sign-in that is known of.
    #[schema(required)]
    last_sign_in_at: Option<Time>,
    /// How often the record has changed.
    version: u64,
    /// What Clerk has still to be told.
    #[schema(required)]
    pending_push: Option<PendingPushView>,
    /// When the account was made.
    created_at: Time,
    /// When the record last changed.
    updated_at: Time,
    /// When the user was deleted.
    #[schema(required)]
    deleted_at: Option<Time>,
}

impl From<&User> for UserView {
    fn from(user: &User) -> Self {
        Self {
            id: user.id.to_string(),
            clerk_id: user.clerk_id.as_ref().map(ToString::to_string),
            email: user.email.as_ref().map(|it| it.as_str().to_owned()),
            email_verified_at: user.email_verified_at.map(Time),
            name: user.name.clone(),
            image_url: user.image_url.clone(),
            roles: user.roles.iter().map(Role::name).collect(),
            verified: user.verified,
            is_founder: user.is_founder,
            stripe_customer_id: user.stripe_customer_id.clone(),
            status: user.status.name(),
            last_sign_in_at: user.last_sign_in_at.map(Time),
            version: user.version.0,
            pending_push: user.pending_push.as_ref().map(PendingPushView::from),
            created_at: Time(user.created_at),
            updated_at: Time(user.updated_at),
            deleted_at: user.deleted_at.map(Time),
        }
    }
}
