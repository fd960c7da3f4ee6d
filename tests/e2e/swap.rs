//! Two people swap their addresses, which in Clerk takes three steps. In one order no step
//! collides with what is there; in the others Clerk is asked, who has come to the end of it.

use futures_util::future::join_all;

use crate::support::clerk::Someone;
use crate::support::people::Person;
use crate::support::stack::Stack;

/// The steps in the order in which they arrive, and what comes of each. Where Clerk was asked
/// about somebody, what it said is newer than their steps that arrive later.
const ORDERS: [([usize; 3], [&str; 3]); 6] = [
    ([0, 1, 2], ["updated", "updated", "updated"]),
    ([0, 2, 1], ["updated", "updated", "duplicate"]),
    ([1, 0, 2], ["updated", "superseded", "updated"]),
    ([1, 2, 0], ["updated", "updated", "superseded"]),
    ([2, 0, 1], ["updated", "superseded", "updated"]),
    ([2, 1, 0], ["updated", "updated", "superseded"]),
];

#[tokio::test]
async fn two_people_swap_addresses_in_whatever_order_the_steps_arrive() {
    let stack = Stack::find().await;

    join_all(ORDERS.map(|(order, outcomes)| swap(&stack, order, outcomes))).await;
}

async fn swap(stack: &Stack, order: [usize; 3], expected: [&str; 3]) {
    let (mut ana, mut ben) = (Someone::new(), Someone::new());
    let (anas, bens) = (ana.address().to_owned(), ben.address().to_owned());
    let ids = [signed_up(stack, &ana).await, signed_up(stack, &ben).await];
    let steps = [ana.take_email(None), ben.take_email(Some(&anas)), ana.take_email(Some(&bens))];
    stack.clerk_has(&ana).await;
    stack.clerk_has(&ben).await;

    let mut outcomes = Vec::new();
    for step in order {
        outcomes.push(stack.settle(&steps[step]).await);
    }

    assert_eq!(outcomes, expected, "in the order {order:?}");
    let people = [stack.assert_in_step(&ana).await, stack.assert_in_step(&ben).await];
    assert_eq!(people.each_ref().map(Person::id), ids.each_ref().map(String::as_str));
}

async fn signed_up(stack: &Stack, someone: &Someone) -> String {
    assert_eq!(stack.settle(&someone.created()).await, "created");
    stack.assert_in_step(someone).await.id().to_owned()
}
