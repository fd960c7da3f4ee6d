//! Laws of paging: a walk sees whoever was there all the time exactly once.

use std::collections::HashMap;

use clerk_simulator::{Seed, Simulator, generated};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use serde_json::json;

use crate::backend::Backend;

/// What happens between two pages.
#[derive(Clone, Debug)]
enum Happening {
    SignUp,
    Delete(u32),
    Change(u32),
}

fn happening() -> impl Strategy<Value = Happening> {
    prop_oneof![
        Just(Happening::SignUp),
        (0..60_u32).prop_map(Happening::Delete),
        (0..60_u32).prop_map(Happening::Change),
    ]
}

/// Walks all pages by the cursor while things happen; how often each user was seen.
async fn walk(
    clerk: &Backend,
    order: &str,
    limit: usize,
    happenings: &[Happening],
) -> HashMap<String, u32> {
    let mut seen = HashMap::new();
    let mut happenings = happenings.iter();
    let mut cursor = String::new();
    loop {
        let page = clerk.ids(&format!("limit={limit}&order_by={order}{cursor}")).await;
        for id in &page {
            *seen.entry(id.clone()).or_default() += 1;
        }
        let Some(last) = page.last().filter(|_| page.len() == limit) else { return seen };
        cursor = format!("&starting_after={last}");
        // The cursor itself stays: what becomes of it is another question.
        if let Some(happening) = happenings.next() {
            happen(clerk, happening, last);
        }
    }
}

fn happen(clerk: &Simulator, happening: &Happening, spared: &str) {
    match happening {
        Happening::SignUp => drop(clerk.put_user(json!({})).unwrap()),
        Happening::Delete(index) if generated(*index).id() != spared => {
            let _ = clerk.remove_user(&generated(*index).id());
        }
        Happening::Delete(_) => {}
        Happening::Change(index) => {
            let _ = clerk.patch_user(&generated(*index).id(), &json!({ "first_name": "Eva" }));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn a_walk_sees_everyone_who_stays_exactly_once(
        happenings in prop::collection::vec(happening(), 0..20),
        limit in 1..20_usize,
        descending in any::<bool>(),
    ) {
        let order = if descending { "-created_at" } else { "%2Bcreated_at" };
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let clerk = Backend::start(Seed::of(60)).await;
            clerk.put_user(json!({ "id": "user_old", "created_at": generated(30).created_at() })).unwrap();

            let seen = walk(&clerk, order, limit, &happenings).await;

            let stayed = (0..60).map(|it| generated(it).id()).chain(["user_old".to_owned()]);
            for id in stayed.filter(|id| clerk.user(id).is_some()) {
                prop_assert_eq!(seen.get(&id), Some(&1), "{}", id);
            }
            prop_assert!(seen.values().all(|times| *times == 1));
            Ok::<_, TestCaseError>(())
        })?;
    }
}

#[tokio::test]
async fn offsets_see_everyone_once_when_nothing_happens() {
    let clerk = Backend::start(Seed::of(1_000)).await;
    clerk.patch_user(&generated(3).id(), &json!({ "first_name": "Eva" })).unwrap();
    for order in ["-created_at", "created_at", "-updated_at", "updated_at", "email_address"] {
        let mut seen = Vec::new();
        for page in 0..7 {
            let query = format!("limit=160&offset={}&order_by={order}", page * 160);
            seen.extend(clerk.ids(&query).await);
        }
        assert_eq!(seen.len(), 1_000, "{order}");
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), 1_000, "{order}");
    }
}

#[tokio::test]
async fn people_who_signed_up_in_the_same_moment_are_all_seen() {
    let clerk = Backend::start(Seed::of(3)).await;
    for id in ["user_a", "user_2G", "user_2Gf", "user_z"] {
        clerk.put_user(json!({ "id": id, "created_at": generated(1).created_at() })).unwrap();
    }
    for order in ["-created_at", "created_at"] {
        assert_eq!(walk(&clerk, order, 1, &[]).await.len(), 7, "{order}");
    }
}
