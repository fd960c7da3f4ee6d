//! What can't be applied: it is tried again, rests among the dead letters with its cause in
//! the ledger, and comes back from there when it is redriven.

use futures_util::future::join;

use crate::support::clerk::{Event, Someone, unique};
use crate::support::item::Item;
use crate::support::stack::Stack;

/// Receives after which a message is a dead letter.
const RECEIVES: u64 = 5;

#[tokio::test]
async fn what_clerk_refused_to_be_asked_about_applies_when_redriven() {
    let stack = Stack::find().await;
    let (mut holder, mut rival) = (Someone::new(), Someone::new());
    stack.settle(&holder.created()).await;
    stack.settle(&rival.created()).await;
    let (before, address) = (stack.person(&rival.id).await, holder.address().to_owned());
    let mut newcomer = Someone::new();
    newcomer.email = Some(address.clone());
    // A refusal, which is not asked about again at once: so each receive is one attempt.
    stack.withhold(&holder.id, 403).await;

    let update = rival.take_email(Some(&address));
    let sign_up = newcomer.created();
    stack.deliver(&update).await;
    stack.deliver(&sign_up).await;

    for event in [&update, &sign_up] {
        stack.dead_letter(&event.id).await;
        let entry = stack.failed(&event.id).await;
        assert_failed(&entry, RECEIVES);
        let cause = entry.error();
        assert!(cause.starts_with("clerk refuses the secret key"), "{cause}");
        assert_eq!(entry.text("eventType").map(|it| it.starts_with("user.")), Some(true));
    }
    assert_eq!(stack.person(&rival.id).await, before, "nothing is half applied");
    assert_eq!(stack.known(&newcomer.id).await, None);
    stack.assert_in_step(&holder).await;

    // No event tells of it: Clerk says so when asked.
    holder.take_email(None);
    stack.clerk_has(&holder).await;
    stack.reconnect(&holder.id).await;
    stack.redrive(&update.id).await;
    let entry = stack.settled(&update.id).await;
    assert_eq!((entry.outcome(), entry.attempts()), ("updated", RECEIVES + 1));
    assert_eq!((entry.error(), entry.text("failedDay")), ("", None), "no longer listed as failed");
    stack.assert_in_step(&rival).await;
    stack.assert_in_step(&holder).await;

    stack.settle(&rival.take_email(None)).await;
    stack.redrive(&sign_up.id).await;
    assert_eq!(stack.settled(&sign_up.id).await.outcome(), "created");
    stack.assert_in_step(&newcomer).await;
}

#[tokio::test]
async fn what_can_never_be_applied_comes_back_to_the_dead_letters() {
    let stack = Stack::find().await;

    join(no_user(&stack), garbage(&stack)).await;
}

/// A genuine event that doesn't say whom it is about.
async fn no_user(stack: &Stack) {
    let event = Event::new(r#"{"type":"user.updated","data":{"first_name":"Nobody"}}"#);
    stack.deliver(&event).await;

    for round in 1..=2 {
        stack.dead_letter(&event.id).await;
        let entry = stack.failed(&event.id).await;
        let cause = "data of user.updated is malformed at line 1, column 23 of data: \
            is its id there, and are the types as documented?";
        assert_failed(&entry, round * RECEIVES);
        assert_eq!(entry.error(), cause);
        assert_eq!(entry.payload_json()["data"]["first_name"], "Nobody", "it is kept");
        if round == 1 {
            stack.redrive(&event.id).await;
        }
    }
    stack.discard(&event.id).await;
}

/// A message that the receiver didn't write. The queue's id of it is all the name it has,
/// and a redriven message gets another.
async fn garbage(stack: &Stack) {
    let body = format!("garbage {} of ada@example.com", unique());
    let mut id = stack.enqueue(&body).await;

    for round in 1..=2 {
        stack.dead_letter(&body).await;
        let entry = stack.failed(&format!("sqs_{id}")).await;
        assert_failed(&entry, RECEIVES);
        assert_eq!(entry.error(), "message is malformed at line 1, column 1");
        assert_eq!(entry.payload(), body, "it is kept");
        if round == 1 {
            id = stack.redrive(&body).await;
        }
    }
    stack.discard(&body).await;
}

fn assert_failed(entry: &Item, attempts: u64) {
    assert_eq!((entry.status(), entry.outcome()), ("failed", "none"));
    assert_eq!(entry.attempts(), attempts);
    assert!(entry.text("failedDay").is_some(), "listed as failed");
}
