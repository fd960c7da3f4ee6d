//! The contract: what the document says, and whether every answer of every test keeps to it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{LazyLock, Mutex};

use jsonschema::Validator;
use profile_api::{ROUTES, Route};
use serde_json::{Value, json};

use crate::ask::{Ask, Told};
use crate::world::World;

static DOCUMENT: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(include_str!("../../openapi.json")).unwrap());

/// Every validator that was needed so far, by the schema.
static VALIDATORS: Mutex<BTreeMap<String, &Validator>> = Mutex::new(BTreeMap::new());

/// Panics unless the document says that such a request may be answered so.
pub(crate) fn check(method: &str, path: &str, told: &Told) {
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("content-security-policy", "default-src 'none'; frame-ancestors 'none'"),
        ("x-request-id", crate::world::REQUEST_ID),
    ] {
        assert_eq!(told.header(name), Some(value), "{told:?}");
    }
    assert!(told.header("strict-transport-security").is_some(), "{told:?}");
    assert!(told.header("cache-control").is_some(), "{told:?}");
    if told.status >= 400 {
        assert_eq!(told.header("cache-control"), Some("no-store"), "{told:?}");
    }
    if told.status >= 400 && method != "HEAD" {
        check_body(&json!({ "$ref": "#/components/schemas/Problem" }), told);
    }
    let Some(route) = ROUTES.iter().find(|it| it.method == method && fits(it.path, path)) else {
        return;
    };
    let operation = &DOCUMENT["paths"][route.path][&method.to_lowercase()];
    let answer = resolved(&operation["responses"][told.status.to_string()]);
    assert!(answer.is_object(), "{route:?} never answers {told:?}");
    match &answer["content"] {
        Value::Null => assert_eq!(told.text, "", "{route:?}"),
        content => {
            let media_type = told.header("content-type").unwrap_or_else(|| panic!("{told:?}"));
            check_body(&content[media_type]["schema"], told);
            if told.status >= 400 {
                let name = told.problem().1;
                assert!(content[media_type]["examples"][&name].is_object(), "{route:?}: {name}");
            }
        }
    }
    for (name, header) in answer["headers"].as_object().into_iter().flatten() {
        let optional = ["Cache-Control"].contains(&name.as_str());
        let there = told.header(&name.to_lowercase()).is_some();
        assert!(optional || there || header.is_null(), "{route:?}: {name} is missing: {told:?}");
    }
}

fn check_body(schema: &Value, told: &Told) {
    let errors: Vec<_> =
        validator(schema).iter_errors(&told.json()).map(|it| it.to_string()).collect();
    assert!(errors.is_empty(), "{errors:?}: {told:?}");
}

fn validator(schema: &Value) -> &'static Validator {
    assert!(schema.is_object(), "there is no schema");
    let mut validators = VALIDATORS.lock().unwrap();
    validators.entry(schema.to_string()).or_insert_with(|| {
        let whole = json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "components": DOCUMENT["components"], "allOf": [schema],
        });
        Box::leak(Box::new(jsonschema::validator_for(&whole).unwrap()))
    })
}

fn fits(pattern: &str, path: &str) -> bool {
    let (pattern, path): (Vec<_>, Vec<_>) =
        (pattern.split('/').collect(), path.split('/').collect());
    pattern.len() == path.len()
        && pattern.iter().zip(path).all(|(it, part)| it.starts_with('{') || *it == part)
}

/// What a reference leads to.
fn resolved(value: &Value) -> &Value {
    match value["$ref"].as_str() {
        Some(place) => DOCUMENT.pointer(place.strip_prefix('#').unwrap()).unwrap(),
        None => value,
    }
}

/// Every operation, with its method and path.
fn operations() -> Vec<(Route, &'static Value)> {
    let operation = |it: &Route| (*it, &DOCUMENT["paths"][it.path][&it.method.to_lowercase()]);
    ROUTES.iter().map(operation).collect()
}

/// Every value in the document, with its place.
fn values<'a>(place: &str, value: &'a Value, found: &mut Vec<(String, &'a Value)>) {
    found.push((place.to_owned(), value));
    match value {
        Value::Object(members) => {
            members.iter().for_each(|(name, it)| values(&format!("{place}/{name}"), it, found));
        }
        Value::Array(items) => {
            items
                .iter()
                .enumerate()
                .for_each(|(at, it)| values(&format!("{place}/{at}"), it, found));
        }
        _ => {}
    }
}

#[test]
fn the_document_is_what_the_code_says() {
    let now = profile_api::document().to_pretty_json().unwrap() + "\n";

    assert!(
        now == include_str!("../../openapi.json"),
        "openapi.json is out of date: cargo run -p profile-api --example openapi"
    );
}

