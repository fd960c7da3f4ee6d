//! The people, as Clerk has them and as we had them stored.

use clerk_simulator::{Generated, generated};
use profile_core::audit::{Actor, Cause};
use profile_core::{
    Change, ClerkId, ClerkUser, Context, Decision, Origin, State, Timestamp, Write, decide,
};
use serde_json::{Value, json};

use crate::Failure;

/// Of so many people, one missed their last event.
const DRIFTED_ONE_IN: u32 = 100;

/// How long ago that was made, in milliseconds.
const BEHIND: i64 = 60_000;

/// Whether the person missed their last event.
pub(crate) const fn is_drifted(index: u32) -> bool {
    index.is_multiple_of(DRIFTED_ONE_IN)
}

/// Those of `people` who missed their last event.
pub(crate) fn drifted(people: u32) -> impl Iterator<Item = u32> {
    (0..people).filter(|it| is_drifted(*it))
}

/// The person's id in Clerk.
pub(crate) fn clerk_id(index: u32) -> Result<ClerkId, Failure> {
    Ok(ClerkId::parse(generated(index).id())?)
}

/// The person as Clerk has them.
pub(crate) fn in_clerk(index: u32) -> Result<ClerkUser, Failure> {
    Ok(serde_json::from_value(generated(index).json())?)
}

/// The write by which the person's record was made.
pub(crate) fn stored(index: u32) -> Result<Write, Failure> {
    let person = generated(index);
    let told = if is_drifted(index) { before_last_event(person) } else { person.json() };
    let user: ClerkUser = serde_json::from_value(told)?;
    let told_at = user.changed_at().unwrap_or_default();
    let change = Change::reported(user, told_at);
    match decide(&State::default(), &change, &context(change.at())) {
        Decision::Write(write) => Ok(*write),
        other => Err(format!("nobody was made of {index}: {other:?}").into()),
    }
}

/// The circumstances of an event at that time.
pub(crate) fn context(now: Timestamp) -> Context {
    Context {
        now,
        actor: Actor::Clerk,
        impersonator: None,
        cause: Cause::Event("msg_2bench".to_owned()),
        origin: Origin::default(),
        asked: false,
    }
}

/// The person with another name, address or role than now.
fn before_last_event(person: Generated) -> Value {
    let mut told = person.json();
    told["updated_at"] = json!(person.updated_at() - BEHIND);
    match (person.index() / DRIFTED_ONE_IN % 3, person.roles()) {
        (0, _) => told["email_addresses"][0]["email_address"] = json!(former_address(person)),
        (1, Some(["CLIENT", "BUILDER"])) => told["public_metadata"]["roles"] = json!(["CLIENT"]),
        (1, Some(_)) => told["public_metadata"]["roles"] = json!(["CLIENT", "BUILDER"]),
        _ => told["first_name"] = json!("Formerly"),
    }
    told
}

fn former_address(person: Generated) -> String {
    format!("formerly.{}@people.example", person.index())
}
