//! Which users a list or a count is about.

use std::collections::BTreeMap;

use super::Parameters;
use crate::api::error::ApiError;
use crate::generator::Timeline;
use crate::store::{Claim, Person, Store};
use crate::user::{User, email};

/// Documented filters for which the simulator has no data.
const NOT_SIMULATED: [&str; 3] = ["organization_id", "provider", "provider_user_id"];

/// The conditions that every user of the answer meets.
#[derive(Debug, Default)]
pub(super) struct Filter {
    ids: Ids,
    external_ids: Ids,
    /// One of these values for each of these claims.
    claims: Vec<(Claim, Vec<String>)>,
    banned: Option<bool>,
    /// Text that must occur in one of some fields, in lower case.
    texts: Vec<(Fields, String)>,
    created: Period,
    times: Vec<(&'static str, Period)>,
}

/// Ids to include, when there are any, and ids to exclude.
#[derive(Debug, Default)]
struct Ids {
    included: Vec<String>,
    excluded: Vec<String>,
}

/// A time strictly between two.
#[derive(Debug, Default)]
struct Period {
    after: Option<i64>,
    before: Option<i64>,
}

#[derive(Clone, Copy, Debug)]
enum Fields {
    All,
    Email,
    Phone,
    Username,
    Name,
}

impl Filter {
    pub(super) fn read(parameters: &Parameters) -> Result<Self, ApiError> {
        for name in NOT_SIMULATED {
            if parameters.first(name).is_some() {
                let message = "the Clerk simulator doesn't know this filter";
                return Err(ApiError::parameter("not_simulated", name, message));
            }
        }
        let mut filter = Self {
            ids: Ids::read(&parameters.list("user_id")?),
            external_ids: Ids::read(&parameters.list("external_id")?),
            banned: parameters.flag("banned")?,
            ..Self::default()
        };
        filter.read_claims(parameters)?;
        filter.read_texts(parameters);
        filter.read_times(parameters)?;
        Ok(filter)
    }

    fn read_claims(&mut self, parameters: &Parameters) -> Result<(), ApiError> {
        for (name, claim) in [
            ("email_address", Claim::Email),
            ("phone_number", Claim::PhoneNumber),
            ("username", Claim::Username),
            ("web3_wallet", Claim::Web3Wallet),
        ] {
            let values = parameters.list(name)?;
            if !values.is_empty() {
                let normal = |it: &&str| match claim {
                    Claim::Email => email::normal(it),
                    _ => (*it).to_owned(),
                };
                self.claims.push((claim, values.iter().map(normal).collect()));
            }
        }
        Ok(())
    }

    fn read_texts(&mut self, parameters: &Parameters) {
        for (name, fields) in [
            ("query", Fields::All),
            ("email_address_query", Fields::Email),
            ("phone_number_query", Fields::Phone),
            ("username_query", Fields::Username),
            ("name_query", Fields::Name),
        ] {
            if let Some(text) = parameters.first(name) {
                self.texts.push((fields, text.to_lowercase()));
            }
        }
    }

    fn read_times(&mut self, parameters: &Parameters) -> Result<(), ApiError> {
        self.created = Period::read(parameters, "created_at_after", "created_at_before")?;
        for (field, after, before) in [
            ("last_active_at", "last_active_at_after", "last_active_at_before"),
            ("last_sign_in_at", "last_sign_in_at_after", "last_sign_in_at_before"),
        ] {
            let period = Period::read(parameters, after, before)?;
            if !period.is_always() {
                self.times.push((field, period));
            }
        }
        Ok(())
    }

    pub(super) fn admits_everyone(&self) -> bool {
        self.banned.is_none() && self.created.is_always() && !self.needs_json()
    }

    /// Whether there are conditions on more than the few properties that are known without
    /// the user's JSON. Making and reading that of a million people takes seconds.
    fn needs_json(&self) -> bool {
        let Self { ids, external_ids, claims, banned: _, texts, created: _, times } = self;
        !(ids.is_empty()
            && external_ids.is_empty()
            && claims.is_empty()
            && texts.is_empty()
            && times.is_empty())
    }

    /// Everyone whom the filter admits, in no particular order.
    pub(super) fn all(&self, store: &Store) -> Vec<Person> {
        match self.candidates(store) {
            Some(candidates) => candidates.into_iter().filter(|it| self.admits(it)).collect(),
            None => store.iter().filter(|it| self.admits(it)).collect(),
        }
    }

