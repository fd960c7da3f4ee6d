//! R14, R20, R21: what the platform's own edits do, and what they mark for Clerk.

use std::collections::BTreeSet;

use profile_core::audit::{Actor, Cause};
use profile_core::{
    Commit, Context, Decimal, Edit, EditRefused, Origin, OwnedField, Person, Role, Roles, Roster,
    SyncStore, Timestamp, ValidationTier, Version, Write, edit,
};

use crate::platform::{Platform, account, at, change_of, changed, deleted};

fn context(minute: u64) -> Context {
    let cause = Cause::Request("req_1".to_owned());
    Context {
        now: at(minute),
        actor: Actor::System,
        impersonator: None,
        cause,
        origin: Origin::default(),
        asked: false,
    }
}

async fn person(roles: &[&str]) -> Person {
    let platform = Platform::default();
    platform.apply(account("ada").at(1).roles(roles.to_vec())).await;
    platform.person("ada")
}

fn written(person: &Person, edits: &[Edit]) -> Write {
    edit(person, edits, &context(9)).unwrap().expect("something changes")
}

fn roles(roles: impl IntoIterator<Item = Role>) -> Edit {
    Edit::Roles(Roles::from_iter(roles))
}

fn pending(person: &Person) -> BTreeSet<OwnedField> {
    person.user.pending_push.as_ref().map(|it| it.fields.clone()).unwrap_or_default()
}

// R14, R21
#[tokio::test]
async fn a_role_that_an_admin_gives_makes_its_profile_and_waits_for_clerk() {
    let ada = person(&["CLIENT"]).await;

    let write = written(&ada, &[roles([Role::Client, Role::Builder])]);

    let after = &write.after;
    assert!(after.builder.as_ref().unwrap().active);
    assert_eq!(after.user.version, ada.user.version.next());
    let all_of_a_new_builder =
        [OwnedField::Roles, OwnedField::ValidationTier, OwnedField::AvailableForHire];
    assert_eq!(pending(after), BTreeSet::from(all_of_a_new_builder));
    let mark = after.user.pending_push.as_ref().unwrap();
    assert_eq!((mark.version, mark.since, mark.claimed_until), (Version(2), at(9), None));
    let entry = write.entry.unwrap();
    assert_eq!(entry.record.actor, Actor::System);
    let change = change_of(&entry, "roles").unwrap();
    assert_eq!(change.after.as_deref(), Some("CLIENT, BUILDER"));
}

// R20
#[tokio::test]
async fn an_owned_field_makes_a_version_of_the_user_and_of_the_profile() {
    let ada = person(&["BUILDER", "CLIENT"]).await;
    let edits = [
        Edit::ValidationTier(ValidationTier::Expert),
        Edit::HourlyRate(Some(Decimal::from_hundredths(8_550))),
        Edit::CompanyName(Some("Analytical Engines".to_owned())),
    ];

    let write = written(&ada, &edits);

    let Person { builder, client, .. } = &write.after;
    assert_eq!(builder.as_ref().unwrap().version, Version(2));
    assert_eq!(builder.as_ref().unwrap().updated_at, at(9));
    assert_eq!(client.as_ref().unwrap().version, Version(2));
    let entry = write.entry.as_ref().unwrap();
    assert_eq!(
        changed(entry),
        ["builder.validationTier", "builder.hourlyRate", "client.companyName"]
    );
    let company = change_of(entry, "client.companyName").unwrap();
    assert_eq!(company.after.as_deref(), Some("A… E…"), "masked");
    let fields = [OwnedField::ValidationTier, OwnedField::HourlyRate, OwnedField::CompanyName];
    assert_eq!(pending(&write.after), fields.into());
}

// R21
#[tokio::test]
async fn a_second_edit_keeps_what_waits_and_since_when() {
    let first = written(&person(&["BUILDER"]).await, &[Edit::AvailableForHire(false)]).after;

    let second = edit(&first, &[Edit::ValidationTier(ValidationTier::Expert)], &context(20));

    let after = second.unwrap().unwrap().after;
    assert_eq!(pending(&after), [OwnedField::AvailableForHire, OwnedField::ValidationTier].into());
    let mark = after.user.pending_push.unwrap();
    assert_eq!((mark.version, mark.since), (Version(3), at(9)));
}

// R20
#[tokio::test]
async fn an_edit_that_changes_nothing_is_not_written() {
    let ada = person(&["BUILDER"]).await;

    let same = [roles([Role::Builder]), Edit::AvailableForHire(true), Edit::HourlyRate(None)];

    assert_eq!(edit(&ada, &same, &context(9)), Ok(None));
}

// R3
#[tokio::test]
async fn a_tombstone_cannot_be_edited() {
    let platform = Platform::default();
    platform.apply(account("ada").at(1)).await;
    platform.apply(deleted("ada", 2)).await;

    let refused = edit(&platform.person("ada"), &[roles([Role::Admin])], &context(9));

    assert_eq!(refused, Err(EditRefused::Deleted));
}

#[tokio::test]
async fn a_profile_that_is_not_there_cannot_be_edited() {
    let client = person(&["CLIENT"]).await;
    let builder = person(&["BUILDER"]).await;

    let no_builder = edit(&client, &[Edit::AvailableForHire(true)], &context(9));
    let no_client = edit(&builder, &[Edit::CompanyName(None)], &context(9));

    assert_eq!(no_builder, Err(EditRefused::NoBuilder));
    assert_eq!(no_client, Err(EditRefused::NoClient));
}

// R21
#[tokio::test]
async fn an_edit_of_somebody_without_a_clerk_user_waits_until_they_are_linked() {
    let platform = Platform::default();
    let imported = platform.import("u1", "ada@example.com").await;
    let write = written(&imported, &[roles([Role::Admin])]);
    assert_eq!(platform.tables().commit(&write, None).await.unwrap(), Commit::Done);
    let pending = async || {
        let (from, until) = (Timestamp::default(), crate::platform::NOW);
        platform.tables().pending(from, until, 9).await.unwrap().found.len()
    };
    assert_eq!(pending().await, 0);

    platform.apply(account("ada").at(10).verified("ada@example.com").roles(["CLIENT"])).await;

    let user = platform.person("ada").user;
    assert_eq!(user.roles, Roles::from_iter([Role::Admin]), "Clerk's do not undo them");
    assert_eq!(pending().await, 1);
}

// R12, R22
#[tokio::test]
async fn roles_that_an_admin_sets_replace_those_that_mean_nothing_as_well() {
    let ada = person(&["CLIENT", "VIP"]).await;

    let write = written(&ada, &[roles([Role::Client, Role::Admin])]);

    assert_eq!(write.after.user.unknown_roles, Vec::<String>::new());
}
