//! What the platform itself changes of a person: what Clerk knows nothing of, fields that
//! Clerk holds a copy of (R20), and the mark that it has still to be told of them (R21). Pure.

use std::collections::BTreeSet;

use crate::decide::{self, Context, Write};
use crate::patch::limits::MOST_ENTRIES;
use crate::profile::RoleProfile;
use crate::{
    BuilderPatch, ClientPatch, Decimal, Fault, Outcome, OwnedField, PendingPush, Person, Roles,
    Timestamp, ValidationTier, diff, mapping, patch,
};

/// A change of what the platform owns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// The person has these roles, as an admin decided.
    Roles(Roles),
    /// The builder was checked this thoroughly.
    ValidationTier(ValidationTier),
    /// The builder takes work now, or doesn't.
    AvailableForHire(bool),
    /// The builder's price of an hour, if they name one.
    HourlyRate(Option<Decimal>),
    /// Where the client works, if they say.
    CompanyName(Option<String>),
    /// What the builder shows.
    Builder(BuilderPatch),
    /// What the client tells.
    Client(ClientPatch),
    /// The builder's profile is hidden, until the role is gained anew (R14).
    DeactivateBuilder,
}

/// A person can't be edited like that.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditRefused {
    /// The user was deleted, and a tombstone never changes (R3).
    #[error("the user was deleted")]
    Deleted,
    /// The field belongs to a builder profile, and there is none.
    #[error("the user has no builder profile")]
    NoBuilder,
    /// The field belongs to a client profile, and there is none.
    #[error("the user has no client profile")]
    NoClient,
    /// With what is there already, a field would have too many entries.
    #[error("{pointer} would have more than {MOST_ENTRIES} entries")]
    TooMany {
        /// Which field, as a JSON pointer into the patch.
        pointer: &'static str,
    },
}

impl EditRefused {
    /// What is wrong with the patch itself; `None` when no patch would do.
    #[must_use]
    pub fn fault(self) -> Option<Fault> {
        match self {
            Self::TooMany { pointer } => {
                Some(Fault { pointer: pointer.to_owned(), ..patch::too_many() })
            }
            Self::Deleted | Self::NoBuilder | Self::NoClient => None,
        }
    }
}

/// Decides what `edits` make of `person`; `None` when they change nothing.
///
/// The write marks the fields that Clerk has to be told of. For somebody without a Clerk user
/// yet, the mark waits until they are linked.
///
/// # Errors
///
/// [`EditRefused`], and then nothing of it is to be written.
pub fn edit(
    person: &Person,
    edits: &[Edit],
    context: &Context,
) -> Result<Option<Write>, EditRefused> {
    if person.user.is_deleted() {
        return Err(EditRefused::Deleted);
    }
    let mut after = person.clone();
    for edit in edits {
        edit.apply(&mut after, context.now)?;
    }
    if after == *person {
        return Ok(None);
    }
    bump_profiles(person, &mut after, context.now);
    mark_pending(person, &mut after, context.now);
    let changes = diff::changes(Some(person), &after);
    Ok(Some(decide::versioned(Some(person), after, changes, Outcome::Updated, None, context)))
}

impl Edit {
    fn apply(&self, person: &mut Person, now: Timestamp) -> Result<(), EditRefused> {
        let builder = person.builder.as_mut().ok_or(EditRefused::NoBuilder);
        let client = person.client.as_mut().ok_or(EditRefused::NoClient);
        match self {
            Self::Roles(roles) => {
                let before = std::mem::replace(&mut person.user.roles, roles.clone());
                // Clerk is told the whole list, in which they are no more.
                person.user.unknown_roles.clear();
                mapping::follow_roles(person, &before, now);
            }
            Self::ValidationTier(tier) => builder?.validation_tier = *tier,
            Self::AvailableForHire(available) => builder?.available_for_hire = *available,
            Self::HourlyRate(rate) => builder?.hourly_rate = *rate,
            Self::CompanyName(name) => client?.company_name.clone_from(name),
            Self::Builder(patch) => {
                let builder = builder?;
                let before = builder.social_links.len();
                patch.apply(builder);
                check_growth(before, builder.social_links.len(), "/socialLinks")?;
            }
            Self::Client(patch) => {
                let client = client?;
                let before = client.project_preferences.len();
                patch.apply(client);
                check_growth(before, client.project_preferences.len(), "/projectPreferences")?;
            }
            Self::DeactivateBuilder => {
                builder?.set_active(false, now);
            }
        }
        Ok(())
    }
}

/// An object that is merged key by key can outgrow what one patch may hold. One that always
/// was larger may stay so.
fn check_growth(before: usize, after: usize, pointer: &'static str) -> Result<(), EditRefused> {
    let outgrown = after > before && after > MOST_ENTRIES;
    if outgrown { Err(EditRefused::TooMany { pointer }) } else { Ok(()) }
}

/// Gives each profile that changed its next version, unless turning it on or off did.
fn bump_profiles(before: &Person, after: &mut Person, now: Timestamp) {
    if let (Some(old), Some(new)) = (&before.builder, &mut after.builder)
        && old != new
        && old.version == new.version
    {
        new.version = new.version.next();
        new.updated_at = now;
    }
    if let (Some(old), Some(new)) = (&before.client, &mut after.client)
        && old != new
        && old.version == new.version
    {
        new.version = new.version.next();
        new.updated_at = now;
    }
}

/// Adds the owned fields that differ to those that Clerk has still to be told of.
fn mark_pending(before: &Person, after: &mut Person, now: Timestamp) {
    let differs = |it: &OwnedField| it.value(before) != it.value(after);
    let changed: BTreeSet<_> = OwnedField::ALL.into_iter().filter(differs).collect();
    if changed.is_empty() {
        return;
    }
    let version = after.user.version.next();
    let mark = || PendingPush::new([], version, now);
    let pending = after.user.pending_push.get_or_insert_with(mark);
    pending.fields.extend(changed);
    pending.version = version;
}
