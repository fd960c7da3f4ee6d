//! The names and values of a query; a name may come several times, with or without `[]`.

use crate::api::error::ApiError;

/// Lists may have this many entries.
const MOST_VALUES: usize = 100;

/// The parameters of a request, in order.
#[derive(Debug)]
pub(crate) struct Parameters(Vec<(String, String)>);

impl Parameters {
    pub(crate) fn read(query: Option<&str>) -> Self {
        let pairs = form_urlencoded::parse(query.unwrap_or_default().as_bytes());
        let name = |name: &str| name.strip_suffix("[]").unwrap_or(name).to_owned();
        Self(pairs.map(|(key, value)| (name(&key), value.into_owned())).collect())
    }

    /// The first value; Clerk ignores any that follow.
    pub(crate) fn first(&self, name: &str) -> Option<&str> {
        self.values(name).next()
    }

    /// All values of a list.
    pub(crate) fn list(&self, name: &str) -> Result<Vec<&str>, ApiError> {
        let values: Vec<_> = self.values(name).collect();
        if values.len() > MOST_VALUES {
            let message = format!("at most {MOST_VALUES} values are allowed");
            return Err(ApiError::parameter("form_param_exceeds_allowed_size", name, message));
        }
        Ok(values)
    }

    /// A whole number that is at least `least`.
    pub(crate) fn number(&self, name: &str, least: usize) -> Result<Option<usize>, ApiError> {
        let Some(text) = self.first(name) else { return Ok(None) };
        match text.parse() {
            Ok(number) if number >= least => Ok(Some(number)),
            _ => Err(invalid(name, format!("must be a whole number of at least {least}"))),
        }
    }

    /// A time in milliseconds.
    pub(crate) fn time(&self, name: &str) -> Result<Option<i64>, ApiError> {
        let Some(text) = self.first(name) else { return Ok(None) };
        let time = text.parse().map_err(|_| invalid(name, "must be a time in milliseconds"))?;
        Ok(Some(time))
    }

    pub(crate) fn flag(&self, name: &str) -> Result<Option<bool>, ApiError> {
        let Some(text) = self.first(name) else { return Ok(None) };
        let flag = text.parse().map_err(|_| invalid(name, "must be true or false"))?;
        Ok(Some(flag))
    }

    fn values(&self, name: &str) -> impl Iterator<Item = &str> {
        self.0.iter().filter(move |it| it.0 == name).map(|it| it.1.as_str())
    }
}

fn invalid(name: &str, message: impl Into<String>) -> ApiError {
    ApiError::parameter("form_param_format_invalid", name, message)
}
