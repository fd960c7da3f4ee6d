//! Which deliveries are taken, and how the others are refused.

use reqwest::Method;
use serde_json::Value;

use crate::support::clerk::{Event, Someone};
use crate::support::stack::Stack;
use crate::support::webhook::{Delivery, now};

const LARGEST: usize = 256 * 1024;

/// A secret that is none of the stack's.
const FOREIGN: &str = "whsec_plJ3nmyCDGBKInavdOK15jsl";

/// A body that is an event, and nothing more.
fn ignored() -> Event {
    Event::new(r#"{"type":"organization.created","object":"event","data":{}}"#)
}

async fn refusal(stack: &Stack, delivery: &Delivery) -> (u16, String) {
    stack.post(delivery).await.problem()
}

fn refused(status: u16, reason: &str) -> (u16, String) {
    (status, reason.to_owned())
}

#[tokio::test]
async fn what_any_of_the_secrets_signed_is_taken() {
    let stack = Stack::find().await;
    assert!(stack.description.webhook_secrets.len() > 1, "as during a rotation");

    for secret in &stack.description.webhook_secrets {
        let someone = Someone::new();
        let event = someone.created();
        stack.happen(&event).await;

        let answer = stack.post(&Delivery::signed(secret, &event)).await;

        assert_eq!((answer.status, answer.body.as_str()), (202, ""));
        assert_eq!(stack.settled(&event.id).await.outcome(), "created");
        stack.assert_in_step(&someone).await;
    }
}

#[tokio::test]
async fn one_fitting_signature_among_several_is_enough() {
    let stack = Stack::find().await;
    let event = ignored();
    let genuine = stack.signed(&event);
    let foreign = Delivery::signed(FOREIGN, &event);
    let both = format!("{} {}", foreign.header("svix-signature"), genuine.header("svix-signature"));

    let answer = stack.post(&genuine.with("svix-signature", &both)).await;

    assert_eq!(answer.status, 202, "{answer:?}");
}

#[tokio::test]
async fn what_none_of_the_secrets_signed_is_refused() {
    let stack = Stack::find().await;
    let event = Someone::new().created();
    let genuine = stack.signed(&event);
    let mut altered = event.body.clone();
    *altered.last_mut().unwrap() = b' ';
    let foreign = Delivery::signed(FOREIGN, &event);

    for wrong in [
        foreign,
        genuine.clone().with_body(&altered),
        genuine.clone().with("svix-id", &ignored().id),
        genuine.clone().with("svix-timestamp", &(now() - 1).to_string()),
        genuine.clone().with("svix-signature", "v1,bm90IGEgc2lnbmF0dXJl"),
        genuine.with("svix-signature", "nonsense"),
    ] {
        assert_eq!(refusal(&stack, &wrong).await, refused(401, "wrong_signature"), "{wrong:?}");
    }
    assert_eq!(stack.ledger(&event.id).await, None, "what is refused leaves no trace");
}

#[tokio::test]
async fn a_timestamp_more_than_five_minutes_off_is_refused() {
    let stack = Stack::find().await;
    let secret = &stack.description.webhook_secrets[0];
    let event = ignored();

    for off in [-310, 310, -86_400] {
        let stale = Delivery::signed_at(secret, &event, now() + off);
        assert_eq!(refusal(&stack, &stale).await, refused(401, "wrong_timestamp"), "{off} s");
    }
    let no_number = stack.signed(&event).with("svix-timestamp", "yesterday");
    assert_eq!(refusal(&stack, &no_number).await, refused(401, "wrong_timestamp"));

    let late = Delivery::signed_at(secret, &event, now() - 280);
    assert_eq!(stack.post(&late).await.status, 202, "within the five minutes");
}

#[tokio::test]
async fn a_delivery_without_one_of_the_headers_is_refused() {
    let stack = Stack::find().await;

    for name in ["svix-id", "svix-timestamp", "svix-signature"] {
        let bare = stack.signed(&ignored()).without(name);
        assert_eq!(refusal(&stack, &bare).await, refused(400, "missing_header"), "{name}");
    }
    let odd = stack.signed(&ignored()).with("svix-id", "with space");
    assert_eq!(refusal(&stack, &odd).await, refused(400, "bad_header"));
}

#[tokio::test]
async fn a_signed_body_that_is_no_event_is_refused() {
    let stack = Stack::find().await;

    for body in ["", "{", "[]", "7", "{}", r#"{"type":7}"#, r#"{"type":"user.created""#] {
        let signed = stack.signed(&Event::new(body));
        assert_eq!(refusal(&stack, &signed).await, refused(400, "not_an_event"), "{body:?}");
    }
}

#[tokio::test]
async fn a_signed_body_that_is_not_text_is_refused() {
    let stack = Stack::find().await;
    let signed = stack.signed(&Event::new(&b"{\"type\":\"\xff\"}"[..]));

    // As a binary body the gateway passes the bytes on as they are.
    let binary = signed.with("content-type", "application/octet-stream");

    assert_eq!(refusal(&stack, &binary).await, refused(400, "not_utf8"));
}

#[tokio::test]
async fn an_event_may_have_256_kib_and_no_more() {
    let stack = Stack::find().await;
    let of_size = |size: usize| {
        let someone = Someone::new();
        let mut event = someone.created();
        let filling = size - event.body.len() - r#""filling":"","#.len();
        let filling = format!(r#"{{"filling":"{}","#, "x".repeat(filling));
        event.body.splice(..1, filling.into_bytes());
        assert_eq!(event.body.len(), size);
        (someone, event)
    };
    let (someone, largest) = of_size(LARGEST);
    let (_, too_large) = of_size(LARGEST + 1);

    assert_eq!(refusal(&stack, &stack.signed(&too_large)).await, refused(413, "too_large"));
    assert_eq!(stack.settle(&largest).await, "created");

    stack.assert_in_step(&someone).await;
    let payload = stack.settled(&largest.id).await.payload_json();
    let filling = |it: &Value| it["filling"].as_str().unwrap().len();
    assert_eq!(filling(&payload), filling(&serde_json::from_slice(&largest.body).unwrap()));
    assert_eq!(stack.ledger(&too_large.id).await, None);
}

#[tokio::test]
async fn one_time_codes_are_acknowledged_and_not_kept() {
    let stack = Stack::find().await;
    let codes = [r#"{"type":"email.created"}"#, r#"{"type":"sms.created","data":{"id":"sms_1"}}"#]
        .map(Event::new);

    for code in &codes {
        let answer = stack.post(&stack.signed(code)).await;
        assert_eq!((answer.status, answer.body.as_str()), (202, ""));
    }
    assert_eq!(stack.settle(&ignored()).await, "ignored", "what came later is through");

    for code in &codes {
        assert_eq!(stack.ledger(&code.id).await, None);
        assert!(!stack.was_queued(code).await);
    }
}

#[tokio::test]
async fn only_a_post_to_the_webhook_route_is_answered() {
    let stack = Stack::find().await;
    let delivery = stack.signed(&ignored());

    for (method, path) in [
        (Method::GET, "/webhooks/clerk"),
        (Method::PUT, "/webhooks/clerk"),
        (Method::POST, "/webhooks"),
        (Method::POST, "/webhooks/clerk/more"),
        (Method::POST, "/"),
    ] {
        let answer = stack.request(method.clone(), path, &delivery).await;
        assert_eq!(answer.status, 404, "{method} {path}: {answer:?}");
    }
}

#[tokio::test]
async fn what_a_header_says_of_the_source_does_not_matter() {
    let stack = Stack::find().await;

    for name in ["x-forwarded-for", "forwarded", "x-real-ip"] {
        for address in ["203.0.113.9", "127.0.0.1"] {
            let genuine = stack.signed(&ignored()).with(name, address);
            let foreign = Delivery::signed(FOREIGN, &ignored()).with(name, address);

            assert_eq!(stack.post(&genuine).await.status, 202, "{name}: {address}");
            assert_eq!(refusal(&stack, &foreign).await, refused(401, "wrong_signature"));
        }
    }
}
