//! An import that is run again does what is left, and nothing twice.

use std::process::Stdio;
use std::thread;
use std::time::Duration;

use profile_core::{Edit, Role, Roles};
use serde_json::{Value, json};

use crate::support::{Engine, TestFile, person, with};

fn people(number: usize) -> impl Iterator<Item = Value> {
    (0..number).map(|it| {
        let line = with(person(&it.to_string()), "/user/clerkId", json!(format!("user_{it}")));
        with(line, "/builderProfile/slug", json!(format!("slug-{it}")))
    })
}

/// The items of a person of [`people`]: an account, two profiles, three pointers.
const ITEMS: usize = 6;

#[tokio::test]
async fn a_second_import_writes_nothing() {
    let engine = Engine::start().await;
    let file = TestFile::with(people(60));
    engine.import(&file).await;
    let before = (engine.sizes().await, engine.person("usr_7").await);

    let output = engine.import(&file).await;

    assert_eq!((output.ended, output.count("imported"), output.count("already there")), (0, 0, 60));
    assert_eq!((engine.sizes().await, engine.person("usr_7").await), before);
}

#[tokio::test]
async fn who_has_changed_since_is_left_as_they_are() {
    let engine = Engine::start().await;
    let file = TestFile::with(people(3));
    engine.import(&file).await;
    engine.set("usr_1", Edit::Roles(Roles::from_iter([Role::Admin]))).await;
    let changed = engine.person("usr_1").await;

    let output = engine.import(&file).await;

    assert_eq!((output.ended, output.count("already there")), (0, 3));
    assert_eq!(engine.person("usr_1").await, changed);
}

#[tokio::test]
async fn the_rest_of_a_file_is_imported_after_a_part_of_it() {
    let engine = Engine::start().await;
    engine.import(&TestFile::with(people(37))).await;

    let output = engine.import(&TestFile::with(people(100))).await;

    assert_eq!((output.count("imported"), output.count("already there")), (63, 37));
    assert_eq!(engine.sizes().await, (100 * ITEMS, 100));
}

/// Starts an import, and ends it in the middle with a signal.
async fn ended_by(signal: &str, number: usize) -> (Engine, TestFile, Option<i32>, String) {
    let engine = Engine::start().await;
    let file = TestFile::with(people(number));
    let path = file.path().to_str().unwrap();
    let mut program = engine.program(&["import", path, "--at-once", "4"]);
    let program = program.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    while engine.entries().await < 100 {
        thread::sleep(Duration::from_millis(20));
    }
    let id = program.id().to_string();
    assert!(std::process::Command::new("kill").args([signal, &id]).status().unwrap().success());
    let output = program.wait_with_output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    (engine, file, output.status.code(), text)
}

#[tokio::test]
async fn killed_in_the_middle_everybody_is_there_exactly_once_after_the_next_run() {
    let (engine, file, ended, _) = ended_by("-KILL", 2_000).await;
    assert_eq!(ended, None);
    let (items, entries) = engine.sizes().await;
    assert!((100..2_000).contains(&entries), "{entries}: in the middle");
    assert_eq!(items, entries * ITEMS, "nobody is half there");

    let output = engine.run(&["import", file.path().to_str().unwrap()]);

    assert_eq!(output.ended, 0, "{}", output.text);
    assert_eq!(output.count("already there"), entries as u64);
    assert_eq!(output.count("imported"), 2_000 - entries as u64);
    assert_eq!(engine.sizes().await, (2_000 * ITEMS, 2_000));
}

#[tokio::test]
async fn ctrl_c_stops_after_those_under_way_and_says_how_to_go_on() {
    let (engine, file, ended, text) = ended_by("-INT", 600).await;

    assert_eq!(ended, Some(3), "{text}");
    let entries = engine.sizes().await.1;
    let left = 600 - entries;
    let advice = format!("stopped: {left} people are left; run the same command again to go on\n");
    assert!(text.ends_with(&advice), "{text}");

    let output = engine.run(&["import", file.path().to_str().unwrap()]);
    assert_eq!((output.ended, output.count("imported")), (0, left as u64));
    assert_eq!(engine.sizes().await, (600 * ITEMS, 600));
}
