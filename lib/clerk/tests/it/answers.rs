//! What each answer of Clerk's comes to.

use profile_clerk::ClerkApi;
use profile_core::{ClerkId, Cursor, DirectoryError, MetadataWriter, UserDirectory, UserListing};
use serde_json::Map;

use crate::secret::Secret;
use crate::stand_in::{Reply, StandIn};

/// A question, its answer thrown away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Question {
    User,
    Merge,
    List,
    ListBehind,
    LastChanged,
    Count,
}

use Question::{Count, LastChanged, List, ListBehind, Merge, User};

pub(crate) const ALL: [Question; 6] = [User, Merge, List, ListBehind, LastChanged, Count];

pub(crate) fn ada() -> ClerkId {
    ClerkId::parse("user_ada").unwrap()
}

pub(crate) async fn ask(
    clerk: &ClerkApi<Secret>,
    question: Question,
) -> Result<&'static str, DirectoryError> {
    let there = |it: Option<_>| if it.is_some() { "there" } else { "absent" };
    let behind = Cursor::default().behind(ada());
    match question {
        User => clerk.user(&ada()).await.map(there),
        Merge => clerk.merge_public_metadata(&ada(), &Map::new()).await.map(there),
        List => clerk.oldest_first(&Cursor::default(), 500).await.map(|_| "page"),
        ListBehind => clerk.oldest_first(&behind, 500).await.map(|_| "page"),
        LastChanged => clerk.last_changed_first(0, 500).await.map(|_| "page"),
        Count => clerk.count().await.map(|_| "count"),
    }
}

/// An answer that the question is content with.
pub(crate) fn good(question: Question) -> Reply {
    match question {
        User | Merge => Reply::user("user_ada"),
        List | ListBehind | LastChanged => Reply::status(200, r#"[{"id":"user_ada"}]"#),
        Count => Reply::status(200, r#"{"object":"total_count","total_count":7}"#),
    }
}

pub(crate) fn name(outcome: &Result<&'static str, DirectoryError>) -> &'static str {
    match outcome {
        Ok(it) => it,
        Err(DirectoryError::Unavailable(_)) => "unavailable",
        Err(DirectoryError::Limited { .. }) => "limited",
        Err(DirectoryError::KeyRefused(_)) => "key refused",
        Err(DirectoryError::CursorLost) => "cursor lost",
        Err(DirectoryError::Refused(_)) => "refused",
        Err(DirectoryError::Unreadable(_)) => "unreadable",
    }
}

/// What comes of `reply` to `question`, and after how many requests.
async fn outcome(question: Question, reply: Reply) -> (&'static str, usize) {
    let server = StandIn::start([good(Count), reply]).await;
    let clerk = server.client();
    clerk.count().await.unwrap();

    let outcome = ask(&clerk, question).await;

    assert_eq!(clerk.requests(), server.count() as u64);
    (name(&outcome), server.count() - 1)
}

#[tokio::test]
async fn a_refused_key_is_told_apart_and_not_tried_again() {
    for question in ALL {
        for status in [401, 403] {
            let reply = Reply::error(status, "authentication_invalid");
            assert_eq!(outcome(question, reply).await, ("key refused", 1), "{question:?}");
        }
    }
}

#[tokio::test]
async fn a_list_that_is_not_there_is_a_wrong_key() {
    for question in [List, LastChanged, Count] {
        for code in ["resource_not_found", "clerk_key_invalid"] {
            let outcome = outcome(question, Reply::error(404, code)).await;
            assert_eq!(outcome, ("key refused", 1), "{question:?} {code}");
        }
    }
    assert_eq!(outcome(ListBehind, Reply::status(404, "")).await, ("key refused", 1));
}

#[tokio::test]
async fn a_user_is_absent_only_if_clerk_says_so_by_its_code() {
    for question in [User, Merge] {
        let absent = Reply::error(404, "resource_not_found");
        let server = StandIn::start([absent, good(Count)]).await;
        assert_eq!(name(&ask(&server.client(), question).await), "absent");
        for reply in [
            Reply::status(404, "<html>not found</html>"),
            Reply::status(404, ""),
            Reply::error(404, "route_not_found"),
        ] {
            assert_eq!(outcome(question, reply).await, ("unavailable", 1));
        }
        for status in [400, 410, 422] {
            let reply = Reply::error(status, "resource_not_found");
            assert_eq!(outcome(question, reply).await, ("refused", 1), "{status}");
        }
    }
}

#[tokio::test]
async fn absence_is_believed_only_of_a_key_that_is_good_afterwards() {
    let absent = || Reply::error(404, "resource_not_found");
    for question in [User, Merge] {
        let server = StandIn::start([absent(), good(Count), absent(), good(Count)]).await;
        let clerk = server.client();
        for requests in [2, 4] {
            assert_eq!(name(&ask(&clerk, question).await), "absent");
            assert_eq!(server.count(), requests, "it may have been revoked since the last time");
        }

        let server = StandIn::start([good(Count), absent()]).await;
        let clerk = server.client();
        ask(&clerk, Count).await.unwrap();
        assert_eq!(name(&ask(&clerk, question).await), "key refused", "it was good once");
        assert_eq!(server.count(), 3);
    }
}

#[tokio::test]
async fn a_lost_cursor_is_told_from_a_bad_request() {
    let about = |parameter: &str| {
        Reply::status(
            422,
            format!(
                r#"{{"errors":[{{"code":"form_param_invalid",
                    "meta":{{"param_name":"{parameter}"}}}}]}}"#
            ),
        )
    };
    for (question, reply, expected) in [
        (ListBehind, Reply::error(404, "resource_not_found"), "cursor lost"),
        (ListBehind, Reply::error(422, "form_param_invalid"), "cursor lost"),
        (ListBehind, about("starting_after"), "cursor lost"),
        (ListBehind, about("order_by"), "refused"),
        (ListBehind, Reply::error(400, "form_param_invalid"), "refused"),
        (List, about("starting_after"), "refused"),
        (LastChanged, Reply::error(422, "form_param_invalid"), "refused"),
    ] {
        let text = format!("{question:?} {reply:?}");
        assert_eq!(outcome(question, reply).await, (expected, 1), "{text}");
    }
}

