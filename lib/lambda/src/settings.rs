//! Settings from the environment: read once, at start, and named in every complaint.

use std::fmt;
use std::str::FromStr;

/// Where settings come from.
#[derive(Clone, Copy)]
pub struct Settings {
    lookup: fn(&str) -> Option<String>,
}

/// A setting is missing or wrong; the function does not start.
#[derive(PartialEq, Eq, thiserror::Error)]
pub enum SettingError {
    /// It isn't there, or is empty.
    #[error("setting {0} is missing: infra/template.yaml gives it to the function")]
    Missing(&'static str),
    /// It is there but can't be used.
    #[error("setting {name} is wrong: {reason}")]
    Wrong {
        /// The setting.
        name: &'static str,
        /// What is wrong with it. Never its value, which may be a secret.
        reason: String,
    },
}

/// What `main` prints when it ends with an error.
impl fmt::Debug for SettingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Settings")
    }
}

impl Settings {
    /// The process's environment.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "this is the place where settings are read")]
    pub fn from_env() -> Self {
        Self { lookup: |name| std::env::var(name).ok() }
    }

    /// Settings from a table, for tests.
    #[must_use]
    pub fn from_lookup(lookup: fn(&str) -> Option<String>) -> Self {
        Self { lookup }
    }

    /// A setting that must be there.
    ///
    /// # Errors
    ///
    /// [`SettingError::Missing`] when it isn't, or is empty.
    pub fn required(&self, name: &'static str) -> Result<String, SettingError> {
        self.optional(name).ok_or(SettingError::Missing(name))
    }

    /// A setting that may be left out: `None` when it is, or is empty.
    #[must_use]
    pub fn optional(&self, name: &'static str) -> Option<String> {
        let value = (self.lookup)(name)?.trim().to_owned();
        (!value.is_empty()).then_some(value)
    }

    /// A setting of a type that can be read from text.
    ///
    /// # Errors
    ///
    /// [`SettingError`] when it is missing or can't be read; the reason says why.
    pub fn parsed<T: FromStr<Err: fmt::Display>>(
        &self,
        name: &'static str,
    ) -> Result<T, SettingError> {
        let value = self.required(name)?;
        value.parse().map_err(|error: T::Err| SettingError::wrong(name, &error))
    }
}

impl SettingError {
    /// A complaint about the value of `name`.
    pub fn wrong(name: &'static str, reason: &impl fmt::Display) -> Self {
        Self::Wrong { name, reason: reason.to_string() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings() -> Settings {
        Settings::from_lookup(|name| match name {
            "FULL" => Some(" 7\n".to_owned()),
            "EMPTY" => Some("  ".to_owned()),
            _ => None,
        })
    }

    #[test]
    fn space_around_a_value_does_not_count() {
        assert_eq!(settings().required("FULL"), Ok("7".to_owned()));
        assert_eq!(settings().parsed("FULL"), Ok(7_u8));
    }

    #[test]
    fn empty_is_missing() {
        assert_eq!(settings().required("EMPTY"), Err(SettingError::Missing("EMPTY")));
        assert_eq!(settings().optional("EMPTY"), None);
    }

    #[test]
    fn every_complaint_names_the_setting_and_none_the_value() {
        let missing = settings().required("NONE").unwrap_err();
        let wrong = settings().parsed::<bool>("FULL").unwrap_err();

        assert!(format!("{missing:?}").contains("NONE"));
        assert!(format!("{wrong:?}").contains("FULL"));
        assert!(!wrong.to_string().contains('7'));
    }
}
