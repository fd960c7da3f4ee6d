//! Edits: what a caller changes, with the trail that says it was they.

use profile_core::audit::{Actor, Cause};
use profile_core::{
    Clock, Context, Edit, EditError, Edited, Editing, Person, Precondition, Standing, UserId,
};
use profile_lambda::Chain;
use tracing::warn;

use crate::api::{Api, Ports};
use crate::caller::Caller;
use crate::etag::Profile;
use crate::problem::Problem;

/// Changes somebody's account, whatever others did to it.
pub(crate) async fn account<P: Ports>(
    api: &Api<P>,
    caller: &Caller,
    user_id: &UserId,
    edit: Edit,
) -> Result<Edited, Problem> {
    Ok(apply(api, caller, user_id, edit, Precondition::None).await?)
}

/// Changes one of somebody's profiles, if it is one that the caller has seen.
pub(crate) async fn profile<P: Ports>(
    api: &Api<P>,
    caller: &Caller,
    user_id: &UserId,
    edit: Edit,
    (profile, seen): (Profile, Vec<Precondition>),
) -> Result<Person, Problem> {
    let mut problem = Problem::PreconditionRequired;
    for precondition in seen {
        match apply(api, caller, user_id, edit.clone(), precondition).await {
            Err(EditError::Stale(person)) => problem = stale(profile, caller, &person),
            edited => return Ok(edited?.person),
        }
    }
    Err(problem)
}

async fn apply<P: Ports>(
    api: &Api<P>,
    caller: &Caller,
    user_id: &UserId,
    edit: Edit,
    precondition: Precondition,
) -> Result<Edited, EditError> {
    let Api { store, queue, clock, .. } = api;
    let editing = Editing { store, queue, clock };
    let context = context(api, caller, user_id);
    let edited = editing.apply(user_id, &[edit], precondition, &context).await?;
    if let Some(error) = &edited.push_delayed {
        let request_id = caller.visit.request_id();
        warn!(
            request.id = request_id, user.id = %edited.person.user.id,
            error = %Chain(error), "the edit is kept, its push waits for the reconciler"
        );
        caller.visit.count("PushesDelayed", None);
    }
    Ok(edited)
}

/// Who does it, for the trail.
fn context<P: Ports>(api: &Api<P>, caller: &Caller, user_id: &UserId) -> Context {
    let id = caller.id().clone();
    Context {
        now: api.clock.now(),
        actor: match caller.standing(Some(user_id)) {
            Standing::Admin => Actor::Admin(id),
            _ => Actor::User(id),
        },
        impersonator: caller.session.impersonator.clone(),
        cause: Cause::Request(caller.visit.request_id().to_owned()),
        origin: caller.visit.origin().clone(),
        asked: false,
    }
}

fn stale(profile: Profile, caller: &Caller, person: &Person) -> Problem {
    let etag = profile.etag(person, caller.standing(Some(&person.user.id)));
    Problem::Stale(etag, profile.version(person).unwrap_or_default().0)
}
