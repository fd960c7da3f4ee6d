//! The function's settings.

use profile_lambda::{SettingError, Settings};

use crate::AllowedSources;

/// The receiver's settings, by the names that the template gives them.
#[derive(Debug)]
pub struct Config {
    /// `EVENT_QUEUE_URL`: where events go.
    pub queue_url: String,
    /// `CLERK_WEBHOOK_SECRET_ID`: name or ARN of the secret with the signing secrets.
    pub secret_id: String,
    /// `WEBHOOK_ALLOWED_CIDRS`: who may send, as CIDR ranges with commas between; empty
    /// lets everybody try.
    pub allowed_sources: AllowedSources,
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
        const CIDRS: &str = "WEBHOOK_ALLOWED_CIDRS";
        let cidrs = settings.optional(CIDRS).unwrap_or_default();
        Ok(Self {
            queue_url: settings.required("EVENT_QUEUE_URL")?,
            secret_id: settings.required("CLERK_WEBHOOK_SECRET_ID")?,
            allowed_sources: cidrs.parse().map_err(|it| SettingError::wrong(CIDRS, &it))?,
            metrics_namespace: settings.required("METRICS_NAMESPACE")?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn full(name: &str) -> Option<String> {
        Some(format!("some {name}")).filter(|_| name != "WEBHOOK_ALLOWED_CIDRS")
    }

    type Lookup = fn(&str) -> Option<String>;
    const WITHOUT_QUEUE: Lookup = |it| full(it).filter(|_| it != "EVENT_QUEUE_URL");
    const WITHOUT_SECRET: Lookup = |it| full(it).filter(|_| it != "CLERK_WEBHOOK_SECRET_ID");
    const WITHOUT_NAMESPACE: Lookup = |it| full(it).filter(|_| it != "METRICS_NAMESPACE");

    #[test]
    fn every_missing_setting_is_named() {
        assert!(Config::read(Settings::from_lookup(full)).is_ok());
        let without = [
            ("EVENT_QUEUE_URL", WITHOUT_QUEUE),
            ("CLERK_WEBHOOK_SECRET_ID", WITHOUT_SECRET),
            ("METRICS_NAMESPACE", WITHOUT_NAMESPACE),
        ];
        for (name, lookup) in without {
            let error = Config::read(Settings::from_lookup(lookup)).unwrap_err();
            assert_eq!(error, SettingError::Missing(name));
        }
    }

    #[test]
    fn a_range_that_is_none_is_named() {
        let error = Config::read(Settings::from_lookup(|_| Some("10.0.0.0/33".to_owned())));

        assert!(error.unwrap_err().to_string().contains("WEBHOOK_ALLOWED_CIDRS"));
    }
}
