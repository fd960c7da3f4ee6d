//! Who may do what with a profile: one table, used by everything that asks.

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
        let Self::Person(viewer) = self else { return Standing::Stranger };
        match viewer.user.status {
            Status::Deleted => Standing::Deleted,
            Status::Suspended => Standing::Suspended,
            Status::Active if viewer.user.roles.contains(Role::Admin) => Standing::Admin,
            Status::Active if viewer.user.id == *subject => Standing::Owner,
            Status::Active => Standing::Stranger,
        }
    }
}

impl Permissions {
    /// The whole table. `public` says whether the profile is one that the public sees
    /// ([`Person::is_public`]).
    #[must_use]
    pub const fn of(standing: Standing, public: bool) -> Self {
        let (can_view, can_edit, can_delete, can_verify) = match standing {
            Standing::Stranger | Standing::Suspended => (public, false, false, false),
            Standing::Owner => (true, true, false, false),
            Standing::Admin => (true, true, true, true),
            Standing::Deleted => (false, false, false, false),
        };
        Self { can_view, can_edit, can_delete, can_verify }
    }
}
