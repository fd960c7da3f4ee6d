//! Ids as types of their own, so that one can't stand where another belongs.

use std::fmt;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::Timestamp;

/// Longest id we accept, in bytes. Ids become parts of table keys.
const LONGEST: usize = 128;

/// The text can't be used as an id: it is empty, longer than 128 bytes, or holds
/// something other than visible ASCII.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("id is empty, longer than 128 bytes, or not visible ASCII")]
pub struct InvalidId;

macro_rules! text_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// Checks `text` and takes it as an id.
            ///
            /// # Errors
            ///
            /// [`InvalidId`] unless it is 1 to 128 bytes of visible ASCII.
            pub fn parse(text: impl Into<String>) -> Result<Self, InvalidId> {
                let text = text.into();
                let fits = (1..=LONGEST).contains(&text.len());
                if fits && text.bytes().all(|it| it.is_ascii_graphic()) {
                    Ok(Self(text))
                } else {
                    Err(InvalidId)
                }
            }

            /// The id as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl TryFrom<String> for $name {
            type Error = InvalidId;

            fn try_from(text: String) -> Result<Self, InvalidId> {
                Self::parse(text)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0
            }
        }
    };
}

text_id!(
    /// The platform's id of a person: a ULID for new users, what it was for imported ones.
    UserId
);
text_id!(
    /// Clerk's id of a user, `user_…`.
    ClerkId
);
text_id!(
    /// The `svix-id` of an event, `msg_…`: the same on each redelivery.
    EventId
);

impl EventId {
    /// The id of a message that has none.
    #[must_use]
    pub fn nameless() -> Self {
        Self("nameless".to_owned())
    }
}

impl UserId {
    /// Mints the id of a user who is new to the platform.
    ///
    /// It follows from the Clerk id alone, but for the leading time: whoever creates the
    /// record first, a retry or a rival, means the same one.
    #[must_use]
    pub fn mint(clerk_id: &ClerkId, created_at: Timestamp) -> Self {
        let digest = Sha256::digest(clerk_id.as_str());
        let mut random = [0; 16];
        random[6..].copy_from_slice(&digest[..10]);
        let ulid = ulid::Ulid::from_parts(created_at.unsigned(), u128::from_be_bytes(random));
        Self(ulid.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_short_visible_ascii() {
        assert!(UserId::parse("01JD").is_ok());
        for bad in ["", "with space", "tab\t", "é", &"x".repeat(129)] {
            assert_eq!(UserId::parse(bad), Err(InvalidId), "{bad:?}");
        }
    }

    #[test]
    fn a_minted_id_sorts_by_time_and_is_the_same_each_time() {
        let ada = ClerkId::parse("user_ada").unwrap();
        let early = UserId::mint(&ada, Timestamp::from_millis(1_000));
        let late = UserId::mint(&ada, Timestamp::from_millis(2_000));

        assert_eq!(early, UserId::mint(&ada, Timestamp::from_millis(1_000)));
        assert!(early < late);
        assert_eq!(early.as_str()[10..], late.as_str()[10..]);
        assert_eq!(early.as_str().len(), 26);
    }
}
