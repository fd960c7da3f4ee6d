//! Walks everybody in the order of a timeline, from anywhere, without sorting.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::iter::Peekable;
use std::ops::Bound;

use super::{Person, Store};
use crate::generator::{Generated, Timeline, generated};

/// A place in an order: unique, since no two users have the same id.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Key {
    /// Milliseconds.
    pub(crate) time: i64,
    pub(crate) id: String,
}

/// Which way to walk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    Ascending,
    Descending,
}

impl Direction {
    /// How two that compare so stand in a walk of this direction.
    pub(crate) const fn apply(self, ordering: Ordering) -> Ordering {
        match self {
            Self::Ascending => ordering,
            Self::Descending => ordering.reverse(),
        }
    }
}

impl Store {
    /// Everybody in that order, or those behind `after`.
    pub(crate) fn walk<'a>(
        &'a self,
        timeline: Timeline,
        direction: Direction,
        after: Option<&Key>,
    ) -> impl Iterator<Item = Person> + 'a {
        Merge {
            generated: self.walk_generated(timeline, direction, after).peekable(),
            stored: self.walk_stored(timeline, direction, after).peekable(),
            timeline,
            direction,
        }
        .filter_map(|next| match next {
            Next::Generated(it) => Some(Person::Generated(it)),
            Next::Stored(key) => self.stored.get(&key.id).cloned().map(Person::Stored),
        })
    }

    fn walk_generated<'a>(
        &'a self,
        timeline: Timeline,
        direction: Direction,
        after: Option<&Key>,
    ) -> Box<dyn Iterator<Item = Generated> + 'a> {
        let (mut low, mut high) = (0, timeline.ranks(self.generated));
        if let Some(after) = after {
            let at = timeline.rank_at(after.time);
            let is_tie = at < high && timeline.time(at) == after.time;
            let order = is_tie.then(|| generated(timeline.rank(at)).id().cmp(&after.id));
            match direction {
                Direction::Ascending => low = at + u32::from(order.is_some_and(Ordering::is_le)),
                Direction::Descending => {
                    high = high.min(at + u32::from(order.is_some_and(Ordering::is_lt)));
                }
            }
        }
        let people = move |rank| generated(timeline.rank(rank));
        match direction {
            Direction::Ascending => {
                Box::new((low..high).map(people).filter(|it| self.is_generated(*it)))
            }
            Direction::Descending => {
                Box::new((low..high).rev().map(people).filter(|it| self.is_generated(*it)))
            }
        }
    }

    fn walk_stored<'a>(
        &'a self,
        timeline: Timeline,
        direction: Direction,
        after: Option<&Key>,
    ) -> Box<dyn Iterator<Item = &'a Key> + 'a> {
        let keys: &BTreeSet<Key> = match timeline {
            Timeline::Created => &self.by_created,
            Timeline::Updated => &self.by_updated,
        };
        let behind = after.map_or(Bound::Unbounded, Bound::Excluded);
        match direction {
            Direction::Ascending => Box::new(keys.range::<Key, _>((behind, Bound::Unbounded))),
            Direction::Descending => {
                Box::new(keys.range::<Key, _>((Bound::Unbounded, behind)).rev())
            }
        }
    }
}

enum Next<'a> {
    Generated(Generated),
    Stored(&'a Key),
}

/// Two walks of the same order made one.
struct Merge<'a> {
    generated: Peekable<Box<dyn Iterator<Item = Generated> + 'a>>,
    stored: Peekable<Box<dyn Iterator<Item = &'a Key> + 'a>>,
    timeline: Timeline,
    direction: Direction,
}

impl<'a> Iterator for Merge<'a> {
    type Item = Next<'a>;

    fn next(&mut self) -> Option<Next<'a>> {
        let order = match (self.generated.peek(), self.stored.peek()) {
            (Some(it), Some(key)) => self.direction.apply(compare(*it, self.timeline, key)),
            (Some(_), None) => Ordering::Less,
            (None, _) => Ordering::Greater,
        };
        if order.is_lt() {
            self.generated.next().map(Next::Generated)
        } else {
            self.stored.next().map(Next::Stored)
        }
    }
}

/// Compares times first, because the id of a generated person must be written to be compared.
fn compare(it: Generated, timeline: Timeline, key: &Key) -> Ordering {
    let time = timeline.time(timeline.rank(it.index()));
    time.cmp(&key.time).then_with(|| it.id().cmp(&key.id))
}
