//! Roles: what a person is on the platform (R12).

use std::collections::BTreeSet;
use std::fmt;

/// A role that the platform knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Looks for builders.
    Client,
    /// Offers work.
    Builder,
    /// Operates the platform.
    Admin,
    /// Pays for a plan.
    Subscriber,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 4] = [Self::Client, Self::Builder, Self::Admin, Self::Subscriber];

    /// The role's name in Clerk's metadata and in our tables.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Client => "CLIENT",
            Self::Builder => "BUILDER",
            Self::Admin => "ADMIN",
            Self::Subscriber => "SUBSCRIBER",
        }
    }

    /// The role of that name, spelt exactly so: nothing near to it grants anything.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }
}

/// A person's roles, each once, in the order of [`Role::ALL`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roles(BTreeSet<Role>);

impl Roles {
    /// Whether `role` is among them.
    #[must_use]
    pub fn contains(&self, role: Role) -> bool {
        self.0.contains(&role)
    }

    /// The roles in order.
    pub fn iter(&self) -> impl Iterator<Item = Role> {
        self.0.iter().copied()
    }
}

impl FromIterator<Role> for Roles {
    fn from_iter<T: IntoIterator<Item = Role>>(roles: T) -> Self {
        Self(roles.into_iter().collect())
    }
}

impl fmt::Display for Roles {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.iter().map(Role::name).collect();
        f.write_str(&names.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_exact_name_is_a_role() {
        for role in Role::ALL {
            assert_eq!(Role::from_name(role.name()), Some(role));
        }
        for name in ["admin", " ADMIN", "ADMIN ", "ROOT", ""] {
            assert_eq!(Role::from_name(name), None, "{name:?}");
        }
    }
}
