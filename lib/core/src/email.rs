//! E-mail addresses: kept as given, compared in one form (R9).

use std::fmt;

/// Longest address we keep, in bytes: 254 by RFC 5321 §4.5.3.1, with room to spare.
const LONGEST: usize = 320;

/// An e-mail address as Clerk gave it, with surrounding space taken off.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct EmailAddress(String);

impl EmailAddress {
    /// Takes `text` as an address; `None` when there is no address in it: nothing but
    /// space, no `@`, or more than 320 bytes.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        (text.contains('@') && text.len() <= LONGEST).then(|| Self(text.to_owned()))
    }

    /// The address as it was given.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The form in which addresses are compared and kept unique. Only ASCII letters fold:
    /// Unicode's folding would make one address of two, and hand an account over.
    #[must_use]
    pub fn key(&self) -> EmailKey {
        EmailKey(self.0.to_ascii_lowercase())
    }
}

/// Debug output may reach a log, an address may not.
impl fmt::Debug for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EmailAddress(…)")
    }
}

/// A trimmed, lower-cased address: two users never hold the same one.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EmailKey(String);

impl EmailKey {
    /// The normalised address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// As for [`EmailAddress`].
impl fmt::Debug for EmailKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EmailKey(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_space_do_not_make_another_address() {
        let given = EmailAddress::parse("  Ada@Example.COM ").unwrap();

        assert_eq!(given.as_str(), "Ada@Example.COM");
        assert_eq!(given.key(), EmailAddress::parse("ada@example.com").unwrap().key());
    }

    #[test]
    fn letters_that_only_look_alike_make_another_address() {
        let kate = EmailAddress::parse("kate@example.com").unwrap();
        let kelvin = EmailAddress::parse("\u{212a}ate@example.com").unwrap();

        assert_ne!(kate.key(), kelvin.key());
    }

    #[test]
    fn what_is_no_address_is_none() {
        for text in ["", "   ", "ada", &format!("{}@example.com", "a".repeat(400))] {
            assert_eq!(EmailAddress::parse(text), None);
        }
    }

    #[test]
    fn debug_output_hides_the_address() {
        let address = EmailAddress::parse("ada@example.com").unwrap();

        assert!(!format!("{address:?} {:?}", address.key()).contains("ada"));
    }
}
