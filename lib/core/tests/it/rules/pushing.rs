//! R20 to R22: Clerk is told of what the platform owns, once, and of nothing else.

use std::sync::Mutex;

use profile_core::audit::{Actor, Cause};
use profile_core::memory::{Fault, FixedClock, MemoryQueue};
use profile_core::{
    ClerkId, ClerkUser, Context, Decimal, DirectoryError, Edit, Editing, MetadataWriter, Origin,
    Outcome, Precondition, PushError, PushRequest, Pushed, Queued, Role, Roles, Status, Sync,
    SyncError, UserDirectory, UserId,
};
use serde_json::{Map, Value, json};

use crate::platform::{Account, NOW, Platform, account, at, clerk_id};

fn ada(minute: u64) -> Account {
    account("ada").at(minute).with(
        "public_metadata",
        json!({ "roles": ["CLIENT", "BUILDER"], "theirs": { "kept": true } }),
    )
}

/// Ada is on record, and Clerk has her as well.
async fn platform_with(faults: impl IntoIterator<Item = Fault>) -> Platform {
    let platform = Platform::default();
    platform.apply(ada(1)).await;
    platform.clerk.put_json(ada(1).json());
    platform.fail_next(faults);
    platform
}

fn id(platform: &Platform) -> UserId {
    platform.person("ada").user.id
}

async fn edit(platform: &Platform, edits: &[Edit]) -> MemoryQueue {
    let queue = MemoryQueue::default();
    edit_through(platform, edits, &queue).await;
    queue
}

async fn edit_through(platform: &Platform, edits: &[Edit], queue: &MemoryQueue) -> bool {
    let cause = Cause::Request("req_1".to_owned());
    let context = Context {
        now: at(5),
        actor: Actor::System,
        impersonator: None,
        cause,
        origin: Origin::default(),
        asked: false,
    };
    let editing = Editing { store: platform.tables(), queue, clock: &FixedClock(NOW) };
    let edited = editing.apply(&id(platform), edits, Precondition::None, &context).await.unwrap();
    edited.push_delayed.is_none()
}

async fn push(platform: &Platform) -> Result<Pushed, PushError> {
    let sync =
        Sync { store: platform.store(), directory: &platform.clerk, clock: &FixedClock(NOW) };
    sync.push(&id(platform), &Cause::Push("message".to_owned())).await
}

fn only_client() -> Edit {
    Edit::Roles(Roles::from_iter([Role::Client]))
}

// R20
#[tokio::test]
async fn clerk_is_told_of_the_fields_that_changed_and_of_no_other_key() {
    let platform = platform_with([]).await;
    let rate = Some(Decimal::from_hundredths(8_500));
    edit(&platform, &[Edit::HourlyRate(rate), Edit::AvailableForHire(false)]).await;

    assert_eq!(push(&platform).await.unwrap(), Pushed::Done);

    let told = platform.clerk.json(&clerk_id("ada")).unwrap();
    assert_eq!(
        told["public_metadata"],
        json!({
            "roles": ["CLIENT", "BUILDER"], "theirs": { "kept": true },
            "hourlyRate": "85.00", "availableForHire": false,
        })
    );
    assert_eq!(platform.person("ada").user.pending_push, None);
}

// R20
#[tokio::test]
async fn a_value_that_is_gone_is_removed_in_clerk() {
    let platform = platform_with([]).await;
    edit(&platform, &[Edit::HourlyRate(Some(Decimal::from_hundredths(8_500)))]).await;
    push(&platform).await.unwrap();
    edit(&platform, &[Edit::HourlyRate(None)]).await;

    push(&platform).await.unwrap();

    let told = platform.clerk.json(&clerk_id("ada")).unwrap();
    assert_eq!(told["public_metadata"].get("hourlyRate"), None);
}

// R21
#[tokio::test]
async fn an_edit_asks_for_its_push() {
    let platform = platform_with([]).await;

    let queue = edit(&platform, &[only_client()]).await;

    let [message] = &queue.messages()[..] else { panic!("one message") };
    let request = PushRequest { user_id: id(&platform) };
    assert_eq!(Queued::from_json(message), Ok(Queued::Push(request)));
}

// R21
#[tokio::test]
async fn an_edit_is_kept_though_no_push_can_be_asked_for() {
    let platform = platform_with([]).await;
    let queue = MemoryQueue::default();
    queue.set_full(true);

    let asked = edit_through(&platform, &[only_client()], &queue).await;

    assert!(!asked);
    assert!(platform.person("ada").user.pending_push.is_some());
}

// R21
#[tokio::test]
async fn a_push_waits_while_clerk_is_down_and_is_made_once_afterwards() {
    let platform = platform_with([]).await;
    edit(&platform, &[only_client()]).await;
    platform.clerk.set_down(true);

    let error = push(&platform).await.unwrap_err();

    assert!(matches!(error, PushError::Sync(SyncError::Directory(DirectoryError::Unavailable(_)))));
    let pending = platform.person("ada").user.pending_push.expect("it still waits");
    assert_eq!(pending.claimed_until, None, "for anybody to make");
    platform.clerk.set_down(false);
    assert_eq!(push(&platform).await.unwrap(), Pushed::Done);
    assert_eq!(push(&platform).await.unwrap(), Pushed::Nothing);
    assert_eq!(platform.clerk.merges(), 1);
}

