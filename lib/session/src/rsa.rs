//! Which RSA keys are good enough.

use std::ops::RangeInclusive;

use jsonwebtoken::DecodingKey;

/// How large a modulus may be, in bits. Below, keys are within reach of being broken
/// (RFC 7518, section 3.3); above, they take long to verify with.
const BITS: RangeInclusive<usize> = 2048..=8192;
/// Largest exponent, in bytes. Every key of today has 65537.
const LONGEST_EXPONENT: usize = 4;

/// The key of these numbers, first byte first; `None` when it is weak or no RSA key.
pub(crate) fn key(modulus: &[u8], exponent: &[u8]) -> Option<DecodingKey> {
    let (n, e) = (number(modulus), number(exponent));
    let sound = BITS.contains(&bits(n))
        && is_odd(n)
        && is_odd(e)
        && *e != [1]
        && e.len() <= LONGEST_EXPONENT;
    sound.then(|| DecodingKey::from_rsa_raw_components(n, e))
}

/// Without the zeros in front, which some encodings have.
fn number(bytes: &[u8]) -> &[u8] {
    let zeros = bytes.iter().take_while(|it| **it == 0).count();
    &bytes[zeros..]
}

fn bits(number: &[u8]) -> usize {
    let unused = number.first().map_or(0, |it| it.leading_zeros() as usize);
    number.len() * 8 - unused
}

fn is_odd(number: &[u8]) -> bool {
    number.last().is_some_and(|it| it % 2 == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const F4: &[u8] = &[1, 0, 1];

    fn modulus(bytes: usize, first: u8) -> Vec<u8> {
        let mut modulus = vec![0xa5; bytes];
        modulus[0] = first;
        modulus
    }

    #[test]
    fn a_key_has_2048_to_8192_bits() {
        for (bytes, first, good) in [
            (256, 0x80, true),
            (1024, 0xff, true),
            (256, 0x7f, false),
            (128, 0x80, false),
            (1025, 0x01, false),
        ] {
            assert_eq!(key(&modulus(bytes, first), F4).is_some(), good, "{bytes} {first}");
        }
    }

    #[test]
    fn zeros_in_front_add_no_strength_and_do_no_harm() {
        let zeros = |count, rest: &[u8]| [&vec![0; count], rest].concat();

        assert!(key(&zeros(128, &modulus(128, 0x80)), F4).is_none());
        assert!(key(&zeros(1, &modulus(256, 0x80)), &zeros(1, F4)).is_some());
    }

    #[test]
    fn what_is_no_rsa_key_is_none() {
        let good = modulus(256, 0x80);
        for exponent in [&[][..], &[0], &[1], &[2], &[1, 0, 0], &[1, 0, 0, 0, 1]] {
            assert!(key(&good, exponent).is_none(), "{exponent:?}");
        }
        let mut even = good;
        even[255] = 2;
        assert!(key(&even, F4).is_none());
        assert!(key(&[], F4).is_none());
        assert!(key(&[0; 256], F4).is_none());
    }
}
