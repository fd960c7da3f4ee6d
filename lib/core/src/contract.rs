//! What every store promises: one suite for each port, run over memory and over real engines.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a suite of tests, though not compiled as one"
)]

pub mod ledger;
pub mod people;
pub mod roster;
pub mod run_history;
pub mod runs;

use std::collections::BTreeMap;

use crate::audit::{Actor, Cause, verify_chain};
use crate::decide::{Context, Decision, Write, decide};
use crate::{
    AuditEntry, BuilderProfile, Change, ClerkId, ClerkUser, ClientProfile, Commit, Decimal,
    EmailAddress, EventId, EventStatus, LedgerEvent, Origin, Outcome, OwnedField, PendingPush,
    Person, PortfolioItem, Role, Roles, Settled, State, SyncStore, Timestamp, UserId,
    ValidationTier, Version,
};

/// What an event looks like in the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerRow {
    /// Where it stands.
    pub status: EventStatus,
    /// What came of it.
    pub outcome: Option<Outcome>,
    /// Why the last attempt failed, while it stands as failed.
    pub error: Option<String>,
    /// How many attempts were noted.
    pub attempts: u32,
    /// What came.
    pub payload: String,
}

/// Looks at what a store holds, beside the port.
pub trait Inspect {
    /// The user's whole audit trail, oldest first.
    fn trail(&self, user: &UserId) -> impl Future<Output = Vec<AuditEntry>>;

    /// The event as the ledger has it.
    fn ledger_row(&self, event: &EventId) -> impl Future<Output = Option<LedgerRow>>;
}

/// Checks every promise on an empty `store`.
///
/// # Panics
///
/// When a promise is broken; the message says which.
pub async fn check(store: &(impl SyncStore + Inspect)) {
    an_unknown_user_is_nobody(store).await;
    a_commit_writes_everything(store).await;
    an_event_is_settled_once(store).await;
    a_stale_write_writes_nothing(store).await;
    a_taken_address_stops_everything(store).await;
    an_address_is_freed_by_change_and_by_deletion(store).await;
    a_failed_event_can_still_succeed(store).await;
    a_settled_event_cannot_fail(store).await;
    times_move_without_a_version(store).await;
    a_mark_is_cleared_only_as_it_was_read(store).await;
    every_field_survives(store).await;
}

const NOW: Timestamp = Timestamp::from_millis(1_763_000_000_000);

async fn an_unknown_user_is_nobody(store: &impl SyncStore) {
    let state = state(store, &upsert("nobody", "nobody@example.com", 1)).await;

    assert_eq!(state, State::default(), "an unknown user is nobody");
    let id = UserId::parse("nobody").unwrap();
    assert_eq!(store.person(&id).await.unwrap(), None, "nor is an unknown id anybody");
}

async fn a_commit_writes_everything(store: &(impl SyncStore + Inspect)) {
    let change = upsert("whole", "whole@example.com", 1);
    let event = event("whole");

    let write = decided(store, &change).await;
    assert_eq!(commit(store, &write, &event).await, Commit::Done);

    let person = state(store, &change).await.person.expect("the person is there");
    assert_eq!(person, write.after, "reads back as written");
    let by_id = store.person(&person.user.id).await.unwrap();
    assert_eq!(by_id.as_ref(), Some(&person), "by the platform's id as well");
    let trail = store.trail(&person.user.id).await;
    assert_eq!(verify_chain(&trail, &person.user.audit_hash), Ok(()));
    assert_eq!(trail.len(), 1, "one version, one entry");
    let row = store.ledger_row(&event.id).await.expect("the event is in the ledger");
    assert_eq!((row.status, row.outcome), (EventStatus::Processed, Some(Outcome::Created)));
    assert_eq!((row.attempts, row.payload, row.error), (1, event.payload, None));
}

async fn an_event_is_settled_once(store: &(impl SyncStore + Inspect)) {
    let event = event("once");
    let write = decided(store, &upsert("once", "once@example.com", 1)).await;
    assert_eq!(commit(store, &write, &event).await, Commit::Done);

    let later = decided(store, &upsert("once", "later@example.com", 2)).await;

    assert_eq!(commit(store, &later, &event).await, Commit::AlreadySettled);
    assert_eq!(store.settle(settled(&event, &later)).await.unwrap(), Commit::AlreadySettled);
    let person = state(store, &upsert("once", "once@example.com", 1)).await.person.unwrap();
    assert_eq!(person, write.after, "nothing of it is written");
}

