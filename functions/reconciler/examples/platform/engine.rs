//! The tables: DynamoDB's behaviour, in memory, and a count of what was asked of it.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use dynoxide::actions::batch_get_item::BatchGetItemRequest;
use dynoxide::actions::create_table::{self, CreateTableRequest};
use dynoxide::actions::get_item::{self, GetItemRequest};
use dynoxide::actions::import_items;
use dynoxide::actions::query::{self, QueryRequest};
use dynoxide::actions::transact_write_items::{self, TransactWriteItemsRequest};
use dynoxide::actions::update_item::{self, UpdateItemRequest};
use dynoxide::storage::Storage;
use dynoxide::types::{ConsumedCapacity, read_capacity_units_with_consistency};
use dynoxide::{AttributeValue, DynoxideError, ImportOptions, Item};
use futures_util::FutureExt;
use serde::Serialize;
use serde_json::{Value, json};

use crate::Failure;

/// What was asked of the tables.
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Counts {
    /// By operation, such as `Query`.
    operations: BTreeMap<String, Operation>,
    /// Keys in reads that may be a moment old: the users that were compared.
    looked_up: usize,
}

#[derive(Debug, Default, Serialize)]
struct Operation {
    requests: u64,
    /// Those of indexes included. A refused condition is not billed here.
    units: f64,
}

/// The tables, and one secret.
pub(crate) struct Engine {
    storage: Mutex<Storage>,
    secret: String,
    counts: Mutex<Counts>,
}

/// A request's answer, and the units it took.
type Answered = Result<(String, f64), DynoxideError>;

/// Carries a request out, and tells the units to us instead of to whoever asks.
macro_rules! carried_out {
    ($engine:expr, $action:ident, $body:expr, $request:ty) => {{
        let mut request: $request = read($body)?;
        request.return_consumed_capacity = Some("TOTAL".to_owned());
        let mut answer = done($action::execute(&*$engine.storage(), request))?;
        let units = units(answer.consumed_capacity.take());
        Ok((serde_json::to_string(&answer).map_err(|it| internal(&it))?, units))
    }};
}

impl Engine {
    /// Empty tables, as `CreateTable` takes them.
    pub(crate) fn start(tables: Value, secret: String) -> Result<Self, Failure> {
        let storage = Storage::memory()?;
        storage.enable_bulk_loading()?;
        let tables: Vec<CreateTableRequest> = serde_json::from_value(tables)?;
        for table in tables {
            done(create_table::execute(&storage, table))?;
        }
        Ok(Self { storage: Mutex::new(storage), secret, counts: Mutex::default() })
    }

    /// Puts items that are not there yet.
    pub(crate) fn put(&self, table: &str, items: Vec<Item>) -> Result<(), Failure> {
        let (storage, options) = (self.storage(), ImportOptions::default());
        done(import_items::execute_skip_gsi_deletes(&*storage, table, items, &options))?;
        Ok(())
    }

    /// The item that stands where `item` does.
    pub(crate) fn counterpart(&self, table: &str, item: &Item) -> Result<Option<Item>, Failure> {
        let text = self.text(table, item)?;
        Ok(text.map(|it| serde_json::from_str(&it)).transpose()?)
    }

    /// How many items there are.
    pub(crate) fn rows(&self, table: &str) -> Result<usize, Failure> {
        Ok(usize::try_from(self.storage().count_items(table)?)?)
    }

    /// What was asked since the last time somebody wanted to know.
    pub(crate) fn take_counts(&self) -> Counts {
        std::mem::take(&mut self.counts())
    }

    /// The status and the answer to a request, given the value of its `x-amz-target`.
    pub(crate) fn answer(&self, target: &str, body: &[u8]) -> (u16, String) {
        let operation = target.rsplit('.').next().unwrap_or_default();
        if operation == "GetSecretValue" {
            return (200, json!({ "Name": "clerk", "SecretString": self.secret }).to_string());
        }
        let answered = self.carry_out(operation, body);
        let mut counts = self.counts();
        let counted = counts.operations.entry(operation.to_owned()).or_default();
        counted.requests += 1;
        match answered {
            Ok((answer, units)) => {
                counted.units += units;
                (200, answer)
            }
            Err(error) => (error.status_code(), error.to_json()),
        }
    }

    fn carry_out(&self, operation: &str, body: &[u8]) -> Answered {
        match operation {
            "BatchGetItem" => self.batch_get(&read(body)?),
            "GetItem" => carried_out!(self, get_item, body, GetItemRequest),
            "Query" => carried_out!(self, query, body, QueryRequest),
            "TransactWriteItems" => {
                carried_out!(self, transact_write_items, body, TransactWriteItemsRequest)
            }
            "UpdateItem" => carried_out!(self, update_item, body, UpdateItemRequest),
            other => Err(internal(&format!("nobody needed {other} so far"))),
        }
    }

    /// Whole items as the storage has them, as text: most of a walk's requests are these, and
    /// to read and write each item's JSON again would take a CPU of its own.
    fn batch_get(&self, request: &BatchGetItemRequest) -> Answered {
        let (mut tables, mut units) = (Vec::new(), 0.0);
        for (table, wanted) in &request.request_items {
            let is_consistent = wanted.consistent_read == Some(true);
            if !is_consistent {
                self.counts().looked_up += wanted.keys.len();
            }
            let mut items = Vec::new();
            for key in &wanted.keys {
                let item = self.text(table, key)?;
                // An item's text is longer than the item: too long, if at all.
                let size = item.as_ref().map_or(0, String::len);
                units += read_capacity_units_with_consistency(size, is_consistent);
                items.extend(item);
            }
            tables.push(format!(r#""{table}":[{}]"#, items.join(",")));
        }
        let tables = tables.join(",");
        Ok((format!(r#"{{"Responses":{{{tables}}},"UnprocessedKeys":{{}}}}"#), units))
    }

    /// The JSON of the item whose keys these are.
    fn text(&self, table: &str, keys: &Item) -> Result<Option<String>, DynoxideError> {
        let key = |name| keys.get(name).and_then(AttributeValue::to_key_string);
        let (Some(pk), Some(sk)) = (key("pk"), key("sk")) else {
            return Err(internal(&"a key is missing"));
        };
        self.storage().get_item(table, &pk, &sk)
    }

    fn storage(&self) -> MutexGuard<'_, Storage> {
        self.storage.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn counts(&self) -> MutexGuard<'_, Counts> {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn read<'a, T: serde::Deserialize<'a>>(body: &'a [u8]) -> Result<T, DynoxideError> {
    serde_json::from_slice(body).map_err(|it| internal(&it))
}

/// What comes of work that never waits: the storage is in memory.
fn done<T>(work: impl Future<Output = Result<T, DynoxideError>>) -> Result<T, DynoxideError> {
    work.now_or_never().ok_or_else(|| internal(&"the storage waits"))?
}

fn internal(error: &impl ToString) -> DynoxideError {
    DynoxideError::InternalServerError(error.to_string())
}

fn units(tables: impl Units) -> f64 {
    tables.all().into_iter().map(|it| it.capacity_units).sum()
}

/// What an answer says it took: of one table, or of several.
trait Units {
    fn all(self) -> Vec<ConsumedCapacity>;
}

impl Units for Option<ConsumedCapacity> {
    fn all(self) -> Vec<ConsumedCapacity> {
        self.into_iter().collect()
    }
}

impl Units for Option<Vec<ConsumedCapacity>> {
    fn all(self) -> Vec<ConsumedCapacity> {
        self.unwrap_or_default()
    }
}
