//! What an event, or an answer of Clerk's, asks of us.

use serde::{Deserialize, Serialize};

use crate::{ClerkId, ClerkUser, EmailAddress, EmailKey, Timestamp};

/// What is asked of one user's record.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// The user is as Clerk describes them.
    Upsert(Box<Snapshot>),
    /// The user is gone, for good (R3).
    Delete {
        /// Who.
        clerk_id: ClerkId,
        /// When: the event's own time, since a deleted user has no `updated_at`.
        at: Timestamp,
    },
    /// The user signed in (R13).
    SignIn {
        /// Who.
        clerk_id: ClerkId,
        /// When the session began.
        at: Timestamp,
    },
}

/// How Clerk described a user at some time.
#[derive(Clone, Debug, PartialEq)]
pub struct Snapshot {
    /// The user as described.
    pub user: ClerkUser,
    /// When the user last changed: what orders descriptions (R2).
    pub at: Timestamp,
    /// Whether Clerk said so just now, when asked. Of two different descriptions with the
    /// same time, the one from an event can't be trusted; this one can.
    pub fetched: bool,
}

/// Where the request came from that caused a change, as far as Clerk says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// The client's network address.
    pub client_ip: Option<String>,
    /// The client's software.
    pub user_agent: Option<String>,
}

/// Longest part of an origin that the trail keeps, in characters: anybody may send more.
const LONGEST_PART: usize = 256;

impl Origin {
    /// As much of it as the trail keeps.
    #[must_use]
    pub(crate) fn shortened(&self) -> Self {
        let short = |it: &String| it.chars().take(LONGEST_PART).collect();
        Self {
            client_ip: self.client_ip.as_ref().map(short),
            user_agent: self.user_agent.as_ref().map(short),
        }
    }
}

impl Change {
    /// The change that an event with this user asks for; `sent_at` stands in for a missing
    /// `updated_at`.
    #[must_use]
    pub fn reported(user: ClerkUser, sent_at: Timestamp) -> Self {
        let at = user.place(sent_at);
        Self::Upsert(Box::new(Snapshot { user, at, fetched: false }))
    }

    /// The change that Clerk's answer to a question about `clerk_id` asks for: the user as
    /// they are, or their deletion if there is none.
    #[must_use]
    pub fn fetched(clerk_id: &ClerkId, answer: Option<ClerkUser>, now: Timestamp) -> Self {
        match answer {
            Some(user) => {
                let at = user.place(now);
                Self::Upsert(Box::new(Snapshot { user, at, fetched: true }))
            }
            None => Self::Delete { clerk_id: clerk_id.clone(), at: now },
        }
    }

    /// Whom the change is about.
    #[must_use]
    pub fn clerk_id(&self) -> &ClerkId {
        match self {
            Self::Upsert(snapshot) => &snapshot.user.id,
            Self::Delete { clerk_id, .. } | Self::SignIn { clerk_id, .. } => clerk_id,
        }
    }

    /// When it happened in Clerk.
    #[must_use]
    pub fn at(&self) -> Timestamp {
        match self {
            Self::Upsert(snapshot) => snapshot.at,
            Self::Delete { at, .. } | Self::SignIn { at, .. } => *at,
        }
    }

    /// Other addresses by which somebody who was imported may be known to be the user (R17).
    #[must_use]
    pub fn other_emails(&self) -> Vec<EmailKey> {
        match self {
            Self::Upsert(snapshot) => {
                snapshot.user.other_verified_emails().iter().map(EmailAddress::key).collect()
            }
            Self::Delete { .. } | Self::SignIn { .. } => Vec::new(),
        }
    }

    /// The address that the user holds after the change, if it gives them one.
    #[must_use]
    pub fn claimed_email(&self) -> Option<EmailKey> {
        match self {
            Self::Upsert(snapshot) => snapshot.user.primary_email().map(|(it, _)| it.key()),
            Self::Delete { .. } | Self::SignIn { .. } => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_fattens_the_trail_with_the_name_of_their_software() {
        let long = Some("ä".repeat(7_000));
        let origin = Origin { client_ip: long.clone(), user_agent: long };

        let Origin { client_ip, user_agent } = origin.shortened();

        assert_eq!([client_ip, user_agent].map(|it| it.unwrap().chars().count()), [256, 256]);
    }
}
