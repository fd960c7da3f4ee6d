//! The binary: its flags, its first line, its end.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

const PROGRAM: &str = env!("CARGO_BIN_EXE_clerk-simulator");

fn complaint(arguments: &[&str]) -> String {
    let output = Command::new(PROGRAM).args(arguments).output().unwrap();
    assert!(!output.status.success());
    String::from_utf8(output.stderr).unwrap()
}

fn file(name: &str, text: &str) -> String {
    let path = format!("{}/{name}", env!("CARGO_TARGET_TMPDIR"));
    std::fs::write(&path, text).unwrap();
    path
}

#[test]
fn it_says_where_it_listens_and_ends_with_its_parent() {
    let seed = file("seed.json", r#"{ "generate": 5, "users": [{ "first_name": "Ada" }] }"#);
    let mut child = Command::new(PROGRAM)
        .args(["--seed", &seed, "--with-parent"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let port = line.trim().strip_prefix("listening on http://127.0.0.1:").unwrap();
    assert!(std::net::TcpStream::connect(format!("127.0.0.1:{port}")).is_ok());

    drop(child.stdin.take());
    assert!(child.wait().unwrap().success());
}

#[test]
fn it_says_what_is_wrong_and_what_to_do() {
    assert!(complaint(&["--port", "x"]).contains("0 to 65535"));
    assert!(complaint(&["--seed", "/nowhere.json"]).contains("/nowhere.json"));
    assert!(complaint(&["--seed", &file("broken.json", "{")]).contains("README"));
    assert!(complaint(&["--seed", &file("key.json", r#"{"secretKey":"x"}"#)]).contains("sk_test_"));
    assert!(complaint(&["--seed", &file("users.json", r#"{"users":[1]}"#)]).contains("object"));

    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    assert!(complaint(&["--port", &port]).contains("choose another"));
}
