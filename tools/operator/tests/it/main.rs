//! The tool on DynamoDB's behaviour in process: called as a library where that is enough,
//! and as the real program where it is about the program.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

mod editing;
mod faults;
mod import;
mod privacy;
mod program;
mod resume;
