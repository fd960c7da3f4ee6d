//! The builder profile as an item.

use std::collections::BTreeMap;

use profile_core::{BuilderProfile, PortfolioItem, Timestamp, UserId, ValidationTier, Version};
use serde::{Deserialize, Serialize};

use crate::attributes::Malformed;
use crate::decimal;
use crate::listing::LISTING;

/// `USER#<userId>` / `BUILDER`. As with the account, only `version` must be there.
#[expect(clippy::struct_excessive_bools, reason = "they are the profile's own")]
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct BuilderItem {
    user_id: UserId,
    /// Partition key of the `Listing` index, there while the public can find the builder.
    listing: Option<String>,
    /// Sort key of the `Listing` index.
    listing_rank: Option<String>,
    bio: Option<String>,
    headline: Option<String>,
    tagline: Option<String>,
    display_name: Option<String>,
    slug: Option<String>,
    hourly_rate: Option<String>,
    #[serde(default)]
    domains: Vec<String>,
    #[serde(default)]
    badges: Vec<String>,
    #[serde(default)]
    top_skills: Vec<String>,
    rating: Option<String>,
    #[serde(default)]
    portfolio_items: Vec<PortfolioEntry>,
    #[serde(default)]
    social_links: BTreeMap<String, String>,
    #[serde(default)]
    expertise_areas: Vec<String>,
    #[serde(default = "entry")]
    validation_tier: u8,
    #[serde(default = "yes")]
    available_for_hire: bool,
    availability: Option<String>,
    #[serde(default)]
    adhd_focus: bool,
    #[serde(default)]
    featured_builder: bool,
    #[serde(default = "yes")]
    searchable: bool,
    #[serde(default)]
    completed_projects: u32,
    response_rate: Option<String>,
    #[serde(default = "yes")]
    active: bool,
    version: u64,
    #[serde(default)]
    created_at: Timestamp,
    #[serde(default)]
    updated_at: Timestamp,
}

fn yes() -> bool {
    true
}

fn entry() -> u8 {
    ValidationTier::Entry.number()
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct PortfolioEntry {
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image_url: Option<String>,
}

impl BuilderItem {
    /// The profile of `user_id`, who stands at `rank` in the public list, if at all.
    pub(crate) fn new(user_id: UserId, rank: Option<String>, profile: BuilderProfile) -> Self {
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
        } = profile;
        Self {
            user_id,
            listing: rank.is_some().then(|| LISTING.to_owned()),
            listing_rank: rank,
            bio,
            headline,
            tagline,
            display_name,
            slug,
            hourly_rate: hourly_rate.map(|it| it.to_string()),
            domains,
            badges,
            top_skills,
            rating: rating.map(|it| it.to_string()),
            portfolio_items: portfolio_items.into_iter().map(Into::into).collect(),
            social_links,
            expertise_areas,
            validation_tier: validation_tier.number(),
            available_for_hire,
            availability,
            adhd_focus,
            featured_builder,
            searchable,
            completed_projects,
            response_rate: response_rate.map(|it| it.to_string()),
            active,
            version: version.0,
            created_at,
            updated_at,
        }
    }
}

impl TryFrom<BuilderItem> for BuilderProfile {
    type Error = Malformed;

    fn try_from(item: BuilderItem) -> Result<Self, Malformed> {
        let BuilderItem {
            user_id: _,
            listing: _,
            listing_rank: _,
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
        } = item;
        let tier = ValidationTier::from_number(validation_tier);
        Ok(Self {
            bio,
            headline,
            tagline,
            display_name,
            slug,
            hourly_rate: decimal::read("hourlyRate", hourly_rate)?,
            domains,
            badges,
            top_skills,
            rating: decimal::read("rating", rating)?,
            portfolio_items: portfolio_items.into_iter().map(Into::into).collect(),
            social_links,
            expertise_areas,
            validation_tier: tier.ok_or(Malformed("validationTier"))?,
            available_for_hire,
            availability,
            adhd_focus,
            featured_builder,
            searchable,
            completed_projects,
            response_rate: decimal::read("responseRate", response_rate)?,
            active,
            version: Version(version),
            created_at,
            updated_at,
        })
    }
}

impl From<PortfolioItem> for PortfolioEntry {
    fn from(PortfolioItem { title, description, url, image_url }: PortfolioItem) -> Self {
        Self { title, description, url, image_url }
    }
}

impl From<PortfolioEntry> for PortfolioItem {
    fn from(PortfolioEntry { title, description, url, image_url }: PortfolioEntry) -> Self {
        Self { title, description, url, image_url }
    }
}
