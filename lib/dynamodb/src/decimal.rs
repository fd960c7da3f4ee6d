//! Decimals as numbers in the table.
//!
//! serde knows floats and no decimals. So these attributes pass through it as texts, in
//! both directions, and are numbers only outside of it.

use std::mem;

use aws_sdk_dynamodb::types::AttributeValue;
use profile_core::Decimal;

use crate::attributes::{Attributes, Malformed};

/// The attributes that are decimals.
const DECIMALS: [&str; 3] = ["hourlyRate", "rating", "responseRate"];

/// Makes numbers of the decimals in an item that is to be written.
pub(crate) fn to_numbers(item: &mut Attributes) {
    for name in DECIMALS {
        if let Some(value) = item.get_mut(name)
            && let AttributeValue::S(text) = value
        {
            *value = AttributeValue::N(mem::take(text));
        }
    }
}

/// Makes texts of the decimals in an item that was read.
pub(crate) fn to_texts(item: &mut Attributes) {
    for name in DECIMALS {
        if let Some(value) = item.get_mut(name)
            && let AttributeValue::N(text) = value
        {
            *value = AttributeValue::S(mem::take(text));
        }
    }
}

/// Reads the text of the attribute `name`.
pub(crate) fn read(name: &'static str, text: Option<String>) -> Result<Option<Decimal>, Malformed> {
    text.map(|it| it.parse().map_err(|_| Malformed(name))).transpose()
}
