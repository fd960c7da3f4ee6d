//! Makes values fit for an audit entry: enough to recognise a change, too little to read
//! a person's data off it.

use serde_json::Value;
use sha2::{Digest, Sha256};

/// An address with only its first character and its domain: `l…@buildappswith.ai`.
pub(crate) fn email(address: &str) -> String {
    match address.rsplit_once('@') {
        Some((local, domain)) => format!("{}@{domain}", text(local)),
        None => text(address),
    }
}

/// Most words of a text that leave a trace: no name has more, and an entry must stay small.
const MOST_WORDS: usize = 10;

/// A text with only the first character of each word: `A… B…`.
pub(crate) fn text(text: &str) -> String {
    let words = text.split_whitespace().take(MOST_WORDS);
    let initials = words.filter_map(|word| word.chars().next());
    initials.map(|it| format!("{it}…")).collect::<Vec<_>>().join(" ")
}

/// What is too long or too random to be guessed, and so can only be told apart: the first eight hex digits of its SHA-256.
pub(crate) fn opaque(text: &str) -> String {
    format!("#{}", &hex(&Sha256::digest(text))[..8])
}

/// What can be guessed, such as a price: that there is one, and nothing more.
pub(crate) fn hidden(_: &str) -> String {
    "•••".to_owned()
}

/// A JSON array or object with only the number of its entries, and a sign to tell it apart from
/// others: `2 entries #7d865e95`.
pub(crate) fn counted(json: &str) -> String {
    let count = match serde_json::from_str(json) {
        Ok(Value::Array(entries)) => entries.len(),
        Ok(Value::Object(members)) => members.len(),
        _ => 1,
    };
    let entries = if count == 1 { "entry" } else { "entries" };
    format!("{count} {entries} {}", opaque(json))
}

/// Bytes as lower-case hex digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    const DIGITS: [char; 16] =
        ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
    let digit = |it: u8| DIGITS[usize::from(it)];
    bytes.iter().flat_map(|it| [digit(it >> 4), digit(it & 15)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_domain_stays_because_it_tells_addresses_apart() {
        assert_eq!(email("liam@buildappswith.ai"), "l…@buildappswith.ai");
    }

    #[test]
    fn names_shrink_to_initials() {
        assert_eq!(text("Ada  Byron"), "A… B…");
        assert_eq!(text(""), "");
    }

    #[test]
    fn a_text_of_any_length_stays_short() {
        assert_eq!(text(&"word ".repeat(50_000)).chars().count(), 29);
    }

    #[test]
    fn of_a_list_only_its_length_can_be_read() {
        let (some, others) = (counted(r#"["rust","aws"]"#), counted(r#"["rust","sql"]"#));

        assert!(some.starts_with("2 entries #") && some.len() == 19, "{some}");
        assert_ne!(some, others);
        assert!(counted(r#"{"site":"https://example.com"}"#).starts_with("1 entry #"));
    }

    #[test]
    fn what_can_be_guessed_can_t_be_told_apart() {
        assert_eq!(hidden("85.00"), hidden("95.00"));
    }

    #[test]
    fn opaque_values_differ_when_they_differ() {
        assert_ne!(opaque("https://img.clerk.com/a"), opaque("https://img.clerk.com/b"));
        assert_eq!(opaque("cus_1").chars().count(), 9);
    }
}
