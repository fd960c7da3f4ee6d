//! People who are computed from their number when somebody asks for them, so that a
//! million of them take no memory.
//!
//! Person `n` is the same in every process and every version of the seed: a benchmark fills
//! the platform's tables with the very people that the simulator lists.

mod json;
mod names;
mod timeline;

pub(crate) use timeline::Timeline;

/// The instance whose people these are; a seed without an `instanceId` gets it too.
pub const INSTANCE_ID: &str = "ins_2ClerkSimulatorInstance0000";

/// How many people can be generated: with two million, the last sign-up is still in the past.
pub const MOST_GENERATED: u32 = 2_000_000;

const ID: &str = "2Gen";
const DIGITS: usize = 23;

/// Person `index` of the generated people.
#[must_use]
pub const fn generated(index: u32) -> Generated {
    Generated { index }
}

/// One generated person; every property is computed from the index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Generated {
    index: u32,
}

impl Generated {
    /// The person's number, from 0.
    #[must_use]
    pub const fn index(self) -> u32 {
        self.index
    }

    /// Clerk's id, such as `user_2Gen00000000000000000000042`.
    #[must_use]
    pub fn id(self) -> String {
        format!("user_{ID}{:0DIGITS$}", self.index)
    }

    /// The id of the only email address.
    #[must_use]
    pub fn email_id(self) -> String {
        format!("idn_{ID}{:0DIGITS$}", self.index)
    }

    /// The primary address, such as `ada.okafor.42@people.example`; nobody else has it.
    #[must_use]
    pub fn email(self) -> String {
        let (first, last) = (slug(self.first_name()), slug(self.last_name()));
        format!("{first}.{last}.{}@{}", self.index, names::DOMAIN)
    }

    /// Whether the address is verified: all but one in fifty are.
    #[must_use]
    pub const fn email_verified(self) -> bool {
        !self.draw(1).is_multiple_of(50)
    }

    /// The first name.
    #[must_use]
    pub const fn first_name(self) -> &'static str {
        names::pick(&names::FIRST, self.draw(2))
    }

    /// The last name.
    #[must_use]
    pub const fn last_name(self) -> &'static str {
        names::pick(&names::LAST, self.draw(3))
    }

    /// The username that one in four has.
    #[must_use]
    pub fn username(self) -> Option<String> {
        self.draw(4)
            .is_multiple_of(4)
            .then(|| format!("{}_{}", slug(self.first_name()), self.index))
    }

    /// What `public_metadata.roles` says: one in four is a builder, one in a thousand an admin,
    /// and for one in twenty it is missing.
    #[must_use]
    pub const fn roles(self) -> Option<&'static [&'static str]> {
        match self.draw(5) % 1_000 {
            0 => Some(&["CLIENT", "ADMIN"]),
            1..250 => Some(&["CLIENT", "BUILDER"]),
            250..300 => None,
            _ => Some(&["CLIENT"]),
        }
    }

    /// Whether `public_metadata.verified` says so: one in eight.
    #[must_use]
    pub const fn verified(self) -> bool {
        self.draw(6).is_multiple_of(8)
    }

    /// Whether the person is banned: one in five hundred.
    #[must_use]
    pub const fn banned(self) -> bool {
        self.draw(7).is_multiple_of(500)
    }

    /// Whether the person has an image of their own: one in three.
    #[must_use]
    pub const fn has_image(self) -> bool {
        self.draw(8).is_multiple_of(3)
    }

    /// When the person signed up, in milliseconds; later for every higher index.
    #[must_use]
    pub const fn created_at(self) -> i64 {
        Timeline::Created.time(Timeline::Created.rank(self.index))
    }

    /// When the person last changed, in milliseconds; never before [`Self::created_at`].
    #[must_use]
    pub const fn updated_at(self) -> i64 {
        Timeline::Updated.time(Timeline::Updated.rank(self.index))
    }

    /// When the person last signed in, in milliseconds; one in ten never did.
    #[must_use]
    pub const fn last_sign_in_at(self) -> Option<i64> {
        if self.draw(9).is_multiple_of(10) { None } else { Some(self.updated_at()) }
    }

    /// A number that looks random, another one for each `purpose`.
    const fn draw(self, purpose: u64) -> u64 {
        // The mixing step of SplitMix64.
        let mut z = (self.index as u64 * 16 + purpose).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
}

/// Ways from what a person is known by back to the person.
impl Generated {
    /// The person with that id, be it theirs or their address's.
    pub(crate) fn with_id(id: &str) -> Option<Self> {
        let digits =
            id.strip_prefix("user_").or_else(|| id.strip_prefix("idn_"))?.strip_prefix(ID)?;
        if digits.len() != DIGITS || !digits.bytes().all(|it| it.is_ascii_digit()) {
            return None;
        }
        digits.parse().ok().map(generated)
    }

    /// The person with that address, which must be in lower case.
    pub(crate) fn with_email(email: &str) -> Option<Self> {
        let (local, _) = email.split_once('@')?;
        let (_, index) = local.rsplit_once('.')?;
        index.parse().ok().map(generated).filter(|it| it.email() == email)
    }

    /// The person with that username.
    pub(crate) fn with_username(username: &str) -> Option<Self> {
        let (_, index) = username.rsplit_once('_')?;
        index.parse().ok().map(generated).filter(|it| it.username().as_deref() == Some(username))
    }
}

/// A name as it stands in an address.
fn slug(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|it| it.to_ascii_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_is_found_by_everything_they_are_known_by() {
        for it in (0..2_000).chain([MOST_GENERATED - 1]).map(generated) {
            assert_eq!(Generated::with_id(&it.id()), Some(it));
            assert_eq!(Generated::with_id(&it.email_id()), Some(it));
            assert_eq!(Generated::with_email(&it.email()), Some(it));
            assert!(it.username().is_none_or(|name| Generated::with_username(&name) == Some(it)));
            assert!(it.updated_at() >= it.created_at());
        }
    }

    #[test]
    fn what_nobody_is_known_by_finds_nobody() {
        assert_eq!(Generated::with_id("user_2Gen42"), None);
        assert_eq!(Generated::with_id("user_2Gen+0000000000000000000042"), None);
        assert_eq!(Generated::with_email("nobody.42@people.example"), None);
        assert_eq!(Generated::with_username("nobody_42"), None);
    }

    #[test]
    fn a_quarter_are_builders() {
        let is_builder = |it: &Generated| it.roles().is_some_and(|it| it.contains(&"BUILDER"));
        let builders = (0..10_000).map(generated).filter(is_builder).count();
        assert!((2_300..2_700).contains(&builders), "{builders}");
    }
}
