//! What differs is repaired through the rules, counted, and reported; nothing else is touched.

use std::time::Duration;

use profile_core::audit::{Action, Actor, Cause};
use profile_core::{FieldCounts, Kind, OwnedField, RunState};
use serde_json::json;

use super::world::{DRY, FULL, INCREMENTAL, World, id, name, person};
use crate::platform::{at, change_of, email};

// R23, R24, R27
#[tokio::test]
async fn a_full_run_repairs_what_was_missed_and_reports_it() {
    let world = World::of(10).await;
    world.silently(&person(3).at(500).named("Grace").verified("grace@example.com"));
    let before = world.platform.contents();

    let (run, drifts) = world.report(FULL).await;

    assert_eq!((run.counts.compared, run.counts.drifted, run.counts.repaired), (10, 1, 1));
    assert_eq!(run.counts.missed, 1);
    let [drift] = &drifts[..] else { panic!("one user differs: {drifts:?}") };
    assert_eq!((drift.kind, drift.clerk_id.as_ref()), (Kind::Differs, Some(&id(3))));
    let fields: Vec<_> = drift.fields.iter().map(|it| it.field.as_str()).collect();
    assert_eq!(fields, ["email", "emailVerifiedAt", "name"]);
    assert_eq!(drift.fields[0].before.as_deref(), Some("p…@example.com"), "masked");
    assert_eq!(run.fields["email"], FieldCounts { differing: 1, ..FieldCounts::default() });
    let user = world.platform.person(&name(3)).user;
    assert_eq!((user.name.as_deref(), email(&user)), (Some("Grace"), Some("grace@example.com")));
    let untouched = |it: &&profile_core::Person| it.user.id != user.id;
    let after = world.platform.contents();
    assert!(before.0.iter().filter(untouched).eq(after.0.iter().filter(untouched)));
}

// R19
#[tokio::test]
async fn the_trail_says_what_a_repair_replaced_and_why() {
    let world = World::of(1).await;
    world.silently(&person(0).at(500).verified("liam@example.ai"));

    let run = world.run(FULL).await;

    let trail = world.platform.trail(&name(0)).await;
    let record = &trail.last().unwrap().record;
    assert_eq!((&record.actor, record.action), (&Actor::Reconciler, Action::Updated));
    assert_eq!(record.cause, Cause::Run(run.id.to_string()));
    assert_eq!(
        record.note.as_deref(),
        Some("the record differed from Clerk's, who owns these fields")
    );
    let change = change_of(trail.last().unwrap(), "email").unwrap();
    assert_eq!(change.before.as_deref(), Some("p…@example.com"));
    assert_eq!(change.after.as_deref(), Some("l…@example.ai"));
}

// R23
#[tokio::test]
async fn users_whom_we_never_heard_of_are_made() {
    let world = World::of(5).await;
    world.silently(&person(7));

    let (run, drifts) = world.report(FULL).await;

    assert_eq!((run.counts.repaired, drifts[0].kind), (1, Kind::Unknown));
    assert_eq!(world.platform.person(&name(7)).user.name.as_deref(), Some("p007"));
    let again = world.run(FULL).await;
    assert_eq!((again.counts.drifted, again.counts.repaired), (0, 0));
}

// R23: "0 writes beyond the checkpoint"
#[tokio::test]
async fn an_incremental_run_that_finds_nothing_makes_one_request_and_one_save() {
    let world = World::of(6).await;
    world.run(FULL).await;
    let (before, saves) = (world.platform.contents(), world.platform.tables().saves());

    let run = world.run(INCREMENTAL).await;

    assert_eq!((run.state, run.counts.requests), (RunState::Finished, 1));
    assert_eq!(world.platform.tables().saves(), saves + 1);
    assert_eq!(world.platform.contents(), before);
}

// R23
#[tokio::test]
async fn an_incremental_run_goes_back_to_what_the_last_one_knew() {
    let world = World::of(300).await;
    world.run(FULL).await;
    let now = at(30_000);
    for number in [1, 100, 250] {
        let changed = person(number).with("updated_at", now.unsigned() + number).named("New");
        world.silently(&changed);
    }
    world.clock.pass(Duration::from_hours(24 * 30));

    let run = world.run(INCREMENTAL).await;

    assert_eq!((run.counts.drifted, run.counts.repaired, run.counts.missed), (3, 3, 3));
    assert_eq!(world.platform.tables().watermark(), Some(now.after(Duration::from_millis(250))));
}

// R23
#[tokio::test]
async fn the_first_run_of_all_walks_through_everybody() {
    let world = World::of(3).await;

    let run = world.run(INCREMENTAL).await;

    assert_eq!((run.request.mode, run.counts.compared), (profile_core::Mode::Full, 3));
}

