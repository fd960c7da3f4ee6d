//! The tool's settings, by the names that the functions know them by.

use std::time::Duration;

use profile_dynamodb::Tables;
use profile_lambda::{SettingError, Settings};

/// What every command needs.
#[derive(Debug)]
pub struct Config {
    /// `USERS_TABLE_NAME`, `EVENTS_TABLE_NAME`, `AUDIT_TABLE_NAME`.
    pub tables: Tables,
    /// How long the ledger keeps an event. The tool writes none.
    pub retention: Duration,
}

/// A setting is missing or wrong; nothing was done.
#[derive(Debug, thiserror::Error)]
#[error("{0}: tools/operator/README.md says where each setting comes from")]
pub struct ConfigError(String);

impl Config {
    /// Reads the settings. `AWS_REGION` and the credentials are read by the SDK, which says
    /// too late that they are missing: so they are looked for here.
    ///
    /// # Errors
    ///
    /// [`ConfigError`] names the first that is missing.
    pub fn read(settings: Settings) -> Result<Self, ConfigError> {
        for name in ["AWS_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"] {
            required(settings, name)?;
        }
        Ok(Self {
            tables: Tables {
                users: required(settings, "USERS_TABLE_NAME")?,
                events: required(settings, "EVENTS_TABLE_NAME")?,
                audit: required(settings, "AUDIT_TABLE_NAME")?,
            },
            retention: Duration::from_hours(30 * 24),
        })
    }

    /// `EVENT_QUEUE_URL`: where pushes to Clerk are asked for.
    ///
    /// # Errors
    ///
    /// [`ConfigError`] when it is missing.
    pub fn queue_url(settings: Settings) -> Result<String, ConfigError> {
        required(settings, "EVENT_QUEUE_URL")
    }
}

fn required(settings: Settings, name: &'static str) -> Result<String, ConfigError> {
    settings.required(name).map_err(|error| match error {
        SettingError::Missing(name) => ConfigError(format!("setting {name} is missing")),
        wrong @ SettingError::Wrong { .. } => ConfigError(wrong.to_string()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_setting_is_named() {
        let settings =
            Settings::from_lookup(|name| (name != "AUDIT_TABLE_NAME").then(|| name.to_owned()));

        let error = Config::read(settings).unwrap_err().to_string();

        assert!(error.starts_with("setting AUDIT_TABLE_NAME is missing: tools/"), "{error}");
    }
}
