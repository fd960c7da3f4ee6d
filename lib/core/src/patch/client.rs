//! The patch of a client's profile.

use serde_json::Value;

use super::fault::{Fault, Read};
use super::limits::{LONGEST_COMPANY_NAME, LONGEST_INDUSTRY, LONGEST_PREFERENCE};
use super::member::Merge;
use super::{member, text};
use crate::ClientProfile;

/// What to change of a client's profile; there is no way to one but through
/// [`ClientPatch::read`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClientPatch(Vec<Part>);

/// One field with its new value.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    CompanyName(Option<String>),
    Industry(Option<String>),
    ProjectPreferences(Merge),
}

impl ClientPatch {
    /// Reads a JSON merge patch.
    ///
    /// # Errors
    ///
    /// As for [`BuilderPatch::read`](super::BuilderPatch::read).
    pub fn read(patch: &Value) -> Result<Self, Vec<Fault>> {
        member::members(member::object(patch)?, part).map(Self)
    }

    /// Lays it over `profile`.
    pub(crate) fn apply(&self, profile: &mut ClientProfile) {
        for part in &self.0 {
            match part {
                Part::CompanyName(text) => profile.company_name.clone_from(text),
                Part::Industry(text) => profile.industry.clone_from(text),
                Part::ProjectPreferences(texts) => texts.apply(&mut profile.project_preferences),
            }
        }
    }
}

fn part(name: &str, value: &Value) -> Read<Part> {
    match name {
        "companyName" => text::line(value, LONGEST_COMPANY_NAME).map(Part::CompanyName),
        "industry" => text::line(value, LONGEST_INDUSTRY).map(Part::Industry),
        "projectPreferences" => member::merge(value, |it| text::lines(it, LONGEST_PREFERENCE))
            .map(Part::ProjectPreferences),
        _ => Err(member::foreign(name)),
    }
}