async fn a_stale_write_writes_nothing(store: &(impl SyncStore + Inspect)) {
    let first = decided(store, &upsert("stale", "stale@example.com", 1)).await;
    assert_eq!(commit(store, &first, &event("stale-1")).await, Commit::Done);
    let rivals = [
        decided(store, &upsert("stale", "stale-2@example.com", 2)).await,
        decided(store, &upsert("stale", "stale-3@example.com", 3)).await,
    ];
    assert_eq!(commit(store, &rivals[0], &event("stale-2")).await, Commit::Done);

    let loser = event("stale-3");
    assert_eq!(commit(store, &rivals[1], &loser).await, Commit::Outdated);
    assert_eq!(commit(store, &first, &loser).await, Commit::Outdated, "nor is it made twice");

    assert_eq!(store.ledger_row(&loser.id).await, None, "the event stays open");
    let user = rivals[0].after.user.clone();
    assert_eq!(store.trail(&user.id).await.len(), 2, "no entry without its change");
    let state = state(store, &upsert("stale", "stale-3@example.com", 3)).await;
    assert_eq!(state.person.unwrap().user, user);
    assert_eq!(state.holder, None, "no pointer without its change");
}

async fn a_taken_address_stops_everything(store: &(impl SyncStore + Inspect)) {
    let holder = decided(store, &upsert("holder", "Taken@Example.com", 1)).await;
    let rival_change = upsert("rival", " taken@example.COM ", 1);
    let rival = decided(store, &rival_change).await;
    assert_eq!(commit(store, &holder, &event("taken-1")).await, Commit::Done);

    let loser = event("taken-2");
    assert_eq!(commit(store, &rival, &loser).await, Commit::Outdated);

    let state = state(store, &rival_change).await;
    assert_eq!(state.person, None);
    assert_eq!(state.holder, Some(holder.after), "the next read shows who holds it");
    assert_eq!(store.ledger_row(&loser.id).await, None);
}

async fn an_address_is_freed_by_change_and_by_deletion(store: &impl SyncStore) {
    let take = async |name: &str, address: &str, at| {
        let write = decided(store, &upsert(name, address, at)).await;
        commit(store, &write, &event(&format!("free-{name}-{at}"))).await
    };
    assert_eq!(take("mover", "first@example.com", 1).await, Commit::Done);
    assert_eq!(take("mover", "second@example.com", 2).await, Commit::Done);
    assert_eq!(take("next", "first@example.com", 1).await, Commit::Done, "freed by change");

    let delete = Change::Delete { clerk_id: clerk_id("mover"), at: NOW };
    let write = decided(store, &delete).await;
    assert_eq!(commit(store, &write, &event("free-delete")).await, Commit::Done);

    assert_eq!(take("third", "second@example.com", 1).await, Commit::Done, "by deletion");
    let tombstone = state(store, &delete).await.person.expect("the tombstone stays");
    assert!(tombstone.user.is_deleted());
}

async fn a_failed_event_can_still_succeed(store: &(impl SyncStore + Inspect)) {
    let event = event("fails");
    for error in ["first", "second"] {
        assert_eq!(store.fail(&event, error, NOW).await.unwrap(), Commit::Done);
    }
    let row = store.ledger_row(&event.id).await.unwrap();
    assert_eq!((row.status, row.attempts), (EventStatus::Failed, 2));
    assert_eq!(row.error.as_deref(), Some("second"));

    let write = decided(store, &upsert("fails", "fails@example.com", 1)).await;
    assert_eq!(commit(store, &write, &event).await, Commit::Done);

    let row = store.ledger_row(&event.id).await.unwrap();
    assert_eq!((row.status, row.attempts), (EventStatus::Processed, 3));
    assert_eq!(row.error, None);
}

