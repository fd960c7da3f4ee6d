//! What reconciliations and pushes leave behind tells nothing of anybody.

use profile_core::Role;
use serde_json::json;

use crate::support::clerk::{Someone, unique};
use crate::support::stack::Stack;
use crate::support::wait::{GRACE, SOON, until};

#[tokio::test]
async fn reconciliations_and_pushes_tell_of_nobody_in_logs_and_reports() {
    let stack = Stack::find_alone().await;
    let planted = ["Plantedname", "PLANTED-PRIVATE", "PLANTED-UNSAFE", "planted.local"];
    let someone = planted_person(&stack).await;

    // Created by a run, changed by another; pushed by the processor, and by a third run.
    let created = stack.reconcile_all().await;
    stack.change_silently(&someone.id, json!({ "first_name": "Plantednameagain" })).await;
    let changed = stack.reconcile_changed().await;
    stack.set_roles(&someone.id, &[Role::Builder]).await;
    stack.pushed(&someone.id).await;
    stack.set_roles_unheard(&someone.id, &[Role::Client]).await;
    tokio::time::sleep(GRACE).await;
    stack.cut_off(&someone.id).await;
    let failed = stack.reconcile_changed().await;
    stack.set_roles(&someone.id, &[Role::Builder, Role::Admin]).await;
    until("the processor could not push", SOON, async || {
        let failed = stack.logs("event-processor", stack.since, Some("push failed")).await;
        if failed.is_empty() { Err("it says nothing".to_owned()) } else { Ok(()) }
    })
    .await;
    stack.reconnect(&someone.id).await;
    stack.pushed(&someone.id).await;

    assert_eq!(created.counts.failed + changed.counts.failed, 0);
    assert_eq!(failed.counts.pushes_failed, 1);
    let mut left = stack.all_logs().await;
    let runs = stack.logs("reconciler", stack.since, Some("run finished")).await;
    let runs = runs.iter().filter(|it| it.contains("\"run finished\"")).count();
    assert_eq!(runs, 3, "they are among what was looked at");
    let tables = &stack.description.tables;
    for mut item in
        stack.scan(&tables.events).await.into_iter().chain(stack.scan(&tables.audit).await)
    {
        // What Clerk sent is kept as it came; what we say of it tells nothing.
        item.0.remove("payload");
        left.push(item.in_full());
    }
    let secrets = [stack.description.clerk_secret_key.as_str()];
    for word in planted.iter().chain(&secrets) {
        let telling = left.iter().find(|it| it.contains(word));
        assert_eq!(telling, None, "{word} was told");
    }
}

/// Somebody whom only Clerk knows, with a word to look for in every field.
async fn planted_person(stack: &Stack) -> Someone {
    let mut someone = Someone::new();
    "Plantedname".clone_into(&mut someone.name);
    someone.email = Some(format!("planted.local.{}@example.com", unique()));
    stack.clerk_has(&someone).await;
    let metadata = json!({
        "updated_at": someone.updated_at,
        "private_metadata": { "note": "PLANTED-PRIVATE" },
        "unsafe_metadata": { "note": "PLANTED-UNSAFE" },
    });
    stack.change_silently(&someone.id, metadata).await;
    someone
}
