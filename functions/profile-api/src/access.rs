//! May they? The one place that asks the core's table of permissions.

use profile_core::{Operation, Permissions, Person, Standing, UserId};
use tracing::{info, warn};

use crate::caller::Caller;
use crate::problem::Problem;

/// Lets `caller` do `operation` to `subject`, or to what is nobody's where there is none.
///
/// It is asked before anything is said of whether the subject exists, so that nobody learns
/// that from a refusal. What admins change is a security event.
///
/// # Errors
///
/// A [`Problem`] that says why not; it is a security event.
pub(crate) fn authorize(
    caller: &Caller,
    operation: Operation,
    subject: Option<&UserId>,
) -> Result<(), Problem> {
    let standing = caller.standing(subject);
    if !operation.allowed(standing, false) {
        return Err(denied(caller, operation, subject, refusal(standing)));
    }
    if operation.is_write() && caller.is_read_only {
        return Err(denied(caller, operation, subject, Problem::ImpersonationReadOnly));
    }
    if operation.is_write() && standing == Standing::Admin {
        info!(
            security.event = "admin_action", operation = operation.name(),
            request.id = caller.visit.request_id(), user.id = %caller.id(),
            subject.id = loggable(subject).map(tracing::field::display), "admin is let through"
        );
        caller.visit.count("AdminActions", None);
    }
    Ok(())
}

/// Whether somebody may do it: what `authorize` would say, for answers that tell.
pub(crate) fn may(caller: &Caller, operation: Operation, subject: &Person) -> bool {
    let standing = caller.standing(Some(&subject.user.id));
    operation.allowed(standing, subject.is_public())
        && !(operation.is_write() && caller.is_read_only)
}

/// What somebody, or anybody, may do with a builder's profile.
pub(crate) fn permissions(viewer: Option<&Caller>, subject: &Person) -> Permissions {
    let standing = viewer.map_or(Standing::Stranger, |it| it.standing(Some(&subject.user.id)));
    let permissions = Permissions::of(standing, subject.is_public());
    let is_read_only = viewer.is_some_and(|it| it.is_read_only);
    if is_read_only { permissions.read_only() } else { permissions }
}

/// Lets anybody see a builder whom they may see, and says how they stand to them.
///
/// # Errors
///
/// [`Problem::NotFound`] where there is nobody, or nobody whom they may see.
pub(crate) fn view_builder<'a>(
    viewer: Option<&Caller>,
    person: Option<&'a Person>,
) -> Result<(&'a Person, Standing), Problem> {
    let subject = person.map(|it| &it.user.id);
    let standing = viewer.map_or(Standing::Stranger, |it| it.standing(subject));
    if let (Standing::Deleted, Some(viewer)) = (standing, viewer) {
        return Err(denied(viewer, Operation::ViewBuilder, subject, Problem::AccountDeleted));
    }
    let person = person.filter(|it| it.builder.is_some()).ok_or(Problem::NotFound)?;
    if Operation::ViewBuilder.allowed(standing, person.is_public()) {
        Ok((person, standing))
    } else {
        Err(Problem::NotFound)
    }
}

/// Lets everybody see their own account who isn't deleted.
///
/// # Errors
///
/// [`Problem::AccountDeleted`].
pub(crate) fn view_self(caller: &Caller) -> Result<(), Problem> {
    match caller.standing(None) {
        Standing::Deleted => {
            let problem = Problem::AccountDeleted;
            Err(denied(caller, Operation::ViewAccount, Some(caller.id()), problem))
        }
        _ => Ok(()),
    }
}

/// Lets an admin set roles who has proved their first factor lately.
///
/// # Errors
///
/// [`Problem::ReverificationRequired`], which Clerk's helper in the browser understands.
pub(crate) fn verified_lately(caller: &Caller, minutes: u64) -> Result<(), Problem> {
    if caller.session.first_factor_minutes.is_some_and(|it| it <= minutes) {
        return Ok(());
    }
    let problem = Problem::ReverificationRequired(minutes);
    Err(denied(caller, Operation::SetRoles, None, problem))
}

/// The problem of somebody whose standing is not enough.
fn refusal(standing: Standing) -> Problem {
    match standing {
        Standing::Suspended => Problem::AccountSuspended,
        Standing::Deleted => Problem::AccountDeleted,
        Standing::Stranger | Standing::Owner | Standing::Admin => Problem::Forbidden,
    }
}

fn denied(
    caller: &Caller,
    operation: Operation,
    subject: Option<&UserId>,
    problem: Problem,
) -> Problem {
    let reason = problem.name();
    warn!(
        security.event = "access_denied", reason, operation = operation.name(),
        request.id = caller.visit.request_id(), user.id = %caller.id(),
        subject.id = loggable(subject).map(tracing::field::display), "access denied"
    );
    caller.visit.count("AccessDenied", Some(reason));
    problem
}

/// The subject's id, if it looks like one of ours: whether there is such a user isn't known
/// here, and what else a path may hold is not to be logged.
fn loggable(subject: Option<&UserId>) -> Option<&UserId> {
    let belongs = |it: u8| it.is_ascii_digit() || it.is_ascii_uppercase();
    subject.filter(|it| it.as_str().len() == 26 && it.as_str().bytes().all(belongs))
}
