//! The public list of builders.

use profile_core::{Decimal, Person, Status, SyncStore, ValidationTier, Write};

use crate::support::{Engine, USERS, builder, write};

async fn listed(engine: &Engine) -> Vec<String> {
    let items = engine.listed(USERS, "Listing", ("listing", "BUILDER")).await;
    items.iter().map(|it| it.text("userId").to_owned()).collect()
}

async fn commit(engine: &Engine, before: Option<&Write>, after: Person) -> Write {
    let write = write(before.map(|it| &it.after), after);
    engine.store.commit(&write, None).await.unwrap();
    write
}

#[tokio::test]
async fn the_index_lists_the_best_first() {
    let engine = Engine::start().await;
    let rated = |hundredths| Some(Decimal::from_hundredths(hundredths));
    for person in [
        builder("plain", |_| {}),
        builder("rated", |it| it.rating = rated(480)),
        builder("better", |it| it.rating = rated(490)),
        builder("expert", |it| it.validation_tier = ValidationTier::Expert),
        builder("featured", |it| it.featured_builder = true),
        builder("hidden", |it| it.searchable = false),
        builder("inactive", |it| it.active = false),
    ] {
        commit(&engine, None, person).await;
    }

    assert_eq!(
        listed(&engine).await,
        ["id-featured", "id-expert", "id-better", "id-rated", "id-plain"]
    );
}

#[tokio::test]
async fn a_suspended_builder_leaves_the_list_and_comes_back() {
    let engine = Engine::start().await;
    let first = commit(&engine, None, builder("ada", |_| {})).await;
    assert_eq!(listed(&engine).await, ["id-ada"]);

    let mut suspended = first.after.clone();
    suspended.user.status = Status::Suspended;
    let second = commit(&engine, Some(&first), suspended).await;
    assert_eq!(listed(&engine).await, Vec::<String>::new());

    let mut active = second.after.clone();
    active.user.status = Status::Active;
    commit(&engine, Some(&second), active).await;
    assert_eq!(listed(&engine).await, ["id-ada"]);
}
