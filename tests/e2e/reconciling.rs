//! R23 to R27: what no webhook brought is found, repaired, counted and reported.
//!
//! A run looks at everybody, so each of these has the stack alone, and Clerk has everybody of
//! whom other tests' events told.

use futures_util::future::join_all;
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::clerk::{Someone, unique};
use crate::support::people::Person;
use crate::support::runs::Summary;
use crate::support::stack::Stack;
use crate::support::wait::GRACE;

/// So many people whom both sides know.
async fn known(stack: &Stack, number: usize) -> Vec<Someone> {
    let people: Vec<_> = (0..number).map(|_| Someone::new()).collect();
    let events: Vec<_> = people.iter().map(Someone::created).collect();
    join_all(events.iter().map(|it| stack.settle(it))).await;
    people
}

async fn records(stack: &Stack, people: &[Someone]) -> Vec<Person> {
    join_all(people.iter().map(|it| stack.person(&it.id))).await
}

/// Changes something of each of ten people; Clerk posts it all in vain.
async fn change_ten(stack: &Stack, people: &[Someone]) -> [&'static str; 10] {
    let ids: Vec<_> = people.iter().map(|it| it.id.as_str()).collect();
    stack.set_deliveries(json!({ "state": "drop" })).await;
    stack.replace_email(ids[0], &format!("new.{}", people[0].address())).await;
    stack.replace_email(ids[1], &format!("new.{}", people[1].address())).await;
    stack.edit_in_clerk(ids[2], json!({ "first_name": "Katherine Planted" })).await;
    stack.edit_in_clerk(ids[3], json!({ "last_name": "Planted" })).await;
    stack.simulate(Method::POST, &format!("/users/{}/image", ids[4]), json!({})).await;
    stack.simulate(Method::POST, &format!("/users/{}/image", ids[5]), json!({})).await;
    stack.set_metadata(ids[6], json!({ "roles": ["BUILDER"] })).await;
    stack.set_metadata(ids[7], json!({ "verified": true })).await;
    stack.punish(ids[8], "ban").await;
    stack.punish(ids[9], "lock").await;
    stack.set_deliveries(json!({})).await;
    [
        "email", "email", "name", "name", "imageUrl", "imageUrl", "roles", "verified", "status",
        "status",
    ]
}

/// Checks that the run found the ten and what differs of each, without a word of it.
async fn assert_reports(stack: &Stack, run: &Summary, people: &[Someone], fields: [&str; 10]) {
    assert_eq!((run.counts.drifted, run.counts.missed), (10, 10), "{run:#?}");
    for (someone, field) in people.iter().zip(fields) {
        let drift = stack.drift_of(run, &someone.id).await.expect("the report tells of them");
        assert_eq!((drift.kind.as_str(), drift.missed), ("differs", true), "{drift:?}");
        assert_eq!(drift.repaired, !run.dry_run);
        let sides = drift.field(field);
        assert_ne!(sides.ours, sides.clerk, "{drift:?}");
        assert!(run.fields.contains_key(field), "{field}: {:?}", run.fields);
    }
    let email = stack.drift_of(run, &people[0].id).await.unwrap();
    assert_eq!(email.field("email").ours.as_deref(), Some("a…@example.com"));
    assert_eq!(email.field("email").clerk.as_deref(), Some("n…@example.com"));
    let text = stack.report_text(run).await.join("\n");
    for said in ["Katherine", "Planted", people[0].address(), "https://"] {
        assert!(!text.contains(said), "{said} is in the report");
    }
}

