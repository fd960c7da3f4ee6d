//! Whatever is written reads back, through an engine that has its own idea of numbers.

use std::collections::BTreeMap;

use profile_core::{
    BuilderProfile, Change, ClerkId, ClientProfile, Commit, Decimal, EmailAddress, OwnedField,
    PendingPush, Person, PortfolioItem, Role, Status, SyncStore, Timestamp, User, UserId,
    ValidationTier, Version,
};
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use proptest::test_runner::TestRunner;

use crate::support::{Engine, NOW, write};

fn text() -> impl Strategy<Value = Option<String>> {
    option::of(".{0,12}")
}

fn texts() -> impl Strategy<Value = Vec<String>> {
    vec(".{0,12}", 0..3)
}

fn map() -> impl Strategy<Value = BTreeMap<String, String>> {
    btree_map(".{1,12}", ".{0,12}", 0..3)
}

fn time() -> impl Strategy<Value = Timestamp> {
    any::<u64>().prop_map(Timestamp::from_millis)
}

fn decimal() -> impl Strategy<Value = Option<Decimal>> {
    option::of((-i64::MAX..=i64::MAX).prop_map(Decimal::from_hundredths))
}

prop_compose! {
    fn pending()(
        fields in subsequence(&OwnedField::ALL[..], 0..=5),
        version in any::<u64>(),
        since in time(),
        claimed_until in option::of(time()),
    ) -> PendingPush {
        let fields = fields.into_iter().collect();
        PendingPush { fields, version: Version(version), since, claimed_until }
    }
}

prop_compose! {
    fn identity()(
        email in option::of("[a-zA-Z.]{1,10}@[a-z]{1,10}\\.com"),
        email_verified_at in option::of(time()),
        name in text(),
        image_url in text(),
        stripe_customer_id in text(),
        roles in subsequence(&Role::ALL[..], 0..=4),
        unknown_roles in texts(),
        flags in any::<[bool; 3]>(),
        pending in option::of(pending()),
    ) -> User {
        User {
            id: UserId::parse("u").unwrap(),
            clerk_id: None,
            email: email.and_then(|it| EmailAddress::parse(&it)),
            email_withheld: flags[2],
            email_verified_at,
            name,
            image_url,
            roles: roles.into_iter().collect(),
            unknown_roles,
            verified: flags[0],
            is_founder: flags[1],
            stripe_customer_id,
            status: Status::Active,
            last_sign_in_at: None,
            clerk_updated_at: None,
            clerk_created_at: None,
            version: Version(0),
            audit_hash: String::new(),
            pending_push: pending,
            created_at: NOW,
            updated_at: NOW,
            deleted_at: None,
        }
    }
}

prop_compose! {
    fn user()(
        user in identity(),
        status in select(&[Status::Active, Status::Suspended, Status::Deleted][..]),
        times in (option::of(time()), time(), time(), option::of(time())),
        clerks in (option::of(time()), option::of(time())),
    ) -> User {
        let (last_sign_in_at, created_at, updated_at, deleted_at) = times;
        let (clerk_updated_at, clerk_created_at) = clerks;
        User {
            status, last_sign_in_at, clerk_updated_at, clerk_created_at, created_at, updated_at,
            deleted_at, ..user
        }
    }
}

prop_compose! {
    fn portfolio_item()(
        title in ".{0,12}", description in text(), url in text(), image_url in text(),
    ) -> PortfolioItem {
        PortfolioItem { title, description, url, image_url }
    }
}

prop_compose! {
    fn builder()(
        about in (text(), text(), text(), text(), text()),
        lists in (texts(), texts(), texts(), texts()),
        decimals in (decimal(), decimal(), decimal()),
        portfolio_items in vec(portfolio_item(), 0..3),
        social_links in map(),
        tier in 1_u8..=3,
        flags in any::<[bool; 5]>(),
        slug in option::of("[a-z-]{1,12}"),
        numbers in (any::<u32>(), any::<u64>()),
        times in (time(), time()),
    ) -> BuilderProfile {
        let (bio, headline, tagline, display_name, availability) = about;
        let (domains, badges, top_skills, expertise_areas) = lists;
        let (hourly_rate, rating, response_rate) = decimals;
        let [available_for_hire, adhd_focus, featured_builder, searchable, active] = flags;
        BuilderProfile {
            bio, headline, tagline, display_name, slug, hourly_rate, domains, badges, top_skills,
            rating, portfolio_items, social_links, expertise_areas,
            validation_tier: ValidationTier::from_number(tier).unwrap(),
            available_for_hire, availability, adhd_focus, featured_builder, searchable,
            completed_projects: numbers.0,
            response_rate, active,
            version: Version(numbers.1),
            created_at: times.0,
            updated_at: times.1,
        }
    }
}

prop_compose! {
    fn client()(
        company_name in text(), industry in text(), project_preferences in map(),
        active in any::<bool>(), version in any::<u64>(), times in (time(), time()),
    ) -> ClientProfile {
        ClientProfile {
            company_name, industry, project_preferences, active,
            version: Version(version),
            created_at: times.0,
            updated_at: times.1,
        }
    }
}

prop_compose! {
    fn person()(
        user in user(), builder in option::of(builder()), client in option::of(client()),
    ) -> Person {
        Person { user, builder, client }
    }
}

/// Gives `person` ids and addresses that no other case uses.
fn unique(mut person: Person, case: u32) -> Person {
    person.user.id = UserId::parse(format!("u{case}")).unwrap();
    person.user.clerk_id = Some(clerk_id(case));
    let own = |text: &str| format!("{case}{text}");
    person.user.email = person.user.email.and_then(|it| EmailAddress::parse(&own(it.as_str())));
    if let Some(builder) = &mut person.builder {
        builder.slug = builder.slug.as_deref().map(own);
    }
    person
}

fn clerk_id(case: u32) -> ClerkId {
    ClerkId::parse(format!("user_{case}")).unwrap()
}

/// Writes `after` over `before`, and reads it back by way of the pointers.
async fn written(engine: &Engine, before: Option<&Person>, after: Person) -> Person {
    let write = write(before, after);
    assert_eq!(engine.store.commit(&write, None).await.unwrap(), Commit::Done);

    let clerk_id = write.after.user.clerk_id.clone().unwrap();
    let change = Change::SignIn { clerk_id, at: NOW };
    let found = engine.stranger().state(&change).await.unwrap().person.unwrap();
    assert_eq!(found, write.after);
    found
}

#[test]
fn anybody_reads_back_as_written_when_new_and_when_changed() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let engine = runtime.block_on(Engine::start());
    let case = std::cell::Cell::new(0);

    let config = ProptestConfig { cases: 64, failure_persistence: None, ..Default::default() };
    let mut runner = TestRunner::new(config);
    let result = runner.run(&(person(), person()), |(first, second)| {
        case.set(case.get() + 1);
        runtime.block_on(async {
            let first = written(&engine, None, unique(first, case.get())).await;
            written(&engine, Some(&first), unique(second, case.get())).await;
        });
        Ok(())
    });

    if let Err(error) = result {
        panic!("{error}");
    }
}
