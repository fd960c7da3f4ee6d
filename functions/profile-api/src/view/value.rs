//! Values that JSON has no type for.

use profile_core::{Decimal, Timestamp};
use serde::{Serialize, Serializer};
use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, SchemaFormat, Type};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

/// A point in time, as `2026-11-26T14:00:00.000Z`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Time(pub(crate) Timestamp);

impl Serialize for Time {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // Times past the year 9999 count as its last moment.
        let time = jiff::Timestamp::from_millisecond(self.0.millis());
        serializer.collect_str(&format_args!("{:.3}", time.unwrap_or(jiff::Timestamp::MAX)))
    }
}

impl From<Timestamp> for Time {
    fn from(time: Timestamp) -> Self {
        Self(time)
    }
}

impl ToSchema for Time {}

impl PartialSchema for Time {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::DateTime)))
            .description(Some("A point in time (RFC 3339), in UTC, with milliseconds."))
            .examples(["2026-11-26T14:00:00.000Z"])
            .into()
    }
}

/// A number with two decimal places, as `"85.00"`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Number(pub(crate) Decimal);

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl From<Decimal> for Number {
    fn from(number: Decimal) -> Self {
        Self(number)
    }
}

impl ToSchema for Number {
    fn name() -> std::borrow::Cow<'static, str> {
        "Decimal".into()
    }
}

impl PartialSchema for Number {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .pattern(Some(r"^-?\d+\.\d{2}$"))
            .description(Some(
                "A number with two decimal places. It is a text, because many who read JSON \
                 make a float of a number.",
            ))
            .examples(["85.00"])
            .into()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_time_is_shown_in_utc_with_milliseconds() {
        for (millis, text) in [
            (0, "1970-01-01T00:00:00.000Z"),
            (1_764_165_600_007, "2025-11-26T14:00:00.007Z"),
            (u64::MAX, "9999-12-30T22:00:00.999Z"),
        ] {
            assert_eq!(json!(Time(Timestamp::from_millis(millis))), text);
        }
    }

    #[test]
    fn a_decimal_is_a_text_with_two_places() {
        assert_eq!(json!(Number(Decimal::from_hundredths(8_500))), "85.00");
    }
}
