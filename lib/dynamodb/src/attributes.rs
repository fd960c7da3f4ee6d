//! Items as the SDK has them, to and from structs.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;
use profile_core::{BoxError, StoreError, Timestamp};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::refused;
use crate::key::Key;

/// An item, or a part of one: values by attribute name.
pub(crate) type Attributes = HashMap<String, AttributeValue>;

/// The stored attribute is not one that this version can read. Says which, never what.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("attribute {0} is not one that this version can read")]
pub(crate) struct Malformed(pub(crate) &'static str);

/// The attributes of `item`. What is `None` becomes no attribute.
pub(crate) fn to_attributes(item: impl Serialize) -> Result<Attributes, StoreError> {
    let mut attributes: Attributes = serde_dynamo::to_item(item).map_err(refused)?;
    attributes.retain(|_, value| !value.is_null());
    Ok(attributes)
}

/// A whole item: the attributes of `item` at `key`.
pub(crate) fn to_item(key: Key, item: impl Serialize) -> Result<Attributes, StoreError> {
    let mut attributes = to_attributes(item)?;
    attributes.extend(key.into_attributes());
    Ok(attributes)
}

/// Reads the item at `key` through its item struct `I`. Attributes it doesn't know are
/// left alone: other programs and later versions may add their own.
pub(crate) fn from_item<I, T>(key: &Key, attributes: Attributes) -> Result<T, StoreError>
where
    I: DeserializeOwned,
    T: TryFrom<I, Error: Into<BoxError>>,
{
    serde_dynamo::from_item::<_, I>(attributes)
        .map_err(BoxError::from)
        .and_then(|item| T::try_from(item).map_err(Into::into))
        .map_err(|source| StoreError::Unreadable { key: key.to_string(), source })
}

/// The text of an attribute, if there is one.
pub(crate) fn text<'a>(attributes: &'a Attributes, name: &str) -> Option<&'a str> {
    attributes.get(name)?.as_s().ok().map(String::as_str)
}

/// The time in an attribute, if there is one.
pub(crate) fn time(attributes: &Attributes, name: &str) -> Option<Timestamp> {
    attributes.get(name)?.as_n().ok()?.parse().ok().map(Timestamp::from_millis)
}

/// A number as an attribute.
pub(crate) fn number(number: u64) -> AttributeValue {
    AttributeValue::N(number.to_string())
}
