//! The first pass: everything that is wrong with the file, and with the people in it beside
//! those whom the tables hold.

use std::io::{self, BufRead};

use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use profile_core::{Clock, Timestamp};

use super::Failed;
use super::lines::{Line, Lines};
use super::problem::{Fault, Faults, Problem};
use super::progress::Progress;
use super::record::{self, Record};
use super::seen::Seen;
use super::tables::{Key, Standing, Tables};

/// How many people are looked up with one request: an account and three pointers each, and
/// a request takes a hundred keys.
const LINES_A_REQUEST: usize = 25;

/// How many such requests are under way at once.
const REQUESTS_AT_ONCE: usize = 8;

/// What a file holds.
#[derive(Debug, Default)]
pub(crate) struct Checked {
    pub(crate) faults: Faults,
    /// How many people there are without a fault of their own.
    pub(crate) people: u64,
    /// The lines of those whom the tables hold already.
    pub(crate) present: LineSet,
}

/// A set of line numbers: a bit each.
#[derive(Debug, Default)]
pub(crate) struct LineSet(Vec<u64>);

impl LineSet {
    fn add(&mut self, line: u64) {
        let (at, bit) = Self::place(line);
        if self.0.len() <= at {
            self.0.resize(at + 1, 0);
        }
        self.0[at] |= bit;
    }

    pub(crate) fn contains(&self, line: u64) -> bool {
        let (at, bit) = Self::place(line);
        self.0.get(at).is_some_and(|it| it & bit != 0)
    }

    fn place(line: u64) -> (usize, u64) {
        (usize::try_from(line / 64).unwrap_or(usize::MAX), 1 << (line % 64))
    }
}

/// Checks every line.
///
/// # Errors
///
/// [`Failed`], when the file can't be read, the tables can't be asked, or it is to stop.
pub(crate) async fn check<R: BufRead>(
    tables: &Tables<'_, impl Clock>,
    file: R,
    progress: &mut Progress,
    latest: Timestamp,
) -> Result<Checked, Failed> {
    let lines = Lines::new(file);
    let mut scan = Scan { lines, seen: Seen::default(), checked: Checked::default(), latest };
    let mut under_way = FuturesUnordered::new();
    while let Some(keys) = scan.keys()? {
        progress.show(scan.lines.position, scan.checked.people);
        under_way.push(tables.standings(keys));
        if under_way.len() >= REQUESTS_AT_ONCE
            && let Some(answer) = under_way.next().await
        {
            scan.note(answer?);
        }
        // A signal is heard only while this task waits.
        tokio::task::yield_now().await;
        if tables.stop.is_asked() {
            return Err(Failed::Stopped);
        }
    }
    while let Some(answer) = under_way.next().await {
        scan.note(answer?);
    }
    progress.end(scan.lines.position, scan.checked.people);
    Ok(scan.checked)
}

struct Scan<R> {
    lines: Lines<R>,
    seen: Seen,
    checked: Checked,
    latest: Timestamp,
}

impl<R: BufRead> Scan<R> {
    /// Who is on the next lines; `None` at the end.
    fn keys(&mut self) -> io::Result<Option<Vec<Key>>> {
        let mut keys = Vec::with_capacity(LINES_A_REQUEST);
        for read in 0..LINES_A_REQUEST {
            match self.lines.next()? {
                Some(line) => keys.extend(self.checked.line(&line, &mut self.seen, self.latest)),
                None if read == 0 => return Ok(None),
                None => break,
            }
        }
        Ok(Some(keys))
    }

    fn note(&mut self, answer: Vec<(u64, Standing)>) {
        for (line, standing) in answer {
            match standing {
                Standing::Absent => {}
                Standing::Present => self.checked.present.add(line),
                Standing::Conflict(faults) => self.checked.faults.extend(faults),
            }
        }
    }
}

impl Checked {
    /// Checks a line by itself and beside those before it.
    fn line(&mut self, line: &Line<'_>, seen: &mut Seen, latest: Timestamp) -> Option<Key> {
        let number = line.number;
        let fault = |(place, problem)| Fault { line: number, place, problem };
        let Some(bytes) = line.bytes else {
            self.faults.extend([fault((String::new(), Problem::LineTooLong))]);
            return None;
        };
        let Record { person, unique } = record::read(bytes, latest);
        let doubles = seen.add(number, &unique);
        self.people += u64::from(person.is_ok() && doubles.is_empty());
        self.faults.extend(person.err().into_iter().flatten().map(fault));
        self.faults.extend(doubles);
        Key::new(number, unique)
    }
}
