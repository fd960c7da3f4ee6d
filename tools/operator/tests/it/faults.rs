//! What is wrong with a file is found before anything is written, all of it at once.

use std::sync::atomic::{AtomicU32, Ordering};

use profile_core::{Clock, Timestamp};
use serde_json::json;

use crate::support::{Engine, NOW, TestFile, person, with};

/// What is said of a file with one line, without the line's number.
async fn said_of(engine: &Engine, line: impl AsRef<[u8]>) -> Vec<String> {
    let output = engine.import(&TestFile::of(line)).await;
    assert_eq!(engine.sizes().await, (0, 0), "nothing is written");
    let mut said: Vec<_> = output.text.lines().map(str::to_owned).collect();
    if output.ended == 1 {
        let last = said.pop().unwrap();
        assert!(last.contains("nothing was written"), "{last}");
    }
    said.iter().map(|it| it.strip_prefix("line 1: ").unwrap_or(it).to_owned()).collect()
}

#[tokio::test]
async fn every_fault_is_named_with_its_place() {
    let engine = Engine::start().await;
    let too_long = "x".repeat(51);
    let faults = [
        ("/user/id", json!(null), "missing"),
        ("/user/id", json!(7), "not a text"),
        ("/user/id", json!("with space"), "not an id: 1 to 128 visible ASCII characters"),
        ("/user/clerkId", json!(""), "not an id: 1 to 128 visible ASCII characters"),
        ("/user/email", json!("nobody"), "not an address"),
        ("/user/emailVerifiedAt", json!("yesterday"), "not a time such as 2024-05-01T10:00:00Z"),
        ("/user/name", json!(["A"]), "not a text"),
        ("/user/roles", json!(null), "missing"),
        ("/user/roles", json!("CLIENT"), "not a list"),
        ("/user/verified", json!("true"), "not true or false"),
        ("/user/verified", json!(null), "missing"),
        ("/user/isFounder", json!(0), "not true or false"),
        ("/user/status", json!("ACTIVE"), "not one of active, suspended, deleted"),
        ("/user/status", json!("deleted"), "status and deletedAt disagree"),
        ("/user/createdAt", json!("2024-05-03T00:00:00Z"), "later than updatedAt"),
        ("/user/updatedAt", json!("2099-01-01T00:00:00Z"), "more than a day in the future"),
        ("/user/lastSignInAt", json!("2026-11-27T00:00:01Z"), "more than a day in the future"),
        ("/user/nickname", json!("x"), "unknown key"),
        ("/builderProfile", json!("x"), "not an object"),
        ("/builderProfile/slug", json!("Not-A-Slug"), "not a slug: 2 to 50 of a-z, 0-9 and -"),
        ("/builderProfile/slug", json!(too_long), "not a slug: 2 to 50 of a-z, 0-9 and -"),
        (
            "/builderProfile/hourlyRate",
            json!("85.001"),
            "not a number from 0 on with at most two decimal places",
        ),
        (
            "/builderProfile/rating",
            json!("-1"),
            "not a number from 0 on with at most two decimal places",
        ),
        (
            "/builderProfile/responseRate",
            json!(true),
            "not a number from 0 on with at most two decimal places",
        ),
        ("/builderProfile/validationTier", json!(4), "not 1, 2 or 3"),
        ("/builderProfile/completedProjects", json!(-1), "not a whole number from 0 on"),
        ("/builderProfile/domains", json!({}), "not a list"),
        ("/builderProfile/socialLinks", json!([]), "not an object"),
        (
            "/builderProfile/createdAt",
            json!("2099-01-01T00:00:00Z"),
            "more than a day in the future",
        ),
        ("/clientProfile/projectPreferences", json!(1), "not an object"),
        ("/clientProfile/company", json!("x"), "unknown key"),
        ("/agencyProfile", json!({}), "unknown key"),
    ];
    for (place, value, what) in faults {
        let line = with(person("ada"), place, value.clone());
        assert_eq!(
            said_of(&engine, line.to_string()).await,
            [format!("{place}: {what}")],
            "{value}"
        );
    }
}

