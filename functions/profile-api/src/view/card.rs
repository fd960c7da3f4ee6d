//! The list of builders.

use profile_core::Person;
use serde::Serialize;
use utoipa::ToSchema;

use super::builder::shown_name;
use super::value::Number;

/// A builder in the list.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = BuilderCard)]
#[serde(rename_all = "camelCase")]
pub(crate) struct BuilderCardView {
    /// The builder's id.
    #[schema(example = "01JDKJ9Z3NV5T0W5Y8Q3M1R7XE")]
    user_id: String,
    /// The profile's address.
    #[schema(required, example = "ada")]
    slug: Option<String>,
    /// The name that clients see.
    #[schema(required, example = "Ada Byron")]
    name: Option<String>,
    /// The avatar.
    #[schema(required, format = "uri")]
    image_url: Option<String>,
    /// About the builder, in a line.
    #[schema(required)]
    headline: Option<String>,
    /// The offer, in a line.
    #[schema(required)]
    tagline: Option<String>,
    /// Fields of work.
    domains: Vec<String>,
    /// What the builder is best at.
    top_skills: Vec<String>,
    /// Awarded by the platform.
    badges: Vec<String>,
    /// Average of the clients' ratings.
    #[schema(required)]
    rating: Option<Number>,
    /// How thoroughly the platform has checked the builder, 1 to 3.
    #[schema(minimum = 1, maximum = 3)]
    validation_tier: u8,
    /// Whether the builder takes work now.
    available_for_hire: bool,
    /// Whether the platform vouches for the builder.
    verified: bool,
    /// Whether the platform puts the builder first.
    featured_builder: bool,
    /// Number of projects finished here.
    completed_projects: u32,
}

/// A page of the list of builders.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = BuilderList)]
#[serde(rename_all = "camelCase")]
pub(crate) struct BuilderListView {
    /// The builders, best first. There may be fewer than were asked for, and still more
    /// behind.
    pub(crate) builders: Vec<BuilderCardView>,
    /// Where the list goes on; null at its end.
    #[schema(required)]
    pub(crate) next_cursor: Option<String>,
}

impl BuilderCardView {
    /// A builder as the list shows them; `None` for who is no builder.
    pub(crate) fn of(person: Person) -> Option<Self> {
        let Person { user, builder, client: _ } = person;
        let builder = builder?;
        Some(Self {
            user_id: user.id.to_string(),
            name: shown_name(&user, builder.display_name.as_ref()),
            slug: builder.slug,
            image_url: user.image_url,
            headline: builder.headline,
            tagline: builder.tagline,
            domains: builder.domains,
            top_skills: builder.top_skills,
            badges: builder.badges,
            rating: builder.rating.map(Number),
            validation_tier: builder.validation_tier.number(),
            available_for_hire: builder.available_for_hire,
            verified: user.verified,
            featured_builder: builder.featured_builder,
            completed_projects: builder.completed_projects,
        })
    }
}
