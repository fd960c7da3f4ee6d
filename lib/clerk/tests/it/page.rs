//! Pages: what is asked, and what is taken for an answer.

use profile_core::{Cursor, DirectoryError, Timestamp, UserListing};
use serde_json::json;

use crate::answers::ada;
use crate::stand_in::{Reply, StandIn};

fn path(head: &str) -> &str {
    head.split(' ').nth(1).unwrap()
}

#[tokio::test]
async fn a_walk_asks_for_the_oldest_and_then_for_what_follows() {
    let server = StandIn::start([Reply::status(200, "[]")]).await;
    let clerk = server.client();
    let later = Cursor::from_time(Timestamp::from_millis(1_761_000_000_000));

    clerk.oldest_first(&Cursor::default(), 9999).await.unwrap();
    clerk.oldest_first(&later.behind(ada()), 100).await.unwrap();
    clerk.last_changed_first(500, 0).await.unwrap();
    clerk.count().await.unwrap_err();

    let received = server.received();
    let paths: Vec<_> = received.iter().map(|it| path(&it.head)).collect();
    assert_eq!(
        paths,
        [
            "/v1/users?limit=500&order_by=%2Bcreated_at",
            "/v1/users?limit=100&order_by=%2Bcreated_at&created_at_after=1760999999999\
             &starting_after=user_ada",
            "/v1/users?limit=1&offset=500&order_by=-updated_at",
            "/v1/users/count",
        ]
    );
}

#[tokio::test]
async fn users_that_cannot_be_read_are_counted_beside_the_others() {
    let body = json!([{ "id": "user_1" }, { "id": 2 }, { "id": "user_3", "banned": "no" }]);
    let server = StandIn::start([Reply::status(200, body.to_string())]).await;

    let page = server.client().last_changed_first(0, 3).await.unwrap();

    assert_eq!((page.users.len(), page.unreadable), (1, 2));
    assert_eq!(server.count(), 1);
}

#[tokio::test]
async fn a_page_longer_than_asked_for_is_not_believed() {
    let body = json!([{ "id": "user_1" }, { "id": "user_2" }]).to_string();
    let server = StandIn::start([Reply::status(200, body)]).await;

    let outcome = server.client().oldest_first(&Cursor::default(), 1).await;

    assert!(matches!(outcome, Err(DirectoryError::Unreadable(_))), "{outcome:?}");
    assert_eq!(server.count(), 1);
}

#[tokio::test]
async fn an_answer_without_end_does_not_take_the_memory() {
    let mut endless = b"HTTP/1.1 200 OK\r\ncontent-length: 9999999999999\r\n\r\n[".to_vec();
    endless.resize(40 << 20, b' ');
    let server = StandIn::start([Reply::Bytes(endless)]).await;

    let outcome = server.client().oldest_first(&Cursor::default(), 500).await;

    assert!(matches!(outcome, Err(DirectoryError::Unreadable(_))), "{outcome:?}");
    assert_eq!(server.count(), 1);
}
