//! The audit trail.

use profile_core::Origin;
use profile_core::audit::{Action, Actor, AuditEntry, Cause, ChainError, FieldChange, Record};
use serde::Serialize;
use utoipa::ToSchema;

use super::name::{ActionName, ActorName, CauseName};
use super::value::Time;

/// A page of a user's audit trail.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AuditTrail)]
#[serde(rename_all = "camelCase")]
pub(crate) struct AuditTrailView {
    /// The entries, newest first.
    pub(crate) entries: Vec<AuditEntryView>,
    /// Whether the whole trail is as it was written.
    pub(crate) chain: ChainView,
    /// Where the list goes on; null at its end.
    #[schema(required)]
    pub(crate) next_cursor: Option<String>,
}

/// Whether a trail is as it was written: each entry holds a hash of the one before it, and the
/// record that of the last.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AuditChain)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ChainView {
    /// Whether it is.
    verified: bool,
    /// Where it isn't.
    #[schema(required, example = json!(null))]
    problem: Option<String>,
}

/// What changed of somebody's record, with masked values.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AuditEntry)]
#[serde(rename_all = "camelCase")]
pub(crate) struct AuditEntryView {
    /// The version that the change made.
    version: u64,
    /// What was done.
    #[schema(value_type = ActionName)]
    action: &'static str,
    /// Who did it.
    actor: ActorView,
    /// Who acted in the actor's name.
    #[schema(required)]
    impersonator_id: Option<String>,
    /// What made it happen.
    cause: CauseView,
    /// What changed.
    changes: Vec<FieldChangeView>,
    /// Why something was not done as asked.
    #[schema(required)]
    note: Option<String>,
    /// Where the request came from, as far as known.
    origin: OriginView,
    /// When.
    at: Time,
    /// The entry's hash.
    hash: String,
}

/// Who did something.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Actor)]
#[serde(rename_all = "camelCase")]
struct ActorView {
    /// What they are.
    #[serde(rename = "type")]
    #[schema(value_type = ActorName)]
    kind: &'static str,
    /// The id of a user or an admin.
    #[schema(required)]
    id: Option<String>,
}

/// What made something happen.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Cause)]
#[serde(rename_all = "camelCase")]
struct CauseView {
    /// What it is.
    #[serde(rename = "type")]
    #[schema(value_type = CauseName)]
    kind: &'static str,
    /// Its id.
    id: String,
}

/// A field's change.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FieldChange)]
#[serde(rename_all = "camelCase")]
struct FieldChangeView {
    /// The field.
    #[schema(example = "name")]
    field: String,
    /// What it was.
    #[schema(required, example = "A… B…")]
    before: Option<String>,
    /// What it is now.
    #[schema(required, example = "A… L…")]
    after: Option<String>,
}

/// Where a request came from.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Origin)]
#[serde(rename_all = "camelCase")]
struct OriginView {
    /// The client's network address.
    #[schema(required)]
    client_ip: Option<String>,
    /// The client's software.
    #[schema(required)]
    user_agent: Option<String>,
}

impl From<Result<(), ChainError>> for ChainView {
    fn from(checked: Result<(), ChainError>) -> Self {
        let problem = checked.err().map(|it| it.to_string());
        Self { verified: problem.is_none(), problem }
    }
}

impl From<&AuditEntry> for AuditEntryView {
    fn from(entry: &AuditEntry) -> Self {
        let AuditEntry { record, prev_hash: _, hash } = entry.clone();
        let Record {
            user_id: _,
            version,
            action,
            actor,
            impersonator,
            cause,
            changes,
            note,
            origin,
            at,
        } = record;
        Self {
            version,
            action: action_name(action),
            actor: actor.into(),
            impersonator_id: impersonator.map(String::from),
            cause: cause.into(),
            changes: changes.into_iter().map(FieldChangeView::from).collect(),
            note,
            origin: origin.into(),
            at: Time(at),
            hash,
        }
    }
}

const fn action_name(action: Action) -> &'static str {
    match action {
        Action::Created => "created",
        Action::Linked => "linked",
        Action::Updated => "updated",
        Action::Deleted => "deleted",
    }
}

impl From<Actor> for ActorView {
    fn from(actor: Actor) -> Self {
        let (kind, id) = match actor {
            Actor::Clerk => ("clerk", None),
            Actor::Reconciler => ("reconciler", None),
            Actor::User(id) => ("user", Some(id.into())),
            Actor::Admin(id) => ("admin", Some(id.into())),
            Actor::System => ("system", None),
        };
        Self { kind, id }
    }
}

impl From<Cause> for CauseView {
    fn from(cause: Cause) -> Self {
        let (kind, id) = match cause {
            Cause::Event(id) => ("event", id),
            Cause::Question(id) => ("question", id),
            Cause::Request(id) => ("request", id),
            Cause::Run(id) => ("run", id),
            Cause::Push(id) => ("push", id),
        };
        Self { kind, id }
    }
}

impl From<FieldChange> for FieldChangeView {
    fn from(change: FieldChange) -> Self {
        let FieldChange { field, before, after } = change;
        Self { field, before, after }
    }
}

impl From<Origin> for OriginView {
    fn from(origin: Origin) -> Self {
        let Origin { client_ip, user_agent } = origin;
        Self { client_ip, user_agent }
    }
}
