//! R2: an event counts once, however often and however late it comes.

use futures_util::future::join_all;

use crate::support::clerk::Someone;
use crate::support::stack::Stack;

#[tokio::test]
async fn an_event_that_comes_again_changes_nothing() {
    let stack = Stack::find().await;
    let someone = Someone::new();
    let event = someone.created();
    stack.settle(&event).await;
    let (person, entry) = (stack.person(&someone.id).await, stack.settled(&event.id).await);

    stack.deliver(&event).await;
    stack.deliver(&event).await;

    assert_eq!(stack.handled(&event, 3).await, ["created", "duplicate", "duplicate"]);
    assert_eq!(stack.person(&someone.id).await, person);
    assert_eq!(stack.ledger(&event.id).await, Some(entry));
    assert_eq!(stack.trail(&person).await.len(), 1);
}

#[tokio::test]
async fn the_same_content_under_another_id_is_a_duplicate() {
    let stack = Stack::find().await;
    let mut someone = Someone::new();
    stack.settle(&someone.created()).await;
    let event = someone.rename("Grace");
    stack.settle(&event).await;
    let person = stack.person(&someone.id).await;

    let outcome = stack.settle(&event.under_another_id()).await;

    assert_eq!(outcome, "duplicate");
    assert_eq!(stack.assert_in_step(&someone).await, person);
}

#[tokio::test]
async fn what_is_older_than_the_record_is_superseded() {
    let stack = Stack::find().await;
    let mut someone = Someone::new();
    let created = someone.created();
    let older = someone.rename("Grace");
    let newest = someone.rename("Grace Hopper");
    stack.settle(&newest).await;
    let person = stack.person(&someone.id).await;

    for late in [older, created] {
        assert_eq!(stack.settle(&late).await, "superseded");

        assert_eq!(stack.settled(&late.id).await.status(), "superseded");
    }
    assert_eq!(stack.assert_in_step(&someone).await, person);
}

#[tokio::test]
async fn twenty_deliveries_at_once_make_one_user_with_one_version() {
    let stack = Stack::find().await;
    let someone = Someone::new();
    let event = someone.created();

    join_all((0..20).map(|_| stack.deliver(&event))).await;
    let mut outcomes = stack.handled(&event, 20).await;

    outcomes.sort();
    assert_eq!(outcomes[0], "created");
    assert!(outcomes[1..].iter().all(|it| it == "duplicate"), "{outcomes:?}");
    let person = stack.assert_in_step(&someone).await;
    assert_eq!((person.version(), stack.trail(&person).await.len()), (1, 1));
    let entry = stack.settled(&event.id).await;
    assert_eq!((entry.outcome(), entry.attempts()), ("created", 1));
}
