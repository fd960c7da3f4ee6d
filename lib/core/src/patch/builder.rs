//! The patch of a builder's profile.

use serde_json::Value;

use super::fault::{Fault, FaultKind, Read};
use super::limits::{
    LONGEST_AVAILABILITY, LONGEST_BIO, LONGEST_DISPLAY_NAME, LONGEST_HEADLINE, LONGEST_SLUG,
    LONGEST_TAGLINE, SHORTEST_DISPLAY_NAME, SHORTEST_SLUG,
};
use super::member::Merge;
use super::{link, list, member, number, portfolio, text};
use crate::{BuilderProfile, Decimal, PortfolioItem};

/// What to change of a builder's profile; there is no way to one but through
/// [`BuilderPatch::read`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BuilderPatch(Vec<Part>);

/// One field with its new value.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Bio(Option<String>),
    Headline(Option<String>),
    Tagline(Option<String>),
    DisplayName(Option<String>),
    Slug(Option<String>),
    HourlyRate(Option<Decimal>),
    Domains(Vec<String>),
    TopSkills(Vec<String>),
    ExpertiseAreas(Vec<String>),
    PortfolioItems(Vec<PortfolioItem>),
    SocialLinks(Merge),
    Availability(Option<String>),
    AvailableForHire(bool),
    AdhdFocus(bool),
    Searchable(bool),
}

impl BuilderPatch {
    /// Reads a JSON merge patch.
    ///
    /// # Errors
    ///
    /// Every fault in it, in the order of its members; none quotes a value. Never more than
    /// [`MOST_FAULTS`](super::limits::MOST_FAULTS).
    pub fn read(patch: &Value) -> Result<Self, Vec<Fault>> {
        member::members(member::object(patch)?, part).map(Self)
    }

    /// Lays it over `profile`.
    pub(crate) fn apply(&self, profile: &mut BuilderProfile) {
        for part in &self.0 {
            part.apply(profile);
        }
    }
}

/// Whether `text` can be the address of a profile: 2 to 50 small letters, digits and hyphens.
#[must_use]
pub fn is_slug(text: &str) -> bool {
    let belongs = |it: u8| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'-';
    (SHORTEST_SLUG..=LONGEST_SLUG).contains(&text.len()) && text.bytes().all(belongs)
}

fn part(name: &str, value: &Value) -> Read<Part> {
    match name {
        "bio" => text::lines(value, LONGEST_BIO).map(Part::Bio),
        "headline" => text::line(value, LONGEST_HEADLINE).map(Part::Headline),
        "tagline" => text::line(value, LONGEST_TAGLINE).map(Part::Tagline),
        "displayName" => {
            let size = SHORTEST_DISPLAY_NAME..=LONGEST_DISPLAY_NAME;
            text::sized_line(value, size).map(Part::DisplayName)
        }
        "slug" => slug(value).map(Part::Slug),
        "hourlyRate" => number::rate(value).map(Part::HourlyRate),
        "domains" => list::texts(value).map(Part::Domains),
        "topSkills" => list::texts(value).map(Part::TopSkills),
        "expertiseAreas" => list::texts(value).map(Part::ExpertiseAreas),
        "portfolioItems" => portfolio::works(value).map(Part::PortfolioItems),
        "socialLinks" => member::merge(value, link::link).map(Part::SocialLinks),
        "availability" => text::line(value, LONGEST_AVAILABILITY).map(Part::Availability),
        "availableForHire" => number::switch(value).map(Part::AvailableForHire),
        "adhdFocus" => number::switch(value).map(Part::AdhdFocus),
        "searchable" => number::switch(value).map(Part::Searchable),
        _ => Err(member::foreign(name)),
    }
}

fn slug(value: &Value) -> Read<Option<String>> {
    match text::sized_line(value, SHORTEST_SLUG..=LONGEST_SLUG)? {
        Some(text) if !is_slug(&text) => {
            let detail = "letters from a to z, digits and hyphens";
            Err(Fault::new(FaultKind::Malformed, detail).into())
        }
        slug => Ok(slug),
    }
}

impl Part {
    fn apply(&self, profile: &mut BuilderProfile) {
        match self {
            Self::Bio(text) => profile.bio.clone_from(text),
            Self::Headline(text) => profile.headline.clone_from(text),
            Self::Tagline(text) => profile.tagline.clone_from(text),
            Self::DisplayName(text) => profile.display_name.clone_from(text),
            Self::Slug(slug) => profile.slug.clone_from(slug),
            Self::HourlyRate(rate) => profile.hourly_rate = *rate,
            Self::Domains(list) => profile.domains.clone_from(list),
            Self::TopSkills(list) => profile.top_skills.clone_from(list),
            Self::ExpertiseAreas(list) => profile.expertise_areas.clone_from(list),
            Self::PortfolioItems(works) => profile.portfolio_items.clone_from(works),
            Self::SocialLinks(links) => links.apply(&mut profile.social_links),
            Self::Availability(text) => profile.availability.clone_from(text),
            Self::AvailableForHire(is_on) => profile.available_for_hire = *is_on,
            Self::AdhdFocus(is_on) => profile.adhd_focus = *is_on,
            Self::Searchable(is_on) => profile.searchable = *is_on,
        }
    }
}
