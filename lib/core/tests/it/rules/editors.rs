//! Several editors at once: nobody overwrites what they haven't seen.

use proptest::prelude::*;
use serde_json::{Value, json};

use profile_core::memory::{FixedClock, MemoryDirectory, MemoryQueue};
use profile_core::{
    AuditEntry, BuilderPatch, ClerkId, ClientPatch, Edit, EditError, EditRefused, Edited, Editing,
    Listed, ListingFilter, ListingPlace, Origin, People, Person, Pointer, Precondition, StoreError,
    Sync, SyncStore, UserId, Version,
};

use crate::platform::{Account, NOW, Platform, account, context, deleted, event, trail_of};
use crate::simulation::{Doing, GivesWay, at_once, give_way, now};

impl<S: People> People for GivesWay<'_, S> {
    async fn by_clerk_id(&self, id: &ClerkId) -> Result<Option<Person>, StoreError> {
        give_way().await;
        self.0.by_clerk_id(id).await
    }

    async fn by_slug(&self, slug: &str) -> Result<Option<Person>, StoreError> {
        give_way().await;
        self.0.by_slug(slug).await
    }

    async fn holder_of_slug(&self, slug: &str) -> Result<Option<UserId>, StoreError> {
        give_way().await;
        self.0.holder_of_slug(slug).await
    }

    async fn listed(
        &self,
        filter: &ListingFilter,
        after: Option<&ListingPlace>,
        most: usize,
    ) -> Result<Listed, StoreError> {
        give_way().await;
        self.0.listed(filter, after, most).await
    }

    async fn trail(&self, id: &UserId) -> Result<Vec<AuditEntry>, StoreError> {
        give_way().await;
        self.0.trail(id).await
    }
}

fn builder(patch: &Value) -> Edit {
    Edit::Builder(BuilderPatch::read(patch).unwrap())
}

fn headline(text: &str) -> Edit {
    builder(&json!({ "headline": text }))
}

fn slug(text: &str) -> Edit {
    builder(&json!({ "slug": text }))
}

fn builders(name: &str, minute: u64) -> Account {
    account(name).at(minute).roles(["BUILDER", "CLIENT"])
}

async fn platform_with(names: &[&str]) -> Platform {
    let platform = Platform::default();
    for name in names {
        platform.apply(builders(name, 1)).await;
    }
    platform
}

/// An edit of somebody's, by itself.
async fn apply(
    platform: &Platform,
    name: &str,
    change: Edit,
    condition: Precondition,
) -> Result<Edited, EditError> {
    let store = platform.tables();
    edit_in(store, &platform.person(name).user.id, change, condition).await
}

async fn edit_in(
    store: &(impl SyncStore + People),
    id: &UserId,
    change: Edit,
    condition: Precondition,
) -> Result<Edited, EditError> {
    let (queue, clock) = (&MemoryQueue::default(), &FixedClock(NOW));
    let editing = Editing { store, queue, clock };
    editing.apply(id, &[change], condition, &context(false)).await
}

async fn trail(platform: &Platform, name: &str) -> Vec<AuditEntry> {
    trail_of(platform.tables(), &platform.person(name)).await
}

fn seen_by(name: &str, platform: &Platform) -> Precondition {
    Precondition::Builder(platform.person(name).builder.unwrap().version)
}

