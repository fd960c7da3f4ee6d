//! The public list of builders: who stands where in it, and who is asked for.

use std::fmt;
use std::str::FromStr;

use crate::reading::InvalidPlace;
use crate::{BuilderProfile, Decimal, Person, UserId, ValidationTier, reading};

/// The letter by which this list's places are known.
const LIST: char = 'b';

/// In hundredths: ratings are told apart below this one.
const ABOVE_BEST: i64 = 99_999;

/// A place in the public list. As a text it is opaque, and fit for a URL.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ListingPlace(String);

/// Whom of the public list somebody asks for. What is `None` narrows nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListingFilter {
    /// Those who work in this field, by its exact name.
    pub domain: Option<String>,
    /// Those who take work now, or don't.
    pub available_for_hire: Option<bool>,
    /// Those who were checked so far.
    pub validation_tier: Option<ValidationTier>,
}

impl ListingPlace {
    /// Where a person stands in the list; `None` for whom the public can't find.
    ///
    /// Ascending, featured builders come first, then the more thoroughly checked, then the
    /// better rated; those without a rating follow those with the lowest. User ids keep the
    /// rest in one order.
    #[must_use]
    pub fn of(person: &Person) -> Option<Self> {
        let builder = person.builder.as_ref().filter(|_| person.is_listed())?;
        Some(Self(rank(&person.user.id, builder)))
    }

    /// The place at `rank`.
    #[must_use]
    pub fn at(rank: impl Into<String>) -> Self {
        Self(rank.into())
    }

    /// The place as texts sort it.
    #[must_use]
    pub fn rank(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ListingPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&reading::encode(LIST, &self.0))
    }
}

impl FromStr for ListingPlace {
    type Err = InvalidPlace;

    fn from_str(text: &str) -> Result<Self, InvalidPlace> {
        let rank = reading::decode(LIST, text)?;
        if rank.is_empty() { Err(InvalidPlace) } else { Ok(Self(rank)) }
    }
}

impl ListingFilter {
    /// Whether the builder is one of those asked for.
    #[must_use]
    pub fn admits(&self, builder: &BuilderProfile) -> bool {
        let Self { domain, available_for_hire, validation_tier } = self;
        domain.as_ref().is_none_or(|it| builder.domains.contains(it))
            && available_for_hire.is_none_or(|it| it == builder.available_for_hire)
            && validation_tier.is_none_or(|it| it == builder.validation_tier)
    }

    /// The parts of the list in which those asked for stand, in order: how the ranks there
    /// begin. A tier is a part of the featured and a part of the rest.
    #[must_use]
    pub fn parts(&self) -> Vec<String> {
        match self.validation_tier {
            Some(tier) => [true, false].map(|featured| group(featured, tier)).to_vec(),
            None => vec![String::new()],
        }
    }
}

fn rank(id: &UserId, builder: &BuilderProfile) -> String {
    let group = group(builder.featured_builder, builder.validation_tier);
    let rated = builder.rating.map_or(0, |it| hundredths(it) + 1);
    format!("{group}{:05}#{id}", ABOVE_BEST - rated)
}

/// How the ranks begin of those who are featured or not, and checked so far.
fn group(featured: bool, tier: ValidationTier) -> String {
    format!("{}{}", u8::from(!featured), ValidationTier::Expert.number() - tier.number())
}

fn hundredths(rating: Decimal) -> i64 {
    rating.hundredths().clamp(0, ABOVE_BEST - 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Timestamp;

    fn builder(featured: bool, tier: ValidationTier, rating: Option<i64>) -> BuilderProfile {
        BuilderProfile {
            featured_builder: featured,
            validation_tier: tier,
            rating: rating.map(Decimal::from_hundredths),
            ..BuilderProfile::new(Timestamp::default())
        }
    }

    #[test]
    fn featured_then_tier_then_rating_then_id() {
        let best_first = [
            ("z", builder(true, ValidationTier::Entry, None)),
            ("y", builder(false, ValidationTier::Expert, Some(100))),
            ("x", builder(false, ValidationTier::Established, Some(500))),
            ("w", builder(false, ValidationTier::Established, Some(499))),
            ("u", builder(false, ValidationTier::Established, Some(0))),
            ("v", builder(false, ValidationTier::Established, Some(-1))),
            ("a", builder(false, ValidationTier::Established, None)),
            ("b", builder(false, ValidationTier::Established, None)),
            ("c", builder(false, ValidationTier::Entry, Some(i64::MAX))),
            ("d", builder(false, ValidationTier::Entry, Some(500))),
        ];

        let ranks = best_first.map(|(id, it)| rank(&UserId::parse(id).unwrap(), &it));

        assert!(ranks.is_sorted(), "{ranks:?}");
        assert!(ranks.iter().all(|it| it.len() == ranks[0].len()), "{ranks:?}");
    }

    #[test]
    fn a_tier_stands_in_two_parts_and_nobody_else_does() {
        let tiers = [ValidationTier::Entry, ValidationTier::Established, ValidationTier::Expert];
        for asked in tiers {
            let filter = ListingFilter { validation_tier: Some(asked), ..Default::default() };
            let parts = filter.parts();
            assert!(parts.is_sorted(), "in the order of the list");
            for (tier, featured) in tiers.into_iter().flat_map(|it| [(it, true), (it, false)]) {
                let rank = rank(&UserId::parse("u").unwrap(), &builder(featured, tier, None));
                let stands_there = parts.iter().any(|it| rank.starts_with(it));
                assert_eq!(stands_there, tier == asked, "{rank} in {parts:?}");
            }
        }
    }

    #[test]
    fn a_place_reads_back_and_what_is_none_is_refused() {
        let place = ListingPlace::at(rank(
            &UserId::parse("&?/").unwrap(),
            &builder(true, ValidationTier::Entry, None),
        ));
        assert_eq!(place.to_string().parse(), Ok(place));

        for text in ["", "b", "62", &reading::encode('e', "1"), "0299999#u"] {
            assert_eq!(text.parse::<ListingPlace>(), Err(InvalidPlace), "{text}");
        }
    }
}
