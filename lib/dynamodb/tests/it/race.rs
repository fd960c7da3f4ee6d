//! Rivals.

use std::collections::HashMap;
use std::time::Duration;

use futures_util::future::join_all;
use profile_core::audit::verify_chain;
use profile_core::contract::Inspect;
use profile_core::memory::MemoryDirectory;
use profile_core::{
    Applied, Change, ClerkUser, Clock, Commit, LedgerEvent, Origin, Outcome, Sync, SyncError,
    SyncStore, Timestamp,
};
use profile_dynamodb::DynamoStore;

use crate::support::{Engine, NOW, USERS, described, event, settled, sign_in, user, write};

/// A clock that stands still, on which rivals wait for different times.
struct Jitter;

impl Clock for Jitter {
    fn now(&self) -> Timestamp {
        NOW
    }

    async fn pause(&self, attempt: u32) {
        let longest = 4_u64 << attempt.min(6);
        tokio::time::sleep(Duration::from_millis(fastrand::u64(0..=longest))).await;
    }
}

/// Applies an event, and again when the queue would deliver it again.
async fn apply(
    store: &DynamoStore,
    directory: &MemoryDirectory,
    event: &LedgerEvent,
    user: &ClerkUser,
) -> Applied {
    let sync = Sync { store, directory, clock: &Jitter };
    let change = Change::reported(user.clone(), NOW);
    loop {
        match sync.apply(event, Some(change.clone()), &Origin::default()).await {
            Err(SyncError::Contended) => {}
            applied => return applied.unwrap(),
        }
    }
}

fn count<T: Copy + Eq + std::hash::Hash>(all: impl IntoIterator<Item = T>) -> HashMap<T, usize> {
    all.into_iter().fold(HashMap::new(), |mut counts, it| {
        *counts.entry(it).or_default() += 1;
        counts
    })
}

#[tokio::test]
async fn of_sixteen_writes_to_one_version_one_wins() {
    let engine = Engine::start().await;
    let first = write(None, user("ada"));
    engine.store.commit(&first, None).await.unwrap();
    let rivals: Vec<_> = (0..16)
        .map(|number| {
            let mut after = first.after.clone();
            after.user.name = Some(format!("rival {number}"));
            (event(&format!("rival-{number}")), write(Some(&first.after), after))
        })
        .collect();

    let commits = rivals.iter().map(|(it, write)| engine.commit(write, Some(settled(it, write))));
    let commits = join_all(commits).await.into_iter().map(Result::unwrap).collect::<Vec<_>>();

    let winner = commits.iter().position(|it| *it == Commit::Done).unwrap();
    assert_eq!(commits.iter().filter(|it| **it == Commit::Outdated).count(), 15);
    let person = engine.state(&sign_in("ada")).await.unwrap().person.unwrap();
    assert_eq!(person, rivals[winner].1.after);
    assert_eq!(engine.trail(&person.user.id).await.len(), 2);
}

#[tokio::test]
async fn many_events_of_one_user_at_once_end_in_the_latest_with_its_chain_whole() {
    let engine = Engine::start().await;
    let stores: Vec<_> = (0..4).map(|_| engine.stranger()).collect();
    let directory = MemoryDirectory::default();
    let events: Vec<_> = (1..=24)
        .map(|at| {
            let address = format!("ada-{}@example.com", at % 3);
            (event(&format!("ada-{at}")), described("ada", &address, at))
        })
        .collect();

    let all = events.iter().zip(stores.iter().cycle());
    let all = join_all(all.map(|((event, it), store)| apply(store, &directory, event, it))).await;

    let outcomes = count(all.iter().map(|it| it.outcome));
    assert_eq!(outcomes[&Outcome::Created], 1);
    assert_ne!(all[23].outcome, Outcome::Superseded, "the latest is applied");
    let user = engine.state(&sign_in("ada")).await.unwrap().person.unwrap().user;
    assert_eq!(user.name.as_deref(), Some("ada 24"));
    let trail = engine.trail(&user.id).await;
    assert_eq!(verify_chain(&trail, &user.audit_hash), Ok(()));
    let applied = all.iter().filter(|it| it.outcome != Outcome::Superseded).count();
    assert_eq!(trail.len(), applied, "one entry for each event applied");
    let pointers = ["ada-0", "ada-1", "ada-2"].map(|it| format!("EMAIL#{it}@example.com"));
    let found = join_all(pointers.iter().map(|pk| engine.item(USERS, pk, "POINTER"))).await;
    let found: Vec<_> = found.iter().map(Option::is_some).collect();
    assert_eq!(found, [true, false, false], "only the latest address is taken");
}

#[tokio::test]
async fn one_event_delivered_eight_times_at_once_is_applied_once() {
    let engine = Engine::start().await;
    let stores: Vec<_> = (0..8).map(|_| engine.stranger()).collect();
    let directory = MemoryDirectory::default();
    let (event, user) = (event("ada"), described("ada", "ada@example.com", 1));

    let all = stores.iter().map(|store| apply(store, &directory, &event, &user));
    let outcomes = count(join_all(all).await.into_iter().map(|it| it.outcome));

    assert_eq!(outcomes, HashMap::from([(Outcome::Created, 1), (Outcome::Duplicate, 7)]));
    let row = engine.ledger_row(&event.id).await.unwrap();
    assert_eq!((row.outcome, row.attempts), (Some(Outcome::Created), 1));
}

#[tokio::test]
async fn of_two_newcomers_with_one_address_one_gets_it() {
    let engine = Engine::start().await;
    let directory = MemoryDirectory::default();
    let users = ["ada", "eve"].map(|name| described(name, "one@example.com", 1));
    for user in &users {
        directory.put(user);
    }
    let events = ["ada", "eve"].map(event);
    let stores = [engine.stranger(), engine.stranger()];

    let all = (0..2).map(|it| apply(&stores[it], &directory, &events[it], &users[it]));
    let outcomes = count(join_all(all).await.into_iter().map(|it| it.outcome));

    assert_eq!(outcomes, HashMap::from([(Outcome::Created, 1), (Outcome::Conflict, 1)]));
}