#[tokio::test]
async fn a_fault_deep_in_a_line_is_found_too() {
    let engine = Engine::start().await;
    let builder = json!({
        "domains": ["a", 1],
        "portfolioItems": [{ "title": "t" }, { "titel": "t" }, 3],
        "socialLinks": { "github": 1, "a b": 2 },
    });
    let line = with(person("ada"), "/builderProfile", builder);
    let line = with(line, "/user/roles", json!(["CLIENT", "ROOT"]));

    assert_eq!(
        said_of(&engine, line.to_string()).await,
        [
            "/builderProfile/domains/1: not a text",
            "/builderProfile/portfolioItems/1/titel: unknown key",
            "/builderProfile/portfolioItems/1/title: missing",
            "/builderProfile/portfolioItems/2: not an object",
            "/builderProfile/socialLinks/github: not a text",
            "/builderProfile/socialLinks/…: not a text",
            "/user/roles/1: not one of CLIENT, BUILDER, ADMIN, SUBSCRIBER",
        ]
    );
}

#[tokio::test]
async fn what_is_no_json_object_is_named() {
    let engine = Engine::start().await;
    let whole = person("ada").to_string();
    for (line, what) in [
        (b"{".to_vec(), "not JSON from column 1 on"),
        (b"user,id".to_vec(), "not JSON from column 1 on"),
        (format!("{whole} {whole}").into(), "not JSON from column"),
        (b"{\"user\":\"\xff\"}".to_vec(), "not UTF-8"),
        (b"[]".to_vec(), "not an object"),
        (b"null".to_vec(), "not an object"),
        (b"{}".to_vec(), "/user: missing"),
        (b"{\"user\":null}".to_vec(), "/user: missing"),
        (whole.replacen("{\"user\"", "{\"user\":{},\"user\"", 1).into(), "/user: given twice"),
        (vec![b'x'; 5_000_000], "longer than 4194304 bytes"),
        (["[".repeat(100_000), "]".repeat(100_000)].concat().into(), "not"),
    ] {
        let said = said_of(&engine, &line).await.concat();
        assert!(said.contains(what), "{what}: {said}");
    }
}

#[tokio::test]
async fn what_no_item_can_hold_is_refused() {
    let engine = Engine::start().await;
    let line = with(person("ada"), "/builderProfile/bio", json!("x".repeat(400_000)));

    let said = said_of(&engine, line.to_string()).await;

    assert_eq!(said, ["/builderProfile: too large: an item of the table holds 400 KB"]);
}

#[tokio::test]
async fn all_faults_come_in_one_run_in_the_order_of_the_file() {
    let file = TestFile::with([
        person("ada"),
        with(person("ben"), "/user/verified", json!(1)),
        with(with(person("cleo"), "/user/email", json!("none")), "/user/roles", json!(["X"])),
        person("dan"),
        with(person("eve"), "/user/isFounder", json!(null)),
    ]);
    let engine = Engine::start().await;

    let output = engine.import(&file).await;

    assert_eq!(output.ended, 1);
    assert_eq!(
        output.text,
        "line 2: /user/verified: not true or false\n\
         line 3: /user/email: not an address\n\
         line 3: /user/roles/0: not one of CLIENT, BUILDER, ADMIN, SUBSCRIBER\n\
         line 5: /user/isFounder: missing\n\
         4 faults: nothing was written; mend the file and run it again\n"
    );
    assert_eq!(engine.sizes().await, (0, 0));
}

#[tokio::test]
async fn of_doubles_both_lines_are_named_even_if_one_has_another_fault() {
    let builder = |name: &str, slug: &str| with(person(name), "/builderProfile/slug", json!(slug));
    let file = TestFile::with([
        with(builder("ada", "the-slug"), "/user/clerkId", json!("user_1")),
        with(person("ben"), "/user/email", json!(" ADA@example.com ")),
        with(person("cleo"), "/user/clerkId", json!("user_1")),
        builder("dan", "the-slug"),
        with(person("eve"), "/user/id", json!("usr_ada")),
        with(person("fay"), "/user/roles", json!("none")),
        with(person("gil"), "/user/email", json!("fay@example.com")),
    ]);
    let engine = Engine::start().await;

    let output = engine.import(&file).await;

    assert_eq!(
        output.text,
        "line 2: /user/email: the same as on line 1\n\
         line 3: /user/clerkId: the same as on line 1\n\
         line 4: /builderProfile/slug: the same as on line 1\n\
         line 5: /user/id: the same as on line 1\n\
         line 6: /user/roles: not a list\n\
         line 7: /user/email: the same as on line 6\n\
         6 faults: nothing was written; mend the file and run it again\n"
    );
}