/// Checks that a record is as Clerk has the person, in what was changed.
async fn assert_as_in_clerk(stack: &Stack, id: &str) {
    let (clerk, person) = (stack.clerk_user(id).await, stack.person(id).await);
    let primary = &clerk["primary_email_address_id"];
    let addresses = clerk["email_addresses"].as_array().unwrap();
    let address = addresses.iter().find(|it| it["id"] == *primary);
    let address = address.and_then(|it| it["email_address"].as_str());
    assert_eq!(person.user.text("email"), address);
    let names = [&clerk["first_name"], &clerk["last_name"]];
    let names: Vec<_> = names.into_iter().filter_map(Value::as_str).collect();
    assert_eq!(person.user.text("name"), Some(names.join(" ").as_str()));
    let avatar = clerk["image_url"].as_str().filter(|_| clerk["has_image"] == true);
    assert_eq!(person.user.text("imageUrl"), avatar);
    let suspended = clerk["banned"] == true || clerk["locked"] == true;
    let status = if suspended { "suspended" } else { "active" };
    assert_eq!(person.user.text("status"), Some(status));
    if let Some(roles) = clerk["public_metadata"].get("roles") {
        assert_eq!(json!(person.user.texts("roles")), *roles);
    }
    assert_eq!(person.user.number("clerkUpdatedAt"), clerk["updated_at"].as_u64());
    stack.trail(&person).await;
}

#[tokio::test]
async fn ten_changes_whose_webhooks_never_came_are_repaired_and_counted_as_missed() {
    let stack = Stack::find_alone().await;
    let people = known(&stack, 10).await;
    stack.reconcile_all().await;
    let fields = change_ten(&stack, &people).await;
    tokio::time::sleep(GRACE).await;
    let before = records(&stack, &people).await;

    let dry = stack.finished(json!({ "mode": "incremental", "dryRun": true })).await;
    assert_reports(&stack, &dry, &people, fields).await;
    assert_eq!(dry.counts.repaired, 0);
    assert_eq!(records(&stack, &people).await, before, "a dry run writes nothing");

    let run = stack.reconcile_changed().await;
    assert_reports(&stack, &run, &people, fields).await;
    assert_eq!((run.counts.repaired, run.counts.failed), (10, 0));
    assert_eq!(run.fields, dry.fields, "and told before what would be done");
    for (someone, before) in people.iter().zip(&before) {
        assert_as_in_clerk(&stack, &someone.id).await;
        assert_eq!(stack.person(&someone.id).await.version(), before.version() + 1);
    }

    let again = stack.reconcile_changed().await;
    assert_eq!((again.counts.drifted, again.counts.repaired), (0, 0), "{again:#?}");
    let full = stack.reconcile_all().await;
    assert_eq!((full.counts.drifted, full.counts.repaired), (0, 0), "{full:#?}");
}

#[tokio::test]
async fn a_change_within_the_grace_period_is_repaired_and_not_missed() {
    let stack = Stack::find_alone().await;
    let people = known(&stack, 1).await;
    stack.reconcile_changed().await;
    stack.change_silently(&people[0].id, json!({ "first_name": "Grace" })).await;

    let run = stack.reconcile_changed().await;

    assert_eq!((run.counts.repaired, run.counts.missed), (1, 0), "{run:#?}");
    assert_eq!(stack.person(&people[0].id).await.user.text("name"), Some("Grace"));
}

#[tokio::test]
async fn when_nothing_changed_a_run_asks_once_and_changes_no_record() {
    let stack = Stack::find_alone().await;
    stack.reconcile_changed().await;
    let tables = &stack.description.tables;
    let before = [stack.scan(&tables.users).await, stack.scan(&tables.audit).await];
    stack.forget_requests().await;

    let run = stack.reconcile_changed().await;

    let requests = stack.requests().await;
    // A process that is new asks once which instance its key is of.
    let of_the_key = requests.by_route.get("GET /v1/instance").copied().unwrap_or_default();
    assert_eq!(requests.by_route["GET /v1/users"], 1);
    assert_eq!(requests.total, 1 + of_the_key, "{requests:?}");
    assert_eq!((run.counts.requests, run.counts.drifted), (requests.total, 0), "{run:#?}");
    let after = [stack.scan(&tables.users).await, stack.scan(&tables.audit).await];
    assert_eq!(after, before);
    assert_eq!(stack.report(&run).await, []);
}

