//! Our record of a person.

use std::collections::BTreeSet;

use crate::{
    BuilderProfile, ClerkId, ClientProfile, EmailAddress, OwnedField, Roles, Timestamp, UserId,
};

/// How often a record has changed: 1 when it is made, one more with each audited change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version(pub u64);

impl Version {
    /// The version after this one.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

/// What a person may do at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Everything their roles allow.
    Active,
    /// Nothing, for now: banned or locked in Clerk. Their profiles are hidden.
    Suspended,
    /// Nothing, for good. The record stays, because others refer to it.
    Deleted,
}

impl Status {
    /// The status's name in tables and answers.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Suspended => "suspended",
            Self::Deleted => "deleted",
        }
    }

    /// The status of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Active, Self::Suspended, Self::Deleted].into_iter().find(|it| it.name() == name)
    }
}

/// Fields of ours that Clerk hasn't been told yet (R21).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PendingPush {
    /// Which fields.
    pub fields: BTreeSet<OwnedField>,
    /// The version of the user that last changed one of them.
    pub version: Version,
    /// Since when Clerk has had something to be told: of several edits the first.
    pub since: Timestamp,
    /// Until when somebody may be telling Clerk. Clerk can't refuse a push that comes after a
    /// later one, so that two must never be under way at once.
    pub claimed_until: Option<Timestamp>,
}

/// The account: who somebody is, in the platform's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// Ours; never changes.
    pub id: UserId,
    /// Clerk's; `None` for an imported user who hasn't signed in through Clerk yet.
    pub clerk_id: Option<ClerkId>,
    /// The primary address, as given. `None` without one, and while somebody else holds it.
    pub email: Option<EmailAddress>,
    /// Whether Clerk has an address for the user that somebody else holds here (R18).
    pub email_withheld: bool,
    /// When we learnt that the address is verified; `None` while it isn't (R10).
    pub email_verified_at: Option<Timestamp>,
    /// First and last name, or the username (R11).
    pub name: Option<String>,
    /// The avatar, opaque; `None` for Clerk's placeholder (R11).
    pub image_url: Option<String>,
    /// What the person is on the platform (R12).
    pub roles: Roles,
    /// Role names in Clerk that mean nothing here: kept so that each is audited once (R12).
    pub unknown_roles: Vec<String>,
    /// Whether the platform vouches for the person (R13).
    pub verified: bool,
    /// Whether the person was among the first.
    pub is_founder: bool,
    /// The payment provider's id (R13).
    pub stripe_customer_id: Option<String>,
    /// Active, suspended or deleted.
    pub status: Status,
    /// The latest sign-in we know of. Moves forward without a new version (R13).
    pub last_sign_in_at: Option<Timestamp>,
    /// Clerk's `updated_at` as last applied: what is older is superseded (R2). `None`
    /// before anything of Clerk's was applied. Moves without a new version when nothing
    /// else changes.
    pub clerk_updated_at: Option<Timestamp>,
    /// When Clerk made the user, by Clerk's clock: their place on the roster. Moves without
    /// a new version. `None` for somebody unlinked, and until Clerk first says it.
    pub clerk_created_at: Option<Timestamp>,
    /// How often the record has changed; each version has its audit entry.
    pub version: Version,
    /// Hash of the latest audit entry: the head of the chain.
    pub audit_hash: String,
    /// What Clerk has still to be told (R21).
    pub pending_push: Option<PendingPush>,
    /// When the account was made, by Clerk's clock where it says.
    pub created_at: Timestamp,
    /// When the record last changed.
    pub updated_at: Timestamp,
    /// When Clerk deleted the user.
    pub deleted_at: Option<Timestamp>,
}

/// A person whole: the account and the profiles of their roles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The account.
    pub user: User,
    /// What a builder shows to clients; stays, inactive, when the role is lost.
    pub builder: Option<BuilderProfile>,
    /// What a client tells builders; stays, inactive, when the role is lost.
    pub client: Option<ClientProfile>,
}

impl PendingPush {
    /// The mark of `fields` that the version changed, which nobody has claimed yet.
    #[must_use]
    pub fn new(
        fields: impl IntoIterator<Item = OwnedField>,
        version: Version,
        since: Timestamp,
    ) -> Self {
        Self { fields: fields.into_iter().collect(), version, since, claimed_until: None }
    }
}

impl User {
    /// Whether the user is a tombstone.
    #[must_use]
    pub fn is_deleted(&self) -> bool {
        self.status == Status::Deleted
    }
}

impl Person {
    /// Whether the builder profile is for the public to see.
    #[must_use]
    pub fn is_public(&self) -> bool {
        self.user.status == Status::Active && self.builder.as_ref().is_some_and(|it| it.active)
    }

    /// Whether the builder profile is for the public to find.
    #[must_use]
    pub fn is_listed(&self) -> bool {
        self.is_public() && self.builder.as_ref().is_some_and(|it| it.searchable)
    }
}
