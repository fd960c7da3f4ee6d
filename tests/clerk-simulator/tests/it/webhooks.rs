//! Deliveries as Svix makes them, and as they can be made to go wrong.

use clerk_simulator::{DeliveryMode, DeliveryState, Endpoint, Outcome, ReleaseOrder, Replay, Seed};
use serde_json::json;

use crate::backend::Backend;
use crate::receiver::{ANOTHER_SECRET, Receiver, SECRET};

const ADA: &str = "/v1/users/user_ada";

/// Retries without waiting for minutes.
fn quick() -> DeliveryMode {
    DeliveryMode { retry_scale: 0.000_01, ..DeliveryMode::default() }
}

async fn with_receiver(answers: &[u16], mode: DeliveryMode) -> (Backend, Receiver) {
    let (clerk, receiver) = (Backend::with_ada().await, Receiver::start(answers).await);
    clerk.set_endpoints(vec![receiver.endpoint()]).unwrap();
    clerk.set_deliveries(mode).unwrap();
    (clerk, receiver)
}

async fn rename(clerk: &Backend, names: &[&str]) {
    for name in names {
        assert_eq!(clerk.patch(ADA, &json!({ "first_name": name })).await.status, 200);
    }
}

#[tokio::test]
async fn a_change_is_signed_and_delivered() {
    let (clerk, receiver) = with_receiver(&[], quick()).await;

    rename(&clerk, &["Eva"]).await;
    clerk.deliveries_settled().await;

    let [post] = &receiver.posts()[..] else { panic!("not one post") };
    assert!(post.is_signed_with(SECRET) && !post.is_signed_with(ANOTHER_SECRET));
    assert!(post.header("svix-id").starts_with("msg_"));
    assert_eq!(post.header("content-type"), "application/json");
    let event = post.event();
    assert_eq!(event["type"], "user.updated");
    assert_eq!(event["instance_id"], clerk.instance_id());
    assert_eq!(event["data"], clerk.user("user_ada").unwrap());
    assert!(event["timestamp"].as_i64() >= event["data"]["updated_at"].as_i64());
}

#[tokio::test]
async fn silent_changes_are_delivered_to_nobody() {
    let (clerk, receiver) = with_receiver(&[], quick()).await;
    clerk.patch_user("user_ada", &json!({ "first_name": "Eva" })).unwrap();
    assert!(clerk.remove_user("user_ada"));
    clerk.deliveries_settled().await;
    assert!(receiver.posts().is_empty());
}

#[tokio::test]
async fn a_failed_delivery_is_tried_again_under_the_same_id() {
    let (clerk, receiver) = with_receiver(&[500, 302], quick()).await;

    rename(&clerk, &["Eva"]).await;
    clerk.deliveries_settled().await;

    let posts = receiver.posts();
    assert_eq!(posts.len(), 3);
    assert!(posts.iter().all(|it| it.header("svix-id") == posts[0].header("svix-id")));
    assert!(posts.iter().all(|it| it.is_signed_with(SECRET)));
    let outcomes: Vec<_> = clerk.deliveries().attempts.iter().map(|it| it.outcome).collect();
    assert_eq!(outcomes, [Outcome::Failed, Outcome::Failed, Outcome::Taken]);
}

#[tokio::test]
async fn each_attempt_is_stamped_anew() {
    let mode = DeliveryMode { retry_scale: 0.22, ..DeliveryMode::default() };
    let (clerk, receiver) = with_receiver(&[500], mode).await;

    rename(&clerk, &["Eva"]).await;
    clerk.deliveries_settled().await;

    let posts = receiver.posts();
    assert_ne!(posts[0].header("svix-timestamp"), posts[1].header("svix-timestamp"));
    assert_ne!(posts[0].header("svix-signature"), posts[1].header("svix-signature"));
}

#[tokio::test]
async fn a_delivery_is_given_up_after_eight_attempts() {
    let (clerk, receiver) = with_receiver(&[500; 20], quick()).await;

    rename(&clerk, &["Eva"]).await;
    clerk.deliveries_settled().await;

    assert_eq!(receiver.posts().len(), 8);
    let deliveries = clerk.deliveries();
    assert_eq!((deliveries.failed, deliveries.given_up), (7, 1));
}

#[tokio::test]
async fn nobody_who_listens_is_a_failure_too() {
    let clerk = Backend::with_ada().await;
    let url = "http://127.0.0.1:9/".to_owned();
    clerk.set_endpoints(vec![Endpoint { url, secret: SECRET.to_owned() }]).unwrap();
    clerk.set_deliveries(quick()).unwrap();

    rename(&clerk, &["Eva"]).await;
    clerk.deliveries_settled().await;

    let attempts = clerk.deliveries().attempts;
    assert!(attempts.len() == 8 && attempts.iter().all(|it| it.error.is_some()));
}

