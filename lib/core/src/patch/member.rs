//! Objects, and the members that nobody may change or that aren't there.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::fault::{self, Fault, FaultKind, Read};
use super::limits::{LONGEST_NAME, MOST_ENTRIES};
use crate::visible::is_control;

/// What a profile and its account show, and no patch of a profile changes.
const NOT_EDITABLE: [&str; 26] = [
    "id",
    "userId",
    "clerkId",
    "email",
    "name",
    "imageUrl",
    "roles",
    "validationTier",
    "rating",
    "badges",
    "featuredBuilder",
    "completedProjects",
    "responseRate",
    "active",
    "version",
    "verified",
    "isFounder",
    "status",
    "createdAt",
    "updatedAt",
    "permissions",
    "pendingPush",
    "stripeCustomerId",
    "emailVerifiedAt",
    "lastSignInAt",
    "deletedAt",
];

/// What a patch makes of an object whose names are free: `None` removes a member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Merge {
    /// Removes every member.
    Clear,
    /// Sets and removes these, and leaves the others.
    Members(BTreeMap<String, Option<String>>),
}

impl Merge {
    /// Lays it over `object`.
    pub(super) fn apply(&self, object: &mut BTreeMap<String, String>) {
        let members = match self {
            Self::Clear => return object.clear(),
            Self::Members(members) => members,
        };
        for (name, value) in members {
            match value {
                Some(value) => object.insert(name.clone(), value.clone()),
                None => object.remove(name),
            };
        }
    }
}

/// Reads what has to be an object.
pub(super) fn object(value: &Value) -> Read<&Map<String, Value>> {
    value.as_object().ok_or_else(|| Fault::new(FaultKind::WrongType, "an object").into())
}

/// Reads every member of an object, in its order.
pub(super) fn members<T>(
    object: &Map<String, Value>,
    member: impl Fn(&str, &Value) -> Read<T>,
) -> Read<Vec<T>> {
    fault::all(object.iter().map(|(name, value)| (name.clone(), member(name, value))))
}

/// The fault of a member that a patch can't have.
pub(super) fn foreign(name: &str) -> Vec<Fault> {
    if NOT_EDITABLE.contains(&name) {
        Fault::new(FaultKind::NotEditable, "not to be changed here").into()
    } else {
        unknown()
    }
}

/// The fault of a member that nothing has.
pub(super) fn unknown() -> Vec<Fault> {
    Fault::new(FaultKind::Unknown, "there is no such field").into()
}

/// Reads a patch of an object whose names are free; null clears it.
pub(super) fn merge(value: &Value, member: impl Fn(&Value) -> Read<Option<String>>) -> Read<Merge> {
    if value.is_null() {
        return Ok(Merge::Clear);
    }
    let object = object(value)?;
    if object.len() > MOST_ENTRIES {
        return Err(too_many().into());
    }
    let members = members(object, |name, value| {
        let value = member(value)?;
        if is_name(name) { Ok((name.to_owned(), value)) } else { Err(no_name().into()) }
    })?;
    Ok(Merge::Members(members.into_iter().collect()))
}

/// The fault of an object with too many members.
pub(crate) fn too_many() -> Fault {
    Fault::new(FaultKind::TooMany, format!("at most {MOST_ENTRIES} entries"))
}

fn no_name() -> Fault {
    let detail = format!("a name of 1 to {LONGEST_NAME} characters, trimmed and in one line");
    Fault::new(FaultKind::Malformed, detail)
}

fn is_name(name: &str) -> bool {
    let fits = (1..=LONGEST_NAME).contains(&name.chars().count());
    fits && name.trim() == name && !name.contains(is_control)
}
