//! The real binary, started without what it needs.

use std::process::Command;

#[test]
fn a_missing_setting_stops_the_start_and_is_named() {
    let started = Command::new(env!("CARGO_BIN_EXE_profile-api"))
        .env_clear()
        .env("EVENT_RETENTION_DAYS", "30")
        .env("CLERK_ISSUER", "https://clerk.example.com")
        .output()
        .unwrap();

    let errors = String::from_utf8(started.stderr).unwrap();
    assert!(!started.status.success());
    assert!(errors.contains("USERS_TABLE_NAME"), "{errors}");
}
