//! How many there were of each kind.

use std::fmt;
use std::ops::AddAssign;

use profile_core::Person;

/// How many people came out how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// Now there.
    pub(crate) imported: u64,
    /// There before.
    pub(crate) present: u64,
    /// Not there, since somebody else got in the way.
    pub(crate) refused: u64,
    builders: u64,
    clients: u64,
    linked: u64,
    deleted: u64,
}

impl Tally {
    /// One person imported.
    pub(crate) fn imported(person: &Person) -> Self {
        let Person { user, builder, client } = person;
        Self {
            imported: 1,
            present: 0,
            refused: 0,
            builders: builder.is_some().into(),
            clients: client.is_some().into(),
            linked: user.clerk_id.is_some().into(),
            deleted: user.is_deleted().into(),
        }
    }

    /// How many people there were.
    pub(crate) fn people(&self) -> u64 {
        self.imported + self.present + self.refused
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        let Self { imported, present, refused, builders, clients, linked, deleted } = other;
        self.imported += imported;
        self.present += present;
        self.refused += refused;
        self.builders += builders;
        self.clients += clients;
        self.linked += linked;
        self.deleted += deleted;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { imported, present, refused, builders, clients, linked, deleted } = self;
        writeln!(f, "imported       {imported:>9}")?;
        writeln!(f, "  builders     {builders:>9}")?;
        writeln!(f, "  clients      {clients:>9}")?;
        writeln!(f, "  linked       {linked:>9}")?;
        writeln!(f, "  deleted      {deleted:>9}")?;
        writeln!(f, "already there  {present:>9}")?;
        writeln!(f, "skipped        {refused:>9}")
    }
}
