//! Whom we have met: Clerk ids whose pointer was read or written by this process.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use profile_core::{ClerkId, UserId};

/// How many users are remembered: at most about two megabytes.
const MOST: usize = 8_192;

/// Remembers whom a Clerk id leads to, which saves reading the pointer.
///
/// A pointer from a Clerk id never changes once it is written, so what is remembered never
/// goes stale. It is forgotten only to make the next read a full one.
#[derive(Debug, Default)]
pub(crate) struct KnownUsers(Mutex<HashMap<ClerkId, UserId>>);

impl KnownUsers {
    /// Whom `clerk_id` leads to, if remembered.
    pub(crate) fn get(&self, clerk_id: &ClerkId) -> Option<UserId> {
        self.lock().get(clerk_id).cloned()
    }

    /// Remembers `user_id`, and forgets somebody else when there are too many.
    pub(crate) fn remember(&self, clerk_id: &ClerkId, user_id: &UserId) {
        let mut ids = self.lock();
        if ids.len() >= MOST && !ids.contains_key(clerk_id) {
            // Anybody will do: they cost one more request the next time.
            let somebody = ids.keys().next().cloned();
            somebody.map(|it| ids.remove(&it));
        }
        ids.insert(clerk_id.clone(), user_id.clone());
    }

    /// Forgets whom `clerk_id` leads to.
    pub(crate) fn forget(&self, clerk_id: &ClerkId) {
        self.lock().remove(clerk_id);
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<ClerkId, UserId>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(number: usize) -> (ClerkId, UserId) {
        (
            ClerkId::parse(format!("user_{number}")).unwrap(),
            UserId::parse(format!("{number}")).unwrap(),
        )
    }

    #[test]
    fn it_never_grows_beyond_its_bound() {
        let known = KnownUsers::default();

        for number in 0..MOST + 10 {
            let (clerk_id, user_id) = ids(number);
            known.remember(&clerk_id, &user_id);
        }

        assert_eq!(known.lock().len(), MOST);
        let (last, user_id) = ids(MOST + 9);
        assert_eq!(known.get(&last), Some(user_id));
    }

    #[test]
    fn what_is_forgotten_is_gone() {
        let known = KnownUsers::default();
        let (clerk_id, user_id) = ids(1);

        known.remember(&clerk_id, &user_id);
        known.forget(&clerk_id);

        assert_eq!(known.get(&clerk_id), None);
    }
}
