//! R22: after any storm of edits on both sides, both sides come to rest, and agree.
//!
//! Admins edit here and there; webhooks and pushes arrive in any order, twice or not at all.
//! Once the edits stop, every message is worked off, and one reconciliation runs, Clerk is
//! written to once at most, and our record once by an event and once for what was lost. Then
//! both sides agree, and another reconciliation writes nothing.

use std::time::Duration;

use proptest::prelude::*;
use serde_json::json;

use profile_core::audit::{Actor, Cause};
use profile_core::memory::{FixedClock, MemoryQueue};
use profile_core::{
    Context, Edit, Editing, Ended, Mode, Origin, Precondition, Reconciler, Request, Role, Roles,
    RunState, Sync, Timestamp, ValidationTier,
};

use crate::platform::{Account, NOW, Platform, account, clerk_id};

#[derive(Clone, Debug)]
enum Step {
    /// An admin sets the roles here.
    Ours(Vec<Role>),
    /// An admin sets the builder's tier here.
    Tier(u8),
    /// Somebody sets the roles in Clerk's Dashboard.
    Theirs(Vec<Role>),
    /// A message that waits is worked off: a push, or one of Clerk's events.
    Push,
    Event(prop::sample::Index),
    /// One of Clerk's events gets lost.
    Lose(prop::sample::Index),
    /// Clerk goes down, or comes back.
    Clerk(bool),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let roles = || prop::sample::subsequence(Role::ALL.to_vec(), 0..=3);
    let step = prop_oneof![
        3 => roles().prop_map(Step::Ours),
        1 => (1_u8..=3).prop_map(Step::Tier),
        3 => roles().prop_map(Step::Theirs),
        3 => Just(Step::Push),
        3 => any::<prop::sample::Index>().prop_map(Step::Event),
        1 => any::<prop::sample::Index>().prop_map(Step::Lose),
        1 => any::<bool>().prop_map(Step::Clerk),
    ];
    prop::collection::vec(step, 1..24)
}

/// The platform, Clerk, and what is on its way between them.
struct Storm {
    platform: Platform,
    queue: MemoryQueue,
    events: Vec<Account>,
}

impl Storm {
    async fn begin() -> Self {
        let platform = Platform::default();
        let ada = account("ada").at(1).with("created_at", 1_700_000_000_000_u64).roles(["CLIENT"]);
        platform.apply(&ada).await;
        platform.clerk.put_json(ada.json());
        Self { platform, queue: MemoryQueue::default(), events: Vec::new() }
    }

    async fn take(&mut self, step: Step) {
        match step {
            Step::Ours(roles) => self.edit(Edit::Roles(Roles::from_iter(roles))).await,
            Step::Tier(tier) => {
                let tier = ValidationTier::from_number(tier).unwrap();
                if self.platform.person("ada").builder.is_some() {
                    self.edit(Edit::ValidationTier(tier)).await;
                }
            }
            Step::Theirs(roles) => {
                let mut user = self.clerk_says();
                let names: Vec<_> = roles.into_iter().map(Role::name).collect();
                user["public_metadata"]["roles"] = json!(names);
                user["updated_at"] = json!(user["updated_at"].as_u64().unwrap() + 1);
                self.platform.clerk.put_json(user.clone());
                self.events.push(Account::from_json(user));
            }
            Step::Push => self.push().await,
            Step::Event(index) if !self.events.is_empty() => {
                let event = self.events.swap_remove(index.index(self.events.len()));
                self.platform.apply(event).await;
            }
            Step::Lose(index) if !self.events.is_empty() => {
                self.events.swap_remove(index.index(self.events.len()));
            }
            Step::Event(_) | Step::Lose(_) => {}
            Step::Clerk(down) => self.platform.clerk.set_down(down),
        }
    }

    fn clerk_says(&self) -> serde_json::Value {
        self.platform.clerk.json(&clerk_id("ada")).unwrap()
    }

    async fn edit(&self, edit: Edit) {
        let cause = Cause::Request("req".to_owned());
        let context = Context {
            now: NOW,
            actor: Actor::System,
            impersonator: None,
            cause,
            origin: Origin::default(),
            asked: false,
        };
        let editing =
            Editing { store: self.platform.tables(), queue: &self.queue, clock: &FixedClock(NOW) };
        let ada = self.platform.person("ada").user.id;
        editing.apply(&ada, &[edit], Precondition::None, &context).await.unwrap();
    }

    /// A push is asked for; what it writes in Clerk comes back as an event.
    async fn push(&mut self) {
        let merges = self.platform.clerk.merges();
        let Platform { clerk, .. } = &self.platform;
        let sync =
            Sync { store: self.platform.tables(), directory: clerk, clock: &FixedClock(NOW) };
        let id = self.platform.person("ada").user.id;
        let _ = sync.push(&id, &Cause::Push("m".to_owned())).await;
        if clerk.merges() > merges {
            self.events.push(Account::from_json(self.clerk_says()));
        }
    }

    async fn reconcile(&mut self) {
        let merges = self.platform.clerk.merges();
        let reconciler = Reconciler {
            store: self.platform.tables(),
            directory: &self.platform.clerk,
            clock: &FixedClock(NOW.after(Duration::from_hours(1))),
            grace: Duration::from_mins(2),
            page: 500,
        };
        let request = Request { mode: Mode::Full, ..Request::default() };
        let ended = reconciler.run(request, Timestamp::from_millis(u64::MAX)).await.unwrap();
        assert!(matches!(ended, Ended::Done(run) if run.state == RunState::Finished));
        if self.platform.clerk.merges() > merges {
            self.events.push(Account::from_json(self.clerk_says()));
        }
    }

    /// All events arrive that are on their way. The latest comes first, so that what the
    /// others say, each of which somebody meant when they said it, is not counted as unrest.
    async fn settle(&mut self) {
        self.events.sort_by_key(|it| it.json()["updated_at"].as_u64());
        while let Some(event) = self.events.pop() {
            self.platform.apply(event).await;
        }
    }

    /// How often each side has been written: versions of ours, merges in Clerk.
    fn writes(&self) -> (u64, u64) {
        (self.platform.person("ada").user.version.0, self.platform.clerk.merges())
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn a_storm_of_edits_on_both_sides_comes_to_rest(steps in steps()) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            let mut storm = Storm::begin().await;
            for step in steps {
                storm.take(step).await;
            }
            storm.platform.clerk.set_down(false);
            let (ours, theirs) = storm.writes();

            storm.push().await;
            storm.settle().await;
            storm.reconcile().await;
            storm.settle().await;

            let after = storm.writes();
            // The latest event that arrives, and then what the reconciliation finds was lost.
            prop_assert!(after.0 <= ours + 2, "ours: {ours} to {}", after.0);
            prop_assert!(after.1 <= theirs + 1, "theirs: {theirs} to {}", after.1);
            let user = storm.platform.person("ada").user;
            let clerk = storm.platform.clerk.users().remove(0);
            prop_assert_eq!(&user.pending_push, &None);
            prop_assert_eq!(user.roles, clerk.public_metadata.roles().unwrap_or_default().known);

            storm.reconcile().await;
            prop_assert_eq!(storm.writes(), after, "nothing is left to write");
            Ok(())
        })?;
    }
}