// R23
#[tokio::test]
async fn a_dry_run_reports_the_same_and_writes_nothing() {
    let world = World::of(5).await;
    world.silently(&person(2).at(500).named("Grace"));
    world.silently(&person(8));
    world.platform.clerk.remove(&id(4));
    let before = world.platform.contents();

    let (run, drifts) = world.report(DRY).await;

    let kinds: Vec<_> = drifts.iter().map(|it| it.kind).collect();
    assert_eq!(kinds, [Kind::Differs, Kind::Unknown, Kind::Gone]);
    assert_eq!((run.counts.drifted, run.counts.repaired), (3, 0));
    assert_eq!(world.platform.contents(), before);
    assert_eq!(world.platform.tables().watermark(), None);
    assert_eq!(world.run(FULL).await.counts.repaired, 3, "a dry run takes nothing off a real one");
}

// R24
#[tokio::test]
async fn a_change_within_the_grace_period_is_repaired_and_not_called_missed() {
    let world = World::of(2).await;
    let now = crate::platform::NOW.unsigned() - 60_000;
    world.silently(&person(1).with("updated_at", now).named("Grace"));

    let run = world.run(FULL).await;

    assert_eq!((run.counts.repaired, run.counts.missed), (1, 0));
}

// R17
#[tokio::test]
async fn an_imported_user_is_linked_by_a_verified_address_or_reported() {
    let world = World::of(2).await;
    world.platform.import("old-1", "p005@example.com").await;
    world.platform.import("old-2", "nobody@example.com").await;
    world.silently(&person(5));

    let (run, drifts) = world.report(FULL).await;

    assert_eq!(world.platform.person(&name(5)).user.id.as_str(), "old-1");
    assert_eq!(run.counts.unlinked, 1);
    let unlinked: Vec<_> = drifts.iter().filter(|it| it.kind == Kind::Unlinked).collect();
    assert_eq!(unlinked[0].user_id.as_ref().unwrap().as_str(), "old-2");
}

// R17, R19
#[tokio::test]
async fn an_imported_user_is_known_by_any_verified_address() {
    let world = World::of(1).await;
    let imported = world.platform.import("old-1", "liam@example.com").await;
    let address = |id: &str, address: &str, status: &str| json!({ "id": id, "email_address": address, "verification": { "status": status } });
    let both = |status| {
        json!([
            address("a", "liam@example.ai", "verified"),
            address("b", "liam@example.com", status)
        ])
    };
    let liam = person(5).with("primary_email_address_id", "a");

    world.silently(&liam.clone().with("email_addresses", both("unverified")));
    world.run(DRY).await;
    world.silently(&liam.with("email_addresses", both("verified")));
    world.run(FULL).await;

    let linked = world.platform.person(&name(5)).user;
    assert_eq!(linked.id, imported.user.id);
    assert_eq!(email(&linked), Some("liam@example.ai"));
    let free = profile_core::EmailAddress::parse("liam@example.com").unwrap().key();
    assert!(!world.platform.tables().pointers().contains_key(&profile_core::Pointer::Email(free)));
}

// R17
#[tokio::test]
async fn an_unverified_second_address_links_nobody() {
    let world = World::of(0).await;
    world.platform.import("old-1", "liam@example.com").await;
    let addresses = json!([
        { "id": "a", "email_address": "mine@example.ai", "verification": { "status": "verified" } },
        { "id": "b", "email_address": "liam@example.com", "verification": { "status": "unverified" } },
    ]);
    let thief = person(5).with("primary_email_address_id", "a").with("email_addresses", addresses);
    world.silently(&thief);

    world.run(FULL).await;

    assert_ne!(world.platform.person(&name(5)).user.id.as_str(), "old-1");
}

// R18
#[tokio::test]
async fn an_address_that_two_claim_is_tried_again_with_each_run() {
    let world = World::of(2).await;
    let contested = person(1).at(500).verified("p000@example.com");
    world.silently(&contested);

    let run = world.run(FULL).await;

    assert_eq!((run.counts.conflicts, run.counts.drifted, run.counts.missed), (1, 0, 0));
    assert!(world.platform.person(&name(1)).user.email_withheld);
    let entries = world.platform.trail(&name(1)).await.len();
    assert_eq!(world.run(FULL).await.counts.conflicts, 1);
    assert_eq!(world.platform.trail(&name(1)).await.len(), entries, "audited once");

    world.silently(&person(0).at(600).verified("free@example.com"));
    let run = world.run(FULL).await;

    assert_eq!((run.counts.conflicts, run.counts.repaired), (0, 2));
    assert_eq!(email(&world.platform.person(&name(1)).user), Some("p000@example.com"));
}

