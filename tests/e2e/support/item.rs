//! Items as they are stored, with the names that are the tables' contract.

use std::collections::HashMap;
use std::io::Read;

use aws_sdk_dynamodb::types::AttributeValue;
use flate2::read::GzDecoder;

use super::stack::{Stack, broken};

/// One item. An attribute of another type than asked for fails the test.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Item(pub(crate) HashMap<String, AttributeValue>);

impl Item {
    /// An attribute that is a text.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(|it| it.as_s().unwrap().as_str())
    }

    /// An attribute that is a whole number.
    pub(crate) fn number(&self, name: &str) -> Option<u64> {
        self.0.get(name).map(|it| it.as_n().unwrap().parse().unwrap())
    }

    /// An attribute that is a list of texts.
    pub(crate) fn texts(&self, name: &str) -> Vec<&str> {
        self.0[name].as_l().unwrap().iter().map(|it| it.as_s().unwrap().as_str()).collect()
    }

    /// An attribute that is a compressed text.
    pub(crate) fn unpacked(&self, name: &str) -> String {
        let mut text = String::new();
        let compressed = self.0[name].as_b().unwrap().as_ref();
        GzDecoder::new(compressed).read_to_string(&mut text).unwrap();
        text
    }

    /// All of it as text, with what is compressed unpacked.
    pub(crate) fn in_full(&self) -> String {
        let packed = self.0.iter().filter(|(_, it)| it.is_b());
        let unpacked: Vec<_> = packed.map(|(name, _)| self.unpacked(name)).collect();
        format!("{:?} {}", self.0, unpacked.join(" "))
    }

    /// An attribute that is yes or no.
    pub(crate) fn flag(&self, name: &str) -> bool {
        *self.0[name].as_bool().unwrap()
    }
}

impl Stack {
    /// The item with that key.
    pub(crate) async fn item(&self, table: &str, pk: &str, sk: &str) -> Option<Item> {
        let get = self.dynamo.get_item().table_name(table).consistent_read(true);
        let got = get.key("pk", text(pk)).key("sk", text(sk)).send().await;
        got.unwrap_or_else(|it| broken("read an item", &it)).item.map(Item)
    }

    /// The items with that partition key, in the order of the sort key.
    pub(crate) async fn items(&self, table: &str, pk: &str) -> Vec<Item> {
        let query = self.dynamo.query().table_name(table).consistent_read(true);
        let query = query.key_condition_expression("pk = :pk");
        let pages = query.expression_attribute_values(":pk", text(pk)).into_paginator();
        let items = pages.items().send().collect::<Result<Vec<_>, _>>().await;
        items.unwrap_or_else(|it| broken("read items", &it)).into_iter().map(Item).collect()
    }

    /// Every item of a table.
    pub(crate) async fn scan(&self, table: &str) -> Vec<Item> {
        let pages = self.dynamo.scan().table_name(table).consistent_read(true).into_paginator();
        let items = pages.items().send().collect::<Result<Vec<_>, _>>().await;
        items.unwrap_or_else(|it| broken("scan a table", &it)).into_iter().map(Item).collect()
    }
}

/// A text as an attribute.
pub(crate) fn text(text: &str) -> AttributeValue {
    AttributeValue::S(text.to_owned())
}
