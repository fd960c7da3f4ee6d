//! What everybody who reads people for the API promises.

use super::roster::{add, change, person};
use super::{NOW, clerk_id};
use crate::{
    BuilderProfile, Decimal, LARGEST_LIST, ListingFilter, ListingPlace, People, Person, Role,
    Roles, Status, SyncStore, UserId, ValidationTier, mapping,
};

/// Checks every promise on an empty `store`.
///
/// # Panics
///
/// When a promise is broken; the message says which.
pub async fn check(store: &(impl SyncStore + People)) {
    a_person_is_found_by_clerks_id(store).await;
    a_slug_leads_to_its_builder_until_it_is_freed(store).await;
    an_empty_list_has_an_end(store).await;
    the_list_has_the_best_first_on_pages_of_any_size(store).await;
    a_filter_shows_whom_it_admits(store).await;
    nobody_is_lost_or_doubled_while_others_come_and_go(store).await;
    only_those_whom_the_public_can_find_are_listed(store).await;
    a_page_is_never_larger_than_the_largest(store).await;
}

async fn a_person_is_found_by_clerks_id(store: &(impl SyncStore + People)) {
    let id = clerk_id("found");
    assert_eq!(store.by_clerk_id(&id).await.unwrap(), None, "nobody yet");

    let found = add(store, person("found", |_| {})).await;
    for _ in 0..2 {
        assert_eq!(store.by_clerk_id(&id).await.unwrap().as_ref(), Some(&found));
    }

    let buried = change(store, &found, |it| mapping::bury(it, NOW, NOW)).await;
    assert_eq!(store.by_clerk_id(&id).await.unwrap(), Some(buried), "a tombstone is somebody");
    let nobody = UserId::parse("nobody").unwrap();
    assert_eq!(store.trail(&nobody).await.unwrap(), [], "nobody has an empty trail");
}

async fn a_slug_leads_to_its_builder_until_it_is_freed(store: &(impl SyncStore + People)) {
    let with_slug = |slug: &str| {
        let slug = Some(slug.to_owned());
        move |it: &mut BuilderProfile| it.slug.clone_from(&slug)
    };
    let holder = async |slug: &str| store.holder_of_slug(slug).await.unwrap();
    let found = async |slug: &str| store.by_slug(slug).await.unwrap();
    assert_eq!((found("first").await, holder("first").await), (None, None));

    let first = add(store, builder("slugged", with_slug("first"))).await;
    assert_eq!(found("first").await.as_ref(), Some(&first));
    assert_eq!(holder("first").await, Some(first.user.id.clone()));
    for other in ["", "First", "first ", "fir", &"x".repeat(5_000)] {
        assert_eq!((found(other).await, holder(other).await), (None, None), "{other:.9}");
    }

    let second = change(store, &first, |it| it.builder.iter_mut().for_each(with_slug("second")));
    let second = second.await;
    assert_eq!((found("first").await, holder("first").await), (None, None), "freed by change");
    assert_eq!(found("second").await.as_ref(), Some(&second));

    change(store, &second, |it| mapping::bury(it, NOW, NOW)).await;
    assert_eq!((found("second").await, holder("second").await), (None, None), "by deletion");
}

async fn an_empty_list_has_an_end(store: &impl People) {
    let page = store.listed(&ListingFilter::default(), None, 9).await.unwrap();

    assert_eq!((page.people, page.next, page.unreadable), (vec![], None, 0));
}

/// Ten builders, best first, in fields and tiers of all kinds.
async fn builders(store: &impl SyncStore) -> Vec<Person> {
    let tiers = [ValidationTier::Entry, ValidationTier::Established, ValidationTier::Expert];
    let mut people = Vec::new();
    for number in 0..10_u8 {
        let edit = |it: &mut BuilderProfile| {
            it.featured_builder = number % 5 == 0;
            it.validation_tier = tiers[usize::from(number % 3)];
            it.rating = Some(Decimal::from_hundredths(i64::from(number)));
            it.available_for_hire = number % 2 == 0;
            it.domains = vec!["all".to_owned(), format!("domain {}", number % 4)];
        };
        people.push(add(store, builder(&format!("listed-{number}"), edit)).await);
    }
    people.sort_by_key(ListingPlace::of);
    people
}

async fn the_list_has_the_best_first_on_pages_of_any_size(store: &(impl SyncStore + People)) {
    let expected = builders(store).await;

    for most in [0, 1, 3, 10, 11, usize::MAX] {
        assert_eq!(all(store, &ListingFilter::default(), most).await, expected, "{most} a page");
    }
    let page = store.listed(&ListingFilter::default(), None, 10).await.unwrap();
    assert_eq!(page.next, None, "an exact page is the last");
}

