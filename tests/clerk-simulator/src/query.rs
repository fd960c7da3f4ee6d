//! What a list request asks for.

mod filter;
mod parameters;

use crate::api::error::ApiError;
use crate::behaviour::Behaviour;
use crate::generator::Timeline;
use crate::store::{Direction, Key, Person, Store};
use filter::Filter;
pub(crate) use parameters::Parameters;

/// Clerk's own default.
const DEFAULT_LIMIT: usize = 10;

/// More than this silently becomes the default.
const MOST: usize = 500;

/// A page of users, or the wish for one.
#[derive(Debug)]
pub(crate) struct ListQuery {
    filter: Filter,
    order: Order,
    limit: usize,
    offset: usize,
    starting_after: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Order {
    by: By,
    direction: Direction,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum By {
    Timeline(Timeline),
    /// A field of the user.
    Field(&'static str),
    /// The first entry of a list of the user.
    Entry(&'static str, &'static str),
}

impl ListQuery {
    pub(crate) fn read(parameters: &Parameters) -> Result<Self, ApiError> {
        let limit = parameters.number("limit", 1)?.unwrap_or(DEFAULT_LIMIT);
        let query = Self {
            filter: Filter::read(parameters)?,
            order: Order::read(parameters.first("order_by").unwrap_or("-created_at"))?,
            limit: if limit > MOST { DEFAULT_LIMIT } else { limit },
            offset: parameters.number("offset", 0)?.unwrap_or_default(),
            starting_after: parameters.first("starting_after").map(str::to_owned),
        };
        query.check_cursor()?;
        Ok(query)
    }

    /// At most `limit` users, whatever was asked for.
    pub(crate) fn shorten(&mut self, limit: usize) {
        self.limit = self.limit.min(limit);
    }

    fn check_cursor(&self) -> Result<(), ApiError> {
        let refuse =
            |message| Err(ApiError::parameter("form_param_invalid", "starting_after", message));
        if self.starting_after.is_none() {
            return Ok(());
        }
        if self.order.by != By::Timeline(Timeline::Created) {
            return refuse("starting_after requires ordering by created_at");
        }
        if self.offset != 0 {
            return refuse("starting_after can't be combined with a non-zero offset");
        }
        Ok(())
    }

    /// The users of the page, in order.
    pub(crate) fn page(
        &self,
        store: &Store,
        behaviour: Behaviour,
    ) -> Result<Vec<Person>, ApiError> {
        let after = self.cursor(store, behaviour)?;
        let Order { by, direction } = self.order;
        if let (By::Timeline(timeline), None) = (by, self.filter.candidates(store)) {
            let walk = store.walk(timeline, direction, after.as_ref());
            let found = walk.filter(|it| self.filter.admits(it));
            return Ok(found.skip(self.offset).take(self.limit).collect());
        }
        let mut found = self.filter.all(store);
        self.order.sort(&mut found);
        let behind = found.into_iter().skip_while(|it| {
            let key = it.key(Timeline::Created);
            after.as_ref().is_some_and(|after| direction.apply(key.cmp(after)).is_le())
        });
        Ok(behind.skip(self.offset).take(self.limit).collect())
    }

    fn cursor(&self, store: &Store, behaviour: Behaviour) -> Result<Option<Key>, ApiError> {
        let Some(id) = &self.starting_after else { return Ok(None) };
        match store.get(id) {
            Some(person) => Ok(Some(person.key(Timeline::Created))),
            None => Err(behaviour.unknown_cursor()),
        }
    }
}

/// How many users a count request asks about.
pub(crate) fn count(parameters: &Parameters, store: &Store) -> Result<usize, ApiError> {
    let filter = Filter::read(parameters)?;
    Ok(if filter.admits_everyone() { store.len() } else { filter.all(store).len() })
}

impl Order {
    fn read(text: &str) -> Result<Self, ApiError> {
        let (direction, name) = match text.split_at_checked(1) {
            Some(("-", name)) => (Direction::Descending, name),
            Some(("+", name)) => (Direction::Ascending, name),
            _ => (Direction::Ascending, text),
        };
        let by = match name {
            "created_at" => By::Timeline(Timeline::Created),
            "updated_at" => By::Timeline(Timeline::Updated),
            "email_address" => By::Entry("email_addresses", "email_address"),
            "phone_number" => By::Entry("phone_numbers", "phone_number"),
            "web3wallet" => By::Entry("web3_wallets", "web3_wallet"),
            "first_name" => By::Field("first_name"),
            "last_name" => By::Field("last_name"),
            "username" => By::Field("username"),
            "last_active_at" => By::Field("last_active_at"),
            "last_sign_in_at" => By::Field("last_sign_in_at"),
            // A plus sign in a query that isn't written as %2B arrives here as a space.
            _ => {
                let message = format!("`{text}` is no order; a leading + must be sent as %2B");
                return Err(ApiError::parameter("form_param_value_invalid", "order_by", message));
            }
        };
        Ok(Self { by, direction })
    }

    /// Sorts people; those who are equal by the order's field, by their sign-up.
    fn sort(self, people: &mut [Person]) {
        let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_lowercase();
        people.sort_by_cached_key(|it| match self.by {
            By::Timeline(timeline) => (it.key(timeline), String::new()),
            By::Field(field) => {
                let user = it.user();
                let time = user.time(field).unwrap_or_default();
                (Key { time, id: text(user.get(field)) }, user.id().to_owned())
            }
            By::Entry(list, field) => {
                let user = it.user();
                let first = user.list(list).first().map(|it| text(&it[field])).unwrap_or_default();
                (Key { time: 0, id: first }, user.id().to_owned())
            }
        });
        if self.direction == Direction::Descending {
            people.reverse();
        }
    }
}
