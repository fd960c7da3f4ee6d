//! A key that is given beforehand.

use std::sync::Arc;

use profile_core::memory::MemorySigningKeys;
use profile_session::{KeyChoice, Sessions};

use crate::mint::{ANOTHER, NOW, OURS, Token, at, named, rules};

type Given = Sessions<Arc<MemorySigningKeys>>;

fn sessions(pem: &str) -> Given {
    Sessions::new(rules(), KeyChoice::Pem(pem.to_owned())).unwrap()
}

#[tokio::test]
async fn a_token_is_verified_with_the_key_that_was_given() {
    let sessions = sessions(&OURS.pem());
    for (token, expected) in [
        (Token::good().sign(), "good"),
        (Token::good().signed_by(&ANOTHER), "signature"),
        (Token::good().claim("sub", "mch_1").sign(), "not_a_session"),
        (Token::good().header("alg", "HS256").sign(), "algorithm"),
    ] {
        assert_eq!(named(&sessions.verify(&token, at(NOW)).await), expected);
    }
}

/// A PEM carries no id.
#[tokio::test]
async fn the_keys_id_does_not_matter_where_there_is_one_key() {
    let sessions = sessions(&OURS.pem());
    for token in [Token::good().header("kid", "ins_other"), Token::good().without_header("kid")] {
        assert_eq!(named(&sessions.verify(&token.sign(), at(NOW)).await), "good");
    }
}

#[test]
fn a_setting_that_is_no_key_is_refused_at_once_and_not_shown() {
    for bad in ["", "planted", "-----BEGIN PUBLIC KEY-----\nplanted\n-----END PUBLIC KEY-----"] {
        let error = Given::new(rules(), KeyChoice::Pem(bad.to_owned())).unwrap_err();
        let text = format!("{error} {error:?}");
        assert!(text.contains("-----BEGIN PUBLIC KEY-----") && !text.contains("planted"), "{text}");
    }
}
