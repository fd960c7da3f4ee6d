//! Roles and tiers as an admin sets them.

use profile_core::{Fault, Role, Roles, ValidationTier, read_roles, read_tier};
use serde_json::json;

use super::{found, places};

#[test]
fn roles_are_set_as_a_whole() {
    for (roles, expected) in [
        (json!([]), vec![]),
        (json!(["CLIENT"]), vec![Role::Client]),
        (json!(["ADMIN", "BUILDER", "ADMIN"]), vec![Role::Builder, Role::Admin]),
    ] {
        assert_eq!(read_roles(&json!({ "roles": roles })), Ok(Roles::from_iter(expected)));
    }
}

#[test]
fn only_the_exact_names_are_roles() {
    for (input, pointer, kind) in [
        (json!(["CLIENT"]), "", "wrong_type"),
        (json!({}), "/roles", "wrong_type"),
        (json!({ "roles": null }), "/roles", "wrong_type"),
        (json!({ "roles": "ADMIN" }), "/roles", "wrong_type"),
        (json!({ "roles": { "0": "ADMIN" } }), "/roles", "wrong_type"),
        (json!({ "roles": ["CLIENT", "admin"] }), "/roles/1", "malformed"),
        (json!({ "roles": ["ADMIN "] }), "/roles/0", "malformed"),
        (json!({ "roles": [null] }), "/roles/0", "wrong_type"),
        (json!({ "roles": vec!["ADMIN"; 51] }), "/roles", "too_many"),
        (json!({ "roles": ["ADMIN"], "reason": "x" }), "/reason", "unknown"),
    ] {
        assert_eq!(read(read_roles(&input)), found(pointer, kind), "{input}");
    }
}

#[test]
fn a_tier_is_one_of_three_numbers() {
    assert_eq!(read_tier(&json!({ "validationTier": 2 })), Ok(ValidationTier::Established));

    for (input, pointer, kind) in [
        (json!(2), "", "wrong_type"),
        (json!({}), "/validationTier", "wrong_type"),
        (json!({ "validationTier": "2" }), "/validationTier", "wrong_type"),
        (json!({ "validationTier": 0 }), "/validationTier", "out_of_range"),
        (json!({ "validationTier": 4 }), "/validationTier", "out_of_range"),
        (json!({ "validationTier": -1 }), "/validationTier", "out_of_range"),
        (json!({ "validationTier": 258 }), "/validationTier", "out_of_range"),
        (json!({ "validationTier": 1.5 }), "/validationTier", "out_of_range"),
        (json!({ "validationTier": 2, "tier": 2 }), "/tier", "unknown"),
    ] {
        assert_eq!(read(read_tier(&input)), found(pointer, kind), "{input}");
    }
}

fn read<T>(input: Result<T, Vec<Fault>>) -> Vec<(String, &'static str)> {
    places(input.err().unwrap_or_default())
}
