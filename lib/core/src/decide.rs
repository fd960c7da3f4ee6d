//! The decision: given what we have and what is asked, what to write. Pure.

use std::time::Duration;

use crate::audit::{Action, Actor, AuditEntry, Cause, FieldChange, Record};
use crate::{
    Change, ClerkId, EmailAddress, Origin, Outcome, Person, Snapshot, Timestamp, User, UserId,
    diff, mapping,
};

/// How long after a change Clerk shows it in every answer; it should be at once.
const SETTLED_AFTER: Duration = Duration::from_mins(5);

/// What we have that bears on a change.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    /// The person with the change's Clerk id, tombstones included.
    pub person: Option<Person>,
    /// The person who holds the address that the change claims, if known.
    pub holder: Option<Person>,
    /// An imported person, whom no Clerk user was linked to yet, who holds another verified
    /// address of a user whom we don't know (R17).
    pub imported: Option<Person>,
}

/// The circumstances of a change.
#[derive(Clone, Debug)]
pub struct Context {
    /// The time now.
    pub now: Timestamp,
    /// Who asks.
    pub actor: Actor,
    /// Who acts in the actor's name, if it isn't the actor.
    pub impersonator: Option<UserId>,
    /// Why.
    pub cause: Cause,
    /// From where, as far as known.
    pub origin: Origin,
    /// Whether Clerk was asked about the others concerned, and the answers applied.
    pub asked: bool,
}

/// What to do about a change.
#[derive(Clone, Debug, PartialEq)]
pub enum Decision {
    /// Write this, if nothing has moved since the state was read.
    Write(Box<Write>),
    /// Nothing is to be written.
    Settled(Outcome),
    /// Ask Clerk about this user first, then decide again.
    Ask(ClerkId),
}

/// A change to one person's record: all of it is written, or none.
#[derive(Clone, Debug, PartialEq)]
pub struct Write {
    /// The person as read; `None` when the record is new.
    pub before: Option<Person>,
    /// The person as they will be.
    pub after: Person,
    /// What the trail says of it; `None` when only times move.
    pub entry: Option<AuditEntry>,
    /// What to say came of it.
    pub outcome: Outcome,
}

/// Decides what `change` makes of `state`.
#[must_use]
pub fn decide(state: &State, change: &Change, context: &Context) -> Decision {
    match change {
        Change::Upsert(snapshot) => upsert(state, snapshot, context),
        Change::Delete { clerk_id, at } => delete(state, clerk_id, *at, context),
        Change::SignIn { clerk_id, at } => sign_in(state, clerk_id, *at, context),
    }
}

