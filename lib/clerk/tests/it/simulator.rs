//! The client against the Clerk simulator, which behaves as Clerk documents it.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use clerk_simulator::{Behaviour, Fault, FaultRule, Limits, Seed, Simulator};
use futures_util::future::join_all;
use profile_clerk::{ClerkApi, RateLimit};
use profile_core::{
    ClerkId, Cursor, DirectoryError, MetadataWriter, Role, Roles, Timestamp, UserDirectory,
    UserListing,
};
use serde_json::json;

use crate::answers::{ALL, Question, ask, name};
use crate::secret::Secret;
use crate::stand_in::TIMEOUTS;

fn client(clerk: &Simulator, key: &str) -> ClerkApi<Secret> {
    client_of(clerk, key, None)
}

fn client_of(clerk: &Simulator, key: &str, instance: Option<&str>) -> ClerkApi<Secret> {
    let (base, secret) = (clerk.url().parse().unwrap(), Secret::holding(key));
    let limit = RateLimit::share(100_000, 100);
    ClerkApi::new(base, secret, instance.map(str::to_owned), limit, TIMEOUTS).unwrap()
}

async fn start(people: u32) -> (Simulator, ClerkApi<Secret>) {
    let clerk = Simulator::start(Seed::of(people)).await.unwrap();
    let client = client(&clerk, &clerk.secret_key());
    (clerk, client)
}

fn id(text: &str) -> ClerkId {
    ClerkId::parse(text).unwrap()
}

/// The ids of all users, oldest first; when the cursor is lost, from the last time on.
async fn walk(client: &ClerkApi<Secret>, lose: impl Fn(usize, &ClerkId)) -> Vec<ClerkId> {
    let mut cursor = Cursor::default();
    let mut met = Vec::new();
    let mut last_time = None;
    loop {
        let page = match client.oldest_first(&cursor, 100).await {
            Err(DirectoryError::CursorLost) => {
                cursor = Cursor::from_time(last_time.unwrap());
                continue;
            }
            page => page.unwrap(),
        };
        let Some(last) = page.users.last() else { return met };
        last_time = last.created_at.map(Timestamp::from_clerk);
        cursor = cursor.behind(last.id.clone());
        met.extend(page.users.iter().map(|it| it.id.clone()));
        lose(met.len(), met.last().unwrap());
    }
}

#[tokio::test]
async fn a_walk_meets_everybody_once() {
    let (clerk, client) = start(1_234).await;

    let met = walk(&client, |_, _| {}).await;

    assert_eq!(met.len(), 1_234);
    assert_eq!(met.iter().collect::<BTreeSet<_>>().len(), 1_234);
    assert_eq!(client.count().await.unwrap(), 1_234);
    assert_eq!(client.requests(), 15);
    assert_eq!(clerk.requests().total, 15);
}

#[tokio::test]
async fn a_walk_goes_on_by_time_when_its_cursor_is_deleted() {
    for unknown_cursor_is_404 in [false, true] {
        let (clerk, client) = start(500).await;
        clerk.set_behaviour(Behaviour { unknown_cursor_is_404, ..Behaviour::default() });

        let met = walk(&client, |count, last| {
            if count == 300 {
                assert!(clerk.remove_user(last.as_str()));
            }
        })
        .await;

        assert_eq!(met.iter().collect::<BTreeSet<_>>().len(), 500);
        let cursor = Cursor::default().behind(met[299].clone());
        let lost = client.oldest_first(&cursor, 10).await;
        assert!(matches!(lost, Err(DirectoryError::CursorLost)), "{lost:?}");
    }
}

#[tokio::test]
async fn the_last_changed_come_first_page_after_page() {
    let (clerk, client) = start(50).await;
    let everyone = client.oldest_first(&Cursor::default(), 500).await.unwrap().users;
    let changed = everyone[7].id.as_str();
    clerk.patch_user(changed, &json!({ "first_name": "Anew" })).unwrap();

    let first = client.last_changed_first(0, 20).await.unwrap().users;
    let second = client.last_changed_first(20, 20).await.unwrap().users;

    assert_eq!(first[0].id.as_str(), changed);
    let times: Vec<_> = first.iter().chain(&second).map(|it| it.updated_at.unwrap()).collect();
    assert_eq!(times.len(), 40);
    assert!(times.is_sorted_by(|a, b| a >= b));
}

#[tokio::test]
async fn a_wrong_key_is_a_wrong_key_whatever_is_asked_and_however_clerk_says_so() {
    for wrong_key_is_404 in [false, true] {
        let (clerk, _) = start(5).await;
        clerk.set_behaviour(Behaviour { wrong_key_is_404, ..Behaviour::default() });
        for question in ALL.into_iter().filter(|it| *it != Question::ListBehind) {
            let client = client(&clerk, "sk_test_wrong");
            assert_eq!(name(&ask(&client, question).await), "key refused", "{question:?}");
        }
    }
}

#[tokio::test]
async fn a_good_key_of_another_instance_is_refused_whatever_is_asked() {
    let (theirs, _) = start(5).await;
    for question in ALL {
        let client = client_of(&theirs, &theirs.secret_key(), Some("ins_ours"));
        assert_eq!(name(&ask(&client, question).await), "key refused", "{question:?}");
    }
    let requests = theirs.requests().recent;
    assert!(requests.iter().all(|it| it.target == "/v1/instance"), "{requests:?}");
    assert_eq!(requests.len(), ALL.len());
}