    /// The few among whom everyone admitted must be, when the filter names people.
    pub(super) fn candidates(&self, store: &Store) -> Option<Vec<Person>> {
        let found: Vec<Person> = if !self.ids.included.is_empty() {
            self.ids.included.iter().filter_map(|id| store.get(id)).collect()
        } else if let Some((claim, values)) = self.claims.first() {
            values.iter().flat_map(|value| store.find(*claim, value)).collect()
        } else if !self.external_ids.included.is_empty() {
            let ids = self.external_ids.included.iter();
            ids.flat_map(|id| store.find(Claim::ExternalId, id)).collect()
        } else {
            return None;
        };
        // The same person may have been named twice.
        let distinct = found.into_iter().map(|it| (it.key(Timeline::Created), it));
        Some(distinct.collect::<BTreeMap<_, _>>().into_values().collect())
    }

    /// Whether the person meets every condition.
    pub(super) fn admits(&self, person: &Person) -> bool {
        self.created.contains(Some(person.time(Timeline::Created)))
            && self.banned.is_none_or(|banned| person.is_banned() == banned)
            && (!self.needs_json() || self.admits_user(&person.user()))
    }

    fn admits_user(&self, user: &User) -> bool {
        self.ids.admit(Some(user.id()))
            && self.external_ids.admit(user.text("external_id"))
            && self.claims.iter().all(|(claim, values)| claims(user, *claim, values))
            && self.texts.iter().all(|(fields, text)| fields.contain(user, text))
            && self.times.iter().all(|(field, period)| period.contains(user.time(field)))
    }
}

impl Ids {
    fn read(values: &[&str]) -> Self {
        let mut ids = Self::default();
        for value in values {
            match value.strip_prefix('-') {
                Some(id) => ids.excluded.push(id.to_owned()),
                None => ids.included.push(value.strip_prefix('+').unwrap_or(value).to_owned()),
            }
        }
        ids
    }

    fn is_empty(&self) -> bool {
        self.included.is_empty() && self.excluded.is_empty()
    }

    fn admit(&self, id: Option<&str>) -> bool {
        let among = |ids: &[String]| id.is_some_and(|id| ids.iter().any(|it| it == id));
        (self.included.is_empty() || among(&self.included)) && !among(&self.excluded)
    }
}

impl Period {
    fn read(parameters: &Parameters, after: &str, before: &str) -> Result<Self, ApiError> {
        Ok(Self { after: parameters.time(after)?, before: parameters.time(before)? })
    }

    fn is_always(&self) -> bool {
        self.after.is_none() && self.before.is_none()
    }

    fn contains(&self, time: Option<i64>) -> bool {
        self.is_always()
            || time.is_some_and(|time| {
                self.after.is_none_or(|after| time > after)
                    && self.before.is_none_or(|before| time < before)
            })
    }
}

fn claims(user: &User, claim: Claim, values: &[String]) -> bool {
    let held = |it: &str| values.iter().any(|value| value == it);
    match claim {
        Claim::Email => {
            user.values("email_addresses", "email_address").any(|it| held(&email::normal(it)))
        }
        Claim::EmailId => user.values("email_addresses", "id").any(held),
        Claim::PhoneNumber => user.values("phone_numbers", "phone_number").any(held),
        Claim::Web3Wallet => user.values("web3_wallets", "web3_wallet").any(held),
        Claim::Username => user.text("username").is_some_and(held),
        Claim::ExternalId => user.text("external_id").is_some_and(held),
    }
}

impl Fields {
    fn contain(self, user: &User, text: &str) -> bool {
        let has = |it: &str| it.to_lowercase().contains(text);
        let field = |name| user.text(name).is_some_and(has);
        let name = || {
            let parts = [user.text("first_name"), user.text("last_name")];
            has(&parts.into_iter().flatten().collect::<Vec<_>>().join(" "))
        };
        match self {
            Self::Email => user.values("email_addresses", "email_address").any(has),
            Self::Phone => user.values("phone_numbers", "phone_number").any(has),
            Self::Username => field("username"),
            Self::Name => name(),
            Self::All => {
                field("id")
                    || name()
                    || user.values("web3_wallets", "web3_wallet").any(has)
                    || [Self::Email, Self::Phone, Self::Username]
                        .iter()
                        .any(|it| it.contain(user, text))
            }
        }
    }
}
