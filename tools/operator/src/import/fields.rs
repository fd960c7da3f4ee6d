//! The objects of a line, taken apart key by key. One reading finds everything that is
//! wrong, which a derived reader would not, and it never makes a float of a number.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::problem::Problem;

/// What is wrong with a line, by the place in it.
pub(crate) type Found = Vec<(String, Problem)>;

/// An object whose keys are taken out one by one; those that are left are unknown.
pub(crate) struct Fields<'a, 'f> {
    place: String,
    values: BTreeMap<String, &'a RawValue>,
    found: &'f mut Found,
}

impl<'a, 'f> Fields<'a, 'f> {
    /// The object that `raw` is; `None`, and a fault, when it is none.
    pub(crate) fn open(raw: &'a RawValue, place: String, found: &'f mut Found) -> Option<Self> {
        let Ok(Pairs(pairs)) = serde_json::from_str(raw.get()) else {
            found.push((place, Problem::Not("an object")));
            return None;
        };
        let mut fields = Self { place, values: BTreeMap::new(), found };
        for (key, value) in pairs {
            let place = fields.place_of(&key);
            if fields.values.insert(key, value).is_some() {
                fields.found.push((place, Problem::GivenTwice));
            }
        }
        Some(fields)
    }

    /// A value that may be missing or null.
    pub(crate) fn optional<T>(
        &mut self,
        name: &str,
        read: impl FnOnce(&'a RawValue) -> Result<T, Problem>,
    ) -> Option<T> {
        let raw = self.take(name)?;
        self.noting(name, read(raw))
    }

    /// A value that must be there.
    pub(crate) fn required<T>(
        &mut self,
        name: &str,
        read: impl FnOnce(&'a RawValue) -> Result<T, Problem>,
    ) -> Option<T> {
        let value = self.take(name).ok_or(Problem::Missing).and_then(read);
        self.noting(name, value)
    }

    /// A list; `None` when it is missing or null.
    pub(crate) fn list<T>(
        &mut self,
        name: &str,
        read: impl Fn(&'a RawValue) -> Result<T, Problem>,
    ) -> Option<Vec<T>> {
        self.each(name, |raw, place, found| {
            read(raw).map_err(|problem| found.push((place, problem))).ok()
        })
    }

    /// A list of objects; empty when it is missing or null.
    pub(crate) fn objects<T>(
        &mut self,
        name: &str,
        read: impl Fn(&mut Fields<'a, '_>) -> Option<T>,
    ) -> Vec<T> {
        self.each(name, |raw, place, found| Fields::open(raw, place, found)?.close(&read))
            .unwrap_or_default()
    }

    /// An object, read by `read`; `None` when it is missing or null, or is none.
    pub(crate) fn object<T>(
        &mut self,
        name: &str,
        read: impl FnOnce(&mut Fields<'a, '_>) -> T,
    ) -> Option<T> {
        let raw = self.take(name)?;
        Some(Fields::open(raw, self.place_of(name), self.found)?.close(read))
    }

    /// An object with keys of the person's choice; empty when it is missing or null.
    pub(crate) fn table<T>(
        &mut self,
        name: &str,
        read: impl Fn(&'a RawValue) -> Result<T, Problem>,
    ) -> BTreeMap<String, T> {
        let table = self.object(name, |table| {
            let names: Vec<_> = table.values.keys().cloned().collect();
            if names.iter().any(String::is_empty) {
                table.fault("", Problem::Not("a name"));
            }
            let pair = |name: String| table.optional(&name, &read).map(|it| (name, it));
            names.into_iter().filter_map(pair).collect()
        });
        table.unwrap_or_default()
    }

    /// Whether there is a value of `name` other than null.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.values.get(name).is_some_and(|it| it.get() != "null")
    }

    /// How long the value of `name` is as JSON, in bytes.
    pub(crate) fn size(&self, name: &str) -> usize {
        self.values.get(name).map_or(0, |it| it.get().len())
    }

    /// Notes that something is wrong with the value of `name`.
    pub(crate) fn fault(&mut self, name: &str, problem: Problem) {
        let place = self.place_of(name);
        self.found.push((place, problem));
    }

    /// Reads with `read`; what it leaves is unknown.
    pub(crate) fn close<T>(mut self, read: impl FnOnce(&mut Self) -> T) -> T {
        let value = read(&mut self);
        for name in self.values.keys() {
            self.found.push((self.place_of(name), Problem::UnknownKey));
        }
        value
    }

    fn take(&mut self, name: &str) -> Option<&'a RawValue> {
        self.values.remove(name).filter(|it| it.get() != "null")
    }

    fn noting<T>(&mut self, name: &str, value: Result<T, Problem>) -> Option<T> {
        value.map_err(|problem| self.fault(name, problem)).ok()
    }

    fn each<T>(
        &mut self,
        name: &str,
        read: impl Fn(&'a RawValue, String, &mut Found) -> Option<T>,
    ) -> Option<Vec<T>> {
        let raw = self.take(name)?;
        let place = self.place_of(name);
        let Ok(items) = serde_json::from_str::<Vec<&RawValue>>(raw.get()) else {
            self.found.push((place, Problem::Not("a list")));
            return Some(Vec::new());
        };
        let items = items.into_iter().enumerate();
        Some(items.filter_map(|(at, it)| read(it, format!("{place}/{at}"), self.found)).collect())
    }

    /// A key that doesn't look like a field's name may be anything, an address even.
    fn place_of(&self, name: &str) -> String {
        let is_name = (1..=40).contains(&name.len())
            && name.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'_');
        format!("{}/{}", self.place, if is_name { name } else { "…" })
    }
}

/// An object's keys and values as they stand there, doubles included.
struct Pairs<'a>(Vec<(String, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Pairs<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(PairsVisitor).map(Pairs)
    }
}

struct PairsVisitor;

impl<'de> Visitor<'de> for PairsVisitor {
    type Value = Vec<(String, &'de RawValue)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut pairs = Vec::new();
        while let Some(pair) = map.next_entry()? {
            pairs.push(pair);
        }
        Ok(pairs)
    }
}
