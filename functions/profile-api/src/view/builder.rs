//! Builders.

use std::collections::BTreeMap;

use profile_core::{
    BuilderProfile, Permissions, Person, PortfolioItem, Standing, User, ValidationTier,
};
use serde::Serialize;
use utoipa::ToSchema;

use super::private::Private;
use super::push::PendingPushView;
use super::value::{Number, Time};

/// A builder's profile.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Builder)]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_excessive_bools, reason = "independent settings, as in the contract")]
pub(crate) struct BuilderView {
    /// The builder's id.
    #[schema(example = "01JDKJ9Z3NV5T0W5Y8Q3M1R7XE")]
    user_id: String,
    /// The name that clients see.
    #[schema(required, example = "Ada Byron")]
    name: Option<String>,
    /// The avatar.
    #[schema(required, format = "uri")]
    image_url: Option<String>,
    /// Whether the platform vouches for the builder.
    verified: bool,
    /// The profile's address.
    #[schema(required, example = "ada")]
    slug: Option<String>,
    /// About the builder, at length.
    #[schema(required)]
    bio: Option<String>,
    /// About the builder, in a line.
    #[schema(required)]
    headline: Option<String>,
    /// The offer, in a line.
    #[schema(required)]
    tagline: Option<String>,
    /// Fields of work.
    domains: Vec<String>,
    /// Awarded by the platform.
    badges: Vec<String>,
    /// What the builder is best at.
    top_skills: Vec<String>,
    /// Average of the clients' ratings.
    #[schema(required)]
    rating: Option<Number>,
    /// Works to show.
    portfolio_items: Vec<PortfolioItemView>,
    /// Addresses elsewhere, by the site's name.
    #[schema(example = json!({ "github": "https://github.com/ada" }))]
    social_links: BTreeMap<String, String>,
    /// What the builder knows well.
    expertise_areas: Vec<String>,
    /// How thoroughly the platform has checked the builder: 1 (the account), 2 (samples of
    /// work) or 3 (references and results).
    #[schema(minimum = 1, maximum = 3)]
    validation_tier: u8,
    /// Whether the builder takes work now.
    available_for_hire: bool,
    /// When, in the builder's words.
    #[schema(required)]
    availability: Option<String>,
    /// Whether the work is shaped for people with ADHD.
    adhd_focus: bool,
    /// Whether the platform puts the builder first.
    featured_builder: bool,
    /// Number of projects finished here.
    completed_projects: u32,
    /// Share of enquiries answered, in percent.
    #[schema(required)]
    response_rate: Option<Number>,
    /// When the person became a builder.
    created_at: Time,
    /// When the profile last changed.
    updated_at: Time,
    /// What whoever asks may do.
    permissions: PermissionsView,
    /// The name that the builder chose to be seen by. Only for the builder and admins.
    #[serde(skip_serializing_if = "Private::is_hidden")]
    #[schema(value_type = Option<String>, required = false)]
    display_name: Private<Option<String>>,
    /// Price of an hour. Only for the builder and admins.
    #[serde(skip_serializing_if = "Private::is_hidden")]
    #[schema(value_type = Option<Number>, required = false)]
    hourly_rate: Private<Option<Number>>,
    /// Whether the builder wants to be found. Only for the builder and admins.
    #[serde(skip_serializing_if = "Private::is_hidden")]
    #[schema(value_type = bool, required = false)]
    searchable: Private<bool>,
    /// Whether the person has the role, and no admin has deactivated the profile since they
    /// gained it. The public sees no other. Only for the builder and admins.
    #[serde(skip_serializing_if = "Private::is_hidden")]
    #[schema(value_type = bool, required = false)]
    active: Private<bool>,
    /// How often the profile has changed. Only for the builder and admins.
    #[serde(skip_serializing_if = "Private::is_hidden")]
    #[schema(value_type = u64, required = false)]
    version: Private<u64>,
    /// What Clerk has still to be told. Only for the builder and admins.
    #[serde(skip_serializing_if = "Private::is_hidden")]
    #[schema(value_type = Option<PendingPushView>, required = false)]
    pending_push: Private<Option<PendingPushView>>,
}

