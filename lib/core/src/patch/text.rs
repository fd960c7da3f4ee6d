//! Texts.

use std::ops::RangeInclusive;

use serde_json::Value;

use super::fault::{Fault, FaultKind, Read};
use crate::visible::{is_blank, is_control};

/// Reads a text in one line of at most `longest` characters; `None` for null.
pub(super) fn line(value: &Value, longest: usize) -> Read<Option<String>> {
    optional(value, 1..=longest, is_control, "in one line")
}

/// Reads a text of at most `longest` characters, in as many lines as it has; `None` for null.
pub(super) fn lines(value: &Value, longest: usize) -> Read<Option<String>> {
    let is_foreign = |it: char| is_control(it) && it != '\n' && it != '\t';
    optional(value, 1..=longest, is_foreign, "without control characters but \\n and \\t")
}

/// Reads a text in one line of so many characters; `None` for null.
pub(super) fn sized_line(value: &Value, size: RangeInclusive<usize>) -> Read<Option<String>> {
    optional(value, size, is_control, "in one line")
}

/// Reads a text in one line that can't be done without.
pub(super) fn required_line(value: &Value, longest: usize) -> Read<String> {
    if !value.is_string() && !value.is_null() {
        return Err(Fault::new(FaultKind::WrongType, "a text").into());
    }
    let missing = || Fault::new(FaultKind::TooShort, format!("1 to {longest} characters"));
    line(value, longest)?.ok_or_else(|| missing().into())
}

fn optional(
    value: &Value,
    size: RangeInclusive<usize>,
    is_foreign: impl Fn(char) -> bool,
    form: &str,
) -> Read<Option<String>> {
    let sent = match value {
        Value::Null => return Ok(None),
        Value::String(text) => text,
        _ => return Err(Fault::new(FaultKind::WrongType, "a text or null").into()),
    };
    let text = sent.trim();
    let length = text.chars().count();
    let fault = |kind| {
        let detail = format!("{} to {} characters, {form}", size.start(), size.end());
        Err(Fault::new(kind, detail).into())
    };
    match length {
        // As it was sent: what is taken off counts too, as a schema can say no more.
        _ if sent.chars().count() > *size.end() => fault(FaultKind::TooLong),
        0 => Ok(None),
        _ if length < *size.start() => fault(FaultKind::TooShort),
        _ if text.contains(is_foreign) || is_blank(text) => fault(FaultKind::Malformed),
        _ => Ok(Some(text.to_owned())),
    }
}
