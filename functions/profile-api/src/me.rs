//! Whoever asks.

use axum::extract::State;
use profile_core::{Operation, Person, Standing};

use crate::access::{self, may};
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
    let can = |it: &Operation| may(caller, *it, person) && is_there(caller, *it);
    MeView {
        user: (&person.user).into(),
        builder: BuilderView::of_self(person, access::permissions(Some(caller), person)),
        client: ClientView::of(person, |it| may(caller, it, person)),
        permissions: Operation::ALL.into_iter().filter(can).map(Operation::name).collect(),
    }
}

/// Whether there is what somebody would do it to. For an admin there is: everybody's.
fn is_there(caller: &Caller, operation: Operation) -> bool {
    let Person { user: _, builder, client } = &caller.person;
    caller.standing(None) == Standing::Admin
        || match operation {
            Operation::ViewBuilder | Operation::EditBuilder => builder.is_some(),
            Operation::ViewClient | Operation::EditClient => client.is_some(),
            _ => true,
        }
}
