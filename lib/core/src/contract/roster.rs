//! What every roster promises.

use std::time::Duration;

use super::{NOW, clerk_id};
use crate::decide::Write;
use crate::{
    ClerkId, Commit, Linked, OwnedField, Pending, PendingPush, Person, Roster, SyncStore,
    Timestamp, Version, mapping,
};

/// When the people here were made: 2030-03-17T17:46:40Z.
const MADE: Timestamp = Timestamp::from_millis(1_900_000_000_000);

const DAY: Duration = Duration::from_hours(24);
/// Who waits since then or before is not asked for.
const AFTER: Timestamp = Timestamp::from_millis(5);

const INSTANT: Duration = Duration::from_millis(1);

/// Checks every promise on an empty `store`.
///
/// # Panics
///
/// When a promise is broken; the message says which.
pub async fn check(store: &(impl SyncStore + Roster)) {
    accounts_are_found_by_their_clerk_ids(store).await;
    a_tombstone_is_an_account(store).await;
    the_linked_are_listed_by_when_they_were_made(store).await;
    any_time_has_its_place(store).await;
    only_the_linked_are_on_the_roster(store).await;
    the_unlinked_are_listed_until_they_are_linked(store).await;
    what_clerk_waits_for_is_listed_until_it_is_told(store).await;
}

async fn accounts_are_found_by_their_clerk_ids(store: &(impl SyncStore + Roster)) {
    let mut people = Vec::new();
    for number in 0..230 {
        people.push(add(store, person(&format!("account-{number}"), |_| {})).await.user);
    }
    let row = |it: &crate::User| Linked {
        user_id: it.id.clone(),
        clerk_id: it.clerk_id.clone().unwrap(),
        made_at: MADE,
    };
    let linked: Vec<_> = people.iter().step_by(2).map(row).collect();
    let asked: Vec<_> = people[..229].iter().filter_map(|it| it.clerk_id.clone()).collect();
    let unknown = [clerk_id("account-unknown")];
    let asked = [&asked, &unknown[..], &asked[7..9]].concat();

    for linked in [&linked[..], &[]] {
        let mut found = store.accounts(&asked, linked).await.unwrap();

        found.sort_by(|a, b| a.id.cmp(&b.id));
        found.dedup();
        let mut expected = people[..229].to_vec();
        expected.sort_by(|a, b| a.id.cmp(&b.id));
        assert_eq!(found, expected, "those asked for, and nobody else");
    }
    assert_eq!(store.accounts(&[], &linked).await.unwrap(), [], "asked for nobody");
}

async fn a_tombstone_is_an_account(store: &(impl SyncStore + Roster)) {
    let living = add(store, person("buried", |_| {})).await;
    let buried = change(store, &living, |it| mapping::bury(it, NOW, NOW)).await;

    let found = store.accounts(&[clerk_id("buried")], &[]).await.unwrap();

    assert_eq!(found, [buried.user]);
}

async fn the_linked_are_listed_by_when_they_were_made(store: &(impl SyncStore + Roster)) {
    let later = |days| MADE.after(DAY * days);
    let mut made = [later(70), later(0), later(1), later(40), later(0).after(INSTANT)];
    for (number, at) in made.iter().enumerate() {
        let made = |it: &mut Person| it.user.clerk_created_at = Some(*at);
        add(store, person(&format!("listed-{number}"), made)).await;
    }
    made.sort();
    let times = async |from, until, most| {
        let found = store.linked(from, until, most).await.unwrap();
        (found.found.iter().map(|it| it.made_at).collect::<Vec<_>>(), found.more)
    };

    let end = later(70).after(INSTANT);
    assert_eq!(times(MADE, end, 9).await, (made.to_vec(), false), "oldest first");
    assert_eq!(times(MADE, end, 5).await, (made.to_vec(), false), "as many as there are");
    assert_eq!(times(MADE, end, 3).await, (made[..3].to_vec(), true), "no more than asked for");
    assert_eq!(times(made[1], made[3], 9).await, (made[1..3].to_vec(), false), "before the end");
    assert_eq!(times(MADE, MADE, 9).await, (vec![], false), "no time at all");
    assert_eq!(times(end, MADE, 9).await, (vec![], false), "a time that ends before it begins");

    let first = store.linked(MADE, MADE.after(INSTANT), 9).await.unwrap().found;
    let mapped = mapping::blank(&clerk_id("listed-1"), NOW).user;
    let expected = Linked { user_id: mapped.id, clerk_id: clerk_id("listed-1"), made_at: MADE };
    assert_eq!(first, [expected]);
}

/// Clerk's clock may say anything.
async fn any_time_has_its_place(store: &(impl SyncStore + Roster)) {
    let times = [0, 1_514_764_799_999, 1_514_764_800_000, 4_102_444_800_000, i64::MAX as u64];
    let times = times.map(Timestamp::from_millis);
    for at in times {
        let made = |it: &mut Person| it.user.clerk_created_at = Some(at);
        add(store, person(&format!("made-{}", at.unsigned()), made)).await;
    }

    for at in times {
        let found = store.linked(at, at.after(INSTANT), 9).await.unwrap().found;
        let found: Vec<_> = found.into_iter().map(|it| it.made_at).collect();
        assert_eq!(found, [at]);
    }
    let early = store.linked(times[0], times[2].after(INSTANT), 9).await.unwrap().found;
    assert_eq!(early.iter().map(|it| it.made_at).collect::<Vec<_>>(), times[..3]);
}

