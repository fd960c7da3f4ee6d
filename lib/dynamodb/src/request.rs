//! The parts of a transaction.

use aws_sdk_dynamodb::types::{self, TransactWriteItem};
use profile_core::StoreError;

use crate::attributes::Attributes;
use crate::error::refused;
use crate::key::Key;
use crate::update::{Condition, Update};

/// Puts an item where there is none.
pub(crate) fn put(table: &str, item: Attributes) -> Result<TransactWriteItem, StoreError> {
    let put = types::Put::builder()
        .table_name(table)
        .set_item(Some(item))
        .condition_expression(Condition::is_new().text)
        .build()
        .map_err(refused)?;
    Ok(TransactWriteItem::builder().put(put).build())
}

/// Puts an item, whatever is there.
pub(crate) fn replace(table: &str, item: Attributes) -> Result<TransactWriteItem, StoreError> {
    let put = types::Put::builder().table_name(table).set_item(Some(item));
    Ok(TransactWriteItem::builder().put(put.build().map_err(refused)?).build())
}

/// Changes an item under a condition.
pub(crate) fn update(
    table: &str,
    key: Key,
    update: Update,
    condition: Condition,
) -> Result<TransactWriteItem, StoreError> {
    let Condition { text, values } = condition;
    let update = types::Update::builder()
        .table_name(table)
        .set_key(Some(key.into_attributes()))
        .update_expression(update.text())
        .set_expression_attribute_names(Some(update.names()))
        .set_expression_attribute_values(Some(update.values().into_iter().chain(values).collect()))
        .condition_expression(text)
        .build()
        .map_err(refused)?;
    Ok(TransactWriteItem::builder().update(update).build())
}

/// Deletes an item under a condition.
pub(crate) fn delete(
    table: &str,
    key: Key,
    condition: Condition,
) -> Result<TransactWriteItem, StoreError> {
    let Condition { text, values } = condition;
    let delete = types::Delete::builder()
        .table_name(table)
        .set_key(Some(key.into_attributes()))
        .set_expression_attribute_values(Some(values))
        .condition_expression(text)
        .build()
        .map_err(refused)?;
    Ok(TransactWriteItem::builder().delete(delete).build())
}
