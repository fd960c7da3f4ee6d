//! An answer of Clerk's, and what each call makes of it.

use http::StatusCode;
use profile_core::{ClerkId, ClerkUser, DirectoryError, Page};
use serde::Deserialize;

use crate::failure::Failure;
use crate::page::{PageError, read_page};
use crate::problem::Problem;

/// What a whole answer holds: the body of a 200, or what any other one means.
pub(crate) type Answer = Result<Vec<u8>, Problem>;

#[derive(Deserialize)]
struct Count {
    total_count: u64,
}

#[derive(Deserialize)]
struct Instance {
    id: String,
}

/// Reads the answer to a question about one user. Only `resource_not_found` means that
/// there is none (R25): any proxy on the way can answer 404.
pub(crate) fn user(answer: Answer, id: &ClerkId) -> Result<Option<ClerkUser>, Failure> {
    let body = match answer {
        Ok(body) => body,
        Err(problem) if problem.status == StatusCode::NOT_FOUND => {
            return if problem.has_code("resource_not_found") {
                Ok(None)
            } else {
                Err(Failure::Lasting(DirectoryError::Unavailable(problem.into())))
            };
        }
        Err(problem) => return Err(problem.into()),
    };
    let user: ClerkUser = object(&body)?;
    if user.id == *id { Ok(Some(user)) } else { Err(Failure::unreadable("it is another user")) }
}

/// Reads a page of at most `limit` users; `cursor` says whether it was to begin after
/// somebody.
pub(crate) fn page(answer: Answer, limit: u16, cursor: bool) -> Result<Page, Failure> {
    let body = answer.map_err(|problem| {
        if cursor && is_about_cursor(&problem) {
            Failure::Lasting(DirectoryError::CursorLost)
        } else {
            of_instance(problem)
        }
    })?;
    read_page(&body, limit).map_err(|error| match error {
        PageError::Broken { .. } => Failure::garbled(error),
        PageError::NoList | PageError::TooLong { .. } => Failure::unreadable(error),
    })
}

/// Reads how many users there are.
pub(crate) fn count(answer: Answer) -> Result<u64, Failure> {
    let body = answer.map_err(of_instance)?;
    object::<Count>(&body).map(|it| it.total_count)
}

/// Reads the id of the instance that the key is of.
pub(crate) fn instance(answer: Answer) -> Result<String, Failure> {
    let body = answer.map_err(of_instance)?;
    object::<Instance>(&body).map(|it| it.id)
}

/// An instance and its lists always exist: where there are none, the key belongs to nobody.
fn of_instance(problem: Problem) -> Failure {
    match problem.status {
        StatusCode::NOT_FOUND => Failure::KeyRefused(problem.into()),
        _ => problem.into(),
    }
}

/// Clerk doesn't document how it answers when the user at the cursor is gone. Our other
/// parameters are always the same, so a 422 that blames none of them is about the cursor;
/// to go on by time instead is right in any case.
fn is_about_cursor(problem: &Problem) -> bool {
    problem.names("starting_after")
        || match problem.status {
            StatusCode::NOT_FOUND => problem.has_code("resource_not_found"),
            StatusCode::UNPROCESSABLE_ENTITY => problem.names_none(),
            _ => false,
        }
}

/// Says where, never what: the parser's own message quotes the value it met.
fn object<'a, T: Deserialize<'a>>(body: &'a [u8]) -> Result<T, Failure> {
    // Serde would read an array as the fields in order.
    if body.trim_ascii_start().first().is_some_and(|it| *it != b'{') {
        return Err(Failure::unreadable("it is no object"));
    }
    serde_json::from_slice(body).map_err(|error| {
        let place = format!("malformed at line {}, column {}", error.line(), error.column());
        if error.is_data() { Failure::unreadable(place) } else { Failure::garbled(place) }
    })
}
