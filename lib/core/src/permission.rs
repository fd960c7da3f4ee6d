//! Who may do what: one table, used by everything that asks.

use crate::{Person, Role, Status, UserId};

/// Who is asking.
#[derive(Clone, Copy, Debug)]
pub enum Viewer<'a> {
    /// Nobody who is signed in.
    Public,
    /// A signed-in person, by our record and never by their token.
    Person(&'a Person),
}

/// How a viewer stands to a person: what the permissions depend on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Neither the person nor an admin.
    Stranger,
    /// The person themselves.
    Owner,
    /// An admin.
    Admin,
    /// Somebody who is suspended: may look at what the public sees, and nothing else.
    Suspended,
    /// Somebody who is deleted: may do nothing.
    Deleted,
}

/// What somebody may want to do.
///
/// Looking at one's own account as a signed-in person is none of these: everybody who isn't
/// deleted may, so that the suspended learn that they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Operation {
    /// See a builder's profile.
    ViewBuilder,
    /// Change a builder's profile.
    EditBuilder,
    /// Deactivate a builder's profile.
    DeactivateBuilder,
    /// Set a builder's validation tier.
    VerifyBuilder,
    /// See a client's profile.
    ViewClient,
    /// Change a client's profile.
    EditClient,
    /// See somebody's account.
    ViewAccount,
    /// Set somebody's roles.
    SetRoles,
    /// See what changed of somebody, and by whom.
    ViewAudit,
    /// See somebody's record and Clerk's description of them side by side, unmasked.
    CompareUser,
    /// See what Clerk sent, and what came of it.
    ViewEvents,
    /// Have a failed event tried again.
    RetryEvent,
    /// See reconciliations and what they found.
    ViewRuns,
    /// Start a reconciliation.
    StartRun,
    /// See how far the platform keeps up with Clerk.
    ViewSyncStatus,
}

/// What a viewer may do with a builder's profile.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "four independent rights, as in the contract")]
pub struct Permissions {
    /// See it.
    pub can_view: bool,
    /// Change its content.
    pub can_edit: bool,
    /// Deactivate it.
    pub can_delete: bool,
    /// Set its validation tier.
    pub can_verify: bool,
}

impl Viewer<'_> {
    /// How the viewer stands to the person with that id.
    #[must_use]
    pub fn standing(&self, subject: &UserId) -> Standing {
        match (self, self.standing_anywhere()) {
            (Self::Person(viewer), Standing::Stranger) if viewer.user.id == *subject => {
                Standing::Owner
            }
            (_, standing) => standing,
        }
    }

    /// How the viewer stands to everybody but themselves, and to what is nobody's: events and
    /// reconciliations.
    #[must_use]
    pub fn standing_anywhere(&self) -> Standing {
        let Self::Person(viewer) = self else { return Standing::Stranger };
        match viewer.user.status {
            Status::Deleted => Standing::Deleted,
            Status::Suspended => Standing::Suspended,
            Status::Active if viewer.user.roles.contains(Role::Admin) => Standing::Admin,
            Status::Active => Standing::Stranger,
        }
    }
}

impl Operation {
    /// Every operation.
    pub const ALL: [Self; 15] = [
        Self::ViewBuilder,
        Self::EditBuilder,
        Self::DeactivateBuilder,
        Self::VerifyBuilder,
        Self::ViewClient,
        Self::EditClient,
        Self::ViewAccount,
        Self::SetRoles,
        Self::ViewAudit,
        Self::CompareUser,
        Self::ViewEvents,
        Self::RetryEvent,
        Self::ViewRuns,
        Self::StartRun,
        Self::ViewSyncStatus,
    ];

    /// The operation's name in answers and logs.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::ViewBuilder => "viewBuilder",
            Self::EditBuilder => "editBuilder",
            Self::DeactivateBuilder => "deactivateBuilder",
            Self::VerifyBuilder => "verifyBuilder",
            Self::ViewClient => "viewClient",
            Self::EditClient => "editClient",
            Self::ViewAccount => "viewAccount",
            Self::SetRoles => "setRoles",
            Self::ViewAudit => "viewAudit",
            Self::CompareUser => "compareUser",
            Self::ViewEvents => "viewEvents",
            Self::RetryEvent => "retryEvent",
            Self::ViewRuns => "viewRuns",
            Self::StartRun => "startRun",
            Self::ViewSyncStatus => "viewSyncStatus",
        }
    }

    /// Whether it changes anything.
    #[must_use]
    pub const fn is_write(self) -> bool {
        match self {
            Self::EditBuilder
            | Self::DeactivateBuilder
            | Self::VerifyBuilder
            | Self::EditClient
            | Self::SetRoles
            | Self::RetryEvent
            | Self::StartRun => true,
            Self::ViewBuilder
            | Self::ViewClient
            | Self::ViewAccount
            | Self::ViewAudit
            | Self::CompareUser
            | Self::ViewEvents
            | Self::ViewRuns
            | Self::ViewSyncStatus => false,
        }
    }

    /// The whole table: whether somebody of that standing may do it. `public` says whether the
    /// builder profile is one that the public sees ([`Person::is_public`]), and matters to no
    /// operation but [`Operation::ViewBuilder`].
    #[must_use]
    pub const fn allowed(self, standing: Standing, public: bool) -> bool {
        let (stranger, owner, admin) = match self {
            Self::ViewBuilder => (public, true, true),
            Self::EditBuilder | Self::ViewClient | Self::EditClient | Self::ViewAccount => {
                (false, true, true)
            }
            Self::DeactivateBuilder
            | Self::VerifyBuilder
            | Self::SetRoles
            | Self::ViewAudit
            | Self::CompareUser
            | Self::ViewEvents
            | Self::RetryEvent
            | Self::ViewRuns
            | Self::StartRun
            | Self::ViewSyncStatus => (false, false, true),
        };
        match standing {
            Standing::Stranger | Standing::Suspended => stranger,
            Standing::Owner => owner,
            Standing::Admin => admin,
            Standing::Deleted => false,
        }
    }
}

impl Permissions {
    /// What the table ([`Operation::allowed`]) says of a profile.
    #[must_use]
    pub const fn of(standing: Standing, public: bool) -> Self {
        Self {
            can_view: Operation::ViewBuilder.allowed(standing, public),
            can_edit: Operation::EditBuilder.allowed(standing, public),
            can_delete: Operation::DeactivateBuilder.allowed(standing, public),
            can_verify: Operation::VerifyBuilder.allowed(standing, public),
        }
    }

    /// What is left of them to somebody who may only look.
    #[must_use]
    pub const fn read_only(self) -> Self {
        Self { can_view: self.can_view, can_edit: false, can_delete: false, can_verify: false }
    }
}
