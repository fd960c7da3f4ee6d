//! What a person shows in a role. A lost role hides its profile; it comes back with the
//! role (R14).

use std::collections::BTreeMap;

use crate::{Decimal, Timestamp, Version};

/// How thoroughly the platform has checked a builder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum ValidationTier {
    /// Not checked beyond the account.
    #[default]
    Entry = 1,
    /// Work samples checked.
    Established = 2,
    /// References and results checked.
    Expert = 3,
}

impl ValidationTier {
    /// The tier as its number, 1 to 3.
    #[must_use]
    pub const fn number(self) -> u8 {
        self as u8
    }

    /// The tier of that number.
    #[must_use]
    pub const fn from_number(number: u8) -> Option<Self> {
        match number {
            1 => Some(Self::Entry),
            2 => Some(Self::Established),
            3 => Some(Self::Expert),
            _ => None,
        }
    }
}

/// A piece of work that a builder shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PortfolioItem {
    /// What it is called.
    pub title: String,
    /// What it is and did.
    pub description: Option<String>,
    /// Where it is.
    pub url: Option<String>,
    /// A picture of it.
    pub image_url: Option<String>,
}

/// What a builder offers and shows.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "independent settings, as in the contract")]
pub struct BuilderProfile {
    /// About the builder, at length.
    pub bio: Option<String>,
    /// About the builder, in a line.
    pub headline: Option<String>,
    /// The offer, in a line.
    pub tagline: Option<String>,
    /// The name clients see; the user's own where `None`.
    pub display_name: Option<String>,
    /// The profile's address, unique; freed when the user is deleted.
    pub slug: Option<String>,
    /// Price of an hour.
    pub hourly_rate: Option<Decimal>,
    /// Fields of work.
    pub domains: Vec<String>,
    /// Awarded by the platform.
    pub badges: Vec<String>,
    /// What the builder is best at.
    pub top_skills: Vec<String>,
    /// Average of the clients' ratings.
    pub rating: Option<Decimal>,
    /// Works to show.
    pub portfolio_items: Vec<PortfolioItem>,
    /// Addresses elsewhere, by the site's name.
    pub social_links: BTreeMap<String, String>,
    /// What the builder knows well.
    pub expertise_areas: Vec<String>,
    /// How thoroughly the platform has checked the builder.
    pub validation_tier: ValidationTier,
    /// Whether the builder takes work now.
    pub available_for_hire: bool,
    /// When, in the builder's words.
    pub availability: Option<String>,
    /// Whether the work is shaped for people with ADHD.
    pub adhd_focus: bool,
    /// Whether the platform puts the builder first.
    pub featured_builder: bool,
    /// Whether the builder wants to be found.
    pub searchable: bool,
    /// Number of projects finished here.
    pub completed_projects: u32,
    /// Share of enquiries answered, in percent.
    pub response_rate: Option<Decimal>,
    /// Whether the person has the role.
    pub active: bool,
    /// How often the profile has changed.
    pub version: Version,
    /// When the role was first gained.
    pub created_at: Timestamp,
    /// When the profile last changed.
    pub updated_at: Timestamp,
}

impl BuilderProfile {
    /// The profile of a person who has just become a builder.
    #[must_use]
    pub fn new(now: Timestamp) -> Self {
        Self {
            bio: None,
            headline: None,
            tagline: None,
            display_name: None,
            slug: None,
            hourly_rate: None,
            domains: Vec::new(),
            badges: Vec::new(),
            top_skills: Vec::new(),
            rating: None,
            portfolio_items: Vec::new(),
            social_links: BTreeMap::new(),
            expertise_areas: Vec::new(),
            validation_tier: ValidationTier::Entry,
            available_for_hire: true,
            availability: None,
            adhd_focus: false,
            featured_builder: false,
            searchable: true,
            completed_projects: 0,
            response_rate: None,
            active: true,
            version: Version(1),
            created_at: now,
            updated_at: now,
        }
    }
}

/// What a client tells builders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientProfile {
    /// Where the client works.
    pub company_name: Option<String>,
    /// What the company does.
    pub industry: Option<String>,
    /// How the client likes to work, by topic.
    pub project_preferences: BTreeMap<String, String>,
    /// Whether the person has the role.
    pub active: bool,
    /// How often the profile has changed.
    pub version: Version,
    /// When the role was first gained.
    pub created_at: Timestamp,
    /// When the profile last changed.
    pub updated_at: Timestamp,
}

impl ClientProfile {
    /// The profile of a person who has just become a client.
    #[must_use]
    pub fn new(now: Timestamp) -> Self {
        Self {
            company_name: None,
            industry: None,
            project_preferences: BTreeMap::new(),
            active: true,
            version: Version(1),
            created_at: now,
            updated_at: now,
        }
    }
}

/// What the two profiles have in common: a role turns them on and off.
pub(crate) trait RoleProfile {
    /// A new profile with the role's defaults.
    fn start(now: Timestamp) -> Self;

    /// Turns the profile on or off; `false` if it was so already.
    fn set_active(&mut self, active: bool, now: Timestamp) -> bool;
}

macro_rules! role_profile {
    ($name:ident) => {
        impl RoleProfile for $name {
            fn start(now: Timestamp) -> Self {
                Self::new(now)
            }

            fn set_active(&mut self, active: bool, now: Timestamp) -> bool {
                if self.active == active {
                    return false;
                }
                self.active = active;
                self.version = self.version.next();
                self.updated_at = now;
                true
            }
        }
    };
}

role_profile!(BuilderProfile);
role_profile!(ClientProfile);