#[tokio::test]
async fn the_report_is_bounded_and_the_total_is_right() {
    let broken = |number: u32| with(person(&number.to_string()), "/user/verified", json!(0));
    let engine = Engine::start().await;

    let output = engine.import(&TestFile::with((0..1_000).map(broken))).await;

    assert_eq!(output.text.lines().count(), 202);
    assert!(output.text.contains("line 200: /user/verified"), "{}", output.text);
    assert!(output.text.ends_with(
        "and 800 more\n1000 faults: nothing was written; mend the file and run it again\n"
    ));
}

#[tokio::test]
async fn what_somebody_in_the_tables_has_is_found_before_anything_is_written() {
    let engine = Engine::start().await;
    let linked = |name: &str| with(person(name), "/user/clerkId", json!(format!("user_{name}")));
    let slugged = with(linked("ada"), "/builderProfile/slug", json!("ada"));
    assert_eq!(engine.import(&TestFile::with([slugged])).await.ended, 0);
    let before = engine.sizes().await;

    let file = TestFile::with([
        person("zoe"),
        with(person("ben"), "/user/email", json!("Ada@Example.com")),
        with(person("cleo"), "/user/clerkId", json!("user_ada")),
        with(person("dan"), "/builderProfile/slug", json!("ada")),
        with(
            with(person("eve"), "/user/id", json!("usr_ada")),
            "/user/createdAt",
            json!("2020-01-01T00:00:00Z"),
        ),
    ]);
    let taken = "user usr_ada, who is in the table already, has it";
    let expected = format!(
        "line 2: /user/email: {taken}\n\
         line 3: /user/clerkId: {taken}\n\
         line 4: /builderProfile/slug: {taken}\n\
         line 5: /user/id: somebody else has this id in the table already\n\
         4 faults: nothing was written; mend the file and run it again\n"
    );

    assert_eq!(engine.dry_run(&file).await.text, expected);
    let output = engine.import(&file).await;
    assert_eq!((output.ended, output.text), (1, expected));
    assert_eq!(engine.sizes().await, before);
}

#[tokio::test]
async fn nobody_is_taken_for_somebody_with_another_clerk_user() {
    let engine = Engine::start().await;
    let linked = |id: &str| with(person("ada"), "/user/clerkId", json!(id));
    engine.import(&TestFile::with([linked("user_1")])).await;

    let output = engine.import(&TestFile::with([linked("user_2")])).await;

    assert!(output.text.starts_with("line 1: /user/id: somebody else"), "{}", output.text);
}

/// A clock by which a rival strikes: when it is read for the given time.
struct Rival<F>(AtomicU32, u32, F);

impl<F: Fn() + Sync> Clock for Rival<F> {
    fn now(&self) -> Timestamp {
        if self.0.fetch_add(1, Ordering::Relaxed) == self.1 {
            self.2();
        }
        NOW
    }

    async fn pause(&self, _: u32) {}
}

/// The check and the start of the second pass each read the clock once, and so does every
/// write.
const WHILE_WRITING: u32 = 2;

#[tokio::test]
async fn who_is_overtaken_while_the_file_is_written_is_named_and_the_others_are_imported() {
    let engine = Engine::start().await;
    let file = TestFile::with(["ada", "ben", "cleo"].map(person));
    let strike = || engine.put_pointer("EMAIL#ben@example.com", "01RIVAL");
    let rival = Rival(0.into(), WHILE_WRITING, strike);

    let output = engine.import_with(&file, &rival, |_| ()).await;

    assert_eq!(output.ended, 3);
    let first = output.text.lines().next().unwrap();
    assert_eq!(first, "line 2: /user/email: user 01RIVAL, who is in the table already, has it");
    assert_eq!((output.count("imported"), output.count("skipped")), (2, 1));
    assert!(engine.person("usr_ben").await.is_none());
    assert!(engine.person("usr_cleo").await.is_some());
}

#[tokio::test]
async fn a_file_that_changes_after_it_was_checked_stops_the_import() {
    let engine = Engine::start().await;
    let file = TestFile::with((0..40).map(|it| person(&it.to_string())));
    let rival = Rival(0.into(), WHILE_WRITING, || std::fs::write(file.path(), "{}").unwrap());

    let output = engine.import_with(&file, &rival, |it| it.at_once = 1).await;

    assert_eq!(output.ended, 3, "{}", output.text);
    assert!(output.text.contains("the file was changed while it was read"), "{}", output.text);
}
