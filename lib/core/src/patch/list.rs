//! Lists.

use serde_json::Value;

use super::fault::{self, Fault, FaultKind, Read};
use super::limits::{LONGEST_ENTRY, MOST_ENTRIES};
use super::text;

/// Reads a list of short texts; null empties it.
pub(super) fn texts(value: &Value) -> Read<Vec<String>> {
    entries(value, |it| text::required_line(it, LONGEST_ENTRY))
}

/// Reads a list, entry by entry; null empties it.
pub(super) fn entries<T>(value: &Value, entry: impl Fn(&Value) -> Read<T>) -> Read<Vec<T>> {
    let list = match value {
        Value::Null => return Ok(Vec::new()),
        Value::Array(list) => list,
        _ => return Err(Fault::new(FaultKind::WrongType, "a list or null").into()),
    };
    if list.len() > MOST_ENTRIES {
        let detail = format!("at most {MOST_ENTRIES} entries");
        return Err(Fault::new(FaultKind::TooMany, detail).into());
    }
    let read = list.iter().enumerate();
    fault::all(read.map(|(index, value)| (index.to_string(), entry(value))))
}
