//! Whatever is sent.

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use profile_core::{BuilderPatch, ClientPatch, Edit, Fault, Person, limits, read_roles, read_tier};

use super::{edited, full_patch, newcomer, seasoned};
use crate::simulation::now;

const CLIENT_FIELDS: [&str; 3] = ["companyName", "industry", "projectPreferences"];

/// A word that no rule names, so that a fault that quotes the value is found out.
const SECRET: &str = "Xyzzy";

fn scalar() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        (0..1_000_001_i64).prop_map(|it| json!(format!("{}.{:02}", it / 100, it % 100))),
        ".{0,60}".prop_map(Value::from),
        "[a-z0-9-]{1,52}".prop_map(Value::from),
        "https?://[a-z.:@/]{0,20}".prop_map(Value::from),
        (0..5_100_usize).prop_map(|it| json!("x".repeat(it))),
    ]
}

fn anything() -> impl Strategy<Value = Value> {
    let name = prop_oneof![
        ".{0,8}",
        prop::sample::select(vec!["title", "description", "url", "imageUrl"])
            .prop_map(str::to_owned),
    ];
    scalar().prop_recursive(3, 80, 60, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..60).prop_map(Value::from),
            prop::collection::btree_map(name.clone(), inner, 0..8)
                .prop_map(|it| Value::Object(it.into_iter().collect())),
        ]
    })
}

fn field() -> impl Strategy<Value = String> {
    let patched: Vec<_> = full_patch().as_object().unwrap().keys().cloned().collect();
    let others = ["roles", "validationTier", "id"].map(str::to_owned);
    let known = patched.into_iter().chain(CLIENT_FIELDS.map(str::to_owned)).chain(others);
    prop_oneof![9 => prop::sample::select(known.collect::<Vec<_>>()), 1 => ".{0,8}"]
}

/// Mostly objects with fields that there are.
fn patch() -> impl Strategy<Value = Value> {
    let members = prop::collection::btree_map(field(), anything(), 0..6)
        .prop_map(|it| Value::Object(it.into_iter().collect::<Map<_, _>>()));
    prop_oneof![9 => members, 1 => anything()]
}

/// The members of `patch` that are taken each by itself: a patch that is taken.
fn good_part(patch: &Value, is_taken: impl Fn(&Value) -> bool) -> Value {
    let members = patch.as_object().cloned().unwrap_or_default().into_iter();
    Value::Object(members.filter(|(name, value)| is_taken(&json!({ name: value }))).collect())
}

fn is_builders(patch: &Value) -> bool {
    BuilderPatch::read(patch).is_ok()
}

fn is_clients(patch: &Value) -> bool {
    ClientPatch::read(patch).is_ok()
}

fn all_faults(value: &Value) -> Vec<Fault> {
    let builder = BuilderPatch::read(value).err();
    let client = ClientPatch::read(value).err();
    let (roles, tier) = (read_roles(value).err(), read_tier(value).err());
    [builder, client, roles, tier].into_iter().flatten().flatten().collect()
}

/// Every text becomes one with the secret in it, and every number one that is told apart.
fn tainted(value: Value) -> Value {
    match value {
        Value::String(text) => json!(format!("{SECRET}{text}")),
        Value::Number(_) => json!(918_273_645),
        Value::Array(entries) => entries.into_iter().map(tainted).collect(),
        Value::Object(members) => {
            Value::Object(members.into_iter().map(|(name, it)| (name, tainted(it))).collect())
        }
        other => other,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn nothing_that_is_sent_panics_and_the_faults_are_few(patch in patch()) {
        for faults in [BuilderPatch::read(&patch).err(), ClientPatch::read(&patch).err()] {
            prop_assert!(faults.is_none_or(|it| (1..=limits::MOST_FAULTS).contains(&it.len())));
        }
        let _ = (read_roles(&patch), read_tier(&patch));
    }

    #[test]
    fn every_fault_points_at_what_was_sent_or_is_missing(patch in patch()) {
        for fault in BuilderPatch::read(&patch).err().unwrap_or_default() {
            let missing = fault.pointer.ends_with("/title");
            prop_assert!(patch.pointer(&fault.pointer).is_some() || missing, "{}", fault.pointer);
        }
    }

    #[test]
    fn no_fault_quotes_a_value(patch in patch().prop_map(tainted)) {
        for Fault { detail, .. } in all_faults(&patch) {
            prop_assert!(!detail.contains(SECRET) && !detail.contains("918"), "{detail}");
            prop_assert!(detail.len() < 100, "{detail}");
        }
    }

    #[test]
    fn a_patch_is_good_if_each_of_its_members_is(patch in patch()) {
        prop_assert!(is_builders(&good_part(&patch, is_builders)));
        prop_assert!(is_clients(&good_part(&patch, is_clients)));
        if patch.is_object() {
            prop_assert_eq!(is_builders(&patch), good_part(&patch, is_builders) == patch);
        }
    }

    #[test]
    fn a_patch_that_was_made_changes_nothing_when_it_is_made_again(patch in patch()) {
        let builders = BuilderPatch::read(&good_part(&patch, is_builders)).unwrap();
        let clients = ClientPatch::read(&good_part(&patch, is_clients)).unwrap();
        for change in [Edit::Builder(builders), Edit::Client(clients)] {
            let once = edited(&now(seasoned()), change.clone());

            prop_assert_eq!(edited(&once, change), once);
        }
    }

    #[test]
    fn what_is_kept_can_be_sent_again_as_it_is_shown(patch in patch()) {
        let read = BuilderPatch::read(&good_part(&patch, is_builders)).unwrap();
        let person = edited(&now(newcomer()), Edit::Builder(read));

        let again = BuilderPatch::read(&shown(&person)).unwrap();

        let copy = edited(&now(newcomer()), Edit::Builder(again));
        prop_assert_eq!(copy, person);
    }
}

/// The editable fields of a builder, as an answer shows them.
fn shown(person: &Person) -> Value {
    let builder = person.builder.as_ref().unwrap();
    let works = builder.portfolio_items.iter().map(|it| {
        json!({ "title": it.title, "description": it.description, "url": it.url,
                "imageUrl": it.image_url })
    });
    json!({
        "bio": builder.bio, "headline": builder.headline, "tagline": builder.tagline,
        "displayName": builder.display_name, "slug": builder.slug,
        "hourlyRate": builder.hourly_rate.map(|it| it.to_string()),
        "domains": builder.domains, "topSkills": builder.top_skills,
        "expertiseAreas": builder.expertise_areas, "portfolioItems": works.collect::<Value>(),
        "socialLinks": builder.social_links, "availability": builder.availability,
        "availableForHire": builder.available_for_hire, "adhdFocus": builder.adhd_focus,
        "searchable": builder.searchable,
    })
}
