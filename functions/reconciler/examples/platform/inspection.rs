//! What became of the people.

use std::collections::HashSet;

use dynoxide::{AttributeValue, Item};
use profile_core::{Change, Decision, Outcome, Person, State, SyncStore, UserId, decide};
use profile_dynamodb::{DynamoStore, Tables};
use serde::Serialize;

use crate::engine::Engine;
use crate::seeding::{Chunk, chunks};
use crate::{Failure, people, progress};

/// How the tables are.
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Inspection {
    /// Those who missed an event, and are by now as Clerk has them.
    repaired: usize,
    /// Those who missed one, and still differ.
    unrepaired: usize,
    /// Items of the others that are not as they were, or that are new.
    touched: usize,
    /// Changes in the audit trail.
    changes: usize,
}

/// Looks at every item. `store` must be on the engine's port.
pub(crate) fn inspect(
    engine: &Engine,
    store: &DynamoStore,
    tables: &Tables,
    people: u32,
) -> Result<Inspection, Failure> {
    let mut found = Inspection { changes: engine.rows(&tables.audit)?, ..Inspection::default() };
    let (mut drifted, mut expected) = (HashSet::new(), 0);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    for index in people::drifted(people) {
        drifted.insert(people::stored(index)?.after.user.id);
        let (state, change) = runtime.block_on(look(store, index))?;
        let left = decide(&state, &change, &people::context(change.at()));
        let is_repaired = left == Decision::Settled(Outcome::Duplicate);
        found.repaired += usize::from(is_repaired);
        found.unrepaired += usize::from(!is_repaired);
        expected += state.person.as_ref().map_or(0, items_of);
    }
    for chunk in chunks(tables, people) {
        let Chunk { until, mut items } = chunk?;
        items.retain(|it| !owner(it).is_some_and(|it| drifted.contains(&it)));
        expected += items.len();
        found.touched += changed(engine, &tables.users, &items)?;
        progress(until)?;
    }
    found.touched += engine.rows(&tables.users)?.abs_diff(expected);
    Ok(found)
}

/// The person as we have them, and what Clerk says. By the rules, nothing may be left to do.
async fn look(store: &DynamoStore, index: u32) -> Result<(State, Change), Failure> {
    let (id, user) = (people::clerk_id(index)?, people::in_clerk(index)?);
    let now = user.changed_at().unwrap_or_default();
    let change = Change::fetched(&id, Some(user), now);
    Ok((store.state(&change).await?, change))
}

/// How many items hold a person who has an address: account, profiles, and two pointers.
fn items_of(person: &Person) -> usize {
    let Person { user: _, builder, client } = person;
    3 + usize::from(builder.is_some()) + usize::from(client.is_some())
}

/// Whose item it is.
fn owner(item: &Item) -> Option<UserId> {
    let Some(AttributeValue::S(id)) = item.get("userId") else { return None };
    UserId::parse(id.clone()).ok()
}

/// How many of the items are not so in the table.
fn changed(engine: &Engine, table: &str, items: &[Item]) -> Result<usize, Failure> {
    let mut changed = 0;
    for item in items {
        changed += usize::from(engine.counterpart(table, item)?.as_ref() != Some(item));
    }
    Ok(changed)
}
