//! What the table already holds of many people at once: their accounts, and whom their
//! pointers lead to.

use std::collections::HashMap;

use profile_core::{Pointer, StoreError, User, UserId};

use crate::attributes::{Attributes, Malformed, text};
use crate::batch::{MOST_KEYS, Reading};
use crate::key::{Key, PK, USER};
use crate::person::account;
use crate::store::DynamoStore;

/// What the table holds of those asked for; who isn't there is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// The accounts, tombstones included.
    pub users: HashMap<UserId, User>,
    /// Whom the pointers lead to.
    pub pointers: HashMap<Pointer, UserId>,
}

/// What a key was asked for.
enum Sought<'a> {
    User(&'a UserId),
    Pointer(&'a Pointer),
}

impl DynamoStore {
    /// Returns what the table holds of the accounts `ids` and of `pointers`: never older than
    /// the last commit. A hundred of them cost one request.
    ///
    /// # Errors
    ///
    /// [`StoreError`], when the table can't answer or an item can't be read.
    pub async fn held(&self, ids: &[UserId], pointers: &[Pointer]) -> Result<Held, StoreError> {
        let users = ids.iter().map(|id| (Key::person(id, USER), Sought::User(id)));
        let pointers = pointers.iter().map(|it| (Key::pointer(it), Sought::Pointer(it)));
        let sought: HashMap<_, _> =
            users.chain(pointers).map(|(key, it)| (key.pk.clone(), (key, it))).collect();
        let keys: Vec<_> = sought.values().map(|(key, _)| key.clone()).collect();

        let mut held = Held::default();
        for keys in keys.chunks(MOST_KEYS) {
            for item in self.items_at(&self.tables.users, keys.to_vec(), Reading::Latest).await? {
                if let Some((key, it)) = text(&item, PK).and_then(|pk| sought.get(pk)) {
                    held.add(key, it, item)?;
                }
            }
        }
        Ok(held)
    }
}

impl Held {
    fn add(&mut self, key: &Key, sought: &Sought<'_>, item: Attributes) -> Result<(), StoreError> {
        match *sought {
            Sought::User(id) => {
                self.users.insert(id.clone(), account(id, item)?);
            }
            Sought::Pointer(pointer) => {
                let id = text(&item, "userId").and_then(|it| UserId::parse(it).ok());
                let id = id.ok_or_else(|| StoreError::Unreadable {
                    key: key.to_string(),
                    source: Malformed("userId").into(),
                })?;
                self.pointers.insert(pointer.clone(), id);
            }
        }
        Ok(())
    }
}
