//! R2 and R18: where only Clerk can tell what is right, Clerk is asked.

use clerk_simulator::{Fault, FaultRule};
use profile_core::audit::Cause;
use reqwest::Method;
use serde_json::json;

use crate::support::clerk::Someone;
use crate::support::stack::Stack;

#[tokio::test]
async fn of_two_descriptions_with_one_time_the_one_that_clerk_confirms_stays() {
    let stack = Stack::find().await;

    for true_one_first in [true, false] {
        let mut someone = Someone::new();
        stack.settle(&someone.created()).await;
        let mut twin = someone.clone();
        let false_one = twin.rename("Grace");
        let true_one = someone.rename("Grace Hopper");
        stack.clerk_has(&someone).await;

        let order = if true_one_first { [true_one, false_one] } else { [false_one, true_one] };
        let first = stack.settle(&order[0]).await;
        let second = stack.settle(&order[1]).await;

        let expected = if true_one_first { "duplicate" } else { "updated" };
        assert_eq!([first.as_str(), second.as_str()], ["updated", expected]);
        stack.assert_in_step(&someone).await;
    }
}

#[tokio::test]
async fn somebody_unknown_who_signs_in_is_recorded_as_clerk_has_them() {
    let stack = Stack::find().await;
    let someone = Someone::new();
    stack.clerk_has(&someone).await;
    let sign_in = someone.signed_in(someone.updated_at + 500);

    assert_eq!(stack.settle(&sign_in).await, "signed_in");

    let person = stack.assert_in_step(&someone).await;
    assert_eq!(person.user.number("lastSignInAt"), Some(someone.updated_at + 500));
    let trail = stack.trail(&person).await;
    assert_eq!(trail[0].record.cause, Cause::Question(sign_in.id));
}

#[tokio::test]
async fn somebody_who_signed_in_and_is_gone_from_clerk_leaves_a_tombstone() {
    let stack = Stack::find().await;
    let someone = Someone::new();

    let outcome = stack.settle(&someone.signed_in(someone.updated_at)).await;

    assert_eq!(outcome, "superseded");
    assert_eq!(stack.person(&someone.id).await.user.text("status"), Some("deleted"));
}

#[tokio::test]
async fn an_address_is_free_once_clerk_says_that_its_holder_is_gone() {
    let stack = Stack::find().await;
    let (holder, mut newcomer) = (Someone::new(), Someone::new());
    newcomer.email.clone_from(&holder.email);
    stack.settle(&holder.created()).await;
    stack.delete_silently(&holder.id).await;
    let sign_up = newcomer.created();

    assert_eq!(stack.settle(&sign_up).await, "created");

    stack.assert_in_step(&newcomer).await;
    let gone = stack.person(&holder.id).await;
    assert_eq!(gone.user.text("status"), Some("deleted"));
    let trail = stack.trail(&gone).await;
    assert_eq!(trail[1].record.cause, Cause::Question(sign_up.id));
}

#[tokio::test]
async fn while_both_claim_an_address_the_later_goes_without() {
    let stack = Stack::find().await;
    let (mut holder, mut newcomer) = (Someone::new(), Someone::new());
    newcomer.email.clone_from(&holder.email);
    stack.settle(&holder.created()).await;

    assert_eq!(stack.settle(&newcomer.created()).await, "conflict");

    stack.assert_in_step(&holder).await;
    let person = stack.person(&newcomer.id).await;
    assert_eq!(person.user.text("email"), None);
    assert!(person.user.flag("emailWithheld"));

    stack.settle(&holder.take_email(None)).await;
    assert_eq!(stack.settle(&newcomer.rename("Grace")).await, "updated");
    stack.assert_in_step(&newcomer).await;
}

#[tokio::test]
async fn an_event_waits_in_the_queue_while_clerk_is_down() {
    let stack = Stack::find().await;
    let (mut holder, mut rival) = (Someone::new(), Someone::new());
    stack.settle(&holder.created()).await;
    stack.settle(&rival.created()).await;
    let update = rival.take_email(holder.email.clone().as_deref());
    stack.cut_off(&holder.id).await;
    stack.deliver(&update).await;
    stack.failed(&update.id).await;

    holder.take_email(None);
    stack.clerk_has(&holder).await;
    stack.reconnect(&holder.id).await;

    assert_eq!(stack.settled(&update.id).await.outcome(), "updated");
    stack.assert_in_step(&rival).await;
    stack.assert_in_step(&holder).await;
}

#[tokio::test]
async fn a_key_that_clerk_no_longer_knows_buries_nobody() {
    let stack = Stack::find_alone().await;
    let (holder, mut rival) = (Someone::new(), Someone::new());
    stack.settle(&holder.created()).await;
    stack.settle(&rival.created()).await;
    stack.simulate(Method::PUT, "/behaviour", json!({ "wrongKeyIs404": true })).await;
    stack.break_clerk(vec![FaultRule::always(Fault::WrongKey)]).await;
    let update = rival.take_email(holder.email.clone().as_deref());

    stack.deliver(&update).await;

    let entry = stack.failed(&update.id).await;
    assert!(entry.error().contains("key"), "{}", entry.error());
    stack.assert_in_step(&holder).await;
    stack.reset_clerk().await;
    assert_eq!(stack.settled(&update.id).await.outcome(), "conflict");
}
