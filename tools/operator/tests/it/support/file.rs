//! Files to import.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use serde_json::{Value, json};

/// A file that is gone when the test is.
#[derive(Debug)]
pub(crate) struct TestFile(PathBuf);

impl TestFile {
    /// A file of these bytes.
    pub(crate) fn of(content: impl AsRef<[u8]>) -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("profile-sync-{}-{number}.jsonl", std::process::id());
        let path = std::env::temp_dir().join(name);
        fs::write(&path, content).unwrap();
        Self(path)
    }

    /// A file with a line for each of `people`.
    pub(crate) fn with(people: impl IntoIterator<Item = Value>) -> Self {
        let lines: Vec<_> = people.into_iter().map(|it| it.to_string()).collect();
        Self::of(lines.join("\n"))
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for TestFile {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

/// A client of that name, with what a line must have and an address.
pub(crate) fn person(name: &str) -> Value {
    json!({ "user": {
        "id": format!("usr_{name}"),
        "email": format!("{name}@example.com"),
        "roles": ["CLIENT"],
        "verified": false,
        "isFounder": false,
        "createdAt": "2024-05-01T10:00:00+00:00",
        "updatedAt": "2024-05-02T10:00:00",
    }})
}

/// The same line with the value at a JSON pointer set, and what leads to it made.
pub(crate) fn with(mut line: Value, place: &str, value: Value) -> Value {
    let mut at = &mut line;
    for name in place.split('/').skip(1) {
        at = &mut at[name];
    }
    *at = value;
    line
}
