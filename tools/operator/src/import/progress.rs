//! How far it is: a bar on a terminal, a line now and then elsewhere.

use std::fmt;
use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

/// How often a terminal's bar moves.
const FRAME: Duration = Duration::from_millis(100);
/// How often a line is written where there is no terminal.
const REPORT: Duration = Duration::from_secs(2);
/// How long the bar is, in characters.
const WIDTH: u64 = 24;

/// The progress of one pass over the file, shown on standard error.
#[derive(Debug)]
pub(crate) struct Progress {
    what: &'static str,
    total: u64,
    is_terminal: bool,
    /// Whether the cursor may stand behind a bar.
    is_drawn: bool,
    start: Instant,
    shown: Instant,
}

/// What is said next starts on a line of its own, also after a pass that was broken off.
impl Drop for Progress {
    fn drop(&mut self) {
        if self.is_terminal && self.is_drawn {
            let _ = writeln!(io::stderr());
        }
    }
}

impl Progress {
    /// Starts a pass over a file of `total` bytes.
    pub(crate) fn start(what: &'static str, total: u64) -> Self {
        let now = Instant::now();
        let is_terminal = io::stderr().is_terminal();
        Self { what, total, is_terminal, is_drawn: false, start: now, shown: now }
    }

    /// Shows that `read` bytes and `people` people are done, if it is time to.
    pub(crate) fn show(&mut self, read: u64, people: u64) {
        let often = if self.is_terminal { FRAME } else { REPORT };
        if self.shown.elapsed() >= often {
            self.shown = Instant::now();
            self.draw(read, people);
        }
    }

    /// Shows the end of the pass on a terminal.
    pub(crate) fn end(&mut self, read: u64, people: u64) {
        if self.is_terminal {
            self.draw(read, people);
        }
    }

    fn draw(&mut self, read: u64, people: u64) {
        let seconds = self.start.elapsed().as_secs_f64();
        let state = State { what: self.what, read, total: self.total, people, seconds };
        let mut screen = io::stderr().lock();
        self.is_drawn = true;
        // A terminal that is gone is no reason to stop.
        let _ = if self.is_terminal {
            write!(screen, "\r\x1b[2K{} {state}", state.bar()).and_then(|()| screen.flush())
        } else {
            writeln!(screen, "{state}")
        };
    }
}

struct State {
    what: &'static str,
    read: u64,
    total: u64,
    people: u64,
    seconds: f64,
}

impl State {
    fn bar(&self) -> String {
        let done = (self.read * WIDTH / self.total.max(1)).min(WIDTH);
        (0..WIDTH).map(|at| if at < done { '█' } else { '░' }).collect()
    }
}

/// `importing:  52 %, 12345 people, 1234/s, 9 s left`
#[expect(clippy::cast_precision_loss, reason = "a rate to look at")]
impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { what, read, total, people, seconds } = *self;
        let percent = (read * 100 / total.max(1)).min(100);
        let rate = people as f64 / seconds.max(0.001);
        let left = seconds * (total.saturating_sub(read) as f64) / (read.max(1) as f64);
        write!(f, "{what}: {percent:3} %, {people} people, {rate:.0}/s, {left:.0} s left")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_says_how_far_how_fast_and_how_long_yet() {
        let state = State { what: "importing", read: 250, total: 1_000, people: 50, seconds: 2.0 };

        assert_eq!(state.to_string(), "importing:  25 %, 50 people, 25/s, 6 s left");
        assert_eq!(state.bar(), format!("{}{}", "█".repeat(6), "░".repeat(18)));
    }

    #[test]
    fn an_empty_file_divides_by_nothing() {
        let state = State { what: "checking", read: 0, total: 0, people: 0, seconds: 0.0 };

        assert_eq!(state.to_string(), "checking:   0 %, 0 people, 0/s, 0 s left");
    }
}