proptest! {
    #[test]
    fn of_those_who_saw_the_same_version_one_wins_and_the_others_learn_of_it(
        editors in 2..6_usize, clerks in 0..3_u64, seed in any::<u64>(),
    ) {
        let platform = now(platform_with(&["ada"]));
        let (seen, id) = (seen_by("ada", &platform), platform.person("ada").user.id);
        let store = GivesWay(platform.tables());
        let work = |it: usize| -> Doing<'_, Option<Result<Edited, EditError>>> {
            let (store, id) = (&store, &id);
            Box::pin(async move {
                Some(edit_in(store, id, headline(&format!("Number {it}")), seen).await)
            })
        };
        let clerk = |it: u64| -> Doing<'_, Option<Result<Edited, EditError>>> {
            let store = &store;
            Box::pin(async move {
                let (directory, clock) = (&MemoryDirectory::down(), &FixedClock(NOW));
                let change = builders("ada", 2 + it).named(&format!("Ada {it}")).into();
                let sync = Sync { store, directory, clock };
                let number = u32::try_from(it).unwrap() + 100;
                sync.apply(&event(number), Some(change), &Origin::default()).await.unwrap();
                None
            })
        };

        let all = (0..editors).map(work).chain((0..clerks).map(clerk)).collect();
        let results: Vec<_> = at_once(all, seed).into_iter().flatten().collect();

        let (won, lost): (Vec<_>, Vec<_>) = results.into_iter().partition(Result::is_ok);
        let [Ok(winner)] = &won[..] else { panic!("one wins, not {won:?}") };
        let ada = platform.person("ada");
        let kept = ada.builder.as_ref().unwrap();
        prop_assert_eq!(&winner.person.builder.as_ref().unwrap().headline, &kept.headline);
        prop_assert_eq!(kept.version, Version(2));
        for loser in lost {
            let Err(EditError::Stale(found)) = loser else { panic!("not stale: {loser:?}") };
            prop_assert_eq!(found.builder.as_ref(), Some(kept));
        }
        if clerks > 0 {
            let latest = format!("Ada {}", clerks - 1);
            prop_assert_eq!(ada.user.name, Some(latest), "what Clerk says is not lost");
        }
        let entries = now(trail(&platform, "ada"));
        let edits = entries.iter().filter(|it| it.record.changes[0].field == "builder.headline");
        prop_assert_eq!(edits.count(), 1);
    }

    #[test]
    fn without_a_condition_everybodys_edit_is_kept(seed in any::<u64>()) {
        let platform = now(platform_with(&["ada"]));
        let id = platform.person("ada").user.id;
        let store = GivesWay(platform.tables());
        let edits = [headline("Engines"), builder(&json!({ "bio": "x" })), Edit::DeactivateBuilder];
        let work = |change: Edit| -> Doing<'_, Result<Edited, EditError>> {
            let (store, id) = (&store, &id);
            Box::pin(edit_in(store, id, change, Precondition::None))
        };

        let results = at_once(edits.map(work).into(), seed);

        prop_assert!(results.iter().all(|it| it.as_ref().is_ok_and(|it| it.changed)));
        let kept = platform.person("ada").builder.unwrap();
        let texts = (kept.headline.as_deref(), kept.bio.as_deref());
        prop_assert_eq!((texts, kept.active), ((Some("Engines"), Some("x")), false));
        prop_assert_eq!(kept.version, Version(4));
    }

    #[test]
    fn of_those_who_want_one_slug_one_gets_it(seed in any::<u64>()) {
        let names = ["ada", "bob", "cyd"];
        let platform = now(platform_with(&names));
        let store = GivesWay(platform.tables());
        let work = |name: &str| -> Doing<'_, Result<Edited, EditError>> {
            let (store, person) = (&store, platform.person(name));
            let condition = seen_by(name, &platform);
            Box::pin(async move {
                edit_in(store, &person.user.id, slug("engines"), condition).await
            })
        };

        let results = at_once(names.map(work).into(), seed);

        let (won, lost): (Vec<_>, Vec<_>) = results.into_iter().partition(Result::is_ok);
        let [Ok(winner)] = &won[..] else { panic!("one gets it, not {won:?}") };
        prop_assert!(lost.iter().all(|it| matches!(it, Err(EditError::SlugTaken))), "{:?}", lost);
        let pointer = Pointer::Slug("engines".to_owned());
        let holder = platform.tables().pointers().remove(&pointer);
        prop_assert_eq!(holder.as_ref(), Some(&winner.person.user.id));
        let with_slug = platform.tables().people().into_iter().filter(|it| {
            it.builder.as_ref().is_some_and(|it| it.slug.is_some())
        });
        prop_assert_eq!(with_slug.count(), 1, "nobody else's profile says so");
    }
}

#[tokio::test]
async fn an_edit_of_an_older_version_is_stale_even_if_it_would_change_nothing() {
    let platform = platform_with(&["ada"]).await;
    let seen = seen_by("ada", &platform);
    apply(&platform, "ada", headline("Engines"), seen).await.unwrap();
    let contents = platform.contents();

    for change in [headline("Looms"), headline("Engines")] {
        let error = apply(&platform, "ada", change, seen).await.unwrap_err();

        let EditError::Stale(found) = error else { panic!("not stale: {error:?}") };
        assert_eq!(*found, platform.person("ada"));
    }
    assert_eq!(platform.contents(), contents);
}