#[test]
fn every_route_is_described_and_nothing_else() {
    let listed: BTreeSet<_> =
        ROUTES.iter().map(|it| (it.path.to_owned(), it.method.to_lowercase())).collect();
    let paths = DOCUMENT["paths"].as_object().unwrap().iter();
    let described: BTreeSet<_> = paths
        .flat_map(|(path, item)| {
            item.as_object().unwrap().keys().map(|method| (path.clone(), method.clone()))
        })
        .collect();

    assert_eq!(listed, described, "the list of routes and the handlers' descriptions differ");
}

#[test]
fn every_operation_is_described_in_full() {
    let mut ids = BTreeSet::new();
    let tags: BTreeSet<_> = DOCUMENT["tags"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["name"].clone().to_string())
        .collect();
    for (route, operation) in operations() {
        assert!(ids.insert(operation["operationId"].as_str().unwrap()), "{route:?}");
        for name in ["summary", "description", "security"] {
            assert!(!operation[name].is_null(), "{route:?} has no {name}");
        }
        for tag in operation["tags"].as_array().unwrap() {
            assert!(tags.contains(&tag.to_string()), "{route:?}: {tag}");
        }
        let named: BTreeSet<_> = route.path.split('/').filter(|it| it.starts_with('{')).collect();
        let parameters = operation["parameters"].as_array().cloned().unwrap_or_default();
        let in_path = parameters.iter().filter(|it| it["in"] == "path");
        let in_path: Vec<_> =
            in_path.map(|it| format!("{{{}}}", it["name"].as_str().unwrap())).collect();
        assert_eq!(named, in_path.iter().map(String::as_str).collect(), "{route:?}");
        assert!(parameters.iter().all(|it| it["description"].is_string()), "{route:?}");
        for (status, answer) in operation["responses"].as_object().unwrap() {
            let description = resolved(answer)["description"].as_str();
            assert!(description.is_some_and(|it| !it.is_empty()), "{route:?} {status}");
        }
        let statuses: Vec<_> = operation["responses"].as_object().unwrap().keys().collect();
        let expected = ["429", "500", "503"].map(str::to_owned);
        assert!(expected.iter().all(|it| statuses.contains(&it)), "{route:?}: {statuses:?}");
    }
}

#[test]
fn it_is_of_version_3_1_and_every_reference_leads_somewhere() {
    let mut found = Vec::new();
    values("", &DOCUMENT, &mut found);

    assert!(DOCUMENT["openapi"].as_str().unwrap().starts_with("3.1."));
    for (place, value) in found {
        if let Some(reference) = value["$ref"].as_str() {
            let there = DOCUMENT.pointer(reference.strip_prefix('#').unwrap()).is_some();
            assert!(there, "{place} refers to {reference}");
        }
        let is_schema = value["type"].is_string() || value["type"].is_array();
        assert!(!is_schema || value["nullable"].is_null(), "{place} is of version 3.0");
    }
    let session = &DOCUMENT["components"]["securitySchemes"]["session"];
    assert_eq!((&session["scheme"], &session["bearerFormat"]), (&json!("bearer"), &json!("JWT")));
}

#[test]
fn every_schema_is_one_and_says_what_it_describes() {
    for (name, schema) in DOCUMENT["components"]["schemas"].as_object().unwrap() {
        jsonschema::meta::validate(schema).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(schema["description"].is_string(), "{name} has no description");
        let mut found = Vec::new();
        values("", schema, &mut found);
        for (place, value) in found {
            let is_property = place.rsplit('/').nth(1) == Some("properties");
            assert_ne!(value, &json!({}), "{name}{place} can be anything");
            let typed = ["type", "$ref", "oneOf", "allOf", "enum"];
            let typed = typed.iter().any(|it| value.get(it).is_some());
            assert!(!is_property || typed, "{name}{place} can be anything");
        }
    }
}

#[test]
fn every_example_keeps_to_its_schema() {
    let mut found = Vec::new();
    values("", &DOCUMENT, &mut found);
    let mut checked = 0;
    for (place, value) in found {
        let Some(schema) = value.as_object() else { continue };
        let mut examples: Vec<&Value> = Vec::new();
        if place.starts_with("/components/schemas") || place.ends_with("/schema") {
            examples.extend(schema.get("example"));
            examples.extend(schema.get("examples").and_then(Value::as_array).into_iter().flatten());
        }
        for example in examples {
            assert!(validator(value).is_valid(example), "{place}: {example}");
            checked += 1;
        }
        if let (Some(schema), Some(named)) = (schema.get("schema"), value["examples"].as_object()) {
            for (name, example) in named {
                assert!(validator(schema).is_valid(&example["value"]), "{place}: {name}");
                checked += 1;
            }
        }
    }
    assert!(checked > 50, "{checked}");
}

#[tokio::test]
async fn the_document_is_served_to_everybody() {
    let world = World::new().await;

    let told = world.ask(&Ask::get("/v1/openapi.json").header("authorization", "nonsense")).await;

    assert_eq!((told.status, told.json()), (200, DOCUMENT.clone()));
    assert_eq!(told.header("cache-control"), Some("public, max-age=60"));
}
