//! Who may do what, in full.

use profile_core::{Operation, Permissions, Person, Role, Standing, UserId, Viewer};
use serde_json::{Value, json};

use crate::platform::{Account, Platform, account, deleted};

/// Who may do what, in the order of [`Operation::ALL`]: `y` for yes, `p` if the public sees the
/// profile, `.` for no.
#[rustfmt::skip]
const TABLE: [(&str, &str); 14] = [
    //                        builder                   client     account                  the platform's
    //                        view edit deact. verify   view edit  view roles audit compare events retry runs start status
    ("public",               "p    .    .      .        .    .     .    .     .     .       .      .     .    .     ."),
    ("client",               "p    .    .      .        .    .     .    .     .     .       .      .     .    .     ."),
    ("builder",              "p    .    .      .        .    .     .    .     .     .       .      .     .    .     ."),
    ("subscriber",           "p    .    .      .        .    .     .    .     .     .       .      .     .    .     ."),
    ("owner",                "y    y    .      .        y    y     y    .     .     .       .      .     .    .     ."),
    ("client, the owner",    "y    y    .      .        y    y     y    .     .     .       .      .     .    .     ."),
    ("admin",                "y    y    y      y        y    y     y    y     y     y       y      y     y    y     y"),
    ("admin, the owner",     "y    y    y      y        y    y     y    y     y     y       y      y     y    y     y"),
    ("suspended",            "p    .    .      .        .    .     .    .     .     .       .      .     .    .     ."),
    ("suspended, the owner", "p    .    .      .        .    .     .    .     .     .       .      .     .    .     ."),
    ("suspended admin",      "p    .    .      .        .    .     .    .     .     .       .      .     .    .     ."),
    ("deleted",              ".    .    .      .        .    .     .    .     .     .       .      .     .    .     ."),
    ("deleted, the owner",   ".    .    .      .        .    .     .    .     .     .       .      .     .    .     ."),
    ("deleted admin",        ".    .    .      .        .    .     .    .     .     .       .      .     .    .     ."),
];

#[tokio::test]
async fn everybody_may_do_exactly_what_the_table_says() {
    for (who, row) in TABLE {
        let (viewer, subject) = viewer(who).await;
        let standing = viewer.as_ref().map_or(Viewer::Public, Viewer::Person).standing(&subject);
        let cells: Vec<_> = row.split_whitespace().collect();
        assert_eq!(cells.len(), Operation::ALL.len(), "{who}");

        for (operation, cell) in Operation::ALL.into_iter().zip(cells) {
            for public in [true, false] {
                let allowed = operation.allowed(standing, public);

                let expected = cell == "y" || cell == "p" && public;
                assert_eq!(allowed, expected, "{who}, {operation:?}, public: {public}");
            }
        }
    }
}

#[test]
fn the_permissions_of_a_profile_are_read_off_the_same_table() {
    let standings = [
        Standing::Stranger,
        Standing::Owner,
        Standing::Admin,
        Standing::Suspended,
        Standing::Deleted,
    ];
    for (standing, public) in standings.into_iter().flat_map(|it| [(it, true), (it, false)]) {
        let Permissions { can_view, can_edit, can_delete, can_verify } =
            Permissions::of(standing, public);

        let operations = [
            (can_view, Operation::ViewBuilder),
            (can_edit, Operation::EditBuilder),
            (can_delete, Operation::DeactivateBuilder),
            (can_verify, Operation::VerifyBuilder),
        ];
        for (can, operation) in operations {
            assert_eq!(can, operation.allowed(standing, public), "{standing:?}, {operation:?}");
        }
    }
}

#[tokio::test]
async fn of_what_is_nobodys_nobody_is_the_owner() {
    for (who, _) in TABLE {
        let (viewer, subject) = viewer(who).await;
        let viewer = viewer.as_ref().map_or(Viewer::Public, Viewer::Person);

        let expected = match viewer.standing(&subject) {
            Standing::Owner => Standing::Stranger,
            other => other,
        };
        assert_eq!(viewer.standing_anywhere(), expected, "{who}");
    }
}

#[test]
fn a_name_says_whether_the_operation_writes() {
    for operation in Operation::ALL {
        let looks = ["view", "compare"].iter().any(|it| operation.name().starts_with(it));
        assert_eq!(operation.is_write(), !looks, "{operation:?}");
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

/// The viewer of that row, and the id of the person whose profile they look at.
async fn viewer(who: &str) -> (Option<Person>, UserId) {
    let roles: Value = match who {
        _ if who.contains("client") => json!(["CLIENT"]),
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