/// Who has the address that a change claims.
enum Claim<'a> {
    /// The user may have it (or claims none).
    Free,
    /// An imported user without a Clerk id, who is the same person if the address is
    /// verified (R17).
    Imported(&'a Person),
    /// Somebody else.
    Taken(&'a Person),
}

fn upsert(state: &State, snapshot: &Snapshot, context: &Context) -> Decision {
    let before = state.person.as_ref();
    if let Some(person) = before {
        let user = &person.user;
        if user.is_deleted()
            || (is_ahead(user, snapshot.at) && !is_disproved(user, snapshot, context.now))
        {
            return Decision::Settled(Outcome::Superseded);
        }
        if person.user.clerk_updated_at == Some(snapshot.at) && !snapshot.fetched {
            return tied(person, snapshot, context);
        }
    }
    match (claim(state, snapshot), before) {
        (Claim::Free, None) => match &state.imported {
            Some(imported) => lay_over(Some(imported), snapshot, Outcome::Linked, context),
            None => lay_over(None, snapshot, Outcome::Created, context),
        },
        (Claim::Free, before) => lay_over(before, snapshot, Outcome::Updated, context),
        (Claim::Imported(imported), None) if is_verified(snapshot) => {
            lay_over(Some(imported), snapshot, Outcome::Linked, context)
        }
        (Claim::Imported(holder) | Claim::Taken(holder), before) => {
            contested(before, holder, snapshot, context)
        }
    }
}

/// R2: two descriptions with one time. The same one again is a duplicate; of two different
/// ones either may be the later.
fn tied(person: &Person, snapshot: &Snapshot, context: &Context) -> Decision {
    let after = described(Some(person), snapshot, false, context);
    if diff::changes(Some(person), &after).is_empty() {
        move_times(person, after, Outcome::Unchanged)
    } else {
        Decision::Ask(snapshot.user.id.clone())
    }
}

/// R18: the address belongs to somebody else. If Clerk may know better, ask; if both claim
/// it, this user goes without.
fn contested(
    before: Option<&Person>,
    holder: &Person,
    snapshot: &Snapshot,
    context: &Context,
) -> Decision {
    if let (Some(clerk_id), false) = (&holder.user.clerk_id, context.asked) {
        return Decision::Ask(clerk_id.clone());
    }
    let after = described(before, snapshot, true, context);
    let note = format!("email withheld: user {} holds it", holder.user.id);
    write(before, after, Outcome::Conflict, Some(note), context)
}

fn lay_over(
    before: Option<&Person>,
    snapshot: &Snapshot,
    outcome: Outcome,
    context: &Context,
) -> Decision {
    // Why a reconciliation overwrites what we had.
    let repaired = before.is_some() && context.actor == Actor::Reconciler;
    let note =
        repaired.then(|| "the record differed from Clerk's, who owns these fields".to_owned());
    write(before, described(before, snapshot, false, context), outcome, note, context)
}

/// What `before`, or somebody new, becomes by the description.
fn described(
    before: Option<&Person>,
    snapshot: &Snapshot,
    withhold_email: bool,
    context: &Context,
) -> Person {
    let mut person =
        before.cloned().unwrap_or_else(|| mapping::newcomer(&snapshot.user, snapshot.at));
    mapping::lay_over(&mut person, &snapshot.user, snapshot.at, withhold_email, context.now);
    if snapshot.fetched {
        person.user.clerk_updated_at = Some(snapshot.at);
    }
    person
}

/// Whether we have applied something later.
fn is_ahead(user: &User, at: Timestamp) -> bool {
    user.clerk_updated_at > Some(at)
}

/// Whether what we have applied is no more: Clerk, asked just now, describes the user as of an
/// earlier time. What it told us of a moment ago, it may not list yet.
fn is_disproved(user: &User, snapshot: &Snapshot, now: Timestamp) -> bool {
    snapshot.fetched && is_settled(user, now)
}

/// Whether Clerk has had the time to show everywhere what we last applied.
pub(crate) fn is_settled(user: &User, now: Timestamp) -> bool {
    user.clerk_updated_at.is_none_or(|it| now.since(it) > SETTLED_AFTER)
}

fn delete(state: &State, clerk_id: &ClerkId, at: Timestamp, context: &Context) -> Decision {
    let mut after = match &state.person {
        Some(person) if person.user.is_deleted() => {
            return Decision::Settled(Outcome::Duplicate);
        }
        Some(person) => person.clone(),
        None => mapping::blank(clerk_id, at),
    };
    mapping::bury(&mut after, at, context.now);
    write(state.person.as_ref(), after, Outcome::Deleted, None, context)
}

fn sign_in(state: &State, clerk_id: &ClerkId, at: Timestamp, context: &Context) -> Decision {
    let Some(person) = &state.person else {
        // Nobody to stamp yet: Clerk knows them, since they signed in.
        return if context.asked {
            Decision::Settled(Outcome::Superseded)
        } else {
            Decision::Ask(clerk_id.clone())
        };
    };
    let last = person.user.last_sign_in_at;
    if person.user.is_deleted() || last > Some(at) {
        return Decision::Settled(Outcome::Superseded);
    }
    if last == Some(at) {
        return Decision::Settled(Outcome::Duplicate);
    }
    let mut after = person.clone();
    after.user.last_sign_in_at = Some(at);
    let before = Some(person.clone());
    Decision::Write(Box::new(Write { before, after, entry: None, outcome: Outcome::SignedIn }))
}

fn claim<'a>(state: &'a State, snapshot: &Snapshot) -> Claim<'a> {
    let Some((address, _)) = snapshot.user.primary_email() else { return Claim::Free };
    match &state.holder {
        // A holder read a moment ago may have given the address up since.
        Some(holder)
            if holder.user.email.as_ref().map(EmailAddress::key) != Some(address.key()) =>
        {
            Claim::Free
        }
        Some(holder) if holder.user.clerk_id.as_ref() == Some(&snapshot.user.id) => Claim::Free,
        Some(holder) if holder.user.clerk_id.is_none() => Claim::Imported(holder),
        Some(holder) => Claim::Taken(holder),
        None => Claim::Free,
    }
}

fn is_verified(snapshot: &Snapshot) -> bool {
    snapshot.user.primary_email().is_some_and(|(_, verified)| verified)
}

/// Makes the write: with the next version and an audit entry if anything changed.
fn write(
    before: Option<&Person>,
    after: Person,
    outcome: Outcome,
    note: Option<String>,
    context: &Context,
) -> Decision {
    let changes = diff::changes(before, &after);
    if let Some(before) = before.filter(|_| changes.is_empty()) {
        return move_times(before, after, outcome);
    }
    Decision::Write(Box::new(versioned(before, after, changes, outcome, note, context)))
}

/// Makes a write with the next version and the audit entry that belongs to it.
pub(crate) fn versioned(
    before: Option<&Person>,
    mut after: Person,
    changes: Vec<FieldChange>,
    outcome: Outcome,
    note: Option<String>,
    context: &Context,
) -> Write {
    let version = after.user.version.next();
    let record = Record {
        user_id: after.user.id.clone(),
        version: version.0,
        action: action(before, outcome),
        actor: context.actor.clone(),
        impersonator: context.impersonator.clone(),
        cause: context.cause.clone(),
        changes,
        note,
        origin: context.origin.shortened(),
        at: context.now,
    };
    let entry = AuditEntry::append(&after.user.audit_hash, record);
    after.user.version = version;
    after.user.audit_hash.clone_from(&entry.hash);
    after.user.updated_at = context.now;
    Write { before: before.cloned(), after, entry: Some(entry), outcome }
}

/// Nothing changed but, perhaps, when Clerk last touched the user or they last signed in.
fn move_times(before: &Person, after: Person, outcome: Outcome) -> Decision {
    let in_conflict = outcome == Outcome::Conflict;
    if *before == after {
        return Decision::Settled(if in_conflict { outcome } else { Outcome::Duplicate });
    }
    let outcome = if in_conflict { outcome } else { Outcome::Unchanged };
    let before = Some(before.clone());
    Decision::Write(Box::new(Write { before, after, entry: None, outcome }))
}

fn action(before: Option<&Person>, outcome: Outcome) -> Action {
    match outcome {
        Outcome::Deleted => Action::Deleted,
        Outcome::Linked => Action::Linked,
        _ if before.is_none() => Action::Created,
        _ => Action::Updated,
    }
}
