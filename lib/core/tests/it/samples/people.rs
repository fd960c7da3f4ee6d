//! What the samples make of the people in them.

use profile_core::audit::{Actor, Cause};
use profile_core::{Pointer, Role, Roles, Status, Timestamp};

use super::replay::Replay;
use crate::platform::change_of;

const MAYA: &str = "user_2MayaOkafor9jHUxv26fU4MUfRd";
const EXAMPLE_PERSON: &str = "user_2ExamplePersonJfElNYbuPR2Qt";
const RIVER: &str = "user_2RiverStone7xZMJll2FTygPvh2";
const QUIET_GUEST: &str = "user_2QuietGuestFR2LrCTzUHgFAT8I";
const JO: &str = "user_2PixelSmith2APqZIp04VI9wNs2";
const LENA: &str = "user_2PhoneOnlyLenauTpmVNdc0YY3t";
const TOMAS: &str = "user_2TomasNovaklfaGoTYbwHgXB6w5";
const AIKO: &str = "user_2AikoTanakav47KEsiespJvWhu8";
const SAMIR: &str = "user_2SamirHaddadw3JDxJmPycOjYjB";
const GRETA: &str = "user_2GretaLindholmf8fJ62DThWrzz";
const DIEGO: &str = "user_2DiegoMarinVhUS8bij3chu1WiJ";
const PRIYA: &str = "user_2PriyaRamanWtTEjIc2jY9lZCZs";
const LIAM: &str = "user_2LiamReportedCasegPIMocxkN6";
const NOOR: &str = "user_2NoorRahimihXqVbTmKcZpWsLrJ";
const ANA: &str = "user_2AnaCostaZHC07wui8x5iztS09f";
const BEN: &str = "user_2BenCostagIdffQOSoOKBN8C8SY";
const HANA: &str = "user_2HanaKimx0BZyZXV8rW4LTJzhvZ";
const INES: &str = "user_2InesDuarteYznsoGPjAhCcYQne";

#[tokio::test]
async fn maya_ends_as_clerk_last_described_her() {
    let replay = Replay::whole().await;

    let maya = replay.person(MAYA).user;

    assert_eq!(email(&replay, MAYA).as_deref(), Some("maya.okafor@example.com"));
    assert_eq!(maya.name.as_deref(), Some("Maya Okafor-Lindqvist"));
    assert_eq!(maya.roles, Roles::from_iter([Role::Client, Role::Builder]));
    assert!(maya.verified && maya.image_url.is_some());
    assert_eq!(maya.stripe_customer_id.as_deref(), Some("cus_SampleMayaOkafor"));
    assert_eq!(maya.created_at, millis(1_772_442_845_218));
    assert_eq!(maya.email_verified_at, Some(millis(1_772_442_845_539)), "since she signed up");
    assert_eq!(maya.last_sign_in_at, Some(millis(1_772_442_846_104)));
    assert_eq!(maya.clerk_updated_at, Some(millis(1_773_340_229_771)));
    assert_eq!(maya.version.0, 3, "created, new name, new picture");
}

#[tokio::test]
async fn the_sparse_example_of_the_dashboard_makes_a_client() {
    let replay = Replay::whole().await;

    let person = replay.person(EXAMPLE_PERSON);

    assert_eq!(email(&replay, EXAMPLE_PERSON).as_deref(), Some("example.person@example.org"));
    assert!(person.user.email_verified_at.is_some());
    assert_eq!(person.user.name.as_deref(), Some("Example Person"));
    assert_eq!(person.user.image_url, None, "it doesn't say whether the image is a placeholder");
    assert_eq!(person.user.status, Status::Active);
    assert_eq!(person.user.last_sign_in_at, Some(millis(1_772_524_800_514)));
    assert!(person.client.is_some_and(|it| it.active));
}

#[tokio::test]
async fn names_fall_back_to_the_username_and_then_to_nothing() {
    let replay = Replay::whole().await;

    let name = |id| replay.person(id).user.name;

    assert_eq!(name(RIVER).as_deref(), Some("river_stone"));
    assert_eq!(name(QUIET_GUEST), None);
    assert_eq!(name(JO).as_deref(), Some("Jo Smithson"));
    assert_eq!(name(DIEGO).as_deref(), Some("Diego Marín"));
}

#[tokio::test]
async fn people_without_an_address_have_none() {
    let replay = Replay::whole().await;

    for id in [JO, LENA] {
        let user = replay.person(id).user;
        assert_eq!((user.email, user.email_verified_at), (None, None), "{id}");
        assert_eq!(user.status, Status::Active);
    }
}

#[tokio::test]
async fn an_address_is_verified_only_if_clerk_says_so() {
    let replay = Replay::whole().await;

    for (id, address, verified) in [
        (TOMAS, "tomas.novak@example.net", false),
        (GRETA, "greta.lindholm@example.org", false),
        (SAMIR, "samir.haddad@example.com", true),
        (DIEGO, "diego.marin@example.com", true),
        (PRIYA, "priya.raman@example.com", true),
    ] {
        assert_eq!(email(&replay, id).as_deref(), Some(address));
        assert_eq!(replay.person(id).user.email_verified_at.is_some(), verified, "{address}");
    }
}

