//! A public key as Clerk's dashboard shows it: a PEM.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jsonwebtoken::DecodingKey;

use crate::rsa;

const BEGIN: &str = "-----BEGIN PUBLIC KEY-----";
const END: &str = "-----END PUBLIC KEY-----";

const INTEGER: u8 = 0x02;
const BIT_STRING: u8 = 0x03;
const SEQUENCE: u8 = 0x30;
/// The algorithm of an RSA key's envelope, `rsaEncryption` without parameters, whole
/// (RFC 3279, section 2.3.1).
const RSA: &[u8] = b"\x30\x0d\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01\x05\x00";

/// The text is no public key to verify tokens with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "must be the instance's RSA public key of 2048 bits or more, \
     from -----BEGIN PUBLIC KEY----- to -----END PUBLIC KEY-----"
)]
pub struct InvalidPem;

/// Reads a PEM. Settings don't always keep line breaks: they may have become spaces or `\n`,
/// or be gone.
pub(crate) fn read(text: &str) -> Result<DecodingKey, InvalidPem> {
    let text = text.replace("\\n", "\n");
    let text = text.trim().strip_prefix(BEGIN).and_then(|it| it.strip_suffix(END));
    let text: String = text.ok_or(InvalidPem)?.split_whitespace().collect();
    let der = STANDARD.decode(text).map_err(|_| InvalidPem)?;
    let (modulus, exponent) = numbers(&der).ok_or(InvalidPem)?;
    rsa::key(modulus, exponent).ok_or(InvalidPem)
}

/// The modulus and the exponent in a `SubjectPublicKeyInfo` (RFC 5280, section 4.1).
fn numbers(der: &[u8]) -> Option<(&[u8], &[u8])> {
    let envelope = only(SEQUENCE, der)?;
    let key = only(BIT_STRING, envelope.strip_prefix(RSA)?)?.strip_prefix(&[0])?;
    let (modulus, rest) = element(INTEGER, only(SEQUENCE, key)?)?;
    Some((modulus, only(INTEGER, rest)?))
}

/// What is in the only element.
fn only(tag: u8, der: &[u8]) -> Option<&[u8]> {
    element(tag, der).filter(|(_, rest)| rest.is_empty()).map(|(content, _)| content)
}

/// What is in the first element, and what follows it.
fn element(tag: u8, der: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = match der.strip_prefix(&[tag])? {
        [length @ ..=0x7f, rest @ ..] | [0x81, length, rest @ ..] => (usize::from(*length), rest),
        [0x82, high, low, rest @ ..] => (usize::from(u16::from_be_bytes([*high, *low])), rest),
        _ => return None,
    };
    rest.split_at_checked(length)
}

#[cfg(test)]
mod tests {
    use aws_lc_rs::encoding::AsDer as _;
    use aws_lc_rs::rsa::KeySize;
    use aws_lc_rs::signature::{KeyPair as _, RsaKeyPair};
    use proptest::prelude::*;

    use super::*;

    fn body(size: KeySize) -> String {
        let pair = RsaKeyPair::generate(size).unwrap();
        STANDARD.encode(pair.public_key().as_der().unwrap().as_ref())
    }

    #[test]
    fn a_key_is_read_however_its_lines_are_broken() {
        for size in [KeySize::Rsa2048, KeySize::Rsa4096] {
            let body = body(size);
            let (one, two) = body.split_at(64);
            for between in ["\n", "\r\n", " ", "\\n", ""] {
                let pem = [BEGIN, one, two, END, ""].join(between);
                assert!(read(&pem).is_ok(), "{between:?}");
            }
        }
    }

    #[test]
    fn anything_else_is_refused() {
        let body = body(KeySize::Rsa2048);
        let of = |body: &str| format!("{BEGIN}\n{body}\n{END}");
        let der = STANDARD.decode(&body).unwrap();
        let longer = STANDARD.encode([&der[..], &[0]].concat());
        let curve = STANDARD.encode(b"\x30\x13\x06\x07\x2a\x86\x48\xce\x3d\x02\x01");
        let private = format!("-----BEGIN PRIVATE KEY-----\n{body}\n-----END PRIVATE KEY-----");
        for bad in [
            String::new(),
            body.clone(),
            private,
            of(""),
            of("no base64!"),
            of(&body[4..]),
            of(&body[..body.len() - 8]),
            of(&longer),
            of(&curve),
            format!("{BEGIN}\n{body}"),
            of(&body) + &of(&body),
        ] {
            assert_eq!(read(&bad).err(), Some(InvalidPem), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn no_bytes_are_too_odd(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            let _ = numbers(&bytes);
            let _ = numbers(&[&[SEQUENCE, 0x82, 1, 0x22], RSA, &bytes].concat());
        }

        #[test]
        fn no_text_is_too_odd(text in ".{0,200}") {
            prop_assert!(read(&text).is_err());
            prop_assert!(read(&[BEGIN, &text, END].concat()).is_err());
        }
    }
}
