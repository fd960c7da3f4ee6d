//! Who may do what with a profile, in full.

use profile_core::{Permissions, Person, Role, Standing, UserId, Viewer};
use serde_json::{Value, json};

use crate::platform::{Account, Platform, account, deleted};

/// View, edit, delete, verify.
type Rights = [bool; 4];

#[rustfmt::skip]
const TABLE: [(&str, Rights, Rights); 13] = [
    //                     of a public profile           of a hidden profile
    //                     view   edit   delete verify   view   edit   delete verify
    ("public",            [true,  false, false, false], [false, false, false, false]),
    ("client",            [true,  false, false, false], [false, false, false, false]),
    ("builder",           [true,  false, false, false], [false, false, false, false]),
    ("subscriber",        [true,  false, false, false], [false, false, false, false]),
    ("owner",             [true,  true,  false, false], [true,  true,  false, false]),
    ("admin",             [true,  true,  true,  true ], [true,  true,  true,  true ]),
    ("owner and admin",   [true,  true,  true,  true ], [true,  true,  true,  true ]),
    ("suspended",         [true,  false, false, false], [false, false, false, false]),
    ("suspended owner",   [true,  false, false, false], [false, false, false, false]),
    ("suspended admin",   [true,  false, false, false], [false, false, false, false]),
    ("deleted",           [false, false, false, false], [false, false, false, false]),
    ("deleted owner",     [false, false, false, false], [false, false, false, false]),
    ("deleted admin",     [false, false, false, false], [false, false, false, false]),
];

#[tokio::test]
async fn everybody_may_do_exactly_what_the_table_says() {
    for (who, of_public, of_hidden) in TABLE {
        let (viewer, subject) = viewer(who).await;
        let viewer = viewer.as_ref().map_or(Viewer::Public, Viewer::Person);
        let standing = viewer.standing(&subject);

        assert_eq!(rights(Permissions::of(standing, true)), of_public, "{who}, public");
        assert_eq!(rights(Permissions::of(standing, false)), of_hidden, "{who}, hidden");
    }
}

#[tokio::test]
async fn of_all_roles_only_admin_gives_rights_over_others() {
    for bits in 0..16_u8 {
        let held = Role::ALL.into_iter().enumerate().filter(|(index, _)| bits >> index & 1 == 1);
        let held: Vec<_> = held.map(|(_, role)| role).collect();
        let names: Vec<_> = held.iter().map(|it| it.name()).collect();
        let (person, subject) = stranger(account("ada").roles(json!(names))).await;

        let standing = Viewer::Person(&person).standing(&subject);

        let expected =
            if held.contains(&Role::Admin) { Standing::Admin } else { Standing::Stranger };
        assert_eq!(standing, expected, "{names:?}");
    }
}

fn rights(permissions: Permissions) -> Rights {
    let Permissions { can_view, can_edit, can_delete, can_verify } = permissions;
    [can_view, can_edit, can_delete, can_verify]
}

/// The viewer of that row, and the id of the person whose profile they look at.
async fn viewer(who: &str) -> (Option<Person>, UserId) {
    let roles: Value = match who {
        "client" => json!(["CLIENT"]),
        "subscriber" => json!(["SUBSCRIBER"]),
        _ if who.contains("admin") => json!(["ADMIN"]),
        _ => json!(["BUILDER"]),
    };
    let platform = Platform::default();
    let account = account("ada").roles(roles).with("banned", who.starts_with("suspended"));
    platform.apply(account).await;
    if who.starts_with("deleted") {
        platform.apply(deleted("ada", 9)).await;
    }
    let person = platform.person("ada");
    let subject = if who.contains("owner") { person.user.id.clone() } else { somebody_else() };
    ((who != "public").then_some(person), subject)
}

async fn stranger(account: Account) -> (Person, UserId) {
    let platform = Platform::default();
    platform.apply(account).await;
    (platform.person("ada"), somebody_else())
}

fn somebody_else() -> UserId {
    UserId::parse("somebody-else").unwrap()
}
