//! The function's settings.

use std::num::NonZeroU32;
use std::time::Duration;

use profile_clerk::{BaseUrl, RateLimit, Timeouts};
use profile_dynamodb::Tables;
use profile_lambda::{SettingError, Settings};

/// What Clerk doesn't answer by then, the queue asks again: a message must be done before the
/// function's time is over.
const TIMEOUTS: Timeouts =
    Timeouts { attempt: Duration::from_secs(3), total: Duration::from_secs(6) };

/// The processor's settings, by the names that the template gives them.
#[derive(Debug)]
pub struct Config {
    /// `USERS_TABLE_NAME`, `EVENTS_TABLE_NAME`, `AUDIT_TABLE_NAME`.
    pub tables: Tables,
    /// `EVENT_RETENTION_DAYS`: how long the ledger keeps an event.
    pub retention: Duration,
    /// `CLERK_INSTANCE_ID`: the Clerk instance of this stage, `ins_…`; without it, events
    /// and keys of any instance are taken.
    pub instance_id: Option<String>,
    /// `CLERK_API_URL`: where Clerk's Backend API is.
    pub clerk_api: BaseUrl,
    /// `CLERK_SECRET_KEY_ID`: the secret that holds the key to it.
    pub clerk_secret_key_id: String,
    /// `CLERK_REQUESTS_PER_10_SECONDS` and `CLERK_SHARE_PERCENT`: what Clerk allows the
    /// instance, and how much of that one processor may use.
    pub clerk_limit: RateLimit,
    /// How long a question to Clerk may take.
    pub timeouts: Timeouts,
    /// `METRICS_NAMESPACE`: where the metrics go.
    pub metrics_namespace: String,
}

impl Config {
    /// Reads the settings.
    ///
    /// # Errors
    ///
    /// [`SettingError`] names the first that is missing or wrong.
    pub fn read(settings: Settings) -> Result<Self, SettingError> {
        let days: NonZeroU32 = settings.parsed("EVENT_RETENTION_DAYS")?;
        Ok(Self {
            tables: Tables {
                users: settings.required("USERS_TABLE_NAME")?,
                events: settings.required("EVENTS_TABLE_NAME")?,
                audit: settings.required("AUDIT_TABLE_NAME")?,
            },
            retention: Duration::from_hours(24) * days.get(),
            instance_id: settings.optional("CLERK_INSTANCE_ID"),
            clerk_api: settings.parsed("CLERK_API_URL")?,
            clerk_secret_key_id: settings.required("CLERK_SECRET_KEY_ID")?,
            clerk_limit: RateLimit::share(
                settings.parsed("CLERK_REQUESTS_PER_10_SECONDS")?,
                settings.parsed("CLERK_SHARE_PERCENT")?,
            ),
            timeouts: TIMEOUTS,
            metrics_namespace: settings.required("METRICS_NAMESPACE")?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn full(name: &str) -> Option<String> {
        let known = name.bytes().all(|it| !it.is_ascii_lowercase());
        let value = match name {
            "EVENT_RETENTION_DAYS" | "CLERK_REQUESTS_PER_10_SECONDS" | "CLERK_SHARE_PERCENT" => {
                "30"
            }
            "CLERK_API_URL" => "https://api.clerk.com",
            _ => name,
        };
        known.then(|| value.to_owned())
    }

    #[test]
    fn settings_are_read() {
        let config = Config::read(Settings::from_lookup(full)).unwrap();

        assert_eq!(config.retention.as_secs(), 30 * 86_400);
        assert_eq!(config.tables.audit, "AUDIT_TABLE_NAME");
        assert_eq!(config.instance_id.as_deref(), Some("CLERK_INSTANCE_ID"));
    }

    #[test]
    fn a_missing_or_wrong_setting_is_named() {
        let missing = Config::read(Settings::from_lookup(|name| {
            full(name).filter(|_| name != "USERS_TABLE_NAME")
        }));
        let wrong = Config::read(Settings::from_lookup(|_| Some("0".to_owned())));

        assert_eq!(missing.unwrap_err(), SettingError::Missing("USERS_TABLE_NAME"));
        assert!(wrong.unwrap_err().to_string().contains("EVENT_RETENTION_DAYS"));
    }
}
