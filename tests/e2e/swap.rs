//! Two people swap their addresses, which in Clerk takes three steps. In one order no step
//! collides with what is there; in the others some must wait for the rest.

use futures_util::future::join_all;

use crate::support::clerk::{Event, Someone};
use crate::support::people::Person;
use crate::support::stack::Stack;

const ORDERS: [[usize; 3]; 6] = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];

#[tokio::test]
async fn two_people_swap_addresses_in_whatever_order_the_steps_arrive() {
    let stack = Stack::find().await;

    join_all(ORDERS.map(|it| swap(&stack, it))).await;
}

async fn swap(stack: &Stack, order: [usize; 3]) {
    let (mut ana, mut ben) = (Someone::new(), Someone::new());
    let (anas, bens) = (ana.address().to_owned(), ben.address().to_owned());
    let ids = [signed_up(stack, &ana).await, signed_up(stack, &ben).await];
    let steps = [ana.take_email(None), ben.take_email(Some(&anas)), ana.take_email(Some(&bens))];

    for step in order {
        stack.deliver(&steps[step]).await;
        stack.tried(&steps[step].id).await;
    }

    let outcomes = join_all(steps.iter().map(|it| outcome(stack, it))).await;
    assert_eq!(outcomes, ["updated"; 3], "in the order {order:?}");
    let people = [stack.assert_in_step(&ana).await, stack.assert_in_step(&ben).await];
    assert_eq!(people.each_ref().map(Person::id), ids.each_ref().map(String::as_str));
    assert_eq!(people.map(|it| it.version()), [3, 2], "in the order {order:?}");
}

async fn signed_up(stack: &Stack, someone: &Someone) -> String {
    assert_eq!(stack.settle(&someone.created()).await, "created");
    stack.assert_in_step(someone).await.id().to_owned()
}

async fn outcome(stack: &Stack, event: &Event) -> String {
    stack.settled(&event.id).await.outcome().to_owned()
}