// R13
#[tokio::test]
async fn a_lock_that_ran_out_without_an_event_is_lifted() {
    let world = World::of(1).await;
    world.platform.apply(person(0).at(10).with("locked", true).with("banned", false)).await;
    world.silently(&person(0).at(10).with("locked", false).with("banned", false));

    world.run(FULL).await;

    assert_eq!(world.platform.person(&name(0)).user.status, profile_core::Status::Active);
}

// R22
#[tokio::test]
async fn roles_that_wait_to_be_pushed_are_no_drift() {
    let world = World::of(1).await;
    let mark = |it: &mut profile_core::Person| {
        let fields = [profile_core::OwnedField::Roles];
        let now = crate::platform::NOW;
        it.user.pending_push = Some(profile_core::PendingPush::new(fields, it.user.version, now));
        it.user.roles = profile_core::Roles::from_iter([profile_core::Role::Admin]);
    };
    world.platform.edit(&name(0), mark).await;

    let run = world.run(FULL).await;

    assert_eq!(
        (run.counts.drifted, run.counts.pushed),
        (0, 0),
        "its own message may be on its way"
    );
    world.clock.pass(Duration::from_mins(3));
    let run = world.run(INCREMENTAL).await;
    assert_eq!((run.counts.pushed, run.counts.drifted), (1, 0));
    let told = world.platform.clerk.json(&id(0)).unwrap();
    assert_eq!(told["public_metadata"]["roles"], json!(["ADMIN"]));
    assert_eq!(world.run(INCREMENTAL).await.counts.pushed, 0);
}

// R21
#[tokio::test]
async fn a_push_that_fails_is_counted_with_its_age() {
    let world = World::of(2).await;
    world.run(FULL).await;
    let mark = |it: &mut profile_core::Person| {
        let fields = [profile_core::OwnedField::Roles];
        let since = crate::platform::NOW.before(Duration::from_hours(1));
        it.user.pending_push = Some(profile_core::PendingPush::new(fields, it.user.version, since));
        it.user.roles = profile_core::Roles::from_iter([profile_core::Role::Admin]);
    };
    world.platform.edit(&name(0), mark).await;
    world.platform.clerk.answer_merges_with_old_lists(true);

    let run = world.run(INCREMENTAL).await;

    assert_eq!((run.counts.pushed, run.counts.pushes_failed), (0, 1));
    assert_eq!(run.counts.oldest_push_ms, 3_600_000);
}

// R27
#[tokio::test]
async fn a_push_that_fails_takes_nothing_off_the_report() {
    let world = World::of(3).await;
    world.run(FULL).await;
    world.silently(&person(2).at(29_000).named("Grace"));
    let mark = |it: &mut profile_core::Person| {
        let mark = profile_core::PendingPush::new([OwnedField::Roles], it.user.version, at(0));
        it.user.pending_push = Some(mark);
        it.user.roles = profile_core::Roles::from_iter([profile_core::Role::Admin]);
    };
    world.platform.edit(&name(0), mark).await;
    world.platform.clerk.answer_merges_with_old_lists(true);

    let (_, drifts) = world.report(INCREMENTAL).await;

    let kinds: Vec<_> = drifts.iter().map(|it| it.kind).collect();
    assert_eq!(kinds, [Kind::Differs, Kind::Unpushed]);
    assert!(drifts[1].error.as_ref().unwrap().contains("other roles"));
}

// R24
#[tokio::test]
async fn a_record_that_is_ahead_of_clerk_is_brought_back_unless_a_webhook_was_just_there() {
    for (ahead, repaired) in [(Duration::from_mins(10), 1), (Duration::from_mins(1), 0)] {
        let world = World::of(1).await;
        let later = |it: &mut profile_core::Person| {
            it.user.clerk_updated_at = Some(crate::platform::NOW.before(ahead));
            it.user.name = Some("Grace".to_owned());
        };
        world.platform.edit(&name(0), later).await;

        let run = world.run(FULL).await;

        assert_eq!(run.counts.repaired, repaired, "{ahead:?}");
        assert_eq!(world.run(FULL).await.counts.drifted, 0, "{ahead:?}");
    }
}

// R3
#[tokio::test]
async fn a_tombstone_stays_one_though_a_list_still_has_the_user() {
    let world = World::of(1).await;
    world.platform.apply(crate::platform::deleted(&name(0), 20)).await;

    let run = world.run(FULL).await;

    assert_eq!((run.counts.drifted, run.counts.repaired), (0, 0));
    assert!(world.platform.person(&name(0)).user.is_deleted());
}

#[tokio::test]
async fn somebody_linked_by_an_import_gets_onto_the_roster_without_being_called_drift() {
    let world = World::of(1).await;
    world.platform.edit(&name(0), |it| it.user.clerk_created_at = None).await;

    let run = world.run(FULL).await;

    assert_eq!((run.counts.drifted, run.counts.repaired), (0, 0));
    assert_eq!(world.platform.person(&name(0)).user.clerk_created_at, Some(at(0)));
}
