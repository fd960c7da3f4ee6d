//! The `Listing` index: builders in the order of the public list.

use aws_sdk_dynamodb::types::AttributeValue;
use profile_core::{ListingFilter, ListingPlace, StoreError};

use crate::attributes::{Attributes, text};
use crate::error::failed;
use crate::store::DynamoStore;

/// Partition key of the `Listing` index.
pub(crate) const LISTING: &str = "BUILDER";

/// Most requests for a page. Together they look at a thousand builders.
const MOST_REQUESTS: usize = 4;

/// How many builders one request looks at, where a filter leaves some of them out.
const FILTERED: usize = 250;

/// A part of the list, by rank.
struct Part {
    first: String,
    last: String,
}

impl Part {
    /// The part whose ranks begin with `start`, as far as it is behind `after`; `None` when
    /// nothing of it is.
    fn new(start: &str, after: Option<&ListingPlace>) -> Option<Self> {
        // Ranks are digits, and then an id. A colon follows on the digits, and a space is
        // before all that an id is made of.
        let (whole, last) = (start.to_owned() + "0", start.to_owned() + ":");
        let behind = after.map(|it| it.rank().to_owned() + " ");
        let first = behind.map_or(whole.clone(), |it| it.max(whole));
        (first <= last).then_some(Self { first, last })
    }
}

impl DynamoStore {
    /// Up to `most` builder profiles, best first, from behind `after` on, and where the list
    /// goes on from there.
    pub(crate) async fn ranked(
        &self,
        filter: &ListingFilter,
        after: Option<&ListingPlace>,
        most: usize,
    ) -> Result<(Vec<Attributes>, Option<ListingPlace>), StoreError> {
        let (mut rows, mut reached) = (Vec::new(), after.cloned());
        let mut requests = 0;
        for part in filter.parts().iter().filter_map(|it| Part::new(it, after)) {
            let mut from = None;
            loop {
                if requests == MOST_REQUESTS {
                    return Ok((rows, reached));
                }
                requests += 1;
                let wanted = most + 1 - rows.len();
                let (found, rest) = self.part_of_list(filter, &part, from, wanted).await?;
                rows.extend(found);
                if rows.len() > most {
                    rows.truncate(most);
                    let next = rows.last().and_then(rank);
                    return Ok((rows, next));
                }
                reached = rest.as_ref().and_then(rank).or(Some(ListingPlace::at(&*part.last)));
                from = rest;
                if from.is_none() {
                    break;
                }
            }
        }
        Ok((rows, None))
    }

    /// What one request finds of a part, and the key with which the next would begin.
    async fn part_of_list(
        &self,
        filter: &ListingFilter,
        part: &Part,
        from: Option<Attributes>,
        wanted: usize,
    ) -> Result<(Vec<Attributes>, Option<Attributes>), StoreError> {
        let (terms, mut values) = terms(filter);
        let bounds = [(":listing", LISTING), (":first", &part.first), (":last", &part.last)];
        let bound = |(name, it): (&str, &str)| (name.to_owned(), AttributeValue::S(it.to_owned()));
        values.extend(bounds.map(bound));
        let limit = if terms.is_empty() { wanted } else { FILTERED };
        let request = self
            .client
            .query()
            .table_name(&self.tables.users)
            .index_name("Listing")
            .key_condition_expression("listing = :listing AND listingRank BETWEEN :first AND :last")
            .set_filter_expression((!terms.is_empty()).then(|| terms.join(" AND ")))
            .set_expression_attribute_values(Some(values))
            .limit(i32::try_from(limit).unwrap_or(i32::MAX))
            .set_exclusive_start_key(from);
        let answer = request.send().await.map_err(failed)?;
        Ok((answer.items.unwrap_or_default(), answer.last_evaluated_key))
    }
}

/// What a builder must be, but for the tier, which is a part of the list; and the values that
/// this names.
fn terms(filter: &ListingFilter) -> (Vec<&'static str>, Attributes) {
    let (mut terms, mut values) = (Vec::new(), Attributes::new());
    if let Some(domain) = &filter.domain {
        terms.push("contains(domains, :domain)");
        values.insert(":domain".to_owned(), AttributeValue::S(domain.clone()));
    }
    if let Some(available) = filter.available_for_hire {
        // Where it is missing, it reads as true.
        let missing = "(availableForHire = :available OR attribute_not_exists(availableForHire))";
        terms.push(if available { missing } else { "availableForHire = :available" });
        values.insert(":available".to_owned(), AttributeValue::Bool(available));
    }
    (terms, values)
}

/// Where a row, or the key of one, stands in the list.
fn rank(row: &Attributes) -> Option<ListingPlace> {
    text(row, "listingRank").map(ListingPlace::at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bounds(start: &str, after: Option<&str>) -> Option<(String, String)> {
        let after = after.map(ListingPlace::at);
        Part::new(start, after.as_ref()).map(|it| (it.first, it.last))
    }

    #[test]
    fn a_part_ends_before_the_next_and_begins_behind_a_place() {
        let part = |first: &str, last: &str| Some((first.to_owned(), last.to_owned()));

        assert_eq!(bounds("", None), part("0", ":"));
        assert_eq!(bounds("02", None), part("020", "02:"));
        assert_eq!(bounds("", Some("0112345#id")), part("0112345#id ", ":"));
        assert_eq!(bounds("02", Some("0112345#id")), part("020", "02:"), "before it");
        assert_eq!(bounds("02", Some("02:")), None, "at its end");
        assert_eq!(bounds("02", Some("1012345#id")), None, "past it");
        assert_eq!(bounds("", Some("~")), None, "a place that somebody made up");
    }
}
