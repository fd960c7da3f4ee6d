//! One secret in AWS Secrets Manager.

use aws_sdk_secretsmanager::Client;
use aws_types::SdkConfig;
use profile_core::{SecretError, SecretSource};

/// A secret, by its name or ARN.
#[derive(Clone, Debug)]
pub struct StoredSecret {
    client: Client,
    id: String,
}

impl StoredSecret {
    /// The secret of that name or ARN.
    #[must_use]
    pub fn new(config: &SdkConfig, id: String) -> Self {
        Self { client: Client::new(config), id }
    }
}

impl SecretSource for StoredSecret {
    async fn read(&self) -> Result<String, SecretError> {
        let answer = self.client.get_secret_value().secret_id(&self.id).send().await;
        let answer = answer.map_err(|it| SecretError(it.into()))?;
        answer.secret_string.ok_or_else(|| SecretError("it is binary, not text".into()))
    }
}
