//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use profile_core::{Decimal, Edit, Role, Roles, ValidationTier};

/// The word for no value at all.
const NONE: &str = "none";

/// Imports people, and sets by hand what the platform owns of them.
#[derive(Debug, Parser)]
#[command(name = "profile-sync", disable_help_subcommand = true)]
#[command(after_help = "Settings come from the environment: see tools/operator/README.md.\n\
    Exit status: 0 done, 1 refused and nothing written, 2 wrong usage, 3 stopped half way.")]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What the tool does.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Import the platform's records: a JSON object a line, a person an object.
    Import(ImportOptions),
    /// Set a field that the platform owns.
    #[command(flatten)]
    Edit(EditCommand),
}

/// What to import, and how.
#[derive(Args, Debug)]
pub struct ImportOptions {
    /// The file, as the query in tools/operator/README.md makes it.
    pub file: PathBuf,
    /// Check everything, write nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// How many people are written at once.
    #[arg(long, value_name = "N", default_value_t = 16, value_parser = clap::value_parser!(u16).range(1..=256))]
    pub at_once: u16,
}

/// What to set.
#[derive(Debug, Subcommand)]
pub enum EditCommand {
    /// Set all the roles of a person.
    Roles {
        /// Whose, and how.
        #[command(flatten)]
        whom: EditOptions,
        /// The roles, with commas between: CLIENT, BUILDER, ADMIN, SUBSCRIBER; or none.
        #[arg(value_parser = roles)]
        roles: Roles,
    },
    /// Set how thoroughly a builder was checked.
    Tier {
        /// Whose, and how.
        #[command(flatten)]
        whom: EditOptions,
        /// 1, 2 or 3.
        #[arg(value_parser = tier)]
        tier: ValidationTier,
    },
    /// Set whether a builder takes work now.
    Available {
        /// Whose, and how.
        #[command(flatten)]
        whom: EditOptions,
        /// true or false.
        #[arg(action = clap::ArgAction::Set)]
        available: bool,
    },
    /// Set a builder's price of an hour.
    Rate {
        /// Whose, and how.
        #[command(flatten)]
        whom: EditOptions,
        /// Such as 85.00; or none.
        rate: String,
    },
    /// Set where a client works.
    Company {
        /// Whose, and how.
        #[command(flatten)]
        whom: EditOptions,
        /// The company's name; or none.
        name: String,
    },
}

/// Whose field to set, and how.
#[derive(Args, Debug)]
pub struct EditOptions {
    /// Whose: the platform's id, the Clerk id, or the address.
    pub user: String,
    /// Say what would change, change nothing.
    #[arg(long)]
    pub dry_run: bool,
}

/// The value isn't one for this field.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("{0}")]
pub struct WrongValue(&'static str);

impl EditCommand {
    /// Whose field is to be set, and to what.
    ///
    /// # Errors
    ///
    /// [`WrongValue`] says what the field takes.
    pub fn read(self) -> Result<(EditOptions, Edit), WrongValue> {
        Ok(match self {
            Self::Roles { whom, roles } => (whom, Edit::Roles(roles)),
            Self::Tier { whom, tier } => (whom, Edit::ValidationTier(tier)),
            Self::Available { whom, available } => (whom, Edit::AvailableForHire(available)),
            Self::Rate { whom, rate } => {
                (whom, Edit::HourlyRate(unless_none(rate).map(|it| price(&it)).transpose()?))
            }
            Self::Company { whom, name } => (whom, Edit::CompanyName(unless_none(name))),
        })
    }
}

fn unless_none(text: String) -> Option<String> {
    (text != NONE).then_some(text)
}

fn roles(text: &str) -> Result<Roles, WrongValue> {
    if text == NONE {
        return Ok(Roles::default());
    }
    let role = |name: &str| Role::from_name(name.trim());
    let roles: Option<Roles> = text.split(',').map(role).collect();
    roles.ok_or(WrongValue("give CLIENT, BUILDER, ADMIN, SUBSCRIBER with commas between, or none"))
}

fn tier(text: &str) -> Result<ValidationTier, WrongValue> {
    let number = text.parse().ok();
    number.and_then(ValidationTier::from_number).ok_or(WrongValue("give 1, 2 or 3"))
}

fn price(text: &str) -> Result<Decimal, WrongValue> {
    let price: Option<Decimal> = text.parse().ok();
    let price = price.filter(|it| it.hundredths() >= 0);
    price.ok_or(WrongValue("a rate has at most two decimal places, such as 85.00; or give none"))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    fn edit(line: &[&str]) -> Option<Edit> {
        let arguments = Arguments::try_parse_from([&["profile-sync"], line].concat()).ok()?;
        let Command::Edit(command) = arguments.command else { return None };
        command.read().ok().map(|(_, edit)| edit)
    }

    #[test]
    fn the_command_line_is_sound() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn each_field_takes_what_it_can_hold() {
        let roles = Roles::from_iter([Role::Client, Role::Builder]);
        assert_eq!(edit(&["roles", "u1", "CLIENT,BUILDER"]), Some(Edit::Roles(roles)));
        assert_eq!(edit(&["roles", "u1", "none"]), Some(Edit::Roles(Roles::default())));
        assert_eq!(edit(&["tier", "u1", "3"]), Some(Edit::ValidationTier(ValidationTier::Expert)));
        assert_eq!(edit(&["available", "u1", "false"]), Some(Edit::AvailableForHire(false)));
        let rate = Some(Decimal::from_hundredths(8550));
        assert_eq!(edit(&["rate", "u1", "85.5"]), Some(Edit::HourlyRate(rate)));
        assert_eq!(edit(&["rate", "u1", "none"]), Some(Edit::HourlyRate(None)));
        assert_eq!(edit(&["company", "u1", "none"]), Some(Edit::CompanyName(None)));
    }

    #[test]
    fn and_nothing_else() {
        for line in [
            ["roles", "u1", "ROOT"],
            ["roles", "u1", "client"],
            ["roles", "u1", ""],
            ["tier", "u1", "4"],
            ["available", "u1", "yes"],
            ["rate", "u1", "85.001"],
            ["rate", "u1", "8e1"],
        ] {
            assert_eq!(edit(&line), None, "{line:?}");
        }
    }
}
