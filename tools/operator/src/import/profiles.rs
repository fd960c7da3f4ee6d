//! The profiles of a line. What is missing has the default of a new profile.

use profile_core::{
    BuilderProfile, ClientProfile, PortfolioItem, Timestamp, ValidationTier, Version,
};
use serde_json::value::RawValue;

use super::fields::Fields;
use super::problem::Problem;
use super::value;

/// The dates of an account, and the latest that any date may be.
pub(crate) struct Dates {
    pub(crate) made: Timestamp,
    pub(crate) changed: Timestamp,
    pub(crate) latest: Timestamp,
}

pub(crate) fn builder(it: &mut Fields<'_, '_>, dates: &Dates) -> BuilderProfile {
    let (created_at, updated_at) = profile_dates(it, dates);
    let texts = |it: &mut Fields<'_, '_>, name| it.list(name, value::text).unwrap_or_default();
    BuilderProfile {
        bio: it.optional("bio", value::text),
        headline: it.optional("headline", value::text),
        tagline: it.optional("tagline", value::text),
        display_name: it.optional("displayName", value::text),
        slug: it.optional("slug", value::slug),
        hourly_rate: it.optional("hourlyRate", value::decimal),
        domains: texts(it, "domains"),
        badges: texts(it, "badges"),
        top_skills: texts(it, "topSkills"),
        rating: it.optional("rating", value::decimal),
        portfolio_items: it.objects("portfolioItems", portfolio_item),
        social_links: it.table("socialLinks", value::text),
        expertise_areas: texts(it, "expertiseAreas"),
        validation_tier: it
            .optional("validationTier", value::tier)
            .unwrap_or(ValidationTier::Entry),
        available_for_hire: it.optional("availableForHire", value::boolean).unwrap_or(true),
        availability: it.optional("availability", value::text),
        adhd_focus: it.optional("adhdFocus", value::boolean).unwrap_or(false),
        featured_builder: it.optional("featuredBuilder", value::boolean).unwrap_or(false),
        searchable: it.optional("searchable", value::boolean).unwrap_or(true),
        completed_projects: it.optional("completedProjects", value::count).unwrap_or(0),
        response_rate: it.optional("responseRate", value::decimal),
        active: it.optional("active", value::boolean).unwrap_or(true),
        version: version(it),
        created_at,
        updated_at,
    }
}

pub(crate) fn client(it: &mut Fields<'_, '_>, dates: &Dates) -> ClientProfile {
    let (created_at, updated_at) = profile_dates(it, dates);
    ClientProfile {
        company_name: it.optional("companyName", value::text),
        industry: it.optional("industry", value::text),
        project_preferences: it.table("projectPreferences", value::text),
        active: it.optional("active", value::boolean).unwrap_or(true),
        version: version(it),
        created_at,
        updated_at,
    }
}

fn portfolio_item(it: &mut Fields<'_, '_>) -> Option<PortfolioItem> {
    let title = it.required("title", value::text);
    let description = it.optional("description", value::text);
    let url = it.optional("url", value::text);
    let image_url = it.optional("imageUrl", value::text);
    Some(PortfolioItem { title: title?, description, url, image_url })
}

fn version(it: &mut Fields<'_, '_>) -> Version {
    let version = it.optional("version", value::count).unwrap_or(1);
    Version(u64::from(version).max(1))
}

fn profile_dates(it: &mut Fields<'_, '_>, dates: &Dates) -> (Timestamp, Timestamp) {
    let time = |raw: &RawValue| value::time(raw, dates.latest);
    let created_at = it.optional("createdAt", time);
    let updated_at = it.optional("updatedAt", time);
    if created_at.is_some() && updated_at.is_some() && created_at > updated_at {
        it.fault("createdAt", Problem::AfterTheUpdate);
    }
    let created_at = created_at.unwrap_or(dates.made);
    (created_at, updated_at.unwrap_or(dates.changed).max(created_at))
}
