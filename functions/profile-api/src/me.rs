//! Whoever asks.

use axum::extract::State;
use profile_core::{Operation, Permissions};

use crate::access;
use crate::answer::{self, Answer};
use crate::api::{Ports, Shared};
use crate::caller::{Asker, Caller};
use crate::openapi::failure;
use crate::view::builder::BuilderView;
use crate::view::client::ClientView;
use crate::view::me::MeView;

/// Your own account
///
/// Your account, your profiles, and what you may do. Somebody whom Clerk knows and who isn't on
/// record yet is put there now: nobody who has just signed up has to wait. The suspended see
/// their account here too, and that it is suspended.
#[utoipa::path(
    get,
    path = "/v1/me",
    operation_id = "getMe",
    tag = "me",
    responses((status = 200, description = "You.", body = MeView), failure::Me),
    security(("session" = []))
)]
pub(crate) async fn show<P: Ports>(State(api): State<Shared<P>>, asker: Asker) -> Answer {
    let caller = asker.caller(&api).await?;
    access::view_self(&caller)?;
    answer::ok(&view(&caller))
}

fn view(caller: &Caller) -> MeView {
    let person = &caller.person;
    let standing = caller.standing(Some(caller.id()));
    let is_public = person.is_public();
    let may =
        |it: &Operation| it.allowed(standing, is_public) && !(it.is_write() && caller.is_read_only);
    MeView {
        user: (&person.user).into(),
        builder: BuilderView::of_self(person, Permissions::of(standing, is_public)),
        client: ClientView::of(person, standing),
        permissions: Operation::ALL.into_iter().filter(may).map(Operation::name).collect(),
    }
}