/// A piece of work that a builder shows.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PortfolioItem)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PortfolioItemView {
    /// What it is called.
    title: String,
    /// What it is and did.
    #[schema(required)]
    description: Option<String>,
    /// Where it is.
    #[schema(required, format = "uri")]
    url: Option<String>,
    /// A picture of it.
    #[schema(required, format = "uri")]
    image_url: Option<String>,
}

/// What whoever asks may do with a profile.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Permissions)]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_excessive_bools, reason = "four independent rights, as in the contract")]
pub(crate) struct PermissionsView {
    /// See it.
    can_view: bool,
    /// Change its content.
    can_edit: bool,
    /// Deactivate it.
    can_delete: bool,
    /// Set its validation tier.
    can_verify: bool,
}

impl BuilderView {
    /// A builder as somebody sees them who stands so and may do that; `None` for who is no
    /// builder.
    pub(crate) fn of(
        person: &Person,
        standing: Standing,
        permissions: Permissions,
    ) -> Option<Self> {
        let shows_all = matches!(standing, Standing::Owner | Standing::Admin);
        Self::with(person, shows_all, permissions)
    }

    /// A builder with all there is for themselves, whatever they may do.
    pub(crate) fn of_self(person: &Person, permissions: Permissions) -> Option<Self> {
        Self::with(person, true, permissions)
    }

    fn with(person: &Person, shows_all: bool, permissions: Permissions) -> Option<Self> {
        let Person { user, builder, client: _ } = person;
        let BuilderProfile {
            bio,
            headline,
            tagline,
            display_name,
            slug,
            hourly_rate,
            domains,
            badges,
            top_skills,
            rating,
            portfolio_items,
            social_links,
            expertise_areas,
            validation_tier,
            available_for_hire,
            availability,
            adhd_focus,
            featured_builder,
            searchable,
            completed_projects,
            response_rate,
            active,
            version,
            created_at,
            updated_at,
        } = builder.clone()?;
        let pending_push = || user.pending_push.as_ref().map(PendingPushView::from);
        Some(Self {
            user_id: user.id.to_string(),
            name: shown_name(user, display_name.as_ref()),
            image_url: user.image_url.clone(),
            verified: user.verified,
            slug,
            bio,
            headline,
            tagline,
            domains,
            badges,
            top_skills,
            rating: rating.map(Number),
            portfolio_items: portfolio_items.into_iter().map(PortfolioItemView::from).collect(),
            social_links,
            expertise_areas,
            validation_tier: ValidationTier::number(validation_tier),
            available_for_hire,
            availability,
            adhd_focus,
            featured_builder,
            completed_projects,
            response_rate: response_rate.map(Number),
            created_at: Time(created_at),
            updated_at: Time(updated_at),
            permissions: permissions.into(),
            display_name: Private(shows_all.then_some(display_name)),
            hourly_rate: Private(shows_all.then_some(hourly_rate.map(Number))),
            searchable: Private(shows_all.then_some(searchable)),
            active: Private(shows_all.then_some(active)),
            version: Private(shows_all.then_some(version.0)),
            pending_push: Private(shows_all.then(pending_push)),
        })
    }
}

impl From<PortfolioItem> for PortfolioItemView {
    fn from(item: PortfolioItem) -> Self {
        let PortfolioItem { title, description, url, image_url } = item;
        Self { title, description, url, image_url }
    }
}

impl From<Permissions> for PermissionsView {
    fn from(permissions: Permissions) -> Self {
        let Permissions { can_view, can_edit, can_delete, can_verify } = permissions;
        Self { can_view, can_edit, can_delete, can_verify }
    }
}

/// The name that clients see.
pub(super) fn shown_name(user: &User, display_name: Option<&String>) -> Option<String> {
    display_name.or(user.name.as_ref()).cloned()
}
