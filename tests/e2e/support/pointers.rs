//! Pointers, all of them: each leads to a person who holds what it leads from, and what a
//! person holds leads to them.

use std::collections::{BTreeMap, BTreeSet};

use aws_sdk_dynamodb::types::{Get, TransactGetItem};

use super::item::{Item, text};
use super::stack::{Stack, broken};

impl Stack {
    /// Checks every pointer and every person, while others may be writing.
    ///
    /// A scan sees a table at many moments, so what looks wrong in it is read again, at one.
    pub(crate) async fn assert_pointers_hold(&self) {
        let items = self.scan(&self.description.tables.users).await;
        let mut pairs = BTreeSet::new();
        let mut held = BTreeMap::new();
        for item in &items {
            let (pk, sk) = (item.text("pk").unwrap(), item.text("sk").unwrap());
            match sk {
                "POINTER" => {
                    pairs.insert((pk.to_owned(), item.text("userId").unwrap().to_owned()));
                }
                _ => held.extend(holds(item).map(|it| (it, item.text("userId").unwrap()))),
            }
        }
        let held: BTreeSet<_> = held.into_iter().map(|(pk, id)| (pk, id.to_owned())).collect();
        for (pk, id) in pairs.symmetric_difference(&held) {
            self.assert_agreed(pk, id).await;
        }
    }

    /// Checks at one moment that the pointer leads to the user if and only if they hold it.
    async fn assert_agreed(&self, pk: &str, id: &str) {
        let user = format!("USER#{id}");
        let keys = [(pk, "POINTER"), (&user, "USER"), (&user, "BUILDER")];
        let gets = keys.map(|(pk, sk)| self.get(pk, sk));
        let read = self.dynamo.transact_get_items().set_transact_items(Some(gets.into())).send();
        let read = read.await.unwrap_or_else(|it| broken("read items at one moment", &it));
        let items: Vec<_> =
            read.responses.unwrap().into_iter().map(|it| it.item.map(Item)).collect();

        let leads = items[0].as_ref().is_some_and(|it| it.text("userId") == Some(id));
        let holds = items[1..].iter().flatten().flat_map(holds).any(|it| it == pk);
        assert_eq!(leads, holds, "whether {pk} leads to {id}, and whether they hold it: {items:?}");
    }

    fn get(&self, pk: &str, sk: &str) -> TransactGetItem {
        let get = Get::builder().table_name(&self.description.tables.users);
        let get = get.key("pk", text(pk)).key("sk", text(sk)).build().unwrap();
        TransactGetItem::builder().get(get).build()
    }
}

/// The keys of the pointers that one of a person's items must have.
fn holds(item: &Item) -> impl Iterator<Item = String> {
    let clerk = item.text("clerkId").map(|it| format!("CLERK#{it}"));
    let email = item.text("email").map(|it| format!("EMAIL#{}", it.trim().to_lowercase()));
    let slug = item.text("slug").map(|it| format!("SLUG#{it}"));
    [clerk, email, slug].into_iter().flatten()
}
