//! What is asked of Clerk: method, path and body.

use std::fmt::Write;

use http::Method;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, PercentEncode, utf8_percent_encode};
use profile_core::{ClerkId, Cursor};
use serde::Serialize;
use serde_json::{Map, Value};

/// Most users that Clerk puts on a page. Asked for more, it has been seen to send ten.
/// Source: <https://github.com/clerk/clerk-sdk-python/issues/166>.
const LONGEST_PAGE: u16 = 500;

/// Clerk's ids need no encoding. Any other may hold `/`, `?` or `..`, and mustn't lead to
/// another place.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'_').remove(b'-');

/// A request that may be made again: nothing here does more when it is done twice.
#[derive(Debug)]
pub(crate) struct Call {
    pub(crate) method: Method,
    /// With the query, behind the base URL.
    pub(crate) path: String,
    pub(crate) body: Option<String>,
}

#[derive(Serialize)]
struct Metadata<'a> {
    public_metadata: &'a Map<String, Value>,
}

impl Call {
    pub(crate) fn user(id: &ClerkId) -> Self {
        Self::get(format!("/v1/users/{}", encoded(id)))
    }

    /// The instance that the key is of.
    pub(crate) fn instance() -> Self {
        Self::get("/v1/instance".to_owned())
    }

    pub(crate) fn count() -> Self {
        Self::get("/v1/users/count".to_owned())
    }

    /// `limit` is one that [`page_limit`] has let through.
    pub(crate) fn oldest_first(cursor: &Cursor, limit: u16) -> Self {
        let mut path = format!("/v1/users?limit={limit}&order_by=%2Bcreated_at");
        // Writing to a string can't fail.
        if let Some(time) = cursor.made_after {
            let _ = write!(path, "&created_at_after={}", time.unsigned());
        }
        if let Some(id) = &cursor.after {
            let _ = write!(path, "&starting_after={}", encoded(id));
        }
        Self::get(path)
    }

    /// `limit` is one that [`page_limit`] has let through.
    pub(crate) fn last_changed_first(offset: u64, limit: u16) -> Self {
        Self::get(format!("/v1/users?limit={limit}&offset={offset}&order_by=-updated_at"))
    }

    pub(crate) fn merge(
        id: &ClerkId,
        public_metadata: &Map<String, Value>,
    ) -> Result<Self, serde_json::Error> {
        Ok(Self {
            method: Method::PATCH,
            path: format!("/v1/users/{}/metadata", encoded(id)),
            body: Some(serde_json::to_string(&Metadata { public_metadata })?),
        })
    }

    /// Whether it counts for the user's own limit of writes as well.
    pub(crate) fn writes_user(&self) -> bool {
        self.method == Method::PATCH
    }

    fn get(path: String) -> Self {
        Self { method: Method::GET, path, body: None }
    }
}

/// A page length that Clerk takes.
pub(crate) fn page_limit(wanted: u16) -> u16 {
    wanted.clamp(1, LONGEST_PAGE)
}

fn encoded(id: &ClerkId) -> PercentEncode<'_> {
    utf8_percent_encode(id.as_str(), ENCODED)
}

#[cfg(test)]
mod tests {
    use profile_core::Timestamp;
    use serde_json::json;

    use super::*;

    fn id(text: &str) -> ClerkId {
        ClerkId::parse(text).unwrap()
    }

    #[test]
    fn an_id_stays_in_its_place() {
        for (text, path) in [
            ("user_29w83sxmDNGwOuEthce5gg56FcC", "/v1/users/user_29w83sxmDNGwOuEthce5gg56FcC"),
            ("..", "/v1/users/%2E%2E"),
            ("a/../count?x#y%41&z=+", "/v1/users/a%2F%2E%2E%2Fcount%3Fx%23y%2541%26z%3D%2B"),
        ] {
            assert_eq!(Call::user(&id(text)).path, path);
        }
    }

    #[test]
    fn a_walk_begins_anywhere_and_goes_on_behind_its_last_user() {
        let list = |cursor: &Cursor| Call::oldest_first(cursor, 500).path;
        let later = Cursor::from_time(Timestamp::from_millis(1_761_000_000_000));

        assert_eq!(list(&Cursor::default()), "/v1/users?limit=500&order_by=%2Bcreated_at");
        assert_eq!(
            list(&later.behind(id("a&limit=1"))),
            "/v1/users?limit=500&order_by=%2Bcreated_at&created_at_after=1760999999999\
             &starting_after=a%26limit%3D1"
        );
    }

    #[test]
    fn metadata_goes_out_under_its_name_with_nulls_kept() {
        let metadata = json!({ "roles": ["ADMIN"], "verified": null });

        let call = Call::merge(&id("user_1"), metadata.as_object().unwrap()).unwrap();

        assert_eq!(call.method, Method::PATCH);
        assert_eq!(call.path, "/v1/users/user_1/metadata");
        let body: Value = serde_json::from_str(&call.body.unwrap()).unwrap();
        assert_eq!(body, json!({ "public_metadata": metadata }));
    }

    #[test]
    fn a_page_is_of_a_length_that_clerk_takes() {
        assert_eq!([0, 1, 500, 501, u16::MAX].map(page_limit), [1, 1, 500, 500, 500]);
    }
}
