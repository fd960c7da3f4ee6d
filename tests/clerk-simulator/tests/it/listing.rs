//! Lists: how long, in which order, of whom.

use clerk_simulator::{Behaviour, Seed, generated};
use serde_json::json;

use crate::backend::Backend;

#[tokio::test]
async fn a_page_has_ten_users_unless_asked_otherwise() {
    let clerk = Backend::start(Seed::of(600)).await;
    assert_eq!(clerk.ids("").await.len(), 10);
    assert_eq!(clerk.ids("limit=500").await.len(), 500);
    assert_eq!(clerk.ids("limit=1").await.len(), 1);
}

#[tokio::test]
async fn asking_for_more_than_500_silently_gets_ten() {
    let clerk = Backend::start(Seed::of(600)).await;
    assert_eq!(clerk.ids("limit=501").await.len(), 10);
}

#[tokio::test]
async fn a_limit_or_offset_that_is_no_number_is_refused() {
    let clerk = Backend::start(Seed::of(1)).await;
    for query in ["limit=0", "limit=-1", "limit=ten", "limit=", "offset=-1", "created_at_after=x"] {
        let reply = clerk.get(&format!("/v1/users?{query}")).await;
        assert_eq!(reply.failure(), (422, "form_param_format_invalid"), "{query}");
    }
}

#[tokio::test]
async fn the_newest_come_first_but_a_bare_name_ascends() {
    let clerk = Backend::start(Seed::of(3)).await;
    let (first, last) = (generated(0).id(), generated(2).id());

    assert_eq!(clerk.ids("limit=1").await, std::slice::from_ref(&last));
    assert_eq!(clerk.ids("limit=1&order_by=-created_at").await, [last]);
    assert_eq!(clerk.ids("limit=1&order_by=created_at").await, std::slice::from_ref(&first));
    assert_eq!(clerk.ids("limit=1&order_by=%2Bcreated_at").await, std::slice::from_ref(&first));
    assert_eq!(clerk.ids("limit=1&order_by=created_at&order_by=-created_at").await, [first]);
}

#[tokio::test]
async fn a_plus_that_is_not_encoded_is_a_space_and_refused() {
    let clerk = Backend::start(Seed::of(1)).await;
    for order in ["+created_at", "height", ""] {
        let reply = clerk.get(&format!("/v1/users?order_by={order}")).await;
        assert_eq!(reply.failure(), (422, "form_param_value_invalid"), "{order}");
    }
}

#[tokio::test]
async fn whoever_changed_last_comes_first_by_updated_at() {
    let clerk = Backend::start(Seed::of(1_000)).await;
    let changed = generated(17).id();
    clerk.patch(&format!("/v1/users/{changed}"), &json!({ "first_name": "Eva" })).await;

    let ids = clerk.ids("limit=500&order_by=-updated_at").await;

    assert_eq!(ids[0], changed);
    let time = |id: &String| clerk.user(id).unwrap()["updated_at"].as_i64().unwrap();
    assert!(ids.is_sorted_by_key(|id| -time(id)));
}

#[tokio::test]
async fn every_documented_order_is_one() {
    let clerk = Backend::start(Seed::of(50)).await;
    for name in ["email_address", "first_name", "last_name", "username", "web3wallet"] {
        let mut up = clerk.ids(&format!("limit=50&order_by={name}")).await;
        let down = clerk.ids(&format!("limit=50&order_by=-{name}")).await;
        up.reverse();
        assert_eq!(up, down, "{name}");
    }
    for name in ["phone_number", "last_active_at", "last_sign_in_at"] {
        assert_eq!(clerk.ids(&format!("limit=50&order_by={name}")).await.len(), 50);
    }
}

#[tokio::test]
async fn people_are_found_by_what_they_are_known_by() {
    let clerk = Backend::start(Seed::of(100)).await;
    let ada = json!({
        "id": "user_ada",
        "external_id": "ours-1",
        "username": "ada",
        "email_addresses": [{ "email_address": "Ada@Example.com" }],
    });
    clerk.put_user(ada).unwrap();
    let known = generated(7);

    for (query, expected) in [
        ("user_id=user_ada".to_owned(), "user_ada".to_owned()),
        ("user_id[]=user_ada".to_owned(), "user_ada".to_owned()),
        ("user_id=%2Buser_ada".to_owned(), "user_ada".to_owned()),
        ("email_address=ada@example.com".to_owned(), "user_ada".to_owned()),
        ("external_id[]=ours-1".to_owned(), "user_ada".to_owned()),
        ("username=ada".to_owned(), "user_ada".to_owned()),
        ("query=ADA@exam".to_owned(), "user_ada".to_owned()),
        ("email_address_query=a@example".to_owned(), "user_ada".to_owned()),
        (format!("user_id={}", known.id()), known.id()),
        (format!("email_address={}", known.email()), known.id()),
    ] {
        assert_eq!(clerk.ids(&query).await, [expected], "{query}");
        let count = clerk.get(&format!("/v1/users/count?{query}")).await;
        assert_eq!(count.body["total_count"], 1, "{query}");
    }
}

