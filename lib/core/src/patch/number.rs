//! Numbers and switches.

use serde_json::Value;

use super::fault::{Fault, FaultKind, Read};
use super::limits::HIGHEST_RATE;
use crate::Decimal;

/// Reads a switch.
pub(super) fn switch(value: &Value) -> Read<bool> {
    value.as_bool().ok_or_else(|| Fault::new(FaultKind::WrongType, "true or false").into())
}

/// Reads the price of an hour; `None` for null.
pub(super) fn rate(value: &Value) -> Read<Option<Decimal>> {
    // A number is read by its shortest text, which is what was sent: 85.1 is not 85.09999….
    let text = match value {
        Value::Null => return Ok(None),
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        _ => return Err(fault(FaultKind::WrongType)),
    };
    if text.is_empty() {
        return Ok(None);
    }
    let rate: Decimal = text.parse().map_err(|_| fault(FaultKind::Malformed))?;
    if (0..=HIGHEST_RATE).contains(&rate.hundredths()) {
        Ok(Some(rate))
    } else {
        Err(fault(FaultKind::OutOfRange))
    }
}

fn fault(kind: FaultKind) -> Vec<Fault> {
    let highest = Decimal::from_hundredths(HIGHEST_RATE);
    let detail = format!("0 to {highest} with at most two decimal places, or null");
    Fault::new(kind, detail).into()
}