async fn a_settled_event_cannot_fail(store: &(impl SyncStore + Inspect)) {
    let event = event("settled");
    let settled = Settled { event: &event, outcome: Outcome::Ignored, user_id: None, at: NOW };
    assert_eq!(store.settle(settled).await.unwrap(), Commit::Done);

    assert_eq!(store.fail(&event, "late", NOW).await.unwrap(), Commit::AlreadySettled);

    let row = store.ledger_row(&event.id).await.unwrap();
    assert_eq!((row.status, row.outcome), (EventStatus::Ignored, Some(Outcome::Ignored)));
    assert_eq!((row.attempts, row.error), (1, None));
}

async fn times_move_without_a_version(store: &(impl SyncStore + Inspect)) {
    let write = decided(store, &upsert("stamp", "stamp@example.com", 1)).await;
    assert_eq!(commit(store, &write, &event("stamp-1")).await, Commit::Done);
    let sign_in = Change::SignIn { clerk_id: clerk_id("stamp"), at: NOW };
    let stamp = decided(store, &sign_in).await;
    let rival = decided(store, &upsert("stamp", "stamped@example.com", 2)).await;

    assert_eq!(commit(store, &stamp, &event("stamp-2")).await, Commit::Done);
    assert_eq!(
        commit(store, &rival, &event("stamp-3")).await,
        Commit::Outdated,
        "a write from before the stamp would undo it"
    );

    let person = state(store, &sign_in).await.person.unwrap();
    assert_eq!(person.user.last_sign_in_at, Some(NOW));
    assert_eq!(person.user.version, write.after.user.version);
    assert_eq!(store.trail(&person.user.id).await.len(), 1);
}

/// Claiming and clearing the mark of a push make no version, so the mark must tell.
async fn a_mark_is_cleared_only_as_it_was_read(store: &impl SyncStore) {
    let mut write = decided(store, &upsert("mark", "mark@example.com", 1)).await;
    let mark = PendingPush::new([OwnedField::HourlyRate], Version(1), NOW);
    write.after.user.pending_push = Some(mark.clone());
    assert_eq!(commit(store, &write, &event("mark")).await, Commit::Done);
    let marked = write.after;
    let moved = async |before: &Person, mark: Option<PendingPush>| {
        let mut after = before.clone();
        after.user.pending_push = mark;
        let before = Some(before.clone());
        let write = Write { before, after, entry: None, outcome: Outcome::Unchanged };
        (store.commit(&write, None).await.unwrap(), write.after)
    };
    let claim = |at| {
        let claimed_until = Some(Timestamp::from_millis(at));
        Some(PendingPush { claimed_until, ..mark.clone() })
    };

    let (done, claimed) = moved(&marked, claim(1)).await;
    assert_eq!(done, Commit::Done);
    assert_eq!(moved(&marked, claim(2)).await.0, Commit::Outdated, "only one claims it");
    assert_eq!(moved(&marked, None).await.0, Commit::Outdated, "it is claimed");

    let (done, reclaimed) = moved(&claimed, claim(3)).await;
    assert_eq!(done, Commit::Done);
    assert_eq!(moved(&claimed, None).await.0, Commit::Outdated, "somebody else claimed it");

    let (done, cleared) = moved(&reclaimed, None).await;
    assert_eq!(done, Commit::Done);
    assert_eq!(moved(&reclaimed, claim(4)).await.0, Commit::Outdated, "it is gone");
    assert_eq!(store.person(&cleared.user.id).await.unwrap(), Some(cleared));
}

async fn every_field_survives(store: &impl SyncStore) {
    let mut write = decided(store, &upsert("full", "Full@Example.com", 1)).await;
    fill(&mut write.after);

    assert_eq!(commit(store, &write, &event("full")).await, Commit::Done);

    let found = state(store, &upsert("full", "full@example.com", 1)).await;
    assert_eq!(found.person, Some(write.after));
}

