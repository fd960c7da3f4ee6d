//! Queries: which part of a list is asked for.
//!
//! A parameter that a list doesn't know is refused: a filter that is misspelt would show
//! everything, and look as if it had worked.

use std::collections::BTreeMap;
use std::str::FromStr;

use http::Uri;
use profile_core::limits::MOST_FAULTS;
use profile_core::{LARGEST_LIST, Timestamp};

use crate::problem::Problem;

/// How many entries a page of a list has unless the query says otherwise.
pub(crate) const USUAL_LIST: usize = 20;
/// Longest value of a filter, in characters.
pub(crate) const LONGEST_FILTER: usize = 128;

/// What is wrong with a parameter. It says what would be right, and never what was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct QueryFault {
    /// The parameter's name.
    pub(crate) parameter: String,
    /// What would be right.
    pub(crate) detail: &'static str,
}

/// A query, of which each parameter is taken once.
#[derive(Debug)]
pub(crate) struct Query {
    parameters: BTreeMap<String, String>,
    faults: Vec<QueryFault>,
}

impl Query {
    /// The query of a request.
    pub(crate) fn of(uri: &Uri) -> Self {
        let mut query = Self { parameters: BTreeMap::new(), faults: Vec::new() };
        let pairs = form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes());
        for (name, value) in pairs {
            if query.parameters.insert(name.to_string(), value.into_owned()).is_some() {
                query.fault(&name, "once, not twice");
            }
        }
        query
    }

    /// A parameter as `read` understands it; `detail` says what that is.
    pub(crate) fn taken<T>(
        &mut self,
        name: &str,
        detail: &'static str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let text = self.parameters.remove(name)?;
        let value = read(&text);
        if value.is_none() {
            self.fault(name, detail);
        }
        value
    }

    /// A parameter whose value is any text that isn't empty.
    pub(crate) fn text(&mut self, name: &str) -> Option<String> {
        let fits = |it: &str| (1..=LONGEST_FILTER).contains(&it.chars().count());
        self.taken(name, "1 to 128 characters", |it| fits(it).then(|| it.to_owned()))
    }

    /// `true` or `false`.
    pub(crate) fn flag(&mut self, name: &str) -> Option<bool> {
        self.taken(name, "true or false", |it| it.parse().ok())
    }

    /// A point in time; what is before 1970 is before everything here.
    pub(crate) fn time(&mut self, name: &str) -> Option<Timestamp> {
        self.taken(name, "a time such as 2026-11-26T14:00:00Z (RFC 3339)", |it| {
            let time: jiff::Timestamp = it.parse().ok()?;
            Some(Timestamp::from_millis(u64::try_from(time.as_millisecond()).unwrap_or(0)))
        })
    }

    /// How many entries are asked for at most.
    pub(crate) fn limit(&mut self) -> usize {
        let limit = self.taken("limit", "a number from 1 to 100", |it| {
            it.parse().ok().filter(|it| (1..=LARGEST_LIST).contains(it))
        });
        limit.unwrap_or(USUAL_LIST)
    }

    /// Where the list goes on.
    pub(crate) fn cursor<T: FromStr>(&mut self) -> Option<T> {
        self.taken("cursor", "the nextCursor of this list's page before", |it| it.parse().ok())
    }

    /// Ends the reading.
    ///
    /// # Errors
    ///
    /// [`Problem::InvalidQuery`] with everything that is wrong, parameters that nobody took
    /// among it.
    pub(crate) fn end(mut self) -> Result<(), Problem> {
        for name in std::mem::take(&mut self.parameters).into_keys() {
            self.fault(&name, "there is no such parameter");
        }
        if self.faults.is_empty() { Ok(()) } else { Err(Problem::InvalidQuery(self.faults)) }
    }

    fn fault(&mut self, name: &str, detail: &'static str) {
        // Any number of names of any length is somebody's to send, and needn't come back whole.
        if self.faults.len() == MOST_FAULTS {
            return;
        }
        let parameter = name.chars().take(LONGEST_FILTER).collect();
        self.faults.push(QueryFault { parameter, detail });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn query(text: &str) -> Query {
        Query::of(&format!("/v1/builders?{text}").parse().unwrap())
    }

    #[test]
    fn a_limit_is_1_to_100_and_20_if_none_is_named() {
        for (text, limit) in [("", 20), ("limit=1", 1), ("limit=100", 100)] {
            let mut query = query(text);
            assert_eq!(query.limit(), limit);
            assert!(query.end().is_ok());
        }
        for text in ["limit=0", "limit=101", "limit=-1", "limit=x", "limit=", "limit=1&limit=2"] {
            let mut query = query(text);
            query.limit();
            assert!(query.end().is_err(), "{text}");
        }
    }

    #[test]
    fn everything_that_is_wrong_is_named_at_once() {
        let mut query = query("limit=0&flag=yes&time=yesterday&text=&unknown=1");
        query.limit();
        query.flag("flag");
        query.time("time");
        query.text("text");

        let Err(Problem::InvalidQuery(faults)) = query.end() else { panic!("it is wrong") };

        let names: Vec<_> = faults.iter().map(|it| it.parameter.as_str()).collect();
        assert_eq!(names, ["limit", "flag", "time", "text", "unknown"]);
    }

    #[test]
    fn a_time_is_read_with_any_offset() {
        let mut query = query("a=1970-01-01T01:00:01%2B01:00&b=1969-12-31T23:59:59Z");

        assert_eq!(query.time("a"), Some(Timestamp::from_millis(1_000)));
        assert_eq!(query.time("b"), Some(Timestamp::from_millis(0)));
    }
}
