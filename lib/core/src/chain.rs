//! Errors with all their causes, for logs, the ledger and reports.

use std::error::Error;
use std::fmt;

/// Shows an error and each of its causes: `a: b: c`. An error's own text is its own level
/// only, and the JSON log format would show no more than that.
#[derive(Clone, Copy, Debug)]
pub struct Chain<'a, E: ?Sized>(pub &'a E);

impl<E: Error + ?Sized> fmt::Display for Chain<'_, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)?;
        let mut cause = self.0.source();
        while let Some(error) = cause {
            write!(f, ": {error}")?;
            cause = error.source();
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, thiserror::Error)]
    #[error("outer")]
    struct Outer(#[source] std::fmt::Error);

    #[test]
    fn every_cause_is_shown_once() {
        let shown = Chain(&Outer(std::fmt::Error)).to_string();

        assert_eq!(shown, format!("outer: {}", std::fmt::Error));
    }
}
