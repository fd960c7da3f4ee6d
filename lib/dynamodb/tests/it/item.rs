//! Items as other programs find them in the tables.

use aws_sdk_dynamodb::types::AttributeValue;
use profile_core::audit::{Actor, Cause, FieldChange, sample, verify_chain};
use profile_core::{
    AuditEntry, Decimal, EmailAddress, OwnedField, PendingPush, People, Person, Role, Roles,
    Status, SyncStore, Timestamp, Version,
};

use crate::support::{AUDIT, Engine, Item, NOW, USERS, builder, imported, user, write};

const VERSION_1: &str = "00000000000000000001";

async fn commit(engine: &Engine, before: Option<&Person>, after: Person) -> Person {
    let write = write(before, after);
    engine.store.commit(&write, None).await.unwrap();
    write.after
}

async fn stored(engine: &Engine, name: &str, sk: &str) -> Item {
    engine.item(USERS, &format!("USER#id-{name}"), sk).await.unwrap()
}

fn texts(value: &AttributeValue) -> Vec<&str> {
    value.as_l().unwrap().iter().map(|it| it.as_s().unwrap().as_str()).collect()
}

#[tokio::test]
async fn an_account_has_the_names_of_the_design() {
    let engine = Engine::start().await;
    let mut person = user("ada");
    person.user.roles = Roles::from_iter([Role::Builder, Role::Client]);
    person.user.last_sign_in_at = Some(NOW);

    commit(&engine, None, person).await;

    let item = stored(&engine, "ada", "USER").await;
    for (name, text) in [
        ("id", "id-ada"),
        ("userId", "id-ada"),
        ("clerkId", "user_ada"),
        ("email", "ada@example.com"),
        ("name", "ada"),
        ("status", "active"),
    ] {
        assert_eq!(item.text(name), text, "{name}");
    }
    assert_eq!(item.text("roster"), "2025-11");
    for name in [
        "createdAt",
        "updatedAt",
        "clerkUpdatedAt",
        "clerkCreatedAt",
        "rosterAt",
        "emailVerifiedAt",
        "lastSignInAt",
    ] {
        assert_eq!(item.number(name), "1763000000000", "{name}");
    }
    assert_eq!(item.number("version"), "1");
    assert_eq!(texts(&item.0["roles"]), ["CLIENT", "BUILDER"]);
    assert_eq!(item.0["verified"], AttributeValue::Bool(false));
    for name in [
        "unknownRoles",
        "imageUrl",
        "stripeCustomerId",
        "deletedAt",
        "pendingPush",
        "pendingPushState",
        "pendingPushAt",
    ] {
        assert!(!item.has(name), "{name}");
    }
}

#[tokio::test]
async fn an_address_leads_to_its_user_by_its_normal_form() {
    let engine = Engine::start().await;
    let mut person = user("ada");
    person.user.email = EmailAddress::parse("Ada@Example.COM");

    commit(&engine, None, person).await;

    assert_eq!(stored(&engine, "ada", "USER").await.text("email"), "Ada@Example.COM");
    for pk in ["EMAIL#ada@example.com", "CLERK#user_ada"] {
        let pointer = engine.item(USERS, pk, "POINTER").await.unwrap();
        assert_eq!(pointer.text("userId"), "id-ada");
    }
}

#[tokio::test]
async fn a_decimal_is_a_number_and_exact() {
    let engine = Engine::start().await;
    let person = builder("ada", |it| {
        it.hourly_rate = Some(Decimal::from_hundredths(7_550));
        it.rating = Some(Decimal::from_hundredths(9_007_199_254_740_993));
        it.response_rate = Some(Decimal::from_hundredths(10));
    });

    commit(&engine, None, person).await;

    let item = stored(&engine, "ada", "BUILDER").await;
    let read = |name| item.number(name).parse::<Decimal>().unwrap().hundredths();
    assert_eq!(read("hourlyRate"), 7_550);
    assert_eq!(read("rating"), 9_007_199_254_740_993, "no float holds this one");
    assert_eq!(read("responseRate"), 10);
}

#[tokio::test]
async fn what_others_wrote_survives() {
    let engine = Engine::start().await;
    let before = commit(&engine, None, builder("ada", |_| {})).await;
    for sk in ["USER", "BUILDER"] {
        let mut item = stored(&engine, "ada", sk).await;
        item.0.insert("theirs".to_owned(), AttributeValue::N("7".to_owned()));
        engine.put(USERS, item).await;
    }

    let mut after = before.clone();
    after.user.name = None;
    after.builder.as_mut().unwrap().bio = Some("bio".to_owned());
    commit(&engine, Some(&before), after).await;

    let account = stored(&engine, "ada", "USER").await;
    assert_eq!((account.number("theirs"), account.has("name")), ("7", false));
    let profile = stored(&engine, "ada", "BUILDER").await;
    assert_eq!((profile.number("theirs"), profile.text("bio")), ("7", "bio"));
}

