//! What must be unique in the file, and on which line it was first seen.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use profile_core::Pointer;
use sha2::{Digest, Sha256};

use super::problem::{Fault, Problem};
use super::record::Unique;

/// Enough of a SHA-256 that no two of a file's values share it: a million people must fit
/// into memory, and their addresses had better not be kept.
type Fingerprint = [u32; 3];

/// The values seen so far, kind by kind.
#[derive(Debug, Default)]
pub(crate) struct Seen([HashMap<Fingerprint, u32>; 4]);

impl Seen {
    /// Notes what must be unique on `line`; returns a fault for each value that was there.
    pub(crate) fn add(&mut self, line: u64, unique: &Unique) -> Vec<Fault> {
        let id = unique.id.iter().map(|it| (0, "/user/id", it.as_str()));
        let pointers = unique.pointers.iter().map(|it| match it {
            Pointer::Clerk(id) => (1, place(it), id.as_str()),
            Pointer::Email(key) => (2, place(it), key.as_str()),
            Pointer::Slug(slug) => (3, place(it), slug.as_str()),
        });
        let add = |(kind, place, value): (usize, &str, &str)| {
            let first = self.first_line(kind, value, line)?;
            Some(Fault { line, place: place.to_owned(), problem: Problem::SameAs(first) })
        };
        id.chain(pointers).filter_map(add).collect()
    }

    fn first_line(&mut self, kind: usize, value: &str, line: u64) -> Option<u64> {
        match self.0[kind].entry(fingerprint(value)) {
            Entry::Occupied(first) => Some((*first.get()).into()),
            Entry::Vacant(free) => {
                free.insert(u32::try_from(line).unwrap_or(u32::MAX));
                None
            }
        }
    }
}

/// Where in a line a pointer's value stands.
pub(crate) fn place(pointer: &Pointer) -> &'static str {
    match pointer {
        Pointer::Clerk(_) => "/user/clerkId",
        Pointer::Email(_) => "/user/email",
        Pointer::Slug(_) => "/builderProfile/slug",
    }
}

fn fingerprint(value: &str) -> Fingerprint {
    let digest = Sha256::digest(value);
    let word = |at: usize| {
        let bytes = [digest[at], digest[at + 1], digest[at + 2], digest[at + 3]];
        u32::from_le_bytes(bytes)
    };
    [word(0), word(4), word(8)]
}
