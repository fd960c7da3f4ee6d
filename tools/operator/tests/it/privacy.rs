//! Nothing personal is printed.

use serde_json::json;

use crate::support::{Engine, TestFile, person, with};

/// What must not be seen anywhere.
const PLANTED: &str = "planted-secret";

fn planted() -> serde_json::Value {
    let line = with(person("ada"), "/user/email", json!(format!("{PLANTED}@example.com")));
    let line = with(line, "/user/name", json!(PLANTED));
    let line = with(line, "/user/imageUrl", json!(PLANTED));
    let line = with(line, "/user/stripeCustomerId", json!(PLANTED));
    let line = with(line, "/builderProfile/bio", json!(PLANTED));
    let line = with(line, "/builderProfile/slug", json!(PLANTED));
    with(line, "/clientProfile/companyName", json!(PLANTED))
}

#[tokio::test]
async fn neither_an_import_nor_its_faults_show_a_value() {
    let engine = Engine::start().await;
    let key = format!("{PLANTED}@example.com");
    let files = [
        TestFile::with([planted()]),
        TestFile::with([planted(), with(planted(), "/user/id", json!("usr_2"))]),
        TestFile::with([with(planted(), "/user/id", json!("usr_3"))]),
        TestFile::with([with(planted(), "/user/createdAt", json!(PLANTED))]),
        TestFile::with([with(planted(), "/user/roles", json!([PLANTED]))]),
        TestFile::with([with(planted(), "/user/status", json!(PLANTED))]),
        TestFile::with([with(planted(), &format!("/{key}"), json!(1))]),
        TestFile::with([with(planted(), &format!("/builderProfile/socialLinks/{key}"), json!(1))]),
        TestFile::of(format!("{{\"user\":\"{PLANTED}")),
        TestFile::of(PLANTED),
    ];

    for (at, file) in files.iter().enumerate() {
        let output = engine.run(&["import", file.path().to_str().unwrap()]);
        assert_eq!(output.ended, i32::from(at > 0), "{at}: {}", output.text);
        assert!(!output.text.contains("planted"), "{at}: {}", output.text);
    }
}

#[tokio::test]
async fn an_edit_shows_what_was_typed_and_no_more() {
    let engine = Engine::start().await;
    engine.run(&["import", TestFile::with([planted()]).path().to_str().unwrap()]);

    for line in [
        &["roles", "usr_ada", "CLIENT,BUILDER"][..],
        &["rate", "usr_ada", "99.00"],
        &["company", "usr_ada", "none"],
        &["tier", "usr_ada", "2"],
        &["available", "usr_ada", "false", "--dry-run"],
        &["roles", "usr_nobody", "CLIENT"],
    ] {
        let output = engine.run(line);
        assert!(!output.text.contains("planted"), "{line:?}: {}", output.text);
    }
}