async fn only_the_linked_are_on_the_roster(store: &(impl SyncStore + Roster)) {
    let made_at = MADE.after(DAY * 365);
    let listed = async || {
        let found = store.linked(made_at, made_at.after(INSTANT), 9).await.unwrap().found;
        found.into_iter().map(|it| it.clerk_id).collect::<Vec<_>>()
    };
    let unmade = add(store, person("roster", |_| {})).await;
    assert_eq!(listed().await, [] as [ClerkId; 0], "nobody knows when they were made");
    assert!(is_unplaced(store, "roster").await, "so they are apart");

    let made = change(store, &unmade, |it| it.user.clerk_created_at = Some(made_at)).await;
    assert_eq!(listed().await, [clerk_id("roster")]);
    assert!(!is_unplaced(store, "roster").await);

    let elsewhere = Some(made_at.after(DAY * 99));
    let moved = change(store, &made, |it| it.user.clerk_created_at = elsewhere).await;
    assert_eq!(listed().await, [] as [ClerkId; 0], "Clerk says otherwise now");

    let back = change(store, &moved, |it| it.user.clerk_created_at = Some(made_at)).await;
    assert_eq!(listed().await, [clerk_id("roster")]);
    change(store, &back, |it| mapping::bury(it, NOW, NOW)).await;
    assert_eq!(listed().await, [] as [ClerkId; 0], "the deleted are missed by nobody");
}

async fn is_unplaced(store: &impl Roster, name: &str) -> bool {
    store.unplaced(9_999).await.unwrap().found.contains(&clerk_id(name))
}

async fn the_unlinked_are_listed_until_they_are_linked(store: &(impl SyncStore + Roster)) {
    let unlinked = |it: &mut Person| it.user.clerk_id = None;
    let [first, second] = [
        add(store, person("imported-1", unlinked)).await,
        add(store, person("imported-2", unlinked)).await,
    ];

    let mut all = store.unlinked(2).await.unwrap();
    all.found.sort();
    let mut ids = [first.user.id.clone(), second.user.id.clone()];
    ids.sort();
    assert_eq!((&all.found[..], all.more), (&ids[..], false));
    let one = store.unlinked(1).await.unwrap();
    assert_eq!((one.found.len(), one.more), (1, true));

    change(store, &first, |it| it.user.clerk_id = Some(clerk_id("imported-1"))).await;
    assert_eq!(store.unlinked(9).await.unwrap().found, [second.user.id]);
}

async fn what_clerk_waits_for_is_listed_until_it_is_told(store: &(impl SyncStore + Roster)) {
    let mut people = Vec::new();
    for since in [5, 30, 10, 20] {
        let since = Timestamp::from_millis(since);
        let mark = PendingPush::new([OwnedField::CompanyName], Version(1), since);
        let wait = |it: &mut Person| it.user.pending_push = Some(mark);
        people.push(add(store, person(&format!("waiting-{}", since.unsigned()), wait)).await);
    }
    let ask = async |before, most| {
        let found = store.pending(AFTER, Timestamp::from_millis(before), most).await.unwrap();
        let entry = |it: Pending| (it.user_id, it.since.unsigned());
        (found.found.into_iter().map(entry).collect::<Vec<_>>(), found.more)
    };
    let [third, first, second] = [1, 2, 3].map(|it: usize| people[it].user.id.clone());

    let all = [(first.clone(), 10), (second.clone(), 20), (third, 30)];
    assert_eq!(ask(31, 9).await, (all.to_vec(), false), "who waits longest first");
    assert_eq!(ask(30, 9).await, (all[..2].to_vec(), false), "before, and not at that time");
    assert_eq!(ask(31, 1).await, (all[..1].to_vec(), true), "no more than asked for");

    let claim = |it: &mut PendingPush| it.claimed_until = Some(NOW);
    let claimed =
        change(store, &people[2], |it| it.user.pending_push.iter_mut().for_each(claim)).await;
    assert_eq!(ask(11, 9).await, (vec![(first, 10)], false), "a claim is not yet a push");
    change(store, &claimed, |it| it.user.pending_push = None).await;
    assert_eq!(ask(21, 9).await, (vec![(second, 20)], false));
}

pub(super) fn person(name: &str, edit: impl FnOnce(&mut Person)) -> Person {
    let mut person = mapping::blank(&clerk_id(name), NOW);
    edit(&mut person);
    person
}

pub(super) async fn add(store: &impl SyncStore, after: Person) -> Person {
    commit(store, None, after).await
}

pub(super) async fn change(
    store: &impl SyncStore,
    before: &Person,
    edit: impl FnOnce(&mut Person),
) -> Person {
    let mut after = before.clone();
    edit(&mut after);
    commit(store, Some(before.clone()), after).await
}

async fn commit(store: &impl SyncStore, before: Option<Person>, after: Person) -> Person {
    let write = Write { before, after, entry: None, outcome: crate::Outcome::Unchanged };
    assert_eq!(store.commit(&write, None).await.unwrap(), Commit::Done);
    write.after
}
