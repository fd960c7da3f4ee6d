//! Drift: where our record of somebody differs from Clerk's.

use std::error::Error;
use std::time::Duration;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::audit::FieldChange;
use crate::{
    Chain, ClerkId, ClerkUser, Outcome, Person, Snapshot, Timestamp, User, UserId, decide, diff,
    mapping,
};

/// What is the matter with somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Clerk has a user whom we don't know.
    Unknown,
    /// Fields differ.
    Differs,
    /// Somebody else holds the address (R18).
    Conflict,
    /// Clerk says that there is no such user any more.
    Gone,
    /// It could not be repaired now.
    Failed,
    /// An imported user whom no Clerk user was linked to yet (R17).
    Unlinked,
    /// Clerk could not be told of our fields (R21).
    Unpushed,
}

/// One user's drift, as the report shows it. Values are masked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Drift {
    /// Clerk's id of the user, but for an unlinked one.
    pub clerk_id: Option<ClerkId>,
    /// Ours, where there is a record.
    pub user_id: Option<UserId>,
    /// What is the matter.
    pub kind: Kind,
    /// How long ago Clerk changed the user, in milliseconds; for a push, how long it has
    /// waited. `None` where nobody can say.
    pub age_ms: Option<u64>,
    /// Whether a webhook should have brought it by now (R24).
    pub missed: bool,
    /// Whether this run put it right.
    pub repaired: bool,
    /// Why it could not be put right.
    pub error: Option<String>,
    /// The fields that differ: `before` is ours, `after` is Clerk's.
    #[serde(serialize_with = "as_sides", deserialize_with = "from_sides")]
    pub fields: Vec<FieldChange>,
}

/// How our account of somebody compares with Clerk's description.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Nothing is to be done.
    Same,
    /// What Clerk says is the same, but when Clerk made the user is not on record: they are
    /// missing from the roster.
    NotOnRoster,
    /// These fields differ.
    Differs(Vec<FieldChange>),
}

/// Compares our account of a user with Clerk's description of them.
///
/// Profiles follow from roles in the transaction that changes them, so the account tells.
/// Times that move alone are no drift, and neither is a tombstone (R3), or a record that a
/// webhook has just brought ahead of the list.
pub(crate) fn compare(user: &User, clerk: &ClerkUser, at: Timestamp, now: Timestamp) -> Verdict {
    let is_ahead = user.clerk_updated_at > Some(at);
    if user.is_deleted() || (is_ahead && !decide::is_settled(user, now)) {
        return Verdict::Same;
    }
    let mut person = Person { user: user.clone(), builder: None, client: None };
    mapping::lay_over(&mut person, clerk, at, false, at);
    let after = &mut person.user;
    let made_at = std::mem::replace(&mut after.clerk_created_at, user.clerk_created_at);
    after.clerk_updated_at = user.clerk_updated_at;
    after.last_sign_in_at = user.last_sign_in_at;
    if after != user {
        Verdict::Differs(diff::account_changes(user, after))
    } else if made_at != user.clerk_created_at {
        Verdict::NotOnRoster
    } else {
        Verdict::Same
    }
}

/// What somebody whom we don't know would be recorded with.
pub(crate) fn of_newcomer(clerk: &ClerkUser, at: Timestamp) -> Vec<FieldChange> {
    let mut person = mapping::newcomer(clerk, at);
    mapping::lay_over(&mut person, clerk, at, false, at);
    let nobody = mapping::blank(&clerk.id, at);
    let changes = diff::account_changes(&nobody.user, &person.user).into_iter();
    changes.map(|it| FieldChange { before: None, ..it }).collect()
}

impl Drift {
    /// The drift of the user whom `snapshot` describes.
    pub(crate) fn of(
        snapshot: &Snapshot,
        user_id: Option<UserId>,
        fields: Vec<FieldChange>,
        now: Timestamp,
        grace: Duration,
    ) -> Self {
        let age = now.since(snapshot.at);
        Self {
            clerk_id: Some(snapshot.user.id.clone()),
            kind: if user_id.is_some() { Kind::Differs } else { Kind::Unknown },
            user_id,
            age_ms: u64::try_from(age.as_millis()).ok(),
            missed: age > grace,
            repaired: false,
            error: None,
            fields,
        }
    }

    /// The drift of somebody of ours who is gone from Clerk. Nobody can say since when, so
    /// it can't be told whether their event was missed.
    pub(crate) fn of_gone(clerk_id: ClerkId) -> Self {
        Self::without_age(Some(clerk_id), None, Kind::Gone)
    }

    /// An imported user without a Clerk user.
    pub(crate) fn of_unlinked(user_id: UserId) -> Self {
        Self::without_age(None, Some(user_id), Kind::Unlinked)
    }

    /// A user of whose fields Clerk could not be told; `age_ms` is how long that has waited.
    pub(crate) fn of_unpushed(user_id: UserId, age_ms: u64, error: &dyn Error) -> Self {
        let mut drift = Self::without_age(None, Some(user_id), Kind::Unpushed);
        drift.age_ms = Some(age_ms);
        drift.error = Some(Chain(error).to_string());
        drift
    }

    fn without_age(clerk_id: Option<ClerkId>, user_id: Option<UserId>, kind: Kind) -> Self {
        Self {
            clerk_id,
            user_id,
            kind,
            age_ms: None,
            missed: false,
            repaired: false,
            error: None,
            fields: Vec::new(),
        }
    }

    /// Notes that the repair failed.
    pub(crate) fn fail(&mut self, error: &dyn Error) {
        self.kind = Kind::Failed;
        self.error = Some(Chain(error).to_string());
    }

    /// Notes what came of the repair.
    pub(crate) fn settle(&mut self, outcome: Outcome, user_id: Option<UserId>) {
        self.user_id = user_id.or_else(|| self.user_id.take());
        match outcome {
            Outcome::Conflict => {
                self.kind = Kind::Conflict;
                // The two claims are the matter here, not a webhook that never came.
                self.missed = false;
            }
            Outcome::Created | Outcome::Linked | Outcome::Updated | Outcome::Deleted => {
                self.repaired = true;
            }
            // A webhook was there first: then it was late, not lost.
            _ => self.missed = false,
        }
    }
}

#[derive(Serialize, Deserialize)]
struct Sides<T> {
    field: T,
    ours: Option<T>,
    clerk: Option<T>,
}

fn as_sides<S: Serializer>(fields: &[FieldChange], to: S) -> Result<S::Ok, S::Error> {
    to.collect_seq(fields.iter().map(|it| Sides {
        field: &*it.field,
        ours: it.before.as_deref(),
        clerk: it.after.as_deref(),
    }))
}

fn from_sides<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<FieldChange>, D::Error> {
    let sides = Vec::<Sides<String>>::deserialize(from)?.into_iter();
    let change = |Sides { field, ours, clerk }| FieldChange { field, before: ours, after: clerk };
    Ok(sides.map(change).collect())
}
