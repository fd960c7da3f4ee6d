//! What the table holds of many people at once.

use std::collections::HashMap;

use profile_core::{Pointer, SyncStore, UserId};

use crate::support::{Engine, user, write};

#[tokio::test]
async fn accounts_and_pointers_are_found_and_what_is_not_there_is_left_out() {
    let engine = Engine::start().await;
    let people: Vec<_> = (0..70).map(|it| user(&it.to_string())).collect();
    for person in &people {
        engine.store.commit(&write(None, person.clone()), None).await.unwrap();
    }
    let known = people.iter().map(|it| it.user.id.clone());
    let ids: Vec<_> = known.clone().chain([UserId::parse("nobody").unwrap()]).collect();
    let pointer = |it: &profile_core::Person| Pointer::Clerk(it.user.clerk_id.clone().unwrap());
    let pointers: Vec<_> =
        people.iter().map(pointer).chain([Pointer::Slug("free".into())]).collect();
    engine.wire.take_calls();

    let held = engine.store.held(&ids, &pointers).await.unwrap();

    assert_eq!(engine.wire.take_calls().len(), 2, "142 keys, a hundred a request");
    assert_eq!(held.users.len(), 70);
    assert_eq!(held.users[&ids[7]].clerk_id, people[7].user.clerk_id);
    let expected: HashMap<_, _> = people.iter().map(pointer).zip(known).collect();
    assert_eq!(held.pointers, expected);
}
