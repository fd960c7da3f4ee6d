//! The function's settings.

use std::num::NonZeroU32;
use std::time::Duration;

use profile_clerk::{BaseUrl, RateLimit, Timeouts};
use profile_dynamodb::Tables;
use profile_lambda::{SettingError, Settings};
use profile_session::SessionRules;

use crate::{Impersonation, Rules};

/// Somebody waits for the answer: what Clerk doesn't say by then is an answer of its own.
const TIMEOUTS: Timeouts =
    Timeouts { attempt: Duration::from_secs(2), total: Duration::from_secs(4) };

/// The API's settings, by the names that the template gives them.
#[derive(Debug)]
pub struct Config {
    /// `USERS_TABLE_NAME`, `EVENTS_TABLE_NAME`, `AUDIT_TABLE_NAME`.
    pub tables: Tables,
    /// `EVENT_RETENTION_DAYS`: how long the ledger keeps an event.
    pub retention: Duration,
    /// `EVENT_QUEUE_URL`: where pushes are asked for, and events that are retried.
    pub queue_url: String,
    /// `EVENT_DEAD_LETTER_QUEUE_URL`: where messages end that failed every try.
    pub dead_letter_url: String,
    /// `RECONCILER_FUNCTION_NAME`: the function that runs reconciliations, by name or ARN.
    pub reconciler: String,
    /// `CLERK_API_URL`: where Clerk's Backend API is.
    pub clerk_api: BaseUrl,
    /// `CLERK_SECRET_KEY_ID`: the secret that holds the key to it.
    pub clerk_secret_key_id: String,
    /// `CLERK_INSTANCE_ID`: the Clerk instance of this stage, `ins_…`; without it, a key of
    /// any instance is taken.
    pub instance_id: Option<String>,
    /// `CLERK_REQUESTS_PER_10_SECONDS` and `CLERK_SHARE_PERCENT`: what Clerk allows the
    /// instance, and how much of that one function may use.
    pub clerk_limit: RateLimit,
    /// How long a question to Clerk may take.
    pub timeouts: Timeouts,
    /// `CLERK_ISSUER`: the instance's Frontend API, which issues the tokens and publishes the
    /// keys that they are signed with.
    pub clerk_issuer: BaseUrl,
    /// `CLERK_JWT_KEY`: the instance's public key as a PEM; with it, no keys are fetched.
    pub clerk_jwt_key: Option<String>,
    /// `CLERK_ISSUER`, `ALLOWED_ORIGINS` (with commas between; empty for any) and `MISSING_AZP`
    /// (`refuse` or `allow`): which tokens are ours.
    pub sessions: SessionRules,
    /// `IMPERSONATION` (`read-only` or `full`) and `REVERIFICATION_MINUTES`.
    pub rules: Rules,
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
        let clerk_issuer: BaseUrl = settings.parsed("CLERK_ISSUER")?;
        Ok(Self {
            tables: Tables {
                users: settings.required("USERS_TABLE_NAME")?,
                events: settings.required("EVENTS_TABLE_NAME")?,
                audit: settings.required("AUDIT_TABLE_NAME")?,
            },
            retention: Duration::from_hours(24) * days.get(),
            queue_url: settings.required("EVENT_QUEUE_URL")?,
            dead_letter_url: settings.required("EVENT_DEAD_LETTER_QUEUE_URL")?,
            reconciler: settings.required("RECONCILER_FUNCTION_NAME")?,
            clerk_api: settings.parsed("CLERK_API_URL")?,
            clerk_secret_key_id: settings.required("CLERK_SECRET_KEY_ID")?,
            instance_id: settings.optional("CLERK_INSTANCE_ID"),
            clerk_limit: RateLimit::share(
                settings.parsed("CLERK_REQUESTS_PER_10_SECONDS")?,
                settings.parsed("CLERK_SHARE_PERCENT")?,
            ),
            timeouts: TIMEOUTS,
            sessions: SessionRules {
                issuer: clerk_issuer.to_string(),
                parties: origins(&settings.optional("ALLOWED_ORIGINS").unwrap_or_default()),
                allow_missing_azp: one_of(
                    settings,
                    "MISSING_AZP",
                    [("refuse", false), ("allow", true)],
                )?,
            },
            clerk_issuer,
            clerk_jwt_key: settings.optional("CLERK_JWT_KEY"),
            rules: Rules {
                impersonation: one_of(
                    settings,
                    "IMPERSONATION",
                    [("read-only", Impersonation::ReadOnly), ("full", Impersonation::Full)],
                )?,
                reverification_minutes: settings.parsed("REVERIFICATION_MINUTES")?,
            },
            metrics_namespace: settings.required("METRICS_NAMESPACE")?,
        })
    }
}

/// Origins as browsers spell them: without a slash at the end.
fn origins(list: &str) -> Vec<String> {
    let parts = list.split(',').map(|it| it.trim().trim_end_matches('/'));
    parts.filter(|it| !it.is_empty()).map(str::to_owned).collect()
}

/// What the setting stands for, of two things that it may say.
fn one_of<T>(
    settings: Settings,
    name: &'static str,
    words: [(&str, T); 2],
) -> Result<T, SettingError> {
    let word = settings.required(name)?;
    let reason = format!("must be {} or {}", words[0].0, words[1].0);
    let found = words.into_iter().find(|(it, _)| *it == word);
    found.map(|(_, it)| it).ok_or_else(|| SettingError::wrong(name, &reason))
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
            "CLERK_ISSUER" => "https://clerk.example.com/",
            "ALLOWED_ORIGINS" => "https://app.example.com/, http://localhost:3000,",
            "MISSING_AZP" => "refuse",
            "IMPERSONATION" => "full",
            "REVERIFICATION_MINUTES" => "10",
            _ => name,
        };
        known.then(|| value.to_owned())
    }

    #[test]
    fn settings_are_read() {
        let config = Config::read(Settings::from_lookup(full)).unwrap();

        assert_eq!(config.sessions.issuer, "https://clerk.example.com");
        assert_eq!(config.sessions.parties, ["https://app.example.com", "http://localhost:3000"]);
        assert!(!config.sessions.allow_missing_azp);
        assert_eq!(config.rules.impersonation, Impersonation::Full);
    }

    #[test]
    fn a_missing_or_wrong_setting_is_named() {
        let missing = Config::read(Settings::from_lookup(|name| {
            full(name).filter(|_| name != "EVENT_QUEUE_URL")
        }));
        let wrong = Config::read(Settings::from_lookup(|name| {
            full(name).map(|it| if name == "IMPERSONATION" { "never".to_owned() } else { it })
        }));

        assert_eq!(missing.unwrap_err(), SettingError::Missing("EVENT_QUEUE_URL"));
        let wrong = wrong.unwrap_err().to_string();
        assert!(wrong.contains("IMPERSONATION") && wrong.contains("read-only"), "{wrong}");
    }
}
