//! A pointer leads to a person if and only if they hold what it leads from: always, not
//! only when all is quiet.

use futures_util::future::{join_all, select};
use std::pin::pin;

use crate::support::clerk::Someone;
use crate::support::stack::Stack;

#[tokio::test]
async fn pointers_and_people_agree_at_every_moment() {
    let stack = Stack::find().await;

    let moving = join_all((0..8).map(|_| move_house(&stack)));
    let watching = async {
        loop {
            stack.assert_pointers_hold().await;
        }
    };
    select(pin!(moving), pin!(watching)).await;

    stack.assert_pointers_hold().await;
}

/// Somebody takes one address after another, and is deleted.
async fn move_house(stack: &Stack) {
    let mut someone = Someone::new();
    let first = someone.address().to_owned();
    let mut events = vec![someone.created()];
    events.extend((1..6).map(|it| someone.take_email(Some(&format!("{it}.{first}")))));

    join_all(events.iter().map(|it| stack.settle(it))).await;
    stack.assert_in_step(&someone).await;
    stack.settle(&someone.deleted()).await;

    assert_eq!(stack.holder(someone.address()).await, None);
}