#[tokio::test]
async fn ids_can_be_many_unknown_repeated_and_excluded() {
    let clerk = Backend::start(Seed::of(3)).await;
    let [a, b, c] = [0, 1, 2].map(|it| generated(it).id());

    assert_eq!(
        clerk.ids(&format!("user_id={a}&user_id[]={c}&user_id={a}")).await,
        [c.clone(), a.clone()]
    );
    assert_eq!(
        clerk.ids(&format!("user_id={a}&user_id=user_nobody")).await,
        std::slice::from_ref(&a)
    );
    assert_eq!(clerk.ids(&format!("user_id=-{a}&order_by=created_at")).await, [b, c]);

    let many = vec![format!("user_id={a}"); 101].join("&");
    assert_eq!(clerk.get(&format!("/v1/users?{many}")).await.status, 422);
}

#[tokio::test]
async fn times_and_bans_narrow_a_list() {
    let clerk = Backend::start(Seed::of(2_000)).await;
    let (a, b) = (generated(10).created_at(), generated(14).created_at());
    let between = format!("created_at_after={a}&created_at_before={b}&order_by=created_at");
    assert_eq!(clerk.ids(&between).await, [11, 12, 13].map(|it| generated(it).id()));

    let banned = (0..2_000).filter(|it| generated(*it).banned()).count();
    assert_eq!(clerk.ids("banned=true&limit=500").await.len(), banned);
    let count = clerk.get("/v1/users/count?banned=false").await;
    assert_eq!(count.body["total_count"], 2_000 - banned);

    let at = generated(10).updated_at();
    assert!(!clerk.ids(&format!("last_sign_in_at_after={at}")).await.is_empty());
}

#[tokio::test]
async fn a_filter_without_data_is_refused_rather_than_ignored() {
    let clerk = Backend::start(Seed::of(1)).await;
    let reply = clerk.get("/v1/users?organization_id=org_1").await;
    assert_eq!(reply.failure(), (422, "not_simulated"));
}

#[tokio::test]
async fn a_cursor_goes_with_created_at_only_and_with_no_offset() {
    let clerk = Backend::start(Seed::of(5)).await;
    let cursor = format!("starting_after={}", generated(2).id());

    for order in ["", "&order_by=-created_at"] {
        let ids = clerk.ids(&format!("{cursor}{order}")).await;
        assert_eq!(ids, [1, 0].map(|it| generated(it).id()));
    }
    for order in ["created_at", "%2Bcreated_at"] {
        let ids = clerk.ids(&format!("{cursor}&order_by={order}&offset=0")).await;
        assert_eq!(ids, [3, 4].map(|it| generated(it).id()));
    }
    for bad in ["order_by=-updated_at", "order_by=username", "offset=1"] {
        assert_eq!(clerk.get(&format!("/v1/users?{cursor}&{bad}")).await.status, 422, "{bad}");
    }
}

#[tokio::test]
async fn a_cursor_nobody_knows_is_refused_in_either_way() {
    let clerk = Backend::start(Seed::of(5)).await;
    let path = "/v1/users?starting_after=user_nobody";
    assert_eq!(clerk.get(path).await.status, 422);

    clerk.set_behaviour(Behaviour { unknown_cursor_is_404: true, ..Behaviour::default() });
    assert_eq!(clerk.get(path).await.failure(), (404, "resource_not_found"));
}

#[tokio::test]
async fn a_cursor_and_a_filter_work_together() {
    let clerk = Backend::start(Seed::of(5)).await;
    let ids = [0, 1, 3].map(|it| format!("user_id={}", generated(it).id())).join("&");
    let found = clerk.ids(&format!("{ids}&starting_after={}", generated(3).id())).await;
    assert_eq!(found, [1, 0].map(|it| generated(it).id()));
}
