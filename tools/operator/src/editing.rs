//! Sets by hand what the platform owns of a person, through the rules that the platform's
//! own edits go through: audited, and told to Clerk.

use std::io::{self, Write};

use profile_core::audit::{Actor, Cause};
use profile_core::{
    ClerkId, Clock, Context, Decimal, Edit, EditError, EditRefused, Editing, EmailAddress,
    EventQueue, Origin, Person, Pointer, Precondition, QueueError, StoreError, SyncStore, UserId,
    ValidationTier,
};
use profile_dynamodb::DynamoStore;
use profile_lambda::Chain;

use crate::arguments::EditOptions;
use crate::{Ended, advice, run_id};

/// What an edit made of a person.
struct Change {
    before: Person,
    after: Option<Person>,
    push_delayed: Option<QueueError>,
}

/// Makes `edit`, and says on `out` what came of it.
pub async fn set(
    store: &DynamoStore,
    queue: &impl EventQueue,
    clock: &impl Clock,
    options: &EditOptions,
    edit: &Edit,
    out: &mut impl Write,
) -> Ended {
    let editing = Editing { store, queue, clock };
    let said = match make(&editing, options, edit).await {
        Ok(change) => say(out, options, edit, &change).map(|()| Ended::Done),
        Err(error) => say_why_not(out, &error),
    };
    // Nobody listens any more: what is written is written.
    said.unwrap_or(Ended::Stopped)
}

async fn make(
    editing: &Editing<'_, DynamoStore, impl EventQueue, impl Clock>,
    options: &EditOptions,
    edit: &Edit,
) -> Result<Change, EditError> {
    let before = find(editing.store, &options.user).await?.ok_or(EditError::Unknown)?;
    let now = editing.clock.now();
    let context = Context {
        now,
        actor: Actor::System,
        impersonator: None,
        cause: Cause::Request(run_id("cli", now)),
        origin: Origin::default(),
        asked: false,
    };
    let edits = [edit.clone()];
    if options.dry_run {
        let after = profile_core::edit(&before, &edits, &context)?.map(|it| it.after);
        return Ok(Change { before, after, push_delayed: None });
    }
    let edited = editing.apply(&before.user.id, &edits, Precondition::None, &context).await?;
    let after = edited.changed.then_some(edited.person);
    Ok(Change { before, after, push_delayed: edited.push_delayed })
}

/// The person whose id of ours, Clerk id or address `text` is, in this order.
async fn find(store: &DynamoStore, text: &str) -> Result<Option<Person>, StoreError> {
    let own = UserId::parse(text).ok();
    let clerk = ClerkId::parse(text).ok().map(Pointer::Clerk);
    let email = EmailAddress::parse(text).map(|it| Pointer::Email(it.key()));
    let pointers: Vec<_> = [clerk, email].into_iter().flatten().collect();

    let mut held = store.held(own.as_slice(), &pointers).await?;
    let own = own.filter(|it| held.users.contains_key(it));
    match own.or_else(|| pointers.iter().find_map(|it| held.pointers.remove(it))) {
        Some(id) => store.person(&id).await,
        None => Ok(None),
    }
}

fn say(
    out: &mut impl Write,
    options: &EditOptions,
    edit: &Edit,
    change: &Change,
) -> io::Result<()> {
    let Change { before, after, push_delayed } = change;
    writeln!(out, "user {}", before.user.id)?;
    let (name, was) = field(edit, before);
    let Some(after) = after else {
        return writeln!(out, "{name}: as it was; nothing was written");
    };
    writeln!(out, "{name}: {was} → {}", typed(edit))?;
    if options.dry_run {
        return writeln!(out, "a dry run: nothing was written");
    }
    writeln!(out, "version {} → {}", before.user.version.0, after.user.version.0)?;
    match push_delayed {
        _ if after.user.clerk_id.is_none() => {
            writeln!(out, "no push: the user isn't linked to a Clerk user yet")
        }
        None => writeln!(out, "the push to Clerk was asked for"),
        Some(error) => {
            writeln!(out, "{}: the next reconciliation tells Clerk", Chain(error))
        }
    }
}

/// A field's name, and what it was as far as everybody may know it.
fn field(edit: &Edit, person: &Person) -> (&'static str, String) {
    let builder = person.builder.as_ref();
    let hidden = |is_set: bool| if is_set { "(not shown)" } else { "none" }.to_owned();
    let client = person.client.as_ref();
    match edit {
        Edit::Roles(_) => ("roles", or_none(person.user.roles.to_string())),
        Edit::ValidationTier(_) => {
            let tier = builder.map(|it| it.validation_tier.number().to_string());
            ("validationTier", tier.unwrap_or_default())
        }
        Edit::AvailableForHire(_) => {
            let available = builder.map(|it| it.available_for_hire.to_string());
            ("availableForHire", available.unwrap_or_default())
        }
        Edit::HourlyRate(_) => {
            ("hourlyRate", hidden(builder.is_some_and(|it| it.hourly_rate.is_some())))
        }
        Edit::CompanyName(_) => {
            ("companyName", hidden(client.is_some_and(|it| it.company_name.is_some())))
        }
        // The command line has no words for these.
        Edit::Builder(_) | Edit::Client(_) | Edit::DeactivateBuilder => ("profile", hidden(true)),
    }
}

/// What the operator typed.
fn typed(edit: &Edit) -> String {
    or_none(match edit {
        Edit::Roles(roles) => roles.to_string(),
        Edit::ValidationTier(tier) => ValidationTier::number(*tier).to_string(),
        Edit::AvailableForHire(available) => available.to_string(),
        Edit::HourlyRate(rate) => rate.as_ref().map(Decimal::to_string).unwrap_or_default(),
        Edit::CompanyName(name) => name.clone().unwrap_or_default(),
        Edit::Builder(_) | Edit::Client(_) | Edit::DeactivateBuilder => String::new(),
    })
}

fn or_none(text: String) -> String {
    if text.is_empty() { "none".to_owned() } else { text }
}

fn say_why_not(out: &mut impl Write, error: &EditError) -> io::Result<Ended> {
    let (what_next, ended) = match error {
        EditError::Unknown => {
            ("give the platform's id, the Clerk id or the address", Ended::Refused)
        }
        EditError::Refused(EditRefused::Deleted) => ("nothing can be set", Ended::Refused),
        EditError::Refused(EditRefused::NoBuilder) => {
            ("set their roles first, with BUILDER among them", Ended::Refused)
        }
        EditError::Refused(EditRefused::NoClient) => {
            ("set their roles first, with CLIENT among them", Ended::Refused)
        }
        EditError::Refused(EditRefused::TooMany { .. }) | EditError::SlugTaken => {
            ("choose another value", Ended::Refused)
        }
        EditError::Store(error) => (advice(error), Ended::Stopped),
        EditError::Stale(_) | EditError::Contended => ("run it again", Ended::Stopped),
    };
    writeln!(out, "{}; {what_next}", Chain(error))?;
    Ok(ended)
}
