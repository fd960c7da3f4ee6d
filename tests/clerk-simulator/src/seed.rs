//! What an instance starts with.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::generator::{INSTANCE_ID, MOST_GENERATED};
use crate::webhooks::Endpoint;

/// The seed file, and what `Simulator::start` takes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Seed {
    /// The key that the Backend API asks for.
    pub secret_key: String,
    /// The instance's id, `ins_…`; also the id of the key that signs tokens.
    pub instance_id: String,
    /// How many people are generated.
    pub generate: u32,
    /// Users as Clerk's Backend API shows them; what they lack gets defaults.
    pub users: Vec<Value>,
    /// Where events are posted to.
    pub endpoints: Vec<Endpoint>,
    /// Requests that the Backend API takes in any ten seconds; `null` for any number.
    pub limit_per_10_seconds: Option<u32>,
}

impl Default for Seed {
    fn default() -> Self {
        Self {
            secret_key: "sk_test_clerksimulator".to_owned(),
            instance_id: INSTANCE_ID.to_owned(),
            generate: 0,
            users: Vec::new(),
            endpoints: Vec::new(),
            limit_per_10_seconds: Some(1_000),
        }
    }
}

impl Seed {
    /// The default seed with so many generated people.
    #[must_use]
    pub fn of(people: u32) -> Self {
        Self { generate: people, ..Self::default() }
    }

    /// Says what can't be right.
    pub(crate) fn check(&self) -> Result<(), String> {
        check_key(&self.secret_key)?;
        if !self.instance_id.starts_with("ins_") {
            return Err("`instanceId` must start with ins_".to_owned());
        }
        if self.generate > MOST_GENERATED {
            return Err(format!("`generate` may be {MOST_GENERATED} at most"));
        }
        Ok(())
    }
}

/// A secret key looks like one.
pub(crate) fn check_key(key: &str) -> Result<(), String> {
    if key.starts_with("sk_test_") || key.starts_with("sk_live_") {
        return Ok(());
    }
    Err("`secretKey` must start with sk_test_ or sk_live_".to_owned())
}
