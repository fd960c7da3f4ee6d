//! Fills the tables with people, by what the store would have put for each.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use aws_sdk_dynamodb::types::AttributeValue;
use dynoxide::Item;
use profile_core::Write;
use profile_dynamodb::{DynamoStore, Tables};

use crate::engine::Engine;
use crate::store::store;
use crate::{Failure, people, progress};

/// People who are put at once.
const CHUNK: u32 = 2_000;

/// The items of some people; `until` is whom the next ones begin with.
pub(crate) struct Chunk {
    pub(crate) until: u32,
    pub(crate) items: Vec<Item>,
}

/// Puts everybody's items.
pub(crate) fn seed(engine: &Engine, tables: &Tables, people: u32) -> Result<(), Failure> {
    for chunk in chunks(tables, people) {
        let Chunk { until, items } = chunk?;
        engine.put(&tables.users, items)?;
        progress(until)?;
    }
    Ok(())
}

/// Everybody's items in the users table as they were first stored. Another thread makes them
/// while this one works with what it got.
pub(crate) fn chunks(tables: &Tables, people: u32) -> Receiver<Result<Chunk, Failure>> {
    let (to, from) = sync_channel(2);
    let store = store("http://nowhere.invalid", tables);
    thread::spawn(move || make(&to, &store, people));
    from
}

/// Makes items until there are no more people, or a failure, or nobody takes them.
fn make(to: &SyncSender<Result<Chunk, Failure>>, store: &DynamoStore, people: u32) {
    for first in (0..people).step_by(CHUNK as usize) {
        let until = people.min(first + CHUNK);
        let items: Result<Vec<_>, _> = (first..until).map(|it| items(store, it)).collect();
        let items = items.map(|it| it.into_iter().flatten().collect());
        let is_last = items.is_err();
        if to.send(items.map(|items| Chunk { until, items })).is_err() || is_last {
            break;
        }
    }
}

/// A person's items; the audit trail is somebody else's.
fn items(store: &DynamoStore, index: u32) -> Result<Vec<Item>, Failure> {
    let write = Write { entry: None, ..people::stored(index)? };
    store.puts(&write)?.into_iter().map(|it| item(it.item)).collect()
}

fn item(attributes: impl IntoIterator<Item = (String, AttributeValue)>) -> Result<Item, Failure> {
    attributes.into_iter().map(|(name, it)| Ok((name, value(it)?))).collect()
}

/// The SDK's value as the engine's.
fn value(value: AttributeValue) -> Result<dynoxide::AttributeValue, Failure> {
    Ok(match value {
        AttributeValue::S(it) => dynoxide::AttributeValue::S(it),
        AttributeValue::N(it) => dynoxide::AttributeValue::N(it),
        AttributeValue::Bool(it) => dynoxide::AttributeValue::BOOL(it),
        AttributeValue::L(it) => {
            dynoxide::AttributeValue::L(it.into_iter().map(self::value).collect::<Result<_, _>>()?)
        }
        AttributeValue::M(it) => dynoxide::AttributeValue::M(item(it)?),
        _ => return Err("a person has a value of a kind that nobody needed so far".into()),
    })
}