#[tokio::test]
async fn a_key_of_our_instance_is_good_whatever_is_asked() {
    let (clerk, _) = start(5).await;
    let client = client_of(&clerk, &clerk.secret_key(), Some(clerk.instance_id()));

    assert_eq!(client.user(&id("user_nobody")).await.unwrap(), None);
    assert_eq!(client.count().await.unwrap(), 5);
    assert_eq!(walk(&client, |_, _| {}).await.len(), 5);

    let targets: Vec<_> = clerk.requests().recent.into_iter().map(|it| it.target).collect();
    assert_eq!(targets[..3], ["/v1/instance", "/v1/users/user_nobody", "/v1/users/count"]);
    assert_eq!(client.requests(), 6);
}

#[tokio::test]
async fn a_user_who_is_written_too_often_keeps_nobody_waiting_but_the_writer() {
    let (clerk, client) = start(2).await;
    let people = client.oldest_first(&Cursor::default(), 2).await.unwrap().users;
    let limits = Limits { writes_per_user: Some(1), window_ms: 1_000, ..Limits::default() };
    clerk.set_limits(limits);
    let (nothing, start) = (serde_json::Map::new(), Instant::now());
    let write = async |who: usize| {
        client.merge_public_metadata(&people[who].id, &nothing).await.unwrap();
        start.elapsed()
    };
    write(0).await;

    let (again, other) = tokio::join!(write(0), async {
        tokio::time::sleep(Duration::from_millis(100)).await;
        client.user(&people[0].id).await.unwrap();
        write(1).await
    });

    assert!(again >= Duration::from_secs(1), "{again:?}");
    assert!(other < Duration::from_secs(1), "{other:?}");
    assert_eq!(clerk.requests().by_status[&429], 1);
}

#[tokio::test]
async fn a_user_is_found_or_absent_whatever_the_id() {
    let (_clerk, client) = start(5).await;
    let somebody = client.oldest_first(&Cursor::default(), 1).await.unwrap().users.remove(0);

    assert_eq!(client.user(&somebody.id).await.unwrap(), Some(somebody));
    for nobody in ["user_nobody", "..", ".", "a/b", "a?x=1", "%2F", "count/..", "#"] {
        let found = client.user(&id(nobody)).await;
        assert!(matches!(found, Ok(None)), "{nobody}: {found:?}");
    }
}

#[tokio::test]
async fn metadata_is_merged_and_what_is_not_named_stays() {
    let (clerk, client) = start(3).await;
    let ada = client.oldest_first(&Cursor::default(), 1).await.unwrap().users.remove(0).id;
    let theirs = json!({ "public_metadata": { "roles": ["OLD"], "verified": true, "theirs": 7 } });
    clerk.patch_user(ada.as_str(), &theirs).unwrap();
    let ours = json!({ "roles": ["ADMIN"], "verified": null });
    // The answer is lost after the write, so it is done twice.
    let lost = FaultRule::always(Fault::LostAnswer).on("PATCH", "/v1/users/*/metadata").times(1);
    clerk.set_faults(vec![lost]).unwrap();

    let user = client.merge_public_metadata(&ada, ours.as_object().unwrap()).await.unwrap();

    let roles = user.unwrap().public_metadata.roles().unwrap();
    assert_eq!(roles.known, Roles::from_iter([Role::Admin]));
    let metadata = clerk.user(ada.as_str()).unwrap()["public_metadata"].take();
    assert_eq!(metadata, json!({ "roles": ["ADMIN"], "theirs": 7 }));
    let nobody = client.merge_public_metadata(&id("user_no"), ours.as_object().unwrap()).await;
    assert!(matches!(nobody, Ok(None)), "{nobody:?}");
}

#[tokio::test]
async fn what_goes_wrong_now_and_then_is_not_noticed() {
    let (clerk, client) = start(1_000).await;
    let now_and_then = |every, fault| FaultRule { every, ..FaultRule::always(fault) };
    clerk
        .set_faults(vec![
            now_and_then(3, Fault::CutOff),
            now_and_then(5, Fault::Down),
            now_and_then(7, Fault::Status { status: 503, retry_after: None }),
            now_and_then(4, Fault::ShortPage),
        ])
        .unwrap();

    let met = walk(&client, |_, _| {}).await;

    assert_eq!(met.len(), 1_000);
    assert_eq!(met.iter().collect::<BTreeSet<_>>().len(), 1_000);
}

#[tokio::test]
async fn a_limit_that_is_smaller_than_we_think_is_kept_all_the_same() {
    let (clerk, client) = start(1).await;
    let limits = Limits { requests: Some(20), window_ms: 1_000, ..Limits::default() };
    clerk.set_limits(limits);

    let counts = join_all((0..50).map(|_| client.count())).await;

    assert!(counts.iter().all(Result::is_ok));
    let by_status = clerk.requests().by_status;
    assert_eq!(by_status[&200], 50);
    assert!(by_status[&429] >= 2, "{by_status:?}");
}

#[tokio::test]
async fn a_rotated_key_is_picked_up_without_a_restart() {
    let (clerk, _) = start(1).await;
    let secret = Secret::holding(&clerk.secret_key());
    let limit = RateLimit::share(1000, 100);
    let client =
        ClerkApi::new(clerk.url().parse().unwrap(), secret.clone(), None, limit, TIMEOUTS).unwrap();
    assert_eq!(client.count().await.unwrap(), 1);
    clerk.set_secret_key("sk_test_rotated").unwrap();
    secret.set(Some("sk_test_rotated\n"));
    tokio::time::pause();
    tokio::time::advance(Duration::from_secs(61)).await;
    tokio::time::resume();

    assert_eq!(client.count().await.unwrap(), 1);
}

#[tokio::test]
async fn every_request_pins_the_version() {
    let (clerk, client) = start(2).await;
    for question in ALL {
        let _ = ask(&client, question).await;
    }

    let requests = clerk.requests();

    assert!(requests.total >= 6);
    for request in requests.recent {
        assert_eq!(request.version.as_deref(), Some("2026-05-12"), "{}", request.target);
    }
}
