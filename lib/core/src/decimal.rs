//! Numbers with two decimal places, exact.

use std::fmt;
use std::str::FromStr;

/// A number with two decimal places, such as a price or a rating. Never a float.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimal(i64);

/// The text is not a number with at most two decimal places, or is out of range.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a number with at most two decimal places")]
pub struct InvalidDecimal;

impl Decimal {
    /// A number from its hundredths: 7550 is 75.50.
    #[must_use]
    pub const fn from_hundredths(hundredths: i64) -> Self {
        Self(hundredths)
    }

    /// The number in hundredths.
    #[must_use]
    pub const fn hundredths(self) -> i64 {
        self.0
    }
}

/// Always with two places: `75.50`.
impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let size = self.0.unsigned_abs();
        write!(f, "{sign}{}.{:02}", size / 100, size % 100)
    }
}

/// Reads `75`, `75.5` and `75.50`; zeros beyond the second place are fine.
impl FromStr for Decimal {
    type Err = InvalidDecimal;

    fn from_str(text: &str) -> Result<Self, InvalidDecimal> {
        let (negative, size) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, places) = size.split_once('.').unwrap_or((size, "0"));
        let places = places.get(..2).filter(|_| is_zeros(&places[2..])).unwrap_or(places);
        if places.len() > 2 || !is_digits(whole) || !is_digits(places) {
            return Err(InvalidDecimal);
        }
        let hundredths =
            format!("{whole}{places:0<2}").parse::<i64>().map_err(|_| InvalidDecimal)?;
        Ok(Self(if negative { -hundredths } else { hundredths }))
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit())
}

fn is_zeros(text: &str) -> bool {
    text.bytes().all(|it| it == b'0')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn two_places_and_no_more() {
        for (text, hundredths) in
            [("75", 7500), ("75.5", 7550), ("75.50", 7550), ("-0.01", -1), ("1.2300", 123)]
        {
            assert_eq!(text.parse(), Ok(Decimal::from_hundredths(hundredths)), "{text}");
        }
        for text in
            ["", ".", "1.", ".5", "1.234", "1e3", "+1", "--1", "1.é", "99999999999999999999"]
        {
            assert_eq!(text.parse::<Decimal>(), Err(InvalidDecimal), "{text}");
        }
    }

    proptest! {
        #[test]
        fn writing_and_reading_gives_the_same_number(hundredths in -1_000_000_000_i64..1_000_000_000) {
            let number = Decimal::from_hundredths(hundredths);
            prop_assert_eq!(number.to_string().parse(), Ok(number));
        }

        #[test]
        fn no_text_panics(text in ".*") {
            let _ = text.parse::<Decimal>();
        }
    }
}
