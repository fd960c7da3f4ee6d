//! The function's settings.

use std::num::NonZeroU32;
use std::time::Duration;

use profile_clerk::{BaseUrl, RateLimit, Timeouts};
use profile_dynamodb::Tables;
use profile_lambda::{SettingError, Settings};

/// A run has no caller who waits, and may sit out a `Retry-After`; but not so long that its
/// lease ends meanwhile.
const TIMEOUTS: Timeouts =
    Timeouts { attempt: Duration::from_secs(10), total: Duration::from_secs(40) };

/// The reconciler's settings, by the names that the template gives them.
#[derive(Debug)]
pub struct Config {
    /// `USERS_TABLE_NAME`, `EVENTS_TABLE_NAME`, `AUDIT_TABLE_NAME`.
    pub tables: Tables,
    /// `EVENT_RETENTION_DAYS`: how long a run and its report are kept.
    pub retention: Duration,
    /// `CLERK_API_URL`: where Clerk's Backend API is.
    pub clerk_api: BaseUrl,
    /// `CLERK_SECRET_KEY_ID`: the secret that holds the key to it.
    pub clerk_secret_key_id: String,
    /// `CLERK_INSTANCE_ID`: the Clerk instance of this stage, `ins_…`; without it, a key of
    /// any instance is taken.
    pub instance_id: Option<String>,
    /// `CLERK_REQUESTS_PER_10_SECONDS` and `CLERK_SHARE_PERCENT`: what Clerk allows the
    /// instance, and how much of that a run may use.
    pub clerk_limit: RateLimit,
    /// How long a question to Clerk may take.
    pub timeouts: Timeouts,
    /// `GRACE_SECONDS`: how old a change must be for its event to count as missed.
    pub grace: Duration,
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
            clerk_api: settings.parsed("CLERK_API_URL")?,
            clerk_secret_key_id: settings.required("CLERK_SECRET_KEY_ID")?,
            instance_id: settings.optional("CLERK_INSTANCE_ID"),
            clerk_limit: RateLimit::share(
                settings.parsed("CLERK_REQUESTS_PER_10_SECONDS")?,
                settings.parsed("CLERK_SHARE_PERCENT")?,
            ),
            timeouts: TIMEOUTS,
            grace: Duration::from_secs(settings.parsed("GRACE_SECONDS")?),
            metrics_namespace: settings.required("METRICS_NAMESPACE")?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn full(name: &str) -> Option<String> {
        let known = !name.bytes().any(|it| it.is_ascii_lowercase());
        let value = match name {
            "EVENT_RETENTION_DAYS" | "CLERK_REQUESTS_PER_10_SECONDS" | "CLERK_SHARE_PERCENT" => {
                "30"
            }
            "GRACE_SECONDS" => "120",
            "CLERK_API_URL" => "https://api.clerk.com",
            _ => name,
        };
        known.then(|| value.to_owned())
    }

    #[test]
    fn settings_are_read() {
        let config = Config::read(Settings::from_lookup(full)).unwrap();

        assert_eq!(config.grace, Duration::from_mins(2));
        assert_eq!(config.tables.events, "EVENTS_TABLE_NAME");
    }

    #[test]
    fn a_missing_or_wrong_setting_is_named() {
        let missing = Config::read(Settings::from_lookup(|name| {
            full(name).filter(|_| name != "CLERK_SECRET_KEY_ID")
        }));
        let wrong = Config::read(Settings::from_lookup(|name| {
            full(name).map(|it| if name == "CLERK_API_URL" { "api".to_owned() } else { it })
        }));

        assert_eq!(missing.unwrap_err(), SettingError::Missing("CLERK_SECRET_KEY_ID"));
        assert!(wrong.unwrap_err().to_string().contains("CLERK_API_URL"));
    }
}