async fn a_filter_shows_whom_it_admits(store: &impl People) {
    let everybody = all(store, &ListingFilter::default(), 100).await;
    let domains = [None, Some("all"), Some("domain 1"), Some("domain"), Some("ALL")];
    let available = [None, Some(true), Some(false)];
    let tiers = [None, Some(ValidationTier::Entry), Some(ValidationTier::Expert)];
    for domain in domains {
        for available_for_hire in available {
            for validation_tier in tiers {
                let domain = domain.map(str::to_owned);
                let filter = ListingFilter { domain, available_for_hire, validation_tier };
                let admits = |it: &&Person| it.builder.as_ref().is_some_and(|it| filter.admits(it));
                let expected: Vec<_> = everybody.iter().filter(admits).cloned().collect();
                for most in [1, 2, 100] {
                    assert_eq!(all(store, &filter, most).await, expected, "{filter:?}");
                }
            }
        }
    }

    let first = store.listed(&ListingFilter::default(), None, 4).await.unwrap();
    let entry = ListingFilter { validation_tier: Some(ValidationTier::Entry), ..<_>::default() };
    let rest = store.listed(&entry, first.next.as_ref(), 100).await.unwrap().people;
    let is_entry = |it: &&Person| it.builder.as_ref().is_some_and(|it| entry.admits(it));
    let expected: Vec<_> = everybody[4..].iter().filter(is_entry).cloned().collect();
    assert_eq!(rest, expected, "a place in the list is one whoever is asked for");
}

async fn nobody_is_lost_or_doubled_while_others_come_and_go(store: &(impl SyncStore + People)) {
    let before = all(store, &ListingFilter::default(), 100).await;
    let (mut seen, mut after) = (Vec::new(), None);
    for round in 0.. {
        let page = store.listed(&ListingFilter::default(), after.as_ref(), 2).await.unwrap();
        seen.extend(page.people);
        after = page.next;
        if after.is_none() {
            break;
        }
        let edit = |it: &mut BuilderProfile| it.featured_builder = round % 2 == 0;
        let guest = add(store, builder(&format!("guest-{round}"), edit)).await;
        change(store, &guest, |it| it.builder.iter_mut().for_each(|it| it.active = false)).await;
    }

    assert_eq!(seen, before);
}

async fn only_those_whom_the_public_can_find_are_listed(store: &(impl SyncStore + People)) {
    let is_listed = async |name: &str| {
        let everybody = all(store, &ListingFilter::default(), 100).await;
        everybody.iter().any(|it| it.user.clerk_id == Some(clerk_id(name)))
    };
    let shown = add(store, builder("shown", |_| {})).await;
    add(store, builder("hidden", |it| it.searchable = false)).await;
    add(store, person("client", |_| {})).await;
    assert!(is_listed("shown").await);
    assert!(!is_listed("hidden").await && !is_listed("client").await);

    let suspended = change(store, &shown, |it| it.user.status = Status::Suspended).await;
    assert!(!is_listed("shown").await, "suspended");
    let back = change(store, &suspended, |it| it.user.status = Status::Active).await;
    assert!(is_listed("shown").await);
    change(store, &back, |it| mapping::bury(it, NOW, NOW)).await;
    assert!(!is_listed("shown").await, "deleted");
}

async fn a_page_is_never_larger_than_the_largest(store: &(impl SyncStore + People)) {
    for number in 0..LARGEST_LIST {
        add(store, builder(&format!("crowd-{number}"), |_| {})).await;
    }

    let page = store.listed(&ListingFilter::default(), None, usize::MAX).await.unwrap();

    assert_eq!((page.people.len(), page.next.is_some()), (LARGEST_LIST, true));
}

/// The whole list, read in pages of up to `most`.
async fn all(store: &impl People, filter: &ListingFilter, most: usize) -> Vec<Person> {
    let (mut people, mut after) = (Vec::new(), None);
    loop {
        let page = store.listed(filter, after.as_ref(), most).await.unwrap();
        assert!(page.people.len() <= most.max(1), "no more than asked for");
        assert_eq!(page.unreadable, 0);
        people.extend(page.people);
        let Some(next) = page.next else { return people };
        assert!(after < Some(next.clone()), "the list goes on");
        after = Some(next.to_string().parse().expect("a place reads back"));
    }
}

fn builder(name: &str, edit: impl FnOnce(&mut BuilderProfile)) -> Person {
    person(name, |it| {
        it.user.roles = Roles::from_iter([Role::Builder]);
        let mut builder = BuilderProfile::new(NOW);
        edit(&mut builder);
        (it.builder, it.client) = (Some(builder), None);
    })
}
