//! What the Backend API can be made to do wrong.

use serde::{Deserialize, Serialize};

/// When to do something wrong, and what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FaultRule {
    /// The method it is for; every method when missing.
    #[serde(default)]
    pub method: Option<String>,
    /// The path it is for, where `*` stands for one segment and `**` for any rest, such as
    /// `/v1/users/*/metadata`; every path when missing.
    #[serde(default)]
    pub path: Option<String>,
    /// How many matching requests to let pass first.
    #[serde(default)]
    pub skip: u32,
    /// How many requests it happens to; to all of them until cleared when missing.
    #[serde(default)]
    pub times: Option<u32>,
    /// It happens to every so manieth request; 1 is each one.
    #[serde(default = "each")]
    pub every: u32,
    /// What happens.
    pub fault: Fault,
}

/// Something that goes wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase",
    deny_unknown_fields
)]
pub enum Fault {
    /// Answers with that status and does nothing else.
    Status {
        /// The status, 400 to 599.
        status: u16,
        /// A `Retry-After`, in seconds.
        #[serde(default)]
        retry_after: Option<u64>,
    },
    /// Never answers.
    Hang,
    /// Answers late.
    Slow {
        /// By so many milliseconds.
        ms: u64,
    },
    /// Closes the connection in the middle of the answer's body.
    CutOff,
    /// Does what was asked, and closes the connection without an answer.
    LostAnswer,
    /// Closes the connection before anything is done.
    Down,
    /// Treats the request as one with a wrong key.
    WrongKey,
    /// Lists at most ten users, whatever was asked for.
    ShortPage,
    /// Counts that many users too many, or too few.
    CountOff {
        /// How many.
        by: i64,
    },
}

const fn each() -> u32 {
    1
}

impl FaultRule {
    /// That fault, for every request until cleared.
    #[must_use]
    pub const fn always(fault: Fault) -> Self {
        Self { method: None, path: None, skip: 0, times: None, every: 1, fault }
    }

    /// The same, for requests with that method and path only; see [`Self::path`].
    #[must_use]
    pub fn on(self, method: &str, path: &str) -> Self {
        Self { method: Some(method.to_owned()), path: Some(path.to_owned()), ..self }
    }

    /// The same, so many times only.
    #[must_use]
    pub fn times(self, times: u32) -> Self {
        Self { times: Some(times), ..self }
    }

    fn check(&self) -> Result<(), String> {
        match self.fault {
            Fault::Status { status, .. } if !(400..600).contains(&status) => {
                Err("`status` of a fault must be between 400 and 599".to_owned())
            }
            _ if self.every == 0 => Err("`every` of a fault must be at least 1".to_owned()),
            _ => Ok(()),
        }
    }

    fn matches(&self, method: &str, path: &str) -> bool {
        self.method.as_ref().is_none_or(|it| it.eq_ignore_ascii_case(method))
            && self.path.as_ref().is_none_or(|pattern| matches(pattern, path))
    }
}

/// The rules in force, and how often each has matched.
#[derive(Debug, Default)]
pub(crate) struct Faults(Vec<(FaultRule, u32)>);

impl Faults {
    /// Rules in the place of any earlier ones.
    pub(crate) fn new(rules: Vec<FaultRule>) -> Result<Self, String> {
        rules.iter().try_for_each(FaultRule::check)?;
        Ok(Self(rules.into_iter().map(|rule| (rule, 0)).collect()))
    }

    pub(crate) fn rules(&self) -> Vec<FaultRule> {
        self.0.iter().map(|(rule, _)| rule.clone()).collect()
    }

    /// What goes wrong with this request.
    pub(crate) fn take(&mut self, method: &str, path: &str) -> Vec<Fault> {
        let mut faults = Vec::new();
        for (rule, matched) in self.0.iter_mut().filter(|(rule, _)| rule.matches(method, path)) {
            *matched = matched.saturating_add(1);
            let Some(turn) = matched.checked_sub(rule.skip.saturating_add(1)) else { continue };
            let happened = turn / rule.every;
            if turn.is_multiple_of(rule.every) && rule.times.is_none_or(|times| happened < times) {
                faults.push(rule.fault.clone());
            }
        }
        faults
    }
}

fn matches(pattern: &str, path: &str) -> bool {
    let (mut pattern, mut path) = (pattern.split('/'), path.split('/'));
    loop {
        match (pattern.next(), path.next()) {
            (None, None) | (Some("**"), Some(_)) => return true,
            (Some("*"), Some(_)) => {}
            (Some(expected), Some(segment)) if expected == segment => {}
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn happens(rule: FaultRule, requests: usize) -> Vec<bool> {
        let mut faults = Faults::new(vec![rule]).unwrap();
        (0..requests).map(|_| !faults.take("GET", "/v1/users").is_empty()).collect()
    }

    #[test]
    fn a_pattern_matches_segment_by_segment() {
        assert!(matches("/v1/users", "/v1/users"));
        assert!(matches("/v1/users/*", "/v1/users/user_1"));
        assert!(matches("/v1/**", "/v1/users/user_1/metadata"));
        assert!(!matches("/v1/users/*", "/v1/users/user_1/metadata"));
        assert!(!matches("/v1/users/*", "/v1/users"));
        assert!(!matches("/v1/users", "/v1/users/user_1"));
    }

    #[test]
    fn a_rule_says_how_often_it_happens() {
        let rule = FaultRule::always(Fault::Down);
        assert_eq!(happens(rule.clone(), 3), [true; 3]);
        assert_eq!(happens(rule.clone().times(2), 3), [true, true, false]);
        assert_eq!(
            happens(FaultRule { skip: 1, ..rule.clone().times(1) }, 3),
            [false, true, false]
        );
        assert_eq!(happens(FaultRule { every: 2, ..rule.clone() }, 4), [true, false, true, false]);
        assert_eq!(happens(rule.on("PATCH", "/v1/**"), 2), [false; 2]);
    }

    #[test]
    fn a_rule_that_makes_no_sense_is_refused() {
        let rule = FaultRule::always(Fault::Status { status: 200, retry_after: None });
        assert!(Faults::new(vec![rule]).unwrap_err().contains("`status`"));
        let rule = FaultRule { every: 0, ..FaultRule::always(Fault::Hang) };
        assert!(Faults::new(vec![rule]).unwrap_err().contains("`every`"));
    }
}