#[tokio::test]
async fn tomas_is_suspended_and_restored_and_locked_out() {
    for (file, status) in [
        ("user.created.unverified-email.json", Status::Active),
        ("user.updated.banned.json", Status::Suspended),
        ("user.updated.unbanned.json", Status::Active),
        ("user.updated.locked.json", Status::Suspended),
    ] {
        let replay = Replay::through(file).await;

        assert_eq!(replay.person(TOMAS).user.status, status, "after {file}");
    }
}

#[tokio::test]
async fn aikos_address_is_her_primary_one_and_unknown_roles_grant_nothing() {
    let replay = Replay::whole().await;

    let aiko = replay.person(AIKO).user;

    assert_eq!(email(&replay, AIKO).as_deref(), Some("aiko.tanaka@example.com"));
    assert_eq!(aiko.roles, Roles::from_iter([Role::Client, Role::Subscriber]));
    assert_eq!(aiko.unknown_roles, ["OWNER", "SUPERUSER"]);
    let trail = replay.trail(AIKO).await;
    assert_eq!(trail.iter().filter_map(|it| change_of(it, "unknownRoles")).count(), 1);
}

#[tokio::test]
async fn samir_signs_up_with_google_and_is_a_builder_for_a_while() {
    for (file, builder) in [
        ("user.created.oauth-only.json", None),
        ("user.updated.builder-gained.json", Some(true)),
        ("user.updated.builder-lost.json", Some(false)),
    ] {
        let replay = Replay::through(file).await;

        let samir = replay.person(SAMIR);

        assert_eq!(samir.builder.map(|it| it.active), builder, "after {file}");
        assert!(samir.client.is_some_and(|it| it.active));
        assert!(samir.user.image_url.is_some(), "his picture at Google is his own");
    }
}

#[tokio::test]
async fn noor_is_an_admin_by_what_clerk_was_told() {
    let noor = Replay::whole().await.person(NOOR).user;

    assert_eq!(noor.roles, Roles::from_iter([Role::Client, Role::Admin]));
}

#[tokio::test]
async fn metadata_of_the_wrong_types_is_skipped_and_the_rest_applies() {
    let replay = Replay::whole().await;

    let greta = replay.person(GRETA).user;

    assert_eq!(greta.name.as_deref(), Some("Greta Lindholm Berg"));
    assert_eq!(greta.roles, Roles::from_iter([Role::Client]));
    assert_eq!((greta.verified, greta.stripe_customer_id), (false, None));
}

#[tokio::test]
async fn liams_record_follows_him_to_his_new_address() {
    let before = Replay::through("user.created.liam.json").await;
    let replay = Replay::whole().await;

    let liam = replay.person(LIAM).user;

    assert_eq!(email(&before, LIAM).as_deref(), Some("liam@buildappswith.com"));
    assert_eq!(email(&replay, LIAM).as_deref(), Some("liam@buildappswith.ai"));
    assert_eq!(liam.email_verified_at, Some(millis(1_773_651_140_490)));
    assert_eq!(liam.id, before.person(LIAM).user.id);
    let trail = replay.trail(LIAM).await;
    let record = &trail.last().unwrap().record;
    let email = change_of(trail.last().unwrap(), "email").unwrap();
    assert_eq!(email.before.as_deref(), Some("l…@buildappswith.com"));
    assert_eq!(email.after.as_deref(), Some("l…@buildappswith.ai"));
    assert_eq!(record.actor, Actor::Clerk);
    assert_eq!(record.cause, Cause::Event("msg_sample_user_updated_liam".to_owned()));
    assert_eq!(record.origin.client_ip.as_deref(), Some("203.0.113.20"));
    assert!(record.origin.user_agent.as_ref().is_some_and(|it| it.starts_with("Mozilla/5.0")));
}

#[tokio::test]
async fn ana_and_ben_have_swapped_their_addresses() {
    let replay = Replay::whole().await;

    assert_eq!(email(&replay, ANA).as_deref(), Some("ben.costa@example.com"));
    assert_eq!(email(&replay, BEN).as_deref(), Some("ana.costa@example.com"));
}

#[tokio::test]
async fn times_in_seconds_mean_what_times_in_milliseconds_do() {
    let signed_up = Replay::through("user.created.seconds.json").await.person(HANA).user;
    let ines = Replay::whole().await.person(INES).user;

    assert_eq!(signed_up.created_at, millis(1_772_778_615_000));
    assert_eq!(signed_up.clerk_updated_at, Some(millis(1_772_778_615_000)));
    assert_eq!(signed_up.email_verified_at, Some(millis(1_772_778_615_000)));
    assert_eq!(ines.deleted_at, Some(millis(1_775_931_030_000)));
}

#[tokio::test]
async fn the_deleted_stay_deleted() {
    let replay = Replay::whole().await;

    for (id, entries) in [(HANA, 2), (INES, 1)] {
        let user = replay.person(id).user;
        assert_eq!(user.status, Status::Deleted);
        assert_eq!((user.email, user.name), (None, None));
        assert_eq!(replay.trail(id).await.len(), entries);
    }
    let addresses = replay.store.pointers();
    let addresses: Vec<_> = addresses.keys().filter(|it| matches!(it, Pointer::Email(_))).collect();
    assert_eq!(addresses.len(), 14, "one for each of the others who have an address");
}

fn email(replay: &Replay, clerk_id: &str) -> Option<String> {
    replay.person(clerk_id).user.email.map(|it| it.as_str().to_owned())
}

const fn millis(millis: u64) -> Timestamp {
    Timestamp::from_millis(millis)
}
