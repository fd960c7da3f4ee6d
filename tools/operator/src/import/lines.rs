//! The lines of the file, one at a time: a file without line ends must not fill the memory.

use std::io::{self, BufRead};

/// Longest line that is read, in bytes, with its end: ten times what an item of the table
/// can hold.
pub(crate) const LONGEST_LINE: usize = 4 * 1024 * 1024;

/// What editors on Windows put at the start of a file.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// A line that isn't empty.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Line<'a> {
    /// Its number in the file, from 1.
    pub(crate) number: u64,
    /// Its bytes without the line end; `None` when it is too long.
    pub(crate) bytes: Option<&'a [u8]>,
}

/// Reads lines.
#[derive(Debug)]
pub(crate) struct Lines<R> {
    reader: R,
    number: u64,
    /// How many bytes of the file were read.
    pub(crate) position: u64,
    buffer: Vec<u8>,
    /// Whether the buffer holds all of the line.
    fits: bool,
}

impl<R: BufRead> Lines<R> {
    pub(crate) fn new(reader: R) -> Self {
        Self { reader, number: 0, position: 0, buffer: Vec::new(), fits: true }
    }

    /// The next line that holds anything; `None` at the end.
    pub(crate) fn next(&mut self) -> io::Result<Option<Line<'_>>> {
        loop {
            if self.fill()? == 0 {
                return Ok(None);
            }
            self.number += 1;
            if self.number == 1 && self.buffer.starts_with(BYTE_ORDER_MARK) {
                self.buffer.drain(..BYTE_ORDER_MARK.len());
            }
            if !self.fits || !self.buffer.trim_ascii().is_empty() {
                break;
            }
        }
        // The loop ends here: the borrow checker can't yet return the line out of it.
        let bytes = self.fits.then(|| self.buffer.trim_ascii());
        Ok(Some(Line { number: self.number, bytes }))
    }

    /// Reads up to the next line end, and returns how many bytes there were.
    fn fill(&mut self) -> io::Result<u64> {
        self.buffer.clear();
        self.fits = true;
        let start = self.position;
        loop {
            let chunk = self.reader.fill_buf()?;
            let end = chunk.iter().position(|it| *it == b'\n');
            let taken = end.map_or(chunk.len(), |it| it + 1);
            let room = LONGEST_LINE - self.buffer.len();
            self.fits &= taken <= room;
            self.buffer.extend_from_slice(&chunk[..taken.min(room)]);
            self.reader.consume(taken);
            self.position += taken as u64;
            if end.is_some() || taken == 0 {
                return Ok(self.position - start);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &[u8]) -> Vec<(u64, Option<Vec<u8>>)> {
        let mut lines = Lines::new(io::BufReader::with_capacity(3, text));
        let mut found = Vec::new();
        while let Some(Line { number, bytes }) = lines.next().unwrap() {
            found.push((number, bytes.map(<[u8]>::to_vec)));
        }
        assert_eq!(lines.position, text.len() as u64);
        found
    }

    #[test]
    fn empty_lines_count_and_line_ends_do_not_matter() {
        let found = all(b"\xef\xbb\xbf{1}\r\n\n  \n{4}\n{5}");

        let expected = [(1, "{1}"), (4, "{4}"), (5, "{5}")];
        assert_eq!(found, expected.map(|(number, it)| (number, Some(it.into()))));
    }

    #[test]
    fn a_line_that_is_too_long_is_left_out_and_the_next_one_is_read() {
        let mut text = vec![b'x'; LONGEST_LINE];
        text.extend(b"\n{2}\n");
        text.extend(vec![b'x'; LONGEST_LINE]);

        let found = all(&text);

        assert_eq!(found[0], (1, None));
        assert_eq!(found[1], (2, Some(b"{2}".to_vec())));
        assert!(found[2].1.as_ref().is_some_and(|it| it.len() == LONGEST_LINE));
    }

    #[test]
    fn nothing_has_no_lines() {
        assert_eq!(all(b""), []);
    }
}
