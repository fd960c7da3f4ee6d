//! Single values of a line.

use jiff::civil::DateTime;
use jiff::tz::Offset;
use profile_core::{
    ClerkId, Decimal, EmailAddress, Role, Status, Timestamp, UserId, ValidationTier,
};
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use super::problem::Problem;

type Read<T> = Result<T, Problem>;

const ID: Problem = Problem::Not("an id: 1 to 128 visible ASCII characters");
const TIME: Problem = Problem::Not("a time such as 2024-05-01T10:00:00Z");

pub(crate) fn text(raw: &RawValue) -> Read<String> {
    parsed(raw, "a text")
}

pub(crate) fn boolean(raw: &RawValue) -> Read<bool> {
    parsed(raw, "true or false")
}

/// A number of things.
pub(crate) fn count(raw: &RawValue) -> Read<u32> {
    parsed(raw, "a whole number from 0 on")
}

pub(crate) fn user_id(raw: &RawValue) -> Read<UserId> {
    UserId::parse(text(raw)?).map_err(|_| ID)
}

pub(crate) fn clerk_id(raw: &RawValue) -> Read<ClerkId> {
    ClerkId::parse(text(raw)?).map_err(|_| ID)
}

pub(crate) fn address(raw: &RawValue) -> Read<EmailAddress> {
    EmailAddress::parse(&text(raw)?).ok_or(Problem::Not("an address"))
}

pub(crate) fn role(raw: &RawValue) -> Read<Role> {
    let role = Role::from_name(&text(raw)?);
    role.ok_or(Problem::Not("one of CLIENT, BUILDER, ADMIN, SUBSCRIBER"))
}

pub(crate) fn status(raw: &RawValue) -> Read<Status> {
    Status::from_name(&text(raw)?).ok_or(Problem::Not("one of active, suspended, deleted"))
}

pub(crate) fn tier(raw: &RawValue) -> Read<ValidationTier> {
    let tier = u8::try_from(count(raw).unwrap_or(0)).ok().and_then(ValidationTier::from_number);
    tier.ok_or(Problem::Not("1, 2 or 3"))
}

pub(crate) fn slug(raw: &RawValue) -> Read<String> {
    let fits = |it: &String| {
        (2..=50).contains(&it.len())
            && it.bytes().all(|it| matches!(it, b'a'..=b'z' | b'0'..=b'9' | b'-'))
    };
    let slug = text(raw)?;
    Some(slug).filter(fits).ok_or(Problem::Not("a slug: 2 to 50 of a-z, 0-9 and -"))
}

/// A number, or a text that holds one: read as it is written, never by way of a float.
pub(crate) fn decimal(raw: &RawValue) -> Read<Decimal> {
    let is_text = raw.get().starts_with('"');
    let written = if is_text { text(raw)? } else { raw.get().to_owned() };
    let number = written.parse().ok().filter(|it: &Decimal| it.hundredths() >= 0);
    number.ok_or(Problem::Not("a number from 0 on with at most two decimal places"))
}

/// A time in ISO 8601, which is in UTC if it doesn't say: `PostgreSQL` writes a `timestamp`
/// without its zone, and what makes such columns keeps UTC in them. Microseconds are dropped.
pub(crate) fn time(raw: &RawValue, latest: Timestamp) -> Read<Timestamp> {
    let text = text(raw)?;
    let time: jiff::Timestamp = text
        .parse()
        .or_else(|_| text.parse::<DateTime>().and_then(|it| Offset::UTC.to_timestamp(it)))
        .map_err(|_| TIME)?;
    let millis = u64::try_from(time.as_millisecond()).map_err(|_| TIME)?;
    let time = Timestamp::from_millis(millis);
    if time > latest { Err(Problem::InTheFuture) } else { Ok(time) }
}

fn parsed<T: DeserializeOwned>(raw: &RawValue, what: &'static str) -> Read<T> {
    serde_json::from_str(raw.get()).map_err(|_| Problem::Not(what))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raw(json: &str) -> Box<RawValue> {
        RawValue::from_string(json.to_owned()).unwrap()
    }

    fn at(text: &str) -> Read<i64> {
        let latest = Timestamp::from_millis(1_800_000_000_000);
        time(&raw(&format!("\"{text}\"")), latest).map(Timestamp::millis)
    }

    #[test]
    fn a_time_may_be_written_in_all_of_postgresql_s_ways() {
        for text in [
            "2024-05-01T10:00:00.123Z",
            "2024-05-01T10:00:00.123456+00:00",
            "2024-05-01T10:00:00.123",
            "2024-05-01 10:00:00.123",
            "2024-05-01 10:00:00.123+00",
            "2024-05-01T12:00:00.123+02:00",
        ] {
            assert_eq!(at(text), Ok(1_714_557_600_123), "{text}");
        }
    }

    #[test]
    fn what_is_no_time_of_ours_is_refused() {
        for text in [
            "",
            "yesterday",
            "infinity",
            "1714557600",
            "2024-13-01T10:00:00Z",
            "1969-12-31T23:59:59Z",
        ] {
            assert_eq!(at(text), Err(TIME), "{text}");
        }
        assert_eq!(at("2099-01-01T00:00:00Z"), Err(Problem::InTheFuture));
        assert!(time(&raw("1714557600000"), Timestamp::default()).is_err());
    }

    #[test]
    fn decimals_are_read_digit_by_digit() {
        for (json, hundredths) in [
            ("85", 8500),
            ("85.1", 8510),
            ("\"85.10\"", 8510),
            ("4.350", 435),
            ("90071992547409.93", 9_007_199_254_740_993),
        ] {
            assert_eq!(decimal(&raw(json)), Ok(Decimal::from_hundredths(hundredths)), "{json}");
        }
        for json in ["-1", "1.001", "1e2", "\"\"", "\"1,5\"", "true", "\"NaN\"", "1e999999999"] {
            assert!(decimal(&raw(json)).is_err(), "{json}");
        }
    }

    #[test]
    fn a_slug_is_an_address_s_last_part() {
        let of = |text: &str| slug(&raw(&format!("\"{text}\"")));
        for text in ["ab", "liam-builds-2", &"x".repeat(50)] {
            assert_eq!(of(text), Ok(text.to_owned()));
        }
        for text in ["", "a", "Liam", "li_am", "li am", "liäm", &"x".repeat(51)] {
            assert!(of(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_tier_is_one_of_three() {
        assert_eq!(tier(&raw("3")), Ok(ValidationTier::Expert));
        for json in ["0", "4", "257", "-1", "2.0", "\"2\"", "1e0"] {
            assert!(tier(&raw(json)).is_err(), "{json}");
        }
    }
}
