//! The keys of an instance, made when they are first needed and kept nowhere.

use std::sync::{Arc, Mutex};

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{KeyPair, RSA_PKCS1_SHA256, RsaKeyPair};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use super::TokenError;
use crate::sync::lock;

/// The instance's key, and one that isn't.
#[derive(Debug, Default)]
pub(crate) struct Keys {
    instance: Slot,
    another: Slot,
}

type Slot = Mutex<Option<Arc<Key>>>;

/// An RSA key of 2048 bits.
#[derive(Debug)]
pub(super) struct Key(RsaKeyPair);

impl Keys {
    /// The key that signs the instance's tokens.
    pub(super) fn instance(&self) -> Result<Arc<Key>, TokenError> {
        in_slot(&self.instance)
    }

    /// A key that the instance knows nothing about.
    pub(super) fn another(&self) -> Result<Arc<Key>, TokenError> {
        in_slot(&self.another)
    }

    /// The instance's JSON Web Key Set; the key's id is the instance's, as with Clerk.
    pub(crate) fn jwks(&self, instance_id: &str) -> Result<Value, TokenError> {
        let key = self.instance()?;
        Ok(json!({
            "keys": [{
                "use": "sig",
                "kty": "RSA",
                "kid": instance_id,
                "alg": "RS256",
                "n": key.modulus(),
                "e": key.exponent(),
            }],
        }))
    }
}

impl Key {
    /// The RS256 signature of a text.
    pub(super) fn sign(&self, text: &str) -> Result<Vec<u8>, TokenError> {
        let mut signature = vec![0; self.0.public_modulus_len()];
        self.0
            .sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), text.as_bytes(), &mut signature)
            .map_err(|_| TokenError::Key)?;
        Ok(signature)
    }

    /// `n` of the key, in base64.
    pub(super) fn modulus(&self) -> String {
        let modulus = self.0.public_key().modulus();
        URL_SAFE_NO_PAD.encode(modulus.big_endian_without_leading_zero())
    }

    /// `e` of the key, in base64.
    pub(super) fn exponent(&self) -> String {
        let exponent = self.0.public_key().exponent();
        URL_SAFE_NO_PAD.encode(exponent.big_endian_without_leading_zero())
    }
}

fn in_slot(slot: &Slot) -> Result<Arc<Key>, TokenError> {
    let mut slot = lock(slot);
    if let Some(key) = slot.as_ref() {
        return Ok(Arc::clone(key));
    }
    let pair = RsaKeyPair::generate(KeySize::Rsa2048).map_err(|_| TokenError::Key)?;
    Ok(Arc::clone(slot.insert(Arc::new(Key(pair)))))
}
