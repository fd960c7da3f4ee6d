//! Where a builder stands in the public list.

use profile_core::{BuilderProfile, Decimal, Person, UserId};

/// Partition key of the `Listing` index.
pub(crate) const LISTING: &str = "BUILDER";

/// In hundredths: ratings are told apart below this one.
const ABOVE_BEST: i64 = 99_999;

/// The sort key of a person in the `Listing` index; `None` for whom the public can't find.
///
/// Ascending, it puts featured builders first, then the more thoroughly checked, then the
/// better rated; those without a rating follow those with the lowest. User ids keep the
/// rest in one order.
pub(crate) fn rank(person: &Person) -> Option<String> {
    let builder = person.builder.as_ref().filter(|_| person.is_listed())?;
    Some(rank_of(&person.user.id, builder))
}

fn rank_of(id: &UserId, builder: &BuilderProfile) -> String {
    let plain = u8::from(!builder.featured_builder);
    let missing_tiers = 3 - builder.validation_tier.number();
    let rated = builder.rating.map_or(0, |it| hundredths(it) + 1);
    format!("{plain}{missing_tiers}{:05}#{id}", ABOVE_BEST - rated)
}

fn hundredths(rating: Decimal) -> i64 {
    rating.hundredths().clamp(0, ABOVE_BEST - 1)
}

#[cfg(test)]
mod tests {
    use profile_core::{Timestamp, ValidationTier};

    use super::*;

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

        let ranks = best_first.map(|(id, it)| rank_of(&UserId::parse(id).unwrap(), &it));

        assert!(ranks.is_sorted(), "{ranks:?}");
        assert!(ranks.iter().all(|it| it.len() == ranks[0].len()), "{ranks:?}");
    }
}
