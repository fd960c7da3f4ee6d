//! Updates and conditions as DynamoDB's expressions.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use aws_sdk_dynamodb::types::AttributeValue;

use crate::attributes::Attributes;

/// A condition on the item as it is, with the values that it names.
pub(crate) struct Condition {
    pub(crate) text: String,
    pub(crate) values: Attributes,
}

impl Condition {
    /// There is no such item.
    pub(crate) fn is_new() -> Self {
        Self { text: "attribute_not_exists(pk)".to_owned(), values: Attributes::new() }
    }

    /// Both hold. They name different values.
    pub(crate) fn and(self, other: Self) -> Self {
        let text = format!("{} AND {}", self.text, other.text);
        Self { text, values: self.values.into_iter().chain(other.values).collect() }
    }

    /// `names` are in the item as they are in `expected`, or missing as there.
    pub(crate) fn matches(expected: &Attributes, names: &[&str]) -> Self {
        let mut values = Attributes::new();
        let terms = names.iter().map(|name| match expected.get(*name) {
            Some(value) => {
                values.insert(format!(":{name}WasRead"), value.clone());
                format!("{name} = :{name}WasRead")
            }
            None => format!("attribute_not_exists({name})"),
        });
        Self { text: terms.collect::<Vec<_>>().join(" AND "), values }
    }
}

/// What an update does to an item's attributes. Those it doesn't name stay as they are.
#[derive(Default)]
pub(crate) struct Update {
    set: BTreeMap<String, AttributeValue>,
    remove: BTreeSet<String>,
    count: Option<&'static str>,
}

impl Update {
    /// Makes `after` of `before`.
    pub(crate) fn between(before: &Attributes, mut after: Attributes) -> Self {
        let remove = before.keys().filter(|name| !after.contains_key(*name)).cloned().collect();
        after.retain(|name, value| before.get(name) != Some(value));
        Self { set: after.into_iter().collect(), remove, count: None }
    }

    /// Sets `attributes`; removes those of `names` that are not among them.
    pub(crate) fn set(attributes: Attributes, names: &[&str]) -> Self {
        let missing = names.iter().filter(|name| !attributes.contains_key(**name));
        let remove = missing.map(|&name| name.to_owned()).collect();
        Self { set: attributes.into_iter().collect(), remove, count: None }
    }

    /// Does the same, and adds one to the attribute `count`.
    pub(crate) fn note(attributes: Attributes, names: &[&str], count: &'static str) -> Self {
        Self { count: Some(count), ..Self::set(attributes, names) }
    }

    /// Whether it does nothing.
    pub(crate) fn is_empty(&self) -> bool {
        self.set.is_empty() && self.remove.is_empty() && self.count.is_none()
    }

    /// The update expression.
    pub(crate) fn text(&self) -> String {
        let set: Vec<_> = self.set.keys().map(|it| format!("#{it} = :{it}")).collect();
        let remove: Vec<_> = self.remove.iter().map(|it| format!("#{it}")).collect();
        let add: Vec<_> = self.count.iter().map(|it| format!("#{it} :one")).collect();

        let clauses = [("SET", set), ("REMOVE", remove), ("ADD", add)];
        let clauses = clauses.into_iter().filter(|(_, terms)| !terms.is_empty());
        let clauses = clauses.map(|(verb, terms)| format!("{verb} {}", terms.join(", ")));
        clauses.collect::<Vec<_>>().join(" ")
    }

    /// The attribute names that the expression stands for. All have a placeholder, since
    /// some are words that DynamoDB reserves.
    pub(crate) fn names(&self) -> HashMap<String, String> {
        let counted = self.count.iter().map(|&it| it.to_owned());
        let names = self.set.keys().chain(&self.remove).cloned().chain(counted);
        names.map(|it| (format!("#{it}"), it)).collect()
    }

    /// The values that the expression stands for.
    pub(crate) fn values(self) -> Attributes {
        let one = self.count.map(|_| (":one".to_owned(), AttributeValue::N("1".to_owned())));
        self.set.into_iter().map(|(name, it)| (format!(":{name}"), it)).chain(one).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attributes<const N: usize>(pairs: [(&str, &str); N]) -> Attributes {
        let value = |text: &str| AttributeValue::S(text.to_owned());
        pairs.into_iter().map(|(name, text)| (name.to_owned(), value(text))).collect()
    }

    #[test]
    fn only_what_differs_is_written() {
        let before = attributes([("same", "1"), ("other", "1"), ("gone", "1")]);
        let after = attributes([("same", "1"), ("other", "2"), ("new", "1")]);

        let update = Update::between(&before, after);

        assert_eq!(update.text(), "SET #new = :new, #other = :other REMOVE #gone");
        assert_eq!(update.names().len(), 3);
        assert_eq!(update.values(), attributes([(":new", "1"), (":other", "2")]));
    }

    #[test]
    fn nothing_differs_from_itself() {
        let item = attributes([("a", "1")]);

        assert!(Update::between(&item, item.clone()).is_empty());
    }

    #[test]
    fn a_note_counts_and_clears() {
        let update = Update::note(attributes([("a", "1")]), &["a", "b"], "n");

        assert_eq!(update.text(), "SET #a = :a REMOVE #b ADD #n :one");
    }

    #[test]
    fn a_condition_of_two_names_the_values_of_both() {
        let one = Condition::matches(&attributes([("a", "1")]), &["a"]);
        let other = Condition::matches(&attributes([("b", "2")]), &["b"]);

        let both = one.and(other);

        assert_eq!(both.text, "a = :aWasRead AND b = :bWasRead");
        assert_eq!(both.values, attributes([(":aWasRead", "1"), (":bWasRead", "2")]));
    }

    #[test]
    fn a_missing_attribute_is_expected_to_be_missing() {
        let condition = Condition::matches(&attributes([("a", "1")]), &["a", "b"]);

        assert_eq!(condition.text, "a = :aWasRead AND attribute_not_exists(b)");
        assert_eq!(condition.values, attributes([(":aWasRead", "1")]));
    }
}