/// Gives every field a value that it doesn't have by default.
fn fill(person: &mut Person) {
    let user = &mut person.user;
    user.email = EmailAddress::parse("Full@Example.com");
    user.email_withheld = true;
    user.email_verified_at = Some(Timestamp::from_millis(5));
    user.name = Some("Full Name ✓".to_owned());
    user.image_url = Some("https://img.example.com/1".to_owned());
    user.roles = Roles::from_iter(Role::ALL);
    user.unknown_roles = vec!["ROOT".to_owned()];
    user.verified = true;
    user.is_founder = true;
    user.stripe_customer_id = Some("cus_1".to_owned());
    user.last_sign_in_at = Some(Timestamp::from_millis(6));
    user.clerk_created_at = Some(Timestamp::from_millis(9));
    user.pending_push = Some(PendingPush {
        fields: OwnedField::ALL.into(),
        version: Version(1),
        since: Timestamp::from_millis(10),
        claimed_until: Some(Timestamp::from_millis(11)),
    });
    person.builder = Some(filled_builder());
    person.client = Some(ClientProfile {
        company_name: Some("Acme".to_owned()),
        industry: Some("Tools".to_owned()),
        project_preferences: BTreeMap::from([("pace".to_owned(), "slow".to_owned())]),
        version: Version(3),
        ..ClientProfile::new(NOW)
    });
}

fn filled_builder() -> BuilderProfile {
    let list = |text: &str| vec![text.to_owned(), "zwei".to_owned()];
    BuilderProfile {
        bio: Some("bio".to_owned()),
        headline: Some("headline".to_owned()),
        tagline: Some(String::new()),
        display_name: Some("Display".to_owned()),
        slug: Some("full-slug".to_owned()),
        // No float holds this number.
        hourly_rate: Some(Decimal::from_hundredths(9_007_199_254_740_993)),
        domains: list("domains"),
        badges: list("badges"),
        top_skills: list("skills"),
        rating: Some(Decimal::from_hundredths(470)),
        portfolio_items: vec![PortfolioItem {
            title: "Work".to_owned(),
            description: None,
            url: Some("https://example.com".to_owned()),
            image_url: None,
        }],
        social_links: BTreeMap::from([("site".to_owned(), "https://example.com".to_owned())]),
        expertise_areas: list("areas"),
        validation_tier: ValidationTier::Expert,
        available_for_hire: false,
        availability: Some("May".to_owned()),
        adhd_focus: true,
        featured_builder: true,
        searchable: false,
        completed_projects: 7,
        response_rate: Some(Decimal::from_hundredths(9_950)),
        active: true,
        version: Version(2),
        created_at: Timestamp::from_millis(7),
        updated_at: Timestamp::from_millis(8),
    }
}

async fn state(store: &impl SyncStore, change: &Change) -> State {
    store.state(change).await.expect("the store answers")
}

async fn decided(store: &impl SyncStore, change: &Change) -> Write {
    let context = Context {
        now: NOW,
        actor: Actor::Clerk,
        impersonator: None,
        cause: Cause::Event("msg_contract".to_owned()),
        origin: Origin::default(),
        asked: false,
    };
    match decide(&state(store, change).await, change, &context) {
        Decision::Write(write) => *write,
        other => panic!("expected a write for {change:?}, not {other:?}"),
    }
}

async fn commit(store: &impl SyncStore, write: &Write, event: &LedgerEvent) -> Commit {
    store.commit(write, Some(settled(event, write))).await.expect("the store answers")
}

fn settled<'a>(event: &'a LedgerEvent, write: &'a Write) -> Settled<'a> {
    Settled { event, outcome: write.outcome, user_id: Some(&write.after.user.id), at: NOW }
}

fn event(name: &str) -> LedgerEvent {
    LedgerEvent {
        id: EventId::parse(format!("msg_{name}")).expect("an id"),
        event_type: Some("user.updated".to_owned()),
        clerk_id: Some(clerk_id(name)),
        payload: format!(r#"{{"type":"user.updated","data":{{"id":"user_{name}"}}}}"#),
        received_at: NOW,
    }
}

fn clerk_id(name: &str) -> ClerkId {
    ClerkId::parse(format!("user_{name}")).expect("an id")
}

/// A verified address for the user of that name, at `NOW` plus `at` milliseconds.
fn upsert(name: &str, address: &str, at: u64) -> Change {
    let user: ClerkUser = serde_json::from_value(serde_json::json!({
        "id": format!("user_{name}"),
        "primary_email_address_id": "idn_1",
        "email_addresses": [{
            "id": "idn_1", "email_address": address, "verification": { "status": "verified" },
        }],
        "updated_at": NOW.unsigned() + at,
    }))
    .expect("a user");
    Change::reported(user, NOW)
}
