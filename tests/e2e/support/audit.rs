//! The audit trail.

use profile_core::audit::Cause;
use profile_core::{AuditEntry, People, UserId, verify_chain};

use super::clerk::{Event, Someone};
use super::people::Person;
use super::stack::Stack;

impl Stack {
    /// A person's trail, oldest first: whole, unaltered, and with one entry per version.
    pub(crate) async fn trail(&self, person: &Person) -> Vec<AuditEntry> {
        let id = UserId::parse(person.id()).unwrap();
        let trail = self.store.trail(&id).await.unwrap();
        let head = person.user.text("auditHash").unwrap();
        let verified = verify_chain(&trail, head);
        assert_eq!(verified, Ok(()), "the trail of {id}: {trail:#?}");
        assert_eq!(trail.len() as u64, person.version(), "the trail of {id}: {trail:#?}");
        trail
    }

    /// Waits for all of somebody's events, and checks that each that was applied has its
    /// place in the trail, and nothing else has one.
    pub(crate) async fn assert_each_applied_once(&self, someone: &Someone, events: &[Event]) {
        let mut applied = Vec::new();
        for event in events {
            match self.settled(&event.id).await.outcome() {
                "created" | "updated" | "deleted" => applied.push(event.id.as_str()),
                other => assert!(matches!(other, "superseded" | "unchanged"), "{other}"),
            }
        }
        let trail = self.trail(&self.person(&someone.id).await).await;
        let mut causes: Vec<_> = trail.iter().map(cause).collect();
        applied.sort_unstable();
        causes.sort_unstable();
        assert_eq!(causes, applied);
    }
}

/// The event that an entry gives as its cause.
pub(crate) fn cause(entry: &AuditEntry) -> &str {
    match &entry.record.cause {
        Cause::Event(id) => id,
        other => panic!("{other:?} is no event"),
    }
}
