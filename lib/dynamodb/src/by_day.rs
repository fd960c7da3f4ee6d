//! Lists by time: the indexes of the events table, walked back a day at a time.

use std::iter;
use std::time::Duration;

use aws_sdk_dynamodb::types::AttributeValue;
use futures_util::future::try_join_all;
use jiff::civil::Date;
use profile_core::{Place, Placed, StoreError, Timestamp};

use crate::attributes::{Attributes, number, text, time};
use crate::day::{date, end_of};
use crate::error::failed;
use crate::key::{Key, PK};
use crate::store::DynamoStore;

/// Most requests one after the other for a page.
const MOST_ROUNDS: usize = 12;

/// Most days that are asked for at once.
const MOST_DAYS: usize = 8;

/// How many rows one request looks at, where a filter leaves some of them out.
const FILTERED: usize = 1_000;

/// The smallest step of time.
const INSTANT: Duration = Duration::from_millis(1);

/// What stands in such a list.
pub(crate) trait Row: Sized {
    /// By what it is known.
    type Id: Placed + Clone;

    /// How the partition keys begin of items that are listed.
    const ITEM: &'static str;

    /// Reads a row of the index; `None` if this version can't.
    fn read(row: Attributes) -> Option<Self>;

    /// The place behind it.
    fn place(&self) -> Place<Self::Id>;

    /// The key of the item of that id.
    fn key(id: &Self::Id) -> Key;
}

/// A list, and the part of it that is asked for.
pub(crate) struct Days<I> {
    /// The index.
    pub(crate) index: &'static str,
    /// Its partition key: a day.
    pub(crate) day: &'static str,
    /// What stands before the day.
    pub(crate) prefix: &'static str,
    /// The earliest time that is asked for.
    pub(crate) first: Timestamp,
    /// The latest.
    pub(crate) last: Timestamp,
    /// No day after the one of this time is looked at.
    pub(crate) now: Timestamp,
    /// Where the list goes on.
    pub(crate) after: Option<Place<I>>,
    /// What attributes must be.
    pub(crate) filter: Vec<(&'static str, String)>,
}

/// A page of a list.
pub(crate) struct Walked<T: Row> {
    pub(crate) rows: Vec<T>,
    pub(crate) next: Option<Place<T::Id>>,
    pub(crate) unreadable: usize,
}

/// What a request found of a day, and the key with which the next would begin.
type Found = (Date, Vec<Attributes>, Option<Attributes>);

/// How far a walk has come: to a day, and within that to a row.
struct Reached {
    day: Date,
    row: Option<Attributes>,
}

impl DynamoStore {
    /// Walks a list back until it has `most` rows, or made as many requests as it may.
    ///
    /// Days that end within one request are taken more at a time, up to eight, so that weeks
    /// in which nothing happened cost no patience; busy days are read one at a time.
    pub(crate) async fn walk_back<T: Row>(
        &self,
        mut days: Days<T::Id>,
        most: usize,
    ) -> Result<Walked<T>, StoreError> {
        let mut walked = Walked { rows: Vec::new(), next: None, unreadable: 0 };
        let mut reached = days.start::<T>();
        if days.first > days.last {
            return Ok(walked);
        }
        let mut at_once = 1;
        for _ in 0..MOST_ROUNDS {
            let enough = most + 1 - walked.rows.len();
            let answers = self.days_behind(&days, &mut reached, at_once, enough).await?;
            if answers.is_empty() {
                return Ok(walked);
            }
            for (day, rows, rest) in answers {
                if walked.take(rows, most) {
                    return Ok(walked);
                }
                let more = rest.is_some();
                let day = if more { Some(day) } else { day.yesterday().ok() };
                let Some(day) = day else { return Ok(walked) };
                reached = Reached { day, row: rest };
                // What was read of the days before comes again, behind this one.
                if more {
                    break;
                }
            }
            at_once = if reached.row.is_some() { 1 } else { MOST_DAYS.min(at_once * 2) };
        }
        walked.next = days.from(reached.day).next().map(|_| reached.place::<T>());
        Ok(walked)
    }