// R21, R22
#[tokio::test]
async fn a_push_makes_no_version_and_no_entry_and_its_echo_changes_nothing() {
    let platform = platform_with([]).await;
    edit(&platform, &[only_client()]).await;
    let (before, entries) = (platform.person("ada"), platform.trail("ada").await.len());

    push(&platform).await.unwrap();
    let echo = Account::from_json(platform.clerk.json(&clerk_id("ada")).unwrap());
    let outcome = platform.apply(echo).await;

    assert_eq!(outcome, Outcome::Duplicate);
    let after = platform.person("ada");
    assert_eq!(after.user.version, before.user.version);
    assert_eq!((after.user.roles, after.client), (before.user.roles, before.client));
    assert_eq!(after.user.pending_push, None, "no push comes of a push");
    assert_eq!(platform.trail("ada").await.len(), entries);
}

// R21
#[tokio::test]
async fn a_push_whose_answer_got_lost_is_made_again_with_the_same_result() {
    let platform = platform_with([Fault::None, Fault::None, Fault::AnswerLost]).await;
    edit(&platform, &[only_client()]).await;
    assert!(push(&platform).await.is_err());

    assert_eq!(push(&platform).await.unwrap(), Pushed::Nothing, "the mark was cleared after all");

    let told = platform.clerk.json(&clerk_id("ada")).unwrap();
    assert_eq!(told["public_metadata"]["roles"], json!(["CLIENT"]));
}

// R21
#[tokio::test]
async fn while_somebody_pushes_others_leave_it_to_them() {
    let platform = platform_with([]).await;
    edit(&platform, &[only_client()]).await;
    let claim = |until| {
        move |person: &mut profile_core::Person| {
            person.user.pending_push.as_mut().unwrap().claimed_until = Some(until);
        }
    };
    platform.edit("ada", claim(NOW.after(std::time::Duration::from_secs(1)))).await;

    assert_eq!(push(&platform).await.unwrap(), Pushed::Elsewhere);
    assert_eq!(platform.clerk.merges(), 0);

    platform.edit("ada", claim(NOW)).await;
    assert_eq!(push(&platform).await.unwrap(), Pushed::Done, "they died, and their claim ran out");
}

// R2, R22
#[tokio::test]
async fn what_clerk_said_before_a_push_is_older_from_then_on() {
    let platform = platform_with([]).await;
    let renamed = ada(2).named("Augusta");
    platform.clerk.put_json(renamed.json());
    edit(&platform, &[only_client()]).await;

    push(&platform).await.unwrap();

    let told = platform.person("ada").user;
    assert_eq!(told.name.as_deref(), Some("Augusta"), "the answer says all there is to say");
    assert_eq!(platform.apply(renamed).await, Outcome::Superseded);
    assert_eq!(platform.person("ada").user.roles, Roles::from_iter([Role::Client]));
}

// R21
#[tokio::test]
async fn an_edit_while_clerk_is_told_is_told_as_well() {
    let platform = platform_with([]).await;
    edit(&platform, &[only_client()]).await;
    let meanwhile = Meanwhile::new(&platform, Edit::Roles(Roles::from_iter([Role::Admin])));
    let sync = Sync { store: platform.store(), directory: &meanwhile, clock: &FixedClock(NOW) };

    let pushed = sync.push(&id(&platform), &Cause::Push("message".to_owned())).await.unwrap();

    assert_eq!((pushed, platform.clerk.merges()), (Pushed::Done, 2));
    let told = platform.clerk.json(&clerk_id("ada")).unwrap();
    assert_eq!(told["public_metadata"]["roles"], json!(["ADMIN"]));
    let user = platform.person("ada").user;
    assert_eq!((user.pending_push, user.roles), (None, Roles::from_iter([Role::Admin])));
}

/// Clerk, to whom somebody else's edit comes in between being told and saying so.
struct Meanwhile<'a> {
    platform: &'a Platform,
    edit: Mutex<Option<Edit>>,
}

impl<'a> Meanwhile<'a> {
    fn new(platform: &'a Platform, edit: Edit) -> Self {
        Self { platform, edit: Mutex::new(Some(edit)) }
    }
}

impl UserDirectory for Meanwhile<'_> {
    async fn user(&self, id: &ClerkId) -> Result<Option<ClerkUser>, DirectoryError> {
        self.platform.clerk.user(id).await
    }
}

impl MetadataWriter for Meanwhile<'_> {
    async fn merge_public_metadata(
        &self,
        id: &ClerkId,
        metadata: &Map<String, Value>,
    ) -> Result<Option<ClerkUser>, DirectoryError> {
        let answer = self.platform.clerk.merge_public_metadata(id, metadata).await;
        let meanwhile = self.edit.lock().unwrap().take();
        if let Some(meanwhile) = meanwhile {
            edit(self.platform, &[meanwhile]).await;
        }
        answer
    }
}

// R16, R25
#[tokio::test]
async fn a_push_to_somebody_who_is_gone_buries_them() {
    let platform = platform_with([]).await;
    edit(&platform, &[only_client()]).await;
    platform.clerk.remove(&clerk_id("ada"));

    assert_eq!(push(&platform).await.unwrap(), Pushed::Gone);

    let user = platform.person("ada").user;
    assert_eq!((user.status, user.pending_push), (Status::Deleted, None));
    let trail = platform.trail("ada").await;
    assert_eq!(trail.last().unwrap().record.cause, Cause::Push("message".to_owned()));
}

#[tokio::test]
async fn roles_that_clerk_did_not_take_stay_marked() {
    let platform = platform_with([]).await;
    edit(&platform, &[only_client()]).await;
    platform.clerk.answer_merges_with_old_lists(true);

    assert!(matches!(push(&platform).await, Err(PushError::NotTaken)));

    assert!(platform.person("ada").user.pending_push.is_some());
}
