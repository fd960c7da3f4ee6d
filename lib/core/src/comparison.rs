//! Our record of somebody beside Clerk's description of them, for people to look at. Pure.
//!
//! Whether a field differs is what a reconciliation says of it, or what a push would change;
//! what each side says of it is shown as it is, unmasked.

mod sides;

use self::sides::fields;
use crate::reconcile::{Verdict, compare};
use crate::{ClerkId, ClerkUser, Kind, OwnedField, PendingPush, Person, Timestamp, User, UserId};

/// What Clerk said when it was asked after somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClerkAnswer {
    /// It described them.
    Found,
    /// It has no such user.
    Gone,
    /// It was not asked: they were imported, and have no Clerk user yet.
    Unasked,
}

/// Somebody on both sides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// Ours, where there is a record.
    pub user_id: Option<UserId>,
    /// Clerk's id, but for somebody imported.
    pub clerk_id: Option<ClerkId>,
    /// What is the matter; `None` where no field differs and nobody is missing.
    pub drift: Option<Kind>,
    /// Every field that is compared, always in this order: what Clerk owns, and then what we own.
    pub fields: Vec<ComparedField>,
    /// When Clerk last changed the user, if it says so.
    pub clerk_updated_at: Option<Timestamp>,
    /// When our record last changed.
    pub record_updated_at: Option<Timestamp>,
    /// What Clerk said.
    pub answer: ClerkAnswer,
    /// What Clerk has still to be told.
    pub pending_push: Option<PendingPush>,
}

/// A field on both sides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComparedField {
    /// Its name: as drifts have it, but for `emailVerified`, of which a drift has the time.
    pub field: &'static str,
    /// What our record says.
    pub platform: Option<String>,
    /// What Clerk says itself. Where it says nothing we may well keep what we have, and then
    /// nothing differs.
    pub clerk: Option<String>,
    /// Whether one side has to be put right.
    pub differs: bool,
}

impl Comparison {
    /// Compares our record with what Clerk answered when it was asked at `now`; `None` where
    /// neither side knows anybody. `clerk` is `None` also for a record without a Clerk user, of
    /// which there was nothing to ask.
    #[must_use]
    pub fn of(person: Option<&Person>, clerk: Option<&ClerkUser>, now: Timestamp) -> Option<Self> {
        let user = person.map(|it| &it.user);
        let mut fields = fields(person, clerk);
        let drift = match (person, clerk) {
            (None, None) => return None,
            // A deletion is for good, whatever Clerk says (R3).
            (Some(person), _) if person.user.is_deleted() => None,
            (Some(person), None) if person.user.clerk_id.is_none() => Some(Kind::Unlinked),
            (Some(_), None) => Some(one_sided(Kind::Gone, &mut fields)),
            (None, Some(_)) => Some(one_sided(Kind::Unknown, &mut fields)),
            (Some(person), Some(clerk)) => contradicted(&person.user, clerk, now, &mut fields),
        };
        let is_unlinked = user.is_some_and(|it| it.clerk_id.is_none());
        Some(Self {
            user_id: user.map(|it| it.id.clone()),
            clerk_id: clerk.map(|it| &it.id).or(user.and_then(|it| it.clerk_id.as_ref())).cloned(),
            drift,
            fields,
            clerk_updated_at: clerk.and_then(ClerkUser::changed_at),
            record_updated_at: user.map(|it| it.updated_at),
            answer: match clerk {
                Some(_) => ClerkAnswer::Found,
                None if is_unlinked => ClerkAnswer::Unasked,
                None => ClerkAnswer::Gone,
            },
            pending_push: user.and_then(|it| it.pending_push.clone()),
        })
    }
}

impl ComparedField {
    fn is_of_two_values(&self) -> bool {
        self.platform != self.clerk
    }
}

/// Only one side knows of the user: all that it says differs.
fn one_sided(kind: Kind, fields: &mut [ComparedField]) -> Kind {
    for field in fields {
        field.differs = field.is_of_two_values();
    }
    kind
}

/// Both sides know of the user: marks what differs, and says what that comes to.
fn contradicted(
    user: &User,
    clerk: &ClerkUser,
    now: Timestamp,
    fields: &mut [ComparedField],
) -> Option<Kind> {
    let changes = match compare(user, clerk, clerk.place(now), now) {
        Verdict::Differs(changes) => changes,
        Verdict::Same | Verdict::NotOnRoster => Vec::new(),
    };
    let (mut is_drift, mut is_untold) = (false, false);
    for field in fields.iter_mut().filter(|it| it.is_of_two_values()) {
        let drifts = changes.iter().any(|it| name_of(&it.field) == field.field);
        let untold = !drifts && has_another_copy(field, user.pending_push.as_ref());
        field.differs = drifts || untold;
        (is_drift, is_untold) = (is_drift || drifts, is_untold || untold);
    }
    let is_contested = user.email_withheld && clerk.primary_email().is_some();
    match (is_drift, is_untold) {
        (true, _) if is_contested => Some(Kind::Conflict),
        (true, _) => Some(Kind::Differs),
        (false, true) => Some(Kind::Unpushed),
        (false, false) => None,
    }
}

/// The name here of a field that a drift names.
fn name_of(field: &str) -> &str {
    if field == "emailVerifiedAt" { "emailVerified" } else { field }
}

/// Whether Clerk's copy of a field of ours is another, or is still to be made. What was never
/// edited here was never told, and is no difference. Roles are Clerk's to say (R12) unless ours
/// are on their way (R22).
fn has_another_copy(field: &ComparedField, pending: Option<&PendingPush>) -> bool {
    let Some(owned) = OwnedField::from_name(field.field) else { return false };
    let is_pending = pending.is_some_and(|it| it.fields.contains(&owned));
    is_pending || (owned != OwnedField::Roles && field.clerk.is_some())
}