#[tokio::test]
async fn an_edit_that_changes_nothing_moves_nothing() {
    let platform = platform_with(&["ada"]).await;
    apply(&platform, "ada", headline("Engines"), Precondition::None).await.unwrap();
    let contents = platform.contents();

    let seen = seen_by("ada", &platform);
    let edited = apply(&platform, "ada", headline(" Engines "), seen).await.unwrap();

    assert!(!edited.changed);
    assert_eq!(platform.contents(), contents);
}

#[tokio::test]
async fn what_becomes_of_one_profile_spoils_no_edit_of_the_other() {
    let platform = platform_with(&["ada"]).await;
    let client = platform.person("ada").client.unwrap().version;
    apply(&platform, "ada", headline("Engines"), Precondition::None).await.unwrap();
    let patch = ClientPatch::read(&json!({ "industry": "looms" })).unwrap();

    let edited = apply(&platform, "ada", Edit::Client(patch), Precondition::Client(client)).await;

    assert!(edited.unwrap().changed);
}

#[tokio::test]
async fn only_what_clerk_is_to_be_told_asks_for_a_push() {
    let platform = platform_with(&["ada"]).await;
    let (store, queue) = (platform.tables(), &MemoryQueue::default());
    let editing = Editing { store, queue, clock: &FixedClock(NOW) };
    let id = platform.person("ada").user.id;
    for (patch, messages) in [(json!({ "bio": "x" }), 0), (json!({ "hourlyRate": 85 }), 1)] {
        editing.apply(&id, &[builder(&patch)], Precondition::None, &context(false)).await.unwrap();

        assert_eq!(queue.messages().len(), messages, "{patch}");
    }
}

#[tokio::test]
async fn a_slug_of_somebody_else_is_taken_until_they_give_it_up() {
    let platform = platform_with(&["ada", "bob"]).await;
    let take = async |name| apply(&platform, name, slug("engines"), Precondition::None).await;
    take("ada").await.unwrap();
    let contents = platform.contents();

    assert!(matches!(take("bob").await, Err(EditError::SlugTaken)));
    assert_eq!(platform.contents(), contents, "nothing is written");
    assert!(!take("ada").await.unwrap().changed, "her own is no obstacle to her");

    apply(&platform, "ada", slug("looms"), Precondition::None).await.unwrap();
    assert!(take("bob").await.unwrap().changed);
    assert!(matches!(take("ada").await, Err(EditError::SlugTaken)), "nor can she have it back");
}

// R16
#[tokio::test]
async fn the_slug_of_a_deleted_person_is_free() {
    let platform = platform_with(&["ada", "bob"]).await;
    apply(&platform, "ada", slug("engines"), Precondition::None).await.unwrap();

    platform.apply(deleted("ada", 2)).await;

    assert!(apply(&platform, "bob", slug("engines"), Precondition::None).await.unwrap().changed);
}

// R3
#[tokio::test]
async fn who_is_deleted_or_unknown_cannot_be_edited_whatever_was_seen() {
    let platform = platform_with(&["ada"]).await;
    let seen = seen_by("ada", &platform);
    platform.apply(deleted("ada", 2)).await;
    let unknown = UserId::parse("nobody").unwrap();

    let gone = apply(&platform, "ada", headline("x"), seen).await;
    let nobody = edit_in(platform.tables(), &unknown, headline("x"), seen).await;

    assert!(matches!(gone, Err(EditError::Refused(EditRefused::Deleted))), "{gone:?}");
    assert!(matches!(nobody, Err(EditError::Unknown)), "{nobody:?}");
}

#[tokio::test]
async fn a_profile_that_is_missing_is_not_stale_but_missing() {
    let platform = Platform::default();
    platform.apply(account("ada").at(1).roles(["SUBSCRIBER"])).await;

    let edited = apply(&platform, "ada", headline("x"), Precondition::Builder(Version(1))).await;

    assert!(matches!(edited, Err(EditError::Refused(EditRefused::NoBuilder))), "{edited:?}");
}