    /// What a request for each of the next days finds.
    async fn days_behind<I>(
        &self,
        days: &Days<I>,
        reached: &mut Reached,
        at_once: usize,
        enough: usize,
    ) -> Result<Vec<Found>, StoreError> {
        let begins = iter::once(reached.row.take()).chain(iter::repeat(None));
        let requests = days.from(reached.day).take(at_once).zip(begins);
        try_join_all(requests.map(|(day, row)| self.rows_of(days, day, row, enough))).await
    }

    /// What one request finds of a day.
    async fn rows_of<I>(
        &self,
        days: &Days<I>,
        day: Date,
        from: Option<Attributes>,
        enough: usize,
    ) -> Result<Found, StoreError> {
        let limit = if days.filter.is_empty() { enough } else { FILTERED };
        let mut request = self
            .client
            .query()
            .table_name(&self.tables.events)
            .index_name(days.index)
            .key_condition_expression("#day = :day AND receivedAt BETWEEN :first AND :last")
            .expression_attribute_names("#day", days.day)
            .expression_attribute_values(":day", AttributeValue::S(days.partition(day)))
            .expression_attribute_values(":first", number(days.first.unsigned()))
            .expression_attribute_values(":last", number(days.last.unsigned()))
            .scan_index_forward(false)
            .limit(i32::try_from(limit).unwrap_or(i32::MAX))
            .set_exclusive_start_key(from);
        for (name, value) in &days.filter {
            request = request
                .expression_attribute_names(format!("#{name}"), *name)
                .expression_attribute_values(format!(":{name}"), AttributeValue::S(value.clone()));
        }
        let terms: Vec<_> = days.filter.iter().map(|(it, _)| format!("#{it} = :{it}")).collect();
        let terms = (!terms.is_empty()).then(|| terms.join(" AND "));
        let answer = request.set_filter_expression(terms).send().await.map_err(failed)?;
        Ok((day, answer.items.unwrap_or_default(), answer.last_evaluated_key))
    }
}

impl<I> Days<I> {
    /// Where the walk begins. What the place has of it is taken out of what is asked for.
    fn start<T: Row<Id = I>>(&mut self) -> Reached {
        let today = date(self.now);
        let Some(Place { at, behind }) = self.after.take() else {
            return Reached { day: today.min(date(self.last)), row: None };
        };
        // A key outside of what is asked for is one that DynamoDB refuses.
        let is_within = (self.first..=self.last).contains(&at) && date(at) <= today;
        self.last = self.last.min(at);
        let day = today.min(date(self.last));
        let row = behind.filter(|_| is_within).map(|id| {
            let mut row = T::key(&id).into_attributes();
            row.insert(self.day.to_owned(), AttributeValue::S(self.partition(day)));
            row.insert("receivedAt".to_owned(), number(at.unsigned()));
            row
        });
        Reached { day, row }
    }

    /// The days that are asked for, from `day` back.
    fn from(&self, day: Date) -> impl Iterator<Item = Date> + use<I> {
        let first = date(self.first);
        iter::successors(Some(day), |it| it.yesterday().ok()).take_while(move |it| *it >= first)
    }

    fn partition(&self, day: Date) -> String {
        format!("{}{day}", self.prefix)
    }
}

impl Reached {
    /// The place at which another walk would go on from here.
    fn place<T: Row>(&self) -> Place<T::Id> {
        let Some(row) = &self.row else { return Place::at(end_of(self.day)) };
        let at = time(row, "receivedAt").unwrap_or_default();
        let id = text(row, PK).and_then(|it| T::Id::named(it.strip_prefix(T::ITEM)?));
        match id {
            Some(id) => Place::behind(at, id),
            // Behind an item of another program there is no place but the next instant.
            None => Place::at(at.before(INSTANT)),
        }
    }
}

impl<T: Row> Walked<T> {
    /// Takes what it can read of `rows`; `true` once the page is full, and there is more.
    fn take(&mut self, rows: Vec<Attributes>, most: usize) -> bool {
        for row in rows {
            if self.rows.len() == most {
                self.next = self.rows.last().map(T::place);
                return true;
            }
            match T::read(row) {
                Some(row) => self.rows.push(row),
                None => self.unreadable += 1,
            }
        }
        false
    }
}
