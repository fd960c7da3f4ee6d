//! What an import makes of a file.

use profile_core::audit::{Action, Actor, Cause, verify_chain};
use profile_core::memory::{FixedClock, MemoryDirectory};
use profile_core::{
    Change, Decimal, LedgerEvent, Origin, Outcome, People, Role, Status, Sync, ValidationTier,
    Version, read_event,
};
use serde_json::json;

use crate::support::{Engine, NOW, TestFile, person, with};

const EXAMPLE: &str = include_str!("../../examples/users.jsonl");

#[tokio::test]
async fn everything_in_the_example_arrives_as_it_is_written() {
    let engine = Engine::start().await;

    let output = engine.import(&TestFile::of(EXAMPLE)).await;

    assert_eq!(output.ended, 0, "{}", output.text);
    assert_eq!((output.count("imported"), output.count("linked")), (4, 2));
    let liam = engine.person("usr_liam").await.unwrap();
    let builder = liam.builder.as_ref().unwrap();
    assert_eq!(liam.user.created_at.millis(), 1_772_964_041_733);
    assert_eq!(liam.user.clerk_id.unwrap().as_str(), "user_2LiamReportedCasegPIMocxkN6");
    assert_eq!(liam.user.email.unwrap().as_str(), "liam@buildappswith.com");
    assert_eq!((liam.user.clerk_updated_at, liam.user.is_founder), (None, true));
    assert_eq!(builder.hourly_rate, Some(Decimal::from_hundredths(8500)));
    assert_eq!(builder.rating, Some(Decimal::from_hundredths(485)));
    assert_eq!(builder.response_rate, Some(Decimal::from_hundredths(9750)));
    assert_eq!(builder.validation_tier, ValidationTier::Expert);
    assert_eq!(builder.social_links["github"], "https://github.com/example");
    assert_eq!(builder.portfolio_items[0].title, "Class planner");
    assert_eq!(liam.client.unwrap().project_preferences["meetings"], "asynchronous");
}

#[tokio::test]
async fn what_postgresql_writes_is_read() {
    // Written by PostgreSQL 15 with `export.sql`, backslashes, quotes and all.
    let engine = Engine::start().await;

    let output = engine.import(&TestFile::of(include_str!("postgresql.jsonl"))).await;

    assert_eq!((output.ended, output.count("imported")), (0, 3), "{}", output.text);
    let ada = engine.person("clx1").await.unwrap();
    assert_eq!(ada.user.name.unwrap(), "Ada\nLine\ttab \\ \"q\" é");
    assert_eq!(ada.user.last_sign_in_at.unwrap().millis(), 1_717_228_800_123);
    let rate = ada.builder.unwrap().hourly_rate.unwrap();
    assert_eq!(rate, Decimal::from_hundredths(8510));
    assert_eq!(engine.person("clx2").await.unwrap().user.status, Status::Deleted);
    assert_eq!(engine.person("clx3").await.unwrap().user.status, Status::Suspended);
}

#[tokio::test]
async fn a_time_without_a_zone_is_in_utc() {
    let engine = Engine::start().await;
    engine.import(&TestFile::with([person("ada")])).await;

    let user = engine.person("usr_ada").await.unwrap().user;

    assert_eq!(user.updated_at.millis() - user.created_at.millis(), 86_400_000);
}

#[tokio::test]
async fn the_trail_says_that_and_when_somebody_was_imported() {
    let engine = Engine::start().await;
    engine.import(&TestFile::with([person("ada")])).await;

    let user = engine.person("usr_ada").await.unwrap().user;
    let trail = engine.store.trail(&user.id).await.unwrap();

    assert_eq!(user.version, Version(1));
    assert_eq!(verify_chain(&trail, &user.audit_hash), Ok(()));
    let record = &trail[0].record;
    assert_eq!((record.action, &record.actor, record.at), (Action::Created, &Actor::System, NOW));
    assert!(matches!(&record.cause, Cause::Request(id) if id.starts_with("import-")));
}

#[tokio::test]
async fn a_role_has_its_profile_and_a_profile_without_its_role_is_hidden() {
    let engine = Engine::start().await;
    let builder = json!({ "slug": "ada", "hourlyRate": 50 });
    let ada = with(person("ada"), "/builderProfile", builder);
    let ben = with(person("ben"), "/user/roles", json!(["BUILDER"]));
    let off = json!({ "active": false });
    let cleo =
        with(with(person("cleo"), "/user/roles", json!(["BUILDER"])), "/builderProfile", off);
    engine.import(&TestFile::with([ada, ben, cleo])).await;

    let ada = engine.person("usr_ada").await.unwrap();
    let hidden = ada.builder.unwrap();
    assert_eq!((hidden.active, hidden.slug.as_deref()), (false, Some("ada")));
    assert!(ada.client.unwrap().active);

    let ben = engine.person("usr_ben").await.unwrap();
    let made = ben.builder.unwrap();
    assert!(made.active && made.available_for_hire && made.searchable);
    assert_eq!(made.validation_tier, ValidationTier::Entry);
    assert_eq!((made.created_at, ben.client), (ben.user.created_at, None));

    let cleo = engine.person("usr_cleo").await.unwrap();
    assert!(!cleo.builder.unwrap().active, "an admin may have turned it off");
}

