//! The instance that a key has to be of.
//!
//! A good key of another instance lists that one's users, and knows none of ours: each of
//! them would look as if they were gone.

use crate::failure::Failure;
use crate::problem::is_token;

/// The key is good, and not ours. Holds the id of its instance as it may be shown.
#[derive(Debug, thiserror::Error)]
#[error("the secret key is of another Clerk instance than this stage's; it is of {0}")]
struct OtherInstance(String);

/// Refuses a key of the instance `found` where one of `ours` is needed.
pub(crate) fn require(ours: &str, found: &str) -> Result<(), Failure> {
    if found == ours {
        return Ok(());
    }
    let is_id = is_token(found, |it| it.is_ascii_alphanumeric() || it == b'_');
    let shown = if is_id { found } else { "one without a proper id" };
    Err(Failure::KeyRefused(OtherInstance(shown.to_owned()).into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(found: &str) -> String {
        let Err(Failure::KeyRefused(cause)) = require("ins_ours", found) else { panic!("{found}") };
        cause.to_string()
    }

    #[test]
    fn the_same_id_will_do_and_no_other() {
        require("ins_ours", "ins_ours").unwrap();
        for other in ["ins_Ours", "ins_our", "ins_ours ", "ins_ourselves", ""] {
            refusal(other);
        }
    }

    #[test]
    fn a_refusal_says_whose_the_key_is_if_that_is_an_id() {
        assert_eq!(
            refusal("ins_2Their5"),
            "the secret key is of another Clerk instance than this stage's; it is of ins_2Their5"
        );
        for bad in ["", "ada@example.com", "ins_a b", "ins_\n", &"i".repeat(65)] {
            assert!(refusal(bad).ends_with("it is of one without a proper id"), "{bad:?}");
        }
    }
}
