//! RS256 by *ring*, for jsonwebtoken, which brings none of its own here.

use jsonwebtoken::crypto::{CryptoProvider, JwtVerifier, KeyUtils};
use jsonwebtoken::errors::{ErrorKind, new_error};
use jsonwebtoken::signature::{self, Verifier};
use jsonwebtoken::{Algorithm, DecodingKeyKind};
use ring::rsa::PublicKeyComponents;
use ring::signature::RSA_PKCS1_2048_8192_SHA256;

/// Verifies RS256 and does nothing else.
static RING: CryptoProvider = CryptoProvider {
    signer_factory: |_, _| Err(new_error(ErrorKind::UnsupportedAlgorithm)),
    verifier_factory: |algorithm, key| match (algorithm, key.kind()) {
        (Algorithm::RS256, DecodingKeyKind::RsaModulusExponent { n, e }) => {
            Ok(Box::new(Rs256(PublicKeyComponents { n: n.clone(), e: e.clone() })))
        }
        _ => Err(new_error(ErrorKind::UnsupportedAlgorithm)),
    },
    key_utils: KeyUtils::new_unimplemented(),
};

/// A public key to verify with.
struct Rs256(PublicKeyComponents<Vec<u8>>);

/// Makes *ring* what jsonwebtoken verifies with in this process.
pub(crate) fn install() {
    // Who came first stays, and verifies RS256 by the same rules: another `Sessions`, or in
    // tests the library's own choice.
    let _ = RING.install_default();
}

impl Verifier<Vec<u8>> for Rs256 {
    fn verify(&self, message: &[u8], signature: &Vec<u8>) -> Result<(), signature::Error> {
        self.0
            .verify(&RSA_PKCS1_2048_8192_SHA256, message, signature)
            .map_err(|_| signature::Error::new())
    }
}

impl JwtVerifier for Rs256 {
    fn algorithm(&self) -> Algorithm {
        Algorithm::RS256
    }
}

#[cfg(test)]
mod tests {
    use aws_lc_rs::rand::SystemRandom;
    use aws_lc_rs::rsa::KeySize;
    use aws_lc_rs::signature::{KeyPair as _, RSA_PKCS1_SHA256, RsaKeyPair};
    use jsonwebtoken::DecodingKey;

    use super::*;

    #[test]
    fn a_signature_by_another_library_is_verified_and_a_changed_one_is_not() {
        let pair = RsaKeyPair::generate(KeySize::Rsa2048).unwrap();
        let mut signature = vec![0; pair.public_modulus_len()];
        pair.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), b"text", &mut signature).unwrap();
        let (n, e) = (pair.public_key().modulus(), pair.public_key().exponent());
        let key = DecodingKey::from_rsa_raw_components(
            n.big_endian_without_leading_zero(),
            e.big_endian_without_leading_zero(),
        );

        let verifier = (RING.verifier_factory)(&Algorithm::RS256, &key).unwrap();

        assert!(verifier.verify(b"text", &signature).is_ok());
        assert!(verifier.verify(b"test", &signature).is_err());
        assert!(verifier.verify(b"text", &Vec::new()).is_err());
        signature[0] ^= 1;
        assert!(verifier.verify(b"text", &signature).is_err());
    }

    #[test]
    fn no_other_algorithm_and_no_other_kind_of_key_is_served() {
        let secret = DecodingKey::from_secret(b"secret");
        let rsa = DecodingKey::from_rsa_raw_components(&[1; 256], &[3]);

        for algorithm in [Algorithm::HS256, Algorithm::RS384, Algorithm::PS256, Algorithm::ES256] {
            assert!((RING.verifier_factory)(&algorithm, &rsa).is_err(), "{algorithm:?}");
        }
        assert!((RING.verifier_factory)(&Algorithm::RS256, &secret).is_err());
    }
}
