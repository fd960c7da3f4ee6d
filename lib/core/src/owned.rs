//! The fields that the platform owns and Clerk holds a copy of (R20).

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use crate::{Decimal, Person, Role, ValidationTier};

/// A field of ours that Clerk is told of, in the user's public metadata.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OwnedField {
    /// What the person is, as last set by an admin here.
    Roles,
    /// How thoroughly the platform has checked the builder.
    ValidationTier,
    /// Whether the builder takes work now.
    AvailableForHire,
    /// Price of an hour of the builder's.
    HourlyRate,
    /// Where the client works.
    CompanyName,
}

impl OwnedField {
    /// Every such field.
    pub const ALL: [Self; 5] = [
        Self::Roles,
        Self::ValidationTier,
        Self::AvailableForHire,
        Self::HourlyRate,
        Self::CompanyName,
    ];

    /// The field's name: its key in Clerk's public metadata.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Roles => "roles",
            Self::ValidationTier => "validationTier",
            Self::AvailableForHire => "availableForHire",
            Self::HourlyRate => "hourlyRate",
            Self::CompanyName => "companyName",
        }
    }

    /// The field of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }

    /// The value that Clerk is told; null, which removes the key, where there is none.
    ///
    /// A rate is a text such as `"85.00"`: JSON's numbers are floats to most who read them.
    #[must_use]
    pub fn value(self, person: &Person) -> Value {
        let Person { user, builder, client } = person;
        match self {
            Self::Roles => user.roles.iter().map(Role::name).collect(),
            Self::ValidationTier => {
                json!(builder.as_ref().map(|it| ValidationTier::number(it.validation_tier)))
            }
            Self::AvailableForHire => json!(builder.as_ref().map(|it| it.available_for_hire)),
            Self::HourlyRate => {
                let rate = builder.as_ref().and_then(|it| it.hourly_rate);
                json!(rate.as_ref().map(Decimal::to_string))
            }
            Self::CompanyName => json!(client.as_ref().and_then(|it| it.company_name.as_deref())),
        }
    }
}

/// What Clerk's public metadata of `person` must say of `fields`.
#[must_use]
pub fn owned_metadata(person: &Person, fields: &BTreeSet<OwnedField>) -> Map<String, Value> {
    fields.iter().map(|it| (it.name().to_owned(), it.value(person))).collect()
}
