//! The tables as `infra/template.yaml` defines them; `template.rs` compares the two.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::{
    AttributeDefinition, BillingMode, GlobalSecondaryIndex, KeySchemaElement, KeyType, Projection,
    ProjectionType, ScalarAttributeType,
};

/// A key attribute and its type, `S` or `N`.
pub(crate) type KeyAttribute = (&'static str, &'static str);

pub(crate) struct Index {
    pub(crate) name: &'static str,
    pub(crate) keys: [KeyAttribute; 2],
    pub(crate) projection: Projected,
}

#[derive(Clone, Copy)]
pub(crate) enum Projected {
    All,
    Keys,
    Listed(&'static [&'static str]),
}

pub(crate) struct Table {
    pub(crate) name: &'static str,
    pub(crate) keys: [KeyAttribute; 2],
    pub(crate) indexes: [Option<Index>; 3],
}

const KEYS: [KeyAttribute; 2] = [("pk", "S"), ("sk", "S")];

const OF_AN_EVENT: Projected = Projected::Listed(&[
    "svixId",
    "eventType",
    "clerkId",
    "userId",
    "status",
    "outcome",
    "error",
    "attempts",
    "processedAt",
    "lastAttemptAt",
]);

pub(crate) const USERS: &str = "Users";
pub(crate) const EVENTS: &str = "Events";
pub(crate) const AUDIT: &str = "Audit";

pub(crate) const TABLES: [Table; 3] = [
    Table {
        name: USERS,
        keys: KEYS,
        indexes: [
            Some(Index {
                name: "Listing",
                keys: [("listing", "S"), ("listingRank", "S")],
                projection: Projected::All,
            }),
            Some(Index {
                name: "PendingPush",
                keys: [("pendingPushState", "S"), ("pendingPushAt", "N")],
                projection: Projected::Keys,
            }),
            Some(Index {
                name: "Roster",
                keys: [("roster", "S"), ("rosterAt", "N")],
                projection: Projected::Listed(&["userId", "clerkId"]),
            }),
        ],
    },
    Table {
        name: EVENTS,
        keys: KEYS,
        indexes: [
            Some(Index {
                name: "ByDay",
                keys: [("day", "S"), ("receivedAt", "N")],
                projection: OF_AN_EVENT,
            }),
            Some(Index {
                name: "Failed",
                keys: [("failedDay", "S"), ("receivedAt", "N")],
                projection: OF_AN_EVENT,
            }),
            None,
        ],
    },
    Table {
        name: AUDIT,
        keys: KEYS,
        indexes: [
            Some(Index {
                name: "ByDay",
                keys: [("day", "S"), ("at", "N")],
                projection: Projected::All,
            }),
            None,
            None,
        ],
    },
];

pub(crate) async fn create(client: &Client) {
    for table in &TABLES {
        let indexes = table.indexes.iter().flatten();
        client
            .create_table()
            .table_name(table.name)
            .billing_mode(BillingMode::PayPerRequest)
            .set_key_schema(Some(schema(table.keys)))
            .set_attribute_definitions(Some(definitions(table)))
            .set_global_secondary_indexes(Some(indexes.map(index).collect()))
            .send()
            .await
            .unwrap();
    }
}

fn definitions(table: &Table) -> Vec<AttributeDefinition> {
    let of_indexes = table.indexes.iter().flatten().flat_map(|it| it.keys);
    let mut all: Vec<_> = table.keys.into_iter().chain(of_indexes).collect();
    all.sort_unstable();
    all.dedup();
    all.into_iter()
        .map(|(name, kind)| {
            let builder = AttributeDefinition::builder().attribute_name(name);
            builder.attribute_type(ScalarAttributeType::from(kind)).build().unwrap()
        })
        .collect()
}

fn schema([hash, range]: [KeyAttribute; 2]) -> Vec<KeySchemaElement> {
    [(hash, KeyType::Hash), (range, KeyType::Range)]
        .map(|((name, _), kind)| {
            KeySchemaElement::builder().attribute_name(name).key_type(kind).build().unwrap()
        })
        .into()
}

fn index(index: &Index) -> GlobalSecondaryIndex {
    let projection = match index.projection {
        Projected::All => Projection::builder().projection_type(ProjectionType::All),
        Projected::Keys => Projection::builder().projection_type(ProjectionType::KeysOnly),
        Projected::Listed(names) => Projection::builder()
            .projection_type(ProjectionType::Include)
            .set_non_key_attributes(Some(names.iter().map(|&it| it.to_owned()).collect())),
    };
    GlobalSecondaryIndex::builder()
        .index_name(index.name)
        .set_key_schema(Some(schema(index.keys)))
        .projection(projection.build())
        .build()
        .unwrap()
}
