//! Reads a page of users.

use profile_core::{ClerkId, ClerkUser, Page};
use serde::Deserialize;
use serde_json::value::RawValue;

/// A page can't be read. Says where, never what: a parser's own message quotes the value it
/// met, which may be somebody's address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PageError {
    /// It is not whole, or no JSON.
    #[error("page is cut off or malformed at line {line}, column {column}")]
    Broken {
        /// Line in the page, from 1.
        line: usize,
        /// Column in the line, from 1.
        column: usize,
    },
    /// It is JSON, but no list.
    #[error("page is no list")]
    NoList,
    /// It holds more users than asked for, so it answers another question.
    #[error("page has {found} users where {limit} were asked for")]
    TooLong {
        /// How many were asked for.
        limit: u16,
        /// How many there are.
        found: usize,
    },
}

/// Reads a page of at most `limit` users as Clerk sends it: a bare JSON array.
///
/// An entry that is no user doesn't spoil the others: it is counted.
///
/// # Errors
///
/// [`PageError`]; the page as a whole is of no use then.
pub fn read_page(body: &[u8], limit: u16) -> Result<Page, PageError> {
    let page = match serde_json::from_slice(body) {
        Ok(users) => Page::of(users),
        Err(error) if error.is_data() => read_entries(body)?,
        Err(error) => return Err(broken(&error)),
    };
    let found = page.len();
    if found > usize::from(limit) {
        return Err(PageError::TooLong { limit, found });
    }
    Ok(page)
}

/// Reads each entry for itself, which takes longer.
fn read_entries(body: &[u8]) -> Result<Page, PageError> {
    let entries: Vec<&RawValue> = serde_json::from_slice(body)
        .map_err(|it| if it.is_data() { PageError::NoList } else { broken(&it) })?;
    let users: Vec<ClerkUser> = entries.iter().filter_map(|it| read_entry(it)).collect();
    let last = entries.iter().rev().find_map(|it| read_entry::<Identified>(it)).map(|it| it.id);
    Ok(Page { unreadable: entries.len() - users.len(), users, last })
}

/// An entry of which no more than its id can be read.
#[derive(Deserialize)]
struct Identified {
    id: ClerkId,
}

fn read_entry<'a, T: Deserialize<'a>>(entry: &'a RawValue) -> Option<T> {
    // Serde would read an array as the fields in order.
    let object = entry.get().starts_with('{');
    object.then(|| serde_json::from_str(entry.get()).ok()).flatten()
}

fn broken(error: &serde_json::Error) -> PageError {
    PageError::Broken { line: error.line(), column: error.column() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const TWO: &str = r#"[{"id":"user_1","email_addresses":[]},{"id":"user_2","new":{"x":1}}]"#;

    fn ids(page: &Page) -> Vec<&str> {
        page.users.iter().map(|it| it.id.as_str()).collect()
    }

    #[test]
    fn users_come_in_the_lists_order() {
        let page = read_page(TWO.as_bytes(), 2).unwrap();

        assert_eq!(ids(&page), ["user_1", "user_2"]);
        assert_eq!(page.unreadable, 0);
    }

    #[test]
    fn nobody_is_an_empty_page() {
        assert_eq!(read_page(b"[]", 1), Ok(Page::default()));
    }

    #[test]
    fn an_entry_that_is_no_user_is_counted_and_spoils_no_other() {
        for bad in [
            r#"{"id":7}"#,
            r#"{"first_name":"Ada"}"#,
            r#"{"id":"user_3","banned":"ada@example.com"}"#,
            r#"["user_3"]"#,
            "null",
            "7",
            r#""user_3""#,
        ] {
            let body = format!(r#"[{{"id":"user_1"}},{bad},{{"id":"user_2"}}]"#);

            let page = read_page(body.as_bytes(), 3).unwrap();

            assert_eq!(ids(&page), ["user_1", "user_2"], "{bad}");
            assert_eq!(page.unreadable, 1, "{bad}");
        }
    }

    #[test]
    fn the_next_page_begins_behind_the_last_entry_that_says_who_it_is() {
        let last = |entry: &str| {
            let body = format!(r#"[{{"id":"user_1"}},{entry}]"#);
            read_page(body.as_bytes(), 3).unwrap().last.unwrap()
        };

        assert_eq!(last(r#"{"id":"user_2"}"#).as_str(), "user_2");
        assert_eq!(last(r#"{"id":"user_2","banned":"no"}"#).as_str(), "user_2");
        assert_eq!(last("7").as_str(), "user_1");
    }

    #[test]
    fn a_page_longer_than_asked_for_is_refused_whatever_is_in_it() {
        for body in [TWO, "[7,8]"] {
            let error = read_page(body.as_bytes(), 1).unwrap_err();
            assert_eq!(error, PageError::TooLong { limit: 1, found: 2 });
        }
    }

    #[test]
    fn what_is_no_list_is_no_page() {
        for body in ["{}", r#"{"data":[]}"#, "null", "7", r#""ada@example.com""#] {
            assert_eq!(read_page(body.as_bytes(), 500), Err(PageError::NoList), "{body}");
        }
    }

    proptest! {
        #[test]
        fn a_page_cut_anywhere_is_broken(cut in 0..TWO.len()) {
            let read = read_page(&TWO.as_bytes()[..cut], 500);

            let broken = matches!(read, Err(PageError::Broken { .. }));
            prop_assert!(broken, "{read:?}");
        }

        #[test]
        fn no_bytes_are_too_bad_to_read(body in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = read_page(&body, 500);
        }
    }
}
