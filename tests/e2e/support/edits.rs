//! What the platform itself changes of a person, as its operator does it.

use std::fs;

use profile_core::{BoxError, Edit, EventQueue, QueueError, Role};
use profile_lambda::SystemClock;
use profile_operator::{EditOptions, Ended, ImportOptions, Stop, import, set};
use serde_json::Value;

use super::clerk::unique;
use super::people::Person;
use super::stack::Stack;
use super::wait::{SOON, until};

/// A queue that takes nothing: what is asked of it gets lost.
#[derive(Debug)]
struct NoQueue;

impl EventQueue for NoQueue {
    async fn enqueue(&self, _body: String, _trace: Option<&str>) -> Result<(), QueueError> {
        Err(QueueError(BoxError::from("no queue")))
    }
}

impl Person {
    /// Whether Clerk has still to be told of something.
    pub(crate) fn is_pending(&self) -> bool {
        self.user.0.contains_key("pendingPush")
    }
}

impl Stack {
    /// Sets all roles of somebody, and asks for the push to Clerk.
    pub(crate) async fn set_roles(&self, clerk_id: &str, roles: &[Role]) {
        let said = self.set_roles_through(&self.queue, clerk_id, roles).await;
        assert!(said.contains("the push to Clerk was asked for"), "{said}");
    }

    /// The same, and the request for the push gets lost.
    pub(crate) async fn set_roles_unheard(&self, clerk_id: &str, roles: &[Role]) {
        let said = self.set_roles_through(&NoQueue, clerk_id, roles).await;
        assert!(said.contains("the next reconciliation tells Clerk"), "{said}");
    }

    async fn set_roles_through(
        &self,
        queue: &impl EventQueue,
        clerk_id: &str,
        roles: &[Role],
    ) -> String {
        let options = EditOptions { user: clerk_id.to_owned(), dry_run: false };
        let edit = Edit::Roles(roles.iter().copied().collect());
        let mut said = Vec::new();
        let ended = set(&self.store, queue, &SystemClock, &options, &edit, &mut said).await;
        let said = String::from_utf8(said).unwrap();
        assert_eq!(ended, Ended::Done, "{said}");
        said
    }

    /// Imports a person as the platform's export has them.
    pub(crate) async fn import(&self, line: &Value) {
        let file = std::env::temp_dir().join(format!("profile-sync-{}.jsonl", unique()));
        fs::write(&file, line.to_string()).unwrap();
        let options = ImportOptions { file: file.clone(), dry_run: false, at_once: 1 };
        let mut said = Vec::new();
        let ended = import(&self.store, &SystemClock, &Stop::default(), &options, &mut said).await;
        fs::remove_file(file).unwrap();
        assert_eq!(ended, Ended::Done, "{}", String::from_utf8_lossy(&said));
    }

    /// Somebody's record, once Clerk was told of all of it.
    pub(crate) async fn pushed(&self, clerk_id: &str) -> Person {
        until(&format!("Clerk was told of {clerk_id}"), SOON, async || {
            let person = self.person(clerk_id).await;
            if person.is_pending() { Err(format!("{:?}", person.user)) } else { Ok(person) }
        })
        .await
    }

    /// Somebody's record, once it knows of Clerk's last change of them.
    pub(crate) async fn caught_up(&self, clerk_id: &str) -> Person {
        let changed_at = self.clerk_user(clerk_id).await["updated_at"].as_u64().unwrap();
        until(&format!("{clerk_id} is as of {changed_at}"), SOON, async || {
            let person = self.known(clerk_id).await.ok_or("nobody is known by that id")?;
            let as_of = person.user.number("clerkUpdatedAt");
            if as_of >= Some(changed_at) { Ok(person) } else { Err(format!("as of {as_of:?}")) }
        })
        .await
    }
}
