//! What Clerk says when it doesn't do as asked, less its words.

use std::fmt;

use http::StatusCode;
use serde::Deserialize;

/// Most errors that are kept of one answer.
const MOST_ERRORS: usize = 4;
/// Longest code or id that is kept, in bytes.
const LONGEST_TOKEN: usize = 64;

/// An answer other than 200: status, codes and trace id. Clerk's messages stay behind, for
/// they may quote somebody's address; so does any code or name that isn't one by its looks.
#[derive(Debug)]
pub(crate) struct Problem {
    pub(crate) status: StatusCode,
    codes: Vec<String>,
    /// Names of the parameters that the errors are about.
    parameters: Vec<String>,
    trace_id: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Body {
    errors: Vec<Entry>,
    clerk_trace_id: Option<String>,
}

#[derive(Deserialize)]
struct Entry {
    code: Option<String>,
    meta: Option<Meta>,
}

#[derive(Deserialize)]
struct Meta {
    param_name: Option<String>,
}

impl Problem {
    /// Reads an answer's body. One that isn't Clerk's leaves the status.
    ///
    /// `ray` is the id that Clerk's front gives a request, for answers without Clerk's own.
    pub(crate) fn read(status: StatusCode, body: &[u8], ray: Option<&str>) -> Self {
        let body: Body = serde_json::from_slice(body).unwrap_or_default();
        let (codes, meta): (Vec<_>, Vec<_>) =
            body.errors.into_iter().take(MOST_ERRORS).map(|it| (it.code, it.meta)).unzip();
        let names = meta.into_iter().flatten().map(|it| it.param_name);
        let trace_id = body.clerk_trace_id.as_deref().or(ray).filter(|it| is_trace_id(it));
        Self {
            status,
            codes: codes.into_iter().flatten().filter(|it| is_code(it)).collect(),
            parameters: names.flatten().filter(|it| is_code(it)).collect(),
            trace_id: trace_id.map(str::to_owned),
        }
    }

    pub(crate) fn has_code(&self, code: &str) -> bool {
        self.codes.iter().any(|it| it == code)
    }

    /// Whether the errors name `parameter`.
    pub(crate) fn names(&self, parameter: &str) -> bool {
        self.parameters.iter().any(|it| it == parameter)
    }

    /// Whether the errors name no parameter.
    pub(crate) fn names_none(&self) -> bool {
        self.parameters.is_empty()
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "status {}", self.status.as_u16())?;
        for code in &self.codes {
            write!(f, ", {code}")?;
        }
        match &self.trace_id {
            Some(id) => write!(f, " (trace {id})"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Problem {}

fn is_code(text: &str) -> bool {
    is_token(text, |it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'_')
}

fn is_trace_id(text: &str) -> bool {
    is_token(text, |it| it.is_ascii_alphanumeric() || it == b'_' || it == b'-')
}

/// Whether it is made of such `part`s only, and no longer than a word of Clerk's is.
pub(crate) fn is_token(text: &str, part: impl Fn(u8) -> bool) -> bool {
    (1..=LONGEST_TOKEN).contains(&text.len()) && text.bytes().all(part)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn shown(body: &str, ray: Option<&str>) -> String {
        Problem::read(StatusCode::UNPROCESSABLE_ENTITY, body.as_bytes(), ray).to_string()
    }

    #[test]
    fn codes_and_the_trace_are_kept_and_words_are_not() {
        let body = json!({
            "errors": [
                { "code": "form_identifier_exists", "message": "ada@example.com is taken",
                  "long_message": "ada@example.com", "meta": { "param_name": "email_address" } },
                { "code": "form_param_nil" },
            ],
            "clerk_trace_id": "4f3c-00A1_b",
        });

        let text = shown(&body.to_string(), Some("ray"));

        assert_eq!(text, "status 422, form_identifier_exists, form_param_nil (trace 4f3c-00A1_b)");
    }

    #[test]
    fn what_does_not_look_like_a_code_or_a_trace_is_dropped() {
        for bad in ["ada@example.com", "Ada", "", "a b", &"x".repeat(65)] {
            let body = json!({ "errors": [{ "code": bad }], "clerk_trace_id": "a@b" });
            assert_eq!(shown(&body.to_string(), None), "status 422", "{bad:?}");
        }
    }

    #[test]
    fn many_codes_are_cut() {
        let body = json!({ "errors": vec![json!({ "code": "same" }); 100] });

        assert_eq!(shown(&body.to_string(), None), "status 422, same, same, same, same");
    }

    #[test]
    fn a_body_that_is_not_clerks_leaves_the_status() {
        for body in ["", "<html>ada@example.com</html>", "{\"errors\":7}", "[]", "null"] {
            assert_eq!(shown(body, None), "status 422", "{body:?}");
        }
        assert_eq!(shown("", Some("8f2a-FRA")), "status 422 (trace 8f2a-FRA)");
    }
}