#[tokio::test]
async fn two_endpoints_get_one_message_with_two_signatures() {
    let (clerk, receiver) = with_receiver(&[], quick()).await;
    let endpoints = vec![receiver.endpoint(), receiver.endpoint_with(ANOTHER_SECRET)];
    clerk.set_endpoints(endpoints).unwrap();

    rename(&clerk, &["Eva"]).await;
    clerk.deliveries_settled().await;

    let posts = receiver.posts();
    assert_eq!(posts.len(), 2);
    assert_eq!(posts[0].header("svix-id"), posts[1].header("svix-id"));
    for secret in [SECRET, ANOTHER_SECRET] {
        assert_eq!(posts.iter().filter(|it| it.is_signed_with(secret)).count(), 1);
    }
}

#[tokio::test]
async fn deliveries_can_be_duplicated() {
    let (clerk, receiver) = with_receiver(&[], DeliveryMode { copies: 3, ..quick() }).await;
    rename(&clerk, &["Eva"]).await;
    clerk.deliveries_settled().await;
    assert_eq!(receiver.first_names(), ["Eva", "Eva", "Eva"]);
}

#[tokio::test]
async fn deliveries_can_be_held_and_released_in_another_order() {
    let hold = DeliveryMode { state: DeliveryState::Hold, ..quick() };
    let (clerk, receiver) = with_receiver(&[], hold).await;
    rename(&clerk, &["A", "B", "C"]).await;
    assert_eq!((clerk.deliveries().held, receiver.posts().len()), (3, 0));

    clerk.set_deliveries(DeliveryMode { release: ReleaseOrder::Reversed, ..quick() }).unwrap();
    clerk.deliveries_settled().await;

    assert_eq!(receiver.first_names(), ["C", "B", "A"]);
}

#[tokio::test]
async fn deliveries_can_be_late_and_overtake_each_other() {
    let mode = DeliveryMode { delay_ms: 10, spread_ms: 200, ..quick() };
    let (clerk, receiver) = with_receiver(&[], mode).await;
    rename(&clerk, &["A", "B", "C", "D", "E", "F", "G", "H"]).await;
    clerk.deliveries_settled().await;

    let mut names = receiver.first_names();
    assert_ne!(names, ["A", "B", "C", "D", "E", "F", "G", "H"]);
    names.sort();
    assert_eq!(names, ["A", "B", "C", "D", "E", "F", "G", "H"]);
}

#[tokio::test]
async fn what_is_lost_while_webhooks_are_cut_off_can_be_replayed() {
    let cut_off = DeliveryMode { state: DeliveryState::Drop, ..quick() };
    let (clerk, receiver) = with_receiver(&[], cut_off).await;
    rename(&clerk, &["A", "B"]).await;
    clerk.set_deliveries(quick()).unwrap();
    rename(&clerk, &["C"]).await;
    clerk.deliveries_settled().await;
    assert_eq!(receiver.first_names(), ["C"]);
    assert_eq!(clerk.deliveries().dropped, 2);

    assert_eq!(clerk.replay(&Replay::default()), 2);
    clerk.deliveries_settled().await;
    let mut names = receiver.first_names();
    names.sort();
    assert_eq!(names, ["A", "B", "C"]);
}

#[tokio::test]
async fn a_replay_has_the_old_id_and_the_old_content() {
    let (clerk, receiver) = with_receiver(&[], quick()).await;
    rename(&clerk, &["A"]).await;
    clerk.deliveries_settled().await;
    rename(&clerk, &["B"]).await;
    clerk.deliveries_settled().await;
    let first = receiver.posts()[0].header("svix-id").to_owned();

    let replay = Replay { message_ids: Some(vec![first.clone()]), all: false };
    assert_eq!(clerk.replay(&replay), 1);
    clerk.deliveries_settled().await;

    let posts = receiver.posts();
    assert_eq!(posts[2].header("svix-id"), first);
    assert_eq!(posts[2].body, posts[0].body);
}

#[tokio::test]
async fn a_share_of_deliveries_can_be_lost() {
    let (clerk, receiver) = with_receiver(&[], DeliveryMode { drop_percent: 100, ..quick() }).await;
    rename(&clerk, &["A"]).await;
    clerk.deliveries_settled().await;
    assert!(receiver.posts().is_empty());
}

#[tokio::test]
async fn pending_deliveries_are_bounded() {
    let clerk = Backend::start(Seed::default()).await;
    let receiver = Receiver::start(&[]).await;
    clerk.set_endpoints(vec![receiver.endpoint()]).unwrap();
    clerk.set_deliveries(DeliveryMode { state: DeliveryState::Hold, ..quick() }).unwrap();
    for _ in 0..10_005 {
        let _ = clerk.emit("session.created", &json!({ "id": "sess_1" }));
    }
    let deliveries = clerk.deliveries();
    assert_eq!((deliveries.held, deliveries.refused), (10_000, 5));
}

#[tokio::test]
async fn any_event_can_be_made_up() {
    let (clerk, receiver) = with_receiver(&[], quick()).await;
    let data = json!({ "id": "sess_1", "object": "session", "user_id": "user_ada" });
    let id = clerk.emit("session.created", &data);
    clerk.deliveries_settled().await;
    assert_eq!(receiver.posts()[0].header("svix-id"), id);
    assert_eq!(clerk.deliveries().attempts[0].user_id.as_deref(), Some("user_ada"));
}
