//! A person as the items of one partition: the account, and a profile for each role they
//! have or had.

use std::collections::BTreeMap;

use aws_sdk_dynamodb::types::AttributeValue;
use profile_core::{ListingPlace, Person, StoreError, User, UserId};

use crate::attributes::{Attributes, from_item, text, to_item};
use crate::builder_item::BuilderItem;
use crate::client_item::ClientItem;
use crate::decimal;
use crate::key::{BUILDER, CLIENT, Key, SK, USER};
use crate::user_item::UserItem;

/// A person's items by sort key.
pub(crate) type PersonItems = BTreeMap<&'static str, Attributes>;

/// The items that hold `person`.
pub(crate) fn to_items(person: &Person) -> Result<PersonItems, StoreError> {
    let Person { user, builder, client } = person;
    let key = |sk| Key::person(&user.id, sk);

    let mut items = PersonItems::from([(USER, to_item(key(USER), UserItem::from(user.clone()))?)]);
    if let Some(builder) = builder {
        let rank = ListingPlace::of(person).map(|it| it.rank().to_owned());
        let item = BuilderItem::new(user.id.clone(), rank, builder.clone());
        let mut item = to_item(key(BUILDER), item)?;
        decimal::to_numbers(&mut item);
        items.insert(BUILDER, item);
    }
    if let Some(client) = client {
        let item = ClientItem::new(user.id.clone(), client.clone());
        items.insert(CLIENT, to_item(key(CLIENT), item)?);
    }
    Ok(items)
}

/// The person whom the items of partition `id` hold; `None` when there are none.
pub(crate) fn from_items(
    id: &UserId,
    items: impl IntoIterator<Item = Attributes>,
) -> Result<Option<Person>, StoreError> {
    let (mut user, mut builder, mut client) = (None, None, None);
    for mut item in items {
        match text(&item, SK) {
            Some(USER) => user = Some(account(id, item)?),
            Some(BUILDER) => {
                name(&mut item, id);
                decimal::to_texts(&mut item);
                let key = Key::person(id, BUILDER);
                builder = Some(from_item::<BuilderItem, _>(&key, item)?);
            }
            Some(CLIENT) => {
                name(&mut item, id);
                client = Some(from_item::<ClientItem, _>(&Key::person(id, CLIENT), item)?);
            }
            // What else stands in the partition isn't ours to read.
            _ => {}
        }
    }
    Ok(user.map(|user| Person { user, builder, client }))
}

/// The account of `id` alone.
pub(crate) fn account(id: &UserId, mut item: Attributes) -> Result<User, StoreError> {
    name(&mut item, id);
    from_item::<UserItem, _>(&Key::person(id, USER), item)
}

/// Says whose item it is, where its author left that to the key.
fn name(item: &mut Attributes, id: &UserId) {
    for name in ["id", "userId"] {
        if !item.contains_key(name) {
            item.insert(name.to_owned(), AttributeValue::S(id.to_string()));
        }
    }
}