#[tokio::test]
async fn who_was_deleted_comes_as_a_tombstone_and_holds_nothing() {
    let engine = Engine::start().await;
    let gone = with(person("gone"), "/user/deletedAt", json!("2024-05-02T10:00:00Z"));
    let gone = with(gone, "/user/clerkId", json!("user_gone"));
    let gone = with(gone, "/builderProfile", json!({ "slug": "shared", "bio": "me" }));
    let heir = with(person("heir"), "/user/email", json!("gone@example.com"));
    let heir = with(heir, "/builderProfile/slug", json!("shared"));

    let output = engine.import(&TestFile::with([gone, heir])).await;

    assert_eq!((output.ended, output.count("deleted")), (0, 1), "{}", output.text);
    let person = engine.person("usr_gone").await.unwrap();
    assert_eq!(person.user.status, Status::Deleted);
    assert_eq!((person.user.email, person.user.name), (None, None));
    assert!(!person.builder.unwrap().active);
    let returned = Change::Delete { clerk_id: person.user.clerk_id.unwrap(), at: NOW };
    assert_eq!(applied(&engine, returned).await, Outcome::Duplicate);
}

#[tokio::test]
async fn decimals_are_exact_however_they_are_written() {
    let engine = Engine::start().await;
    let line = with(
        person("ada"),
        "/builderProfile",
        json!({ "rating": "RATING", "responseRate": "99.90" }),
    );
    let line = with(line, "/builderProfile/hourlyRate", json!("RATE"));
    let line = line.to_string();
    let line = line.replace("\"RATE\"", "90071992547409.93").replace("\"RATING\"", "4.10");

    engine.import(&TestFile::of(line)).await;

    let builder = engine.person("usr_ada").await.unwrap().builder.unwrap();
    let found = [builder.hourly_rate, builder.rating, builder.response_rate];
    assert_eq!(found.map(|it| it.unwrap().to_string()), ["90071992547409.93", "4.10", "99.90"]);
}

#[tokio::test]
async fn odd_but_right_lines_are_read() {
    let engine = Engine::start().await;
    let big = with(person("big"), "/builderProfile/bio", json!("é\n".repeat(90_000)));
    let bare =
        json!({ "user": person("bare")["user"], "builderProfile": null, "clientProfile": null });
    let bare = with(bare, "/user/email", json!(null));
    let file = format!(
        "\u{feff}{}\r\n\r\n   \n\t{}  \n{big}\n{bare}",
        person("ada"),
        person("ben").to_string().replace("ben@", "\\u0062en@"),
    );

    let output = engine.import(&TestFile::of(file)).await;

    assert_eq!((output.ended, output.count("imported")), (0, 4), "{}", output.text);
    assert_eq!(
        engine.person("usr_ben").await.unwrap().user.email.unwrap().as_str(),
        "ben@example.com"
    );
    assert_eq!(engine.person("usr_bare").await.unwrap().user.email, None);
}

#[tokio::test]
async fn an_empty_file_imports_nobody() {
    let output = Engine::start().await.import(&TestFile::of("\n\n")).await;

    assert_eq!((output.ended, output.count("imported")), (0, 0));
}

#[tokio::test]
async fn a_dry_run_does_all_but_write() {
    let engine = Engine::start().await;

    let output = engine.dry_run(&TestFile::of(EXAMPLE)).await;

    assert_eq!((output.ended, output.count("imported")), (0, 4));
    assert!(output.text.ends_with("a dry run: nothing was written\n"), "{}", output.text);
    assert_eq!(engine.sizes().await, (0, 0));
}

#[tokio::test]
async fn clerk_s_next_word_decides_about_an_imported_user() {
    // R19: Clerk says .ai, the platform's record says .com.
    let engine = Engine::start().await;
    engine.import(&TestFile::of(EXAMPLE)).await;
    let body = include_str!("../../../../events/user.updated.liam.json");

    let change = read_event(body, NOW).unwrap().change.unwrap();
    assert_eq!(applied(&engine, change).await, Outcome::Updated);

    let user = engine.person("usr_liam").await.unwrap().user;
    assert_eq!(user.email.unwrap().as_str(), "liam@buildappswith.ai");
    assert_eq!(user.roles.iter().collect::<Vec<_>>(), [Role::Client, Role::Builder]);
    let trail = engine.store.trail(&user.id).await.unwrap();
    assert_eq!(verify_chain(&trail, &user.audit_hash), Ok(()));
}

#[tokio::test]
async fn an_imported_user_is_linked_by_a_verified_address() {
    let engine = Engine::start().await;
    engine.import(&TestFile::of(EXAMPLE)).await;
    let body = include_str!("../../../../events/user.created.oauth-only.json");

    let change = read_event(body, NOW).unwrap().change.unwrap();
    assert_eq!(applied(&engine, change).await, Outcome::Linked);

    assert!(engine.person("usr_samir").await.unwrap().user.clerk_id.is_some());
}

async fn applied(engine: &Engine, change: Change) -> Outcome {
    let directory = MemoryDirectory::default();
    let sync = Sync { store: &engine.store, directory: &directory, clock: &FixedClock(NOW) };
    let event = LedgerEvent {
        id: "msg_1".to_owned().try_into().unwrap(),
        event_type: None,
        clerk_id: None,
        payload: String::new(),
        received_at: NOW,
    };
    sync.apply(&event, Some(change), &Origin::default()).await.unwrap().outcome
}
