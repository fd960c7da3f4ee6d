//! Pointers: the small items that lead from a Clerk id, an address or a slug to a user,
//! and that keep each of them unique.

use crate::{ClerkId, EmailKey, Person};

/// What a pointer leads from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pointer {
    /// A Clerk id: kept for good, as the tombstone of a deleted user (R3).
    Clerk(ClerkId),
    /// A normalised address, freed by deletion or change (R9, R16).
    Email(EmailKey),
    /// A builder's slug, freed by deletion or change (R16).
    Slug(String),
}

/// What a write does to one pointer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PointerChange {
    /// Takes it for the person written, if nobody else has it.
    Take(Pointer),
    /// Frees it, if the person written has it.
    Free(Pointer),
}

/// What a write from `before` to `after` does to the pointers.
#[must_use]
pub fn pointer_changes(before: Option<&Person>, after: &Person) -> Vec<PointerChange> {
    let old = before.map(pointers).unwrap_or_default();
    let new = pointers(after);
    let freed = old.iter().filter(|it| !new.contains(it)).cloned().map(PointerChange::Free);
    let taken = new.iter().filter(|it| !old.contains(it)).cloned().map(PointerChange::Take);
    freed.chain(taken).collect()
}

fn pointers(person: &Person) -> Vec<Pointer> {
    let clerk = person.user.clerk_id.clone().map(Pointer::Clerk);
    let email = person.user.email.as_ref().map(|it| Pointer::Email(it.key()));
    let slug = person.builder.as_ref().and_then(|it| it.slug.clone()).map(Pointer::Slug);
    [clerk, email, slug].into_iter().flatten().collect()
}
