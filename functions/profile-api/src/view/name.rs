//! Names that stand for one of a few things, as the core spells them.

use std::borrow::Cow;

use profile_core::{EventStatus, FaultKind, Operation, OwnedField, Role, Status};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

use crate::problem::Kind;

/// Describes a set of names to the contract. Answers hold the names themselves.
macro_rules! names {
    ($($(#[doc = $doc:literal])+ $name:ident as $title:literal = $names:expr;)+) => {$(
        $(#[doc = $doc])+
        pub(crate) enum $name {}

        impl ToSchema for $name {
            fn name() -> Cow<'static, str> {
                $title.into()
            }
        }

        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                let description = concat!($($doc),+).trim();
                let names = ObjectBuilder::new().schema_type(Type::String);
                names.description(Some(description)).enum_values(Some($names)).into()
            }
        }
    )+};
}

names! {
    /// What somebody is on the platform.
    RoleName as "Role" = Role::ALL.map(Role::name);
    /// Where an account stands.
    StatusName as "Status" =
        [Status::Active, Status::Suspended, Status::Deleted].map(Status::name);
    /// Something that somebody may be allowed to do.
    OperationName as "Operation" = Operation::ALL.map(Operation::name);
    /// A field that Clerk holds a copy of.
    OwnedFieldName as "OwnedField" = OwnedField::ALL.map(OwnedField::name);
    /// Where an event stands.
    EventStatusName as "EventStatus" = EventStatus::ALL.map(EventStatus::name);
    /// What can be wrong with a request. The name at the end of each never changes.
    ProblemName as "ProblemType" = Kind::ALL.iter().copied().map(Kind::urn);
    /// In what way a field is wrong.
    FaultName as "Fault" = FaultKind::ALL.map(FaultKind::name);
    /// What was done to a record.
    ActionName as "Action" = ["created", "linked", "updated", "deleted"];
    /// Who did something.
    ActorName as "ActorType" = ["clerk", "reconciler", "user", "admin", "system"];
    /// What made something happen.
    CauseName as "CauseType" = ["event", "question", "request", "run", "push"];
    /// What a reconciliation walks through: those who changed since the last one, or everybody.
    ModeName as "Mode" = ["incremental", "full"];
    /// Where a reconciliation stands: under way, done, or stopped for good.
    StateName as "RunState" = ["open", "finished", "stopped"];
    /// What is the matter with somebody: Clerk has a user whom we don't know; fields differ;
    /// somebody else holds the address; Clerk has no such user any more; a repair failed; an
    /// imported user has no Clerk user yet; Clerk could not be told of our fields.
    KindName as "DriftKind" =
        ["unknown", "differs", "conflict", "gone", "failed", "unlinked", "unpushed"];
    /// What Clerk said when it was asked after somebody: it described them; it has no such user;
    /// it was not asked, for they were imported and have no Clerk user yet.
    ClerkAnswerName as "ClerkAnswer" = ["found", "gone", "unasked"];
}
