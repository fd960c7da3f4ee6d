//! The real program: what it takes, and how it ends.

use std::os::unix::fs::PermissionsExt;
use std::process::Stdio;

use crate::support::{Engine, TestFile, person};

#[tokio::test]
async fn it_ends_with_what_a_script_can_see() {
    let engine = Engine::start().await;
    let good = TestFile::with([person("ada")]);
    let bad = TestFile::of("{\n");

    assert_eq!(engine.run(&["import", good.path().to_str().unwrap(), "--dry-run"]).ended, 0);
    assert_eq!(engine.run(&["import", good.path().to_str().unwrap()]).ended, 0);
    assert_eq!(engine.run(&["import", bad.path().to_str().unwrap()]).ended, 1);
    for usage in
        [&["import"][..], &["import", "/nowhere"], &["export"], &["roles", "u1", "ROOT"], &[]]
    {
        assert_eq!(engine.run(usage).ended, 2, "{usage:?}");
    }
}

#[tokio::test]
async fn what_can_t_be_read_twice_is_refused() {
    let engine = Engine::start().await;

    for file in ["-", "/dev/stdin", "/"] {
        let output = engine.run(&["import", file]);

        assert_eq!(output.ended, 2);
        assert!(output.text.contains("it is read twice"), "{}", output.text);
    }
}

#[tokio::test]
async fn a_missing_setting_is_named() {
    let engine = Engine::start().await;
    for name in ["AWS_REGION", "AWS_ACCESS_KEY_ID", "USERS_TABLE_NAME", "EVENT_QUEUE_URL"] {
        let mut program = engine.program(&["roles", "u1", "CLIENT"]);

        let output = program.env_remove(name).output().unwrap();

        let text = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2));
        assert!(text.contains(&format!("setting {name} is missing")), "{text}");
    }
}

#[tokio::test]
async fn tables_that_do_not_answer_are_named_and_nothing_is_lost() {
    let engine = Engine::start().await;
    let file = TestFile::with([person("ada")]);
    let mut program = engine.program(&["import", file.path().to_str().unwrap()]);

    let output = program.env("USERS_TABLE_NAME", "Nowhere").output().unwrap();

    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(3), "{text}");
    assert!(text.starts_with("store is unavailable: "), "{text}");
    assert!(text.contains(": nothing was written\nsee that the credentials"), "{text}");
}

#[tokio::test]
async fn a_reader_that_went_away_is_no_reason_to_panic() {
    let engine = Engine::start().await;
    let file = TestFile::with([person("ada")]);
    let mut program = engine.program(&["import", file.path().to_str().unwrap()]);

    let mut child = program.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();

    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    assert!(engine.person("usr_ada").await.is_some());
}

#[tokio::test]
async fn a_file_that_may_not_be_read_is_named() {
    let engine = Engine::start().await;
    let file = TestFile::with([person("ada")]);
    let mode = std::fs::Permissions::from_mode(0o000);
    std::fs::set_permissions(file.path(), mode).unwrap();
    if std::fs::File::open(file.path()).is_ok() {
        return; // Root may read everything.
    }

    let output = engine.run(&["import", file.path().to_str().unwrap()]);

    assert_eq!(output.ended, 2);
    assert!(output.text.contains("the file can't be read"), "{}", output.text);
}