#[tokio::test]
async fn a_pending_push_is_listed_until_it_is_done() {
    let engine = Engine::start().await;
    let pending =
        async || engine.listed(USERS, "PendingPush", ("pendingPushState", "PENDING")).await;
    let mut person = user("ada");
    let fields = [OwnedField::HourlyRate, OwnedField::Roles];
    person.user.pending_push =
        Some(PendingPush::new(fields, Version(1), Timestamp::from_millis(5)));

    let mut person = commit(&engine, None, person).await;

    let listed = pending().await;
    assert_eq!(listed.len(), 1);
    assert_eq!(listed[0].text("pk"), "USER#id-ada");
    assert_eq!(listed[0].number("pendingPushAt"), "5");
    let item = stored(&engine, "ada", "USER").await;
    let push = item.0["pendingPush"].as_m().unwrap();
    assert_eq!(texts(&push["fields"]), ["roles", "hourlyRate"]);
    let number = |name: &str| push[name].as_n().unwrap().as_str();
    assert_eq!((number("version"), number("since")), ("1", "5"));
    assert!(!push.contains_key("claimedUntil"), "what is None is no attribute");

    let before = person.clone();
    person.user.pending_push = None;
    commit(&engine, Some(&before), person).await;
    assert_eq!(pending().await, []);
}

#[tokio::test]
async fn a_user_stands_on_the_roster_by_the_month_in_which_clerk_made_them() {
    let engine = Engine::start().await;
    let place = async |name: &str| {
        let item = stored(&engine, name, "USER").await;
        item.has("roster")
            .then(|| (item.text("roster").to_owned(), item.number("rosterAt").to_owned()))
    };
    let at = |month: &str, millis: &str| Some((month.to_owned(), millis.to_owned()));
    let mut ada = user("ada");
    ada.user.clerk_created_at = Some(Timestamp::from_millis(1_767_225_600_000));
    ada.user.created_at = Timestamp::from_millis(1);

    let ada = commit(&engine, None, ada).await;
    assert_eq!(place("ada").await, at("2026-01", "1767225600000"));
    let mut dead = ada.clone();
    dead.user.status = Status::Deleted;
    commit(&engine, Some(&ada), dead).await;
    assert_eq!(place("ada").await, None);

    let mut eve = imported("eve");
    eve.user.created_at = Timestamp::from_millis(2);
    let eve = commit(&engine, None, eve).await;
    assert_eq!(place("eve").await, at("UNLINKED", "2"));
    let mut linked = eve.clone();
    linked.user.clerk_id = user("eve").user.clerk_id;
    let linked = commit(&engine, Some(&eve), linked).await;
    assert_eq!(place("eve").await, at("UNPLACED", "2"), "until Clerk says when it made them");
    let mut made = linked.clone();
    made.user.clerk_created_at = Some(Timestamp::from_millis(1_000));
    commit(&engine, Some(&linked), made).await;
    assert_eq!(place("eve").await, at("2018-01", "1000"), "before there were months");
}

#[tokio::test]
async fn an_audit_entry_can_be_read_without_this_program() {
    let engine = Engine::start().await;

    commit(&engine, None, user("ada")).await;

    let item = engine.item(AUDIT, "USER#id-ada", VERSION_1).await.unwrap();
    let of = |name: &str, key: &str| item.0[name].as_m().unwrap()[key].as_s().unwrap().as_str();
    assert_eq!((of("actor", "kind"), of("actor", "id")), ("admin", "id-ada"));
    assert_eq!((of("cause", "kind"), of("cause", "id")), ("event", "msg_1"));
    assert_eq!((item.text("action"), item.text("note")), ("updated", "why"));
    assert_eq!((item.text("clientIp"), item.text("userAgent")), ("203.0.113.7", "agent"));
    assert_eq!((item.number("at"), item.text("day")), ("1", "1970-01-01"));
    let change = item.0["changes"].as_l().unwrap()[0].as_m().unwrap();
    assert_eq!(change["field"], AttributeValue::S("name".to_owned()));
    assert!(!change.contains_key("before"), "what is None is no attribute");
    assert_eq!(engine.listed(AUDIT, "ByDay", ("day", "1970-01-01")).await.len(), 1);
}

#[tokio::test]
async fn every_kind_of_entry_reads_back_and_the_chain_verifies() {
    let engine = Engine::start().await;
    let id = user("ada").user.id;
    let actors = [
        Actor::Clerk,
        Actor::Reconciler,
        Actor::User(id.clone()),
        Actor::Admin(id.clone()),
        Actor::System,
    ];
    let causes = [
        Cause::Event("msg_1".to_owned()),
        Cause::Question("msg_1".to_owned()),
        Cause::Request("req_1".to_owned()),
        Cause::Run("run_1".to_owned()),
    ];
    let (mut before, mut written) = (None, Vec::<AuditEntry>::new());
    for version in 1..=12 {
        let mut record = sample::record(id.clone(), version);
        let turn = usize::try_from(version).unwrap();
        record.actor = actors[turn % actors.len()].clone();
        record.cause = causes[turn % causes.len()].clone();
        if turn % 2 == 0 {
            (record.impersonator, record.note) = (None, None);
            record.origin.client_ip = None;
            record.changes = vec![FieldChange { field: String::new(), before: None, after: None }];
        }
        let mut write = write(before.as_ref(), user("ada"));
        let entry = AuditEntry::append(written.last().map_or("", |it| &it.hash), record);
        write.after.user.audit_hash.clone_from(&entry.hash);
        write.entry = Some(entry.clone());
        engine.store.commit(&write, None).await.unwrap();
        before = Some(write.after);
        written.push(entry);
    }

    let trail = engine.store.trail(&id).await.unwrap();

    assert_eq!(trail, written);
    assert_eq!(verify_chain(&trail, &before.unwrap().user.audit_hash), Ok(()));
}