#[tokio::test]
async fn whom_only_clerk_knows_is_created_and_whom_clerk_no_longer_knows_is_buried() {
    let stack = Stack::find_alone().await;
    let gone = known(&stack, 1).await.remove(0);
    stack.reconcile_all().await;
    let newcomer = Someone::new();
    stack.clerk_has(&newcomer).await;
    stack.delete_silently(&gone.id).await;

    let incremental = stack.reconcile_changed().await;
    assert_eq!(incremental.counts.gone, 0);
    let dry = stack.finished(json!({ "mode": "full", "dryRun": true })).await;
    assert_eq!((dry.counts.gone, dry.counts.repaired), (1, 0), "{dry:#?}");
    stack.assert_in_step(&gone).await;
    assert_eq!(stack.known(&newcomer.id).await, None);

    let run = stack.reconcile_all().await;

    assert_eq!((run.counts.gone, run.counts.repaired), (1, 2), "{run:#?}");
    stack.assert_in_step(&newcomer).await;
    let kind = stack.drift_of(&run, &newcomer.id).await.unwrap().kind;
    assert_eq!(kind, "unknown");
    let person = stack.person(&gone.id).await;
    assert_eq!(person.user.text("status"), Some("deleted"));
    assert_eq!(stack.holder(gone.address()).await, None);
    stack.trail(&person).await;
    assert_eq!(stack.drift_of(&run, &gone.id).await.unwrap().kind, "gone");
}

#[tokio::test]
async fn imported_people_are_linked_by_a_verified_address_or_reported() {
    let stack = Stack::find_alone().await;
    let someone = Someone::new();
    let (linked, unlinked) = (format!("usr-{}", unique()), format!("usr-{}", unique()));
    for (id, address) in
        [(&linked, someone.address()), (&unlinked, &format!("{unlinked}@example.com"))]
    {
        let user = json!({
            "id": id, "email": address, "roles": ["BUILDER"], "verified": false,
            "isFounder": false, "createdAt": "2024-05-01T10:00:00Z", "updatedAt": "2024-05-01T10:00:00Z",
        });
        stack.import(&json!({ "user": user })).await;
    }
    stack.clerk_has(&someone).await;

    let run = stack.reconcile_all().await;

    assert_eq!(stack.assert_in_step(&someone).await.id(), linked);
    let report = stack.report(&run).await;
    let named = report.iter().find(|it| it.user_id.as_deref() == Some(&unlinked));
    assert_eq!(named.map(|it| it.kind.as_str()), Some("unlinked"));
    let unlinked = report.iter().filter(|it| it.kind == "unlinked").count();
    assert_eq!(run.counts.unlinked, u64::try_from(unlinked).unwrap());
}

#[tokio::test]
async fn more_than_twenty_deletions_need_a_word_of_permission() {
    let stack = Stack::find_alone().await;
    let people: Vec<_> = (0..21).map(|_| Someone::new()).collect();
    join_all(people.iter().map(|it| stack.clerk_has(it))).await;
    assert_eq!(stack.reconcile_all().await.counts.repaired, 21);
    join_all(people.iter().map(|it| stack.delete_silently(&it.id))).await;

    let stopped = stack.reconcile(json!({ "mode": "full" })).await;

    assert_eq!((stopped.state.as_str(), stopped.counts.gone), ("stopped", 21), "{stopped:#?}");
    let note = stopped.note.unwrap();
    assert!(note.starts_with("more than 20 users of ours are gone from clerk"), "{note}");
    join_all(people.iter().map(|it| stack.assert_in_step(it))).await;

    let allowed = stack.finished(json!({ "mode": "full", "allowDeletes": true })).await;
    assert_eq!((allowed.counts.gone, allowed.counts.repaired), (21, 21), "{allowed:#?}");
    for person in records(&stack, &people).await {
        assert_eq!(person.user.text("status"), Some("deleted"));
        stack.trail(&person).await;
    }
}
