//! What a user is found by besides their id.

use std::collections::BTreeSet;
use std::ops::Bound;

use crate::generator::Generated;
use crate::user::{User, email};

/// A kind of thing that a user is known by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Claim {
    /// An address, in lower case.
    Email,
    /// The id of an address.
    EmailId,
    Username,
    ExternalId,
    PhoneNumber,
    Web3Wallet,
}

impl Claim {
    /// The generated person who would be known by that value.
    pub(super) fn generated(self, value: &str) -> Option<Generated> {
        match self {
            Self::Email => Generated::with_email(value),
            Self::EmailId => Generated::with_id(value).filter(|it| it.email_id() == value),
            Self::Username => Generated::with_username(value),
            Self::ExternalId | Self::PhoneNumber | Self::Web3Wallet => None,
        }
    }
}

/// Who holds what. A silent change may make two users claim the same thing, so this is a
/// set and not a map.
#[derive(Debug, Default)]
pub(super) struct Claims(BTreeSet<(Claim, String, String)>);

impl Claims {
    pub(super) fn holders(&self, claim: Claim, value: &str) -> impl Iterator<Item = &str> {
        let from = (claim, value.to_owned(), String::new());
        let held = self.0.range((Bound::Included(&from), Bound::Unbounded));
        let value = value.to_owned();
        held.take_while(move |it| it.0 == claim && it.1 == value).map(|it| it.2.as_str())
    }

    pub(super) fn add(&mut self, user: &User) {
        self.0.extend(claims(user));
    }

    pub(super) fn remove(&mut self, user: &User) {
        for claim in claims(user) {
            self.0.remove(&claim);
        }
    }
}

fn claims(user: &User) -> impl Iterator<Item = (Claim, String, String)> {
    let emails = user.values("email_addresses", "email_address");
    let emails = emails.map(|it| (Claim::Email, email::normal(it)));
    let own = |claim, it: Option<&str>| it.map(|it| (claim, it.to_owned()));
    let all = |claim, list, field| user.values(list, field).map(move |it| (claim, it.to_owned()));
    emails
        .chain(all(Claim::EmailId, "email_addresses", "id"))
        .chain(all(Claim::PhoneNumber, "phone_numbers", "phone_number"))
        .chain(all(Claim::Web3Wallet, "web3_wallets", "web3_wallet"))
        .chain(own(Claim::Username, user.text("username")))
        .chain(own(Claim::ExternalId, user.text("external_id")))
        .map(|(claim, value)| (claim, value, user.id().to_owned()))
}
