//! What the test at hand has logged, everything there is: each test has a thread of its own.

use std::cell::RefCell;
use std::io;
use std::sync::Once;

use serde_json::Value;
use tracing_subscriber::filter::LevelFilter;

thread_local! {
    static LINES: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

static STARTED: Once = Once::new();

struct Lines;

impl io::Write for Lines {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        LINES.with_borrow_mut(|it| it.extend_from_slice(line));
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Starts logging, for every test: with a subscriber for one thread, what another thread logs
/// first would be off for good.
pub(crate) fn start() {
    STARTED.call_once(|| {
        tracing_subscriber::fmt()
            .json()
            .with_max_level(LevelFilter::TRACE)
            .with_writer(|| Lines)
            .init();
    });
}

/// Forgets what was logged so far.
pub(crate) fn clear() {
    LINES.with_borrow_mut(Vec::clear);
}

/// What was logged, as it was written.
pub(crate) fn text() -> String {
    LINES.with_borrow(|it| String::from_utf8(it.clone()).unwrap())
}

/// What was logged, line by line.
pub(crate) fn lines() -> Vec<Value> {
    text().lines().map(|it| serde_json::from_str(it).unwrap()).collect()
}
