//! What the platform owns of a person, set by hand.

use profile_core::audit::{Actor, Cause, verify_chain};
use profile_core::{
    Decimal, Edit, OwnedField, People, PushRequest, Queued, Role, Roles, UserId, ValidationTier,
};
use profile_operator::EditOptions;
use serde_json::json;

use crate::support::{Engine, Output, TestFile, person, with};

/// An engine with a linked client of the name ada, and an unlinked one of the name ben.
async fn engine() -> Engine {
    let engine = Engine::start().await;
    let ada = with(person("ada"), "/user/clerkId", json!("user_ada"));
    let ada = with(ada, "/clientProfile/companyName", json!("Secret Company"));
    assert_eq!(engine.import(&TestFile::with([ada, person("ben")])).await.ended, 0);
    engine
}

fn roles(roles: &[Role]) -> Edit {
    Edit::Roles(roles.iter().copied().collect())
}

#[tokio::test]
async fn roles_are_set_audited_and_on_their_way_to_clerk() {
    let engine = engine().await;

    let output = engine.set("usr_ada", roles(&[Role::Client, Role::Builder])).await;

    assert_eq!(
        output,
        Output {
            ended: 0,
            text: "user usr_ada\n\
                   roles: CLIENT → CLIENT, BUILDER\n\
                   version 1 → 2\n\
                   the push to Clerk was asked for\n"
                .to_owned(),
        }
    );
    let person = engine.person("usr_ada").await.unwrap();
    assert!(person.builder.is_some_and(|it| it.active));
    assert!(person.user.pending_push.unwrap().fields.contains(&OwnedField::Roles));
    let push = Queued::Push(PushRequest { user_id: UserId::parse("usr_ada").unwrap() });
    let messages = engine.queue.messages();
    assert_eq!(
        messages.iter().map(|it| Queued::from_json(it).unwrap()).collect::<Vec<_>>(),
        [push]
    );
    let trail = engine.store.trail(&person.user.id).await.unwrap();
    assert_eq!(verify_chain(&trail, &person.user.audit_hash), Ok(()));
    assert_eq!(trail[1].record.actor, Actor::System);
    assert!(matches!(&trail[1].record.cause, Cause::Request(id) if id.starts_with("cli-")));
}

#[tokio::test]
async fn a_person_is_found_by_each_of_their_names() {
    let engine = engine().await;

    for name in ["usr_ada", "user_ada", "ada@example.com", " ADA@example.com"] {
        let output = engine.set(name, roles(&[Role::Client])).await;
        assert_eq!(output.text, "user usr_ada\nroles: as it was; nothing was written\n", "{name}");
    }
    let output = engine.set("nobody@example.com", roles(&[])).await;
    assert_eq!(output.ended, 1);
    assert!(output.text.starts_with("there is no user"), "{}", output.text);
}

#[tokio::test]
async fn a_dry_run_says_what_would_change() {
    let engine = engine().await;
    let options = EditOptions { user: "usr_ada".to_owned(), dry_run: true };

    let output = engine.set_with(options, roles(&[])).await;

    assert_eq!(output.text, "user usr_ada\nroles: CLIENT → none\na dry run: nothing was written\n");
    assert_eq!(engine.person("usr_ada").await.unwrap().user.roles.to_string(), "CLIENT");
    assert!(engine.queue.messages().is_empty());
}

#[tokio::test]
async fn every_field_that_the_platform_owns_can_be_set() {
    let engine = engine().await;
    engine.set("usr_ada", roles(&[Role::Client, Role::Builder])).await;

    for (edit, line) in [
        (Edit::ValidationTier(ValidationTier::Expert), "validationTier: 1 → 3"),
        (Edit::AvailableForHire(false), "availableForHire: true → false"),
        (Edit::HourlyRate(Some(Decimal::from_hundredths(8550))), "hourlyRate: none → 85.50"),
        (Edit::HourlyRate(None), "hourlyRate: (not shown) → none"),
        (
            Edit::CompanyName(Some("New Company".to_owned())),
            "companyName: (not shown) → New Company",
        ),
    ] {
        let output = engine.set("usr_ada", edit).await;
        assert_eq!(output.text.lines().nth(1), Some(line), "{}", output.text);
        assert_eq!(output.ended, 0);
    }
    let person = engine.person("usr_ada").await.unwrap();
    assert_eq!(person.client.unwrap().company_name.as_deref(), Some("New Company"));
    assert_eq!(person.builder.unwrap().validation_tier, ValidationTier::Expert);
}

#[tokio::test]
async fn what_can_t_be_set_says_what_to_do_first() {
    let engine = engine().await;

    let output = engine.set("usr_ada", Edit::AvailableForHire(true)).await;

    assert_eq!(output.ended, 1);
    assert_eq!(
        output.text,
        "the user has no builder profile; set their roles first, with BUILDER among them\n"
    );
}

#[tokio::test]
async fn without_a_clerk_user_there_is_nobody_to_tell() {
    let engine = engine().await;

    let output = engine.set("usr_ben", Edit::Roles(Roles::default())).await;

    assert!(output.text.ends_with("no push: the user isn't linked to a Clerk user yet\n"));
    assert!(engine.queue.messages().is_empty());
}

#[tokio::test]
async fn a_queue_that_is_down_delays_the_push_and_keeps_the_edit() {
    let engine = engine().await;

    let output = engine.run(&["roles", "usr_ada", "CLIENT,ADMIN"]);

    assert_eq!(output.ended, 0, "{}", output.text);
    assert!(output.text.contains("queue is unavailable"), "{}", output.text);
    assert!(output.text.ends_with("the next reconciliation tells Clerk\n"), "{}", output.text);
    assert_eq!(engine.person("usr_ada").await.unwrap().user.roles.to_string(), "CLIENT, ADMIN");
}
