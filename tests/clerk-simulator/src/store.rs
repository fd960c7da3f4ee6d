//! Who Clerk knows: generated people, and over them those who were added, changed or deleted.

mod claims;
mod walk;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use crate::generator::{Generated, Timeline, generated};
use crate::user::User;
pub(crate) use claims::Claim;
use claims::Claims;
pub(crate) use walk::{Direction, Key};

/// All users.
#[derive(Debug, Default)]
pub(crate) struct Store {
    /// The generated people are those with a lower index…
    generated: u32,
    /// …except these, who were changed or deleted.
    overlaid: HashSet<u32>,
    stored: HashMap<String, Arc<Stored>>,
    by_created: BTreeSet<Key>,
    by_updated: BTreeSet<Key>,
    claims: Claims,
}

/// A user who isn't (or is no longer) generated, as compact text.
#[derive(Debug)]
pub(crate) struct Stored {
    text: String,
    created: Key,
    updated: Key,
}

/// A user in the store.
#[derive(Clone, Debug)]
pub(crate) enum Person {
    Generated(Generated),
    Stored(Arc<Stored>),
}

impl Person {
    /// Appends the user's JSON.
    pub(crate) fn write(&self, out: &mut String) {
        match self {
            Self::Generated(it) => it.write(out),
            Self::Stored(it) => out.push_str(&it.text),
        }
    }

    /// The user, to read or change.
    pub(crate) fn user(&self) -> User {
        let mut text = String::new();
        self.write(&mut text);
        User::read(&text)
    }

    /// Where the user stands on a timeline.
    pub(crate) fn key(&self, timeline: Timeline) -> Key {
        match self {
            Self::Generated(it) => Key { time: self.time(timeline), id: it.id() },
            Self::Stored(it) => it.key(timeline).clone(),
        }
    }

    /// When the user signed up or last changed, in milliseconds.
    pub(crate) fn time(&self, timeline: Timeline) -> i64 {
        match self {
            Self::Generated(it) => timeline.time(timeline.rank(it.index())),
            Self::Stored(it) => it.key(timeline).time,
        }
    }

    pub(crate) fn is_banned(&self) -> bool {
        match self {
            Self::Generated(it) => it.banned(),
            Self::Stored(_) => self.user().is("banned"),
        }
    }
}

impl Stored {
    fn new(user: &User) -> Self {
        let key =
            |field| Key { time: user.time(field).unwrap_or_default(), id: user.id().to_owned() };
        Self { text: user.to_json(), created: key("created_at"), updated: key("updated_at") }
    }

    fn key(&self, timeline: Timeline) -> &Key {
        match timeline {
            Timeline::Created => &self.created,
            Timeline::Updated => &self.updated,
        }
    }
}

impl Store {
    /// A store of generated people only.
    pub(crate) fn generated(people: u32) -> Self {
        Self { generated: people, ..Self::default() }
    }

    /// How many users there are.
    pub(crate) fn len(&self) -> usize {
        self.generated as usize - self.overlaid.len() + self.stored.len()
    }

    /// The user with that id.
    pub(crate) fn get(&self, id: &str) -> Option<Person> {
        let stored = self.stored.get(id).cloned().map(Person::Stored);
        stored.or_else(|| {
            let it = Generated::with_id(id).filter(|it| self.is_generated(*it) && it.id() == id)?;
            Some(Person::Generated(it))
        })
    }

    /// Everyone who is known by that value.
    pub(crate) fn find(&self, claim: Claim, value: &str) -> Vec<Person> {
        let stored = self.claims.holders(claim, value);
        let generated = claim.generated(value).filter(|it| self.is_generated(*it));
        stored
            .filter_map(|id| self.stored.get(id).cloned().map(Person::Stored))
            .chain(generated.map(Person::Generated))
            .collect()
    }

    /// Everyone, in no particular order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = Person> {
        let generated = (0..self.generated).map(generated).filter(|it| self.is_generated(*it));
        generated.map(Person::Generated).chain(self.stored.values().cloned().map(Person::Stored))
    }

    /// Adds the user, or puts them in the place of the one with the same id.
    pub(crate) fn put(&mut self, user: &User) {
        self.remove(user.id());
        let stored = Stored::new(user);
        self.by_created.insert(stored.created.clone());
        self.by_updated.insert(stored.updated.clone());
        self.claims.add(user);
        self.stored.insert(user.id().to_owned(), Arc::new(stored));
    }

    /// Removes the user with that id; whether there was one.
    pub(crate) fn remove(&mut self, id: &str) -> bool {
        if let Some(stored) = self.stored.remove(id) {
            self.by_created.remove(&stored.created);
            self.by_updated.remove(&stored.updated);
            self.claims.remove(&User::read(&stored.text));
            return true;
        }
        let generated = Generated::with_id(id).filter(|it| self.is_generated(*it) && it.id() == id);
        generated.is_some_and(|it| self.overlaid.insert(it.index()))
    }

    fn is_generated(&self, it: Generated) -> bool {
        it.index() < self.generated && !self.overlaid.contains(&it.index())
    }
}
