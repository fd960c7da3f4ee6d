//! What an admin sets as a whole, and asks for.

use serde::Deserialize;
use serde_json::{Map, Value};

use super::fault::{Fault, FaultKind, Read};
use super::{list, member, number};
use crate::{Mode, Request, Role, Roles, ValidationTier};

/// Reads `{"roles": ["CLIENT", …]}`: every role that the person is to have.
///
/// # Errors
///
/// Every fault in it; none quotes a value.
pub fn read_roles(input: &Value) -> Result<Roles, Vec<Fault>> {
    only(input, "roles", |value| {
        if !value.is_array() {
            return Err(Fault::new(FaultKind::WrongType, "a list of roles").into());
        }
        list::entries(value, role).map(Roles::from_iter)
    })
}

/// Reads `{"validationTier": 2}`.
///
/// # Errors
///
/// As for [`read_roles`].
pub fn read_tier(input: &Value) -> Result<ValidationTier, Vec<Fault>> {
    only(input, "validationTier", |value| {
        let fault = |kind| Fault::new(kind, "1, 2 or 3").into();
        let Value::Number(number) = value else { return Err(fault(FaultKind::WrongType)) };
        let number = number.as_u64().and_then(|it| u8::try_from(it).ok());
        number.and_then(ValidationTier::from_number).ok_or_else(|| fault(FaultKind::OutOfRange))
    })
}

/// A part of what a run is to do.
enum RunPart {
    Mode(Mode),
    DryRun(bool),
    AllowDeletes(bool),
}

/// Reads `{"mode": "full", "dryRun": false, "allowDeletes": true}`, of which each may be left
/// out: what a run is to do. It is dry unless it is said not to be.
///
/// # Errors
///
/// As for [`read_roles`].
pub fn read_run(input: &Value) -> Result<Request, Vec<Fault>> {
    let parts = member::members(member::object(input)?, |name, value| match name {
        "mode" => mode(value).map(RunPart::Mode),
        "dryRun" => number::switch(value).map(RunPart::DryRun),
        "allowDeletes" => number::switch(value).map(RunPart::AllowDeletes),
        _ => Err(member::unknown()),
    })?;
    let mut run = Request { dry_run: true, ..Request::default() };
    for part in parts {
        match part {
            RunPart::Mode(mode) => run.mode = mode,
            RunPart::DryRun(is_dry) => run.dry_run = is_dry,
            RunPart::AllowDeletes(may) => run.allow_deletes = may,
        }
    }
    Ok(run)
}

fn mode(value: &Value) -> Read<Mode> {
    let kind = if value.is_string() { FaultKind::Malformed } else { FaultKind::WrongType };
    Mode::deserialize(value).map_err(|_| Fault::new(kind, "incremental or full").into())
}

/// Reads an object with that one member. A missing one is read as null.
fn only<T>(input: &Value, name: &str, read: impl Fn(&Value) -> Read<T>) -> Read<T> {
    let mut members: Map<String, Value> = member::object(input)?.clone();
    members.entry(name).or_insert(Value::Null);
    let read = member::members(&members, |it, value| {
        if it == name { read(value).map(Some) } else { Err(member::unknown()) }
    })?;
    read.into_iter().flatten().next().ok_or_else(member::unknown)
}

fn role(value: &Value) -> Read<Role> {
    let names = Role::ALL.map(Role::name).join(", ");
    let fault = |kind| Fault::new(kind, format!("one of {names}"));
    let name = value.as_str().ok_or_else(|| fault(FaultKind::WrongType))?;
    Role::from_name(name).ok_or_else(|| fault(FaultKind::Malformed).into())
}
