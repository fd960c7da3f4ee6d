//! Metadata: what merging means, and how much of it there may be.

use serde_json::Value;

/// The three fields that hold metadata.
pub(crate) const FIELDS: [&str; 3] = ["public_metadata", "private_metadata", "unsafe_metadata"];

/// Clerk's limit, which the simulator applies to each field by itself.
pub(crate) const MOST_BYTES: usize = 8 * 1024;

/// Merges deeply: objects join, `null` removes a key at any level, all else replaces.
pub(crate) fn merge(into: &mut Value, change: &Value) {
    let Value::Object(change) = change else {
        *into = change.clone();
        return;
    };
    if !into.is_object() {
        *into = Value::Object(serde_json::Map::new());
    }
    let Value::Object(into) = into else { return };
    for (key, value) in change {
        if value.is_null() {
            into.remove(key);
        } else {
            merge(into.entry(key).or_insert(Value::Null), value);
        }
    }
}

/// Whether a field holds more than Clerk keeps.
pub(crate) fn is_too_large(metadata: &Value) -> bool {
    metadata.to_string().len() > MOST_BYTES
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn merged(mut into: Value, change: &Value) -> Value {
        merge(&mut into, change);
        into
    }

    fn has_null(value: &Value) -> bool {
        match value {
            Value::Null => true,
            Value::Object(fields) => fields.values().any(has_null),
            _ => false,
        }
    }

    /// Metadata with few keys, so that two of them often meet.
    fn metadata() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            (0..3).prop_map(Value::from),
            Just(json!([1, null])),
        ];
        let value = leaf.prop_recursive(3, 12, 3, |inner| {
            prop::collection::btree_map("[abc]", inner, 0..3)
                .prop_map(|it| Value::Object(it.into_iter().collect()))
        });
        prop::collection::btree_map("[abc]", value, 0..4)
            .prop_map(|it| Value::Object(it.into_iter().collect()))
    }

    #[test]
    fn null_removes_a_key_at_any_level_and_arrays_are_replaced() {
        let before = json!({"a": {"b": 1, "c": 2}, "list": [1, 2], "kept": true});
        let change = json!({"a": {"b": null, "d": 3}, "list": [3]});
        let after = json!({"a": {"c": 2, "d": 3}, "list": [3], "kept": true});
        assert_eq!(merged(before, &change), after);
    }

    proptest! {
        #[test]
        fn merging_again_changes_nothing(before in metadata(), change in metadata()) {
            let once = merged(before, &change);
            prop_assert_eq!(merged(once.clone(), &change), once);
        }

        #[test]
        fn merging_nothing_changes_nothing(before in metadata()) {
            prop_assert_eq!(merged(before.clone(), &json!({})), before);
        }

        #[test]
        fn no_null_of_a_change_is_kept(change in metadata()) {
            let after = merged(Value::Null, &change);
            prop_assert!(!has_null(&after));
        }

        #[test]
        fn keys_that_the_change_does_not_name_stay(before in metadata(), change in metadata()) {
            let after = merged(before.clone(), &change);
            for (key, value) in before.as_object().unwrap() {
                if change.get(key).is_none() {
                    prop_assert_eq!(&after[key], value);
                }
            }
        }
    }
}