#[tokio::test]
async fn a_refusal_is_not_tried_again() {
    for question in [User, Merge, List, LastChanged, Count] {
        for status in [400, 402, 405, 409, 413, 415, 422, 499] {
            let reply = Reply::error(status, "form_param_invalid");
            assert_eq!(outcome(question, reply).await, ("refused", 1), "{question:?} {status}");
        }
    }
}

#[tokio::test]
async fn what_clerk_never_says_is_unreadable() {
    for question in ALL {
        for reply in [
            Reply::status(201, "{}"),
            Reply::status(204, ""),
            Reply::status(304, ""),
            Reply::status(600, ""),
            Reply::status(200, "7"),
            Reply::status(200, r#""ada@example.com""#),
        ] {
            let text = format!("{question:?} {reply:?}");
            assert_eq!(outcome(question, reply).await, ("unreadable", 1), "{text}");
        }
    }
    for (question, body) in [
        (User, r#"["user_ada"]"#),
        (User, r#"{"id":"user_bob"}"#),
        (User, r#"{"id":7}"#),
        (Merge, r#"{"id":"user_bob"}"#),
        (List, r#"{"data":[]}"#),
        (Count, r#"{"total_count":-1}"#),
        (Count, "[7]"),
    ] {
        let reply = Reply::status(200, body);
        assert_eq!(outcome(question, reply).await, ("unreadable", 1), "{body}");
    }
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    for status in [301, 302, 303, 307, 308] {
        let elsewhere = StandIn::start([good(User)]).await;
        let location = format!("location: http://{}/v1/users/user_ada\r\n", elsewhere.address);

        let outcome = outcome(User, Reply::with_headers(status, &location, "")).await;

        assert_eq!(outcome, ("unreadable", 1));
        assert_eq!(elsewhere.count(), 0, "the key stays here");
    }
}

#[tokio::test]
async fn an_ordinary_answer_is_read() {
    for (question, expected) in ALL.into_iter().zip(["there", "there", "page", "page", "page"]) {
        assert_eq!(outcome(question, good(question)).await, (expected, 1));
    }
    let server = StandIn::start([good(Count)]).await;
    assert_eq!(server.client().count().await.unwrap(), 7);
}
