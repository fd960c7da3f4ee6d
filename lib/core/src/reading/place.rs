//! Places in lists: where the next page begins, as an opaque text that is fit for a URL.

use std::fmt;
use std::str::FromStr;

use crate::{EventId, RunId, Timestamp, mask};

/// Longest text of a place that is looked at, in bytes: twice what a store's longest key has.
const LONGEST: usize = 2_056;

/// The text is not a place in the list that it was given to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a place in this list")]
pub struct InvalidPlace;

/// A place in a list that is ordered by time, newest first. What comes next is what is
/// older than `at`, and of what is exactly as old, all that the list has behind `behind`.
///
/// Whoever makes one up gets some part of a list that they may see anyway.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place<I> {
    /// The latest time that is still to come.
    pub at: Timestamp,
    /// The last entry of that time that came already; `None` if none did.
    pub behind: Option<I>,
}

/// What stands in a list by time.
pub trait Placed: fmt::Display + Sized {
    /// The letter by which the list's places are known.
    const LIST: char;

    /// The entry of that id; `None` if that is no id.
    fn named(id: &str) -> Option<Self>;
}

impl Placed for EventId {
    const LIST: char = 'e';

    fn named(id: &str) -> Option<Self> {
        Self::parse(id).ok()
    }
}

impl Placed for RunId {
    const LIST: char = 'r';

    fn named(id: &str) -> Option<Self> {
        Self::parse(id).ok()
    }
}

impl<I> Place<I> {
    /// The place behind all that is newer than `at`.
    #[must_use]
    pub const fn at(at: Timestamp) -> Self {
        Self { at, behind: None }
    }

    /// The place behind the entry `id` of the time `at`.
    #[must_use]
    pub const fn behind(at: Timestamp, id: I) -> Self {
        Self { at, behind: Some(id) }
    }
}

impl<I: Placed> fmt::Display for Place<I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = self.at.unsigned();
        let behind = self.behind.as_ref().map(|it| format!(" {it}")).unwrap_or_default();
        f.write_str(&encode(I::LIST, &format!("{at}{behind}")))
    }
}

impl<I: Placed> FromStr for Place<I> {
    type Err = InvalidPlace;

    fn from_str(text: &str) -> Result<Self, InvalidPlace> {
        let text = decode(I::LIST, text)?;
        let (at, behind) = match text.split_once(' ') {
            Some((at, id)) => (at, Some(I::named(id).ok_or(InvalidPlace)?)),
            None => (&*text, None),
        };
        let at = at.parse().map(Timestamp::from_millis).map_err(|_| InvalidPlace)?;
        Ok(Self { at, behind })
    }
}

/// The text of a place in `list`. Hex digits, so that nobody takes it for anything else.
pub(crate) fn encode(list: char, place: &str) -> String {
    mask::hex(format!("{list}{place}").as_bytes())
}

/// The place in `list` whose text that is.
pub(crate) fn decode(list: char, text: &str) -> Result<String, InvalidPlace> {
    let bytes = Some(text).filter(|it| it.len() <= LONGEST).and_then(from_hex);
    let place = bytes.and_then(|it| String::from_utf8(it).ok()).ok_or(InvalidPlace)?;
    place.strip_prefix(list).map(str::to_owned).ok_or(InvalidPlace)
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digit = |it: &u8| char::from(*it).to_digit(16).and_then(|it| u8::try_from(it).ok());
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    let byte = |[high, low]: &[u8; 2]| Some(digit(high)? << 4 | digit(low)?);
    pairs.iter().map(byte).collect::<Option<_>>().filter(|_| rest.is_empty())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    type EventPlace = Place<EventId>;

    #[test]
    fn a_place_is_text_that_no_url_has_to_escape() {
        let id = EventId::parse("msg_&?#%/+=~").unwrap();
        let places =
            [Place::at(Timestamp::from_millis(u64::MAX)), Place::behind(Timestamp::default(), id)];
        for place in places {
            let text = place.to_string();

            assert!(text.bytes().all(|it| it.is_ascii_alphanumeric()), "{text}");
            assert_eq!(text.parse(), Ok(place));
        }
    }

    #[test]
    fn what_is_no_place_in_the_list_is_refused() {
        let whole = EventPlace::at(Timestamp::from_millis(1)).to_string();
        for text in [
            "",
            "zz",
            "é",
            &whole[1..],
            &encode('r', "1"),
            &encode('e', ""),
            &encode('e', "-1"),
            &encode('e', "1 "),
            &encode('e', "1 two words"),
            &encode('e', "18446744073709551616"),
            &mask::hex(&[b'e', 0xff]),
            &encode('e', &"1".repeat(LONGEST)),
        ] {
            assert_eq!(text.parse::<EventPlace>(), Err(InvalidPlace), "{text}");
        }
        let run = Place::behind(Timestamp::default(), RunId::mint(Timestamp::default(), 1));
        assert_eq!(run.to_string().parse::<EventPlace>(), Err(InvalidPlace), "of another list");
    }

    proptest! {
        #[test]
        fn no_text_panics(text in ".*", hex in "[0-9a-fA-F]{0,64}") {
            let _ = text.parse::<EventPlace>();
            let _ = hex.parse::<EventPlace>();
        }

        #[test]
        fn every_place_reads_back(at: u64, id in "[!-~]{1,128}") {
            let place = Place::behind(Timestamp::from_millis(at), EventId::parse(id).unwrap());
            prop_assert_eq!(place.to_string().parse(), Ok(place));
        }
    }
}
