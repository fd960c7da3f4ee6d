//! A little Clerk: users that change, and the events that tell of it.

use proptest::prelude::*;
use serde_json::json;

use profile_core::memory::MemoryDirectory;
use profile_core::{
    Change, ClerkId, ClerkUser, EventId, LedgerEvent, Person, Role, Status, Timestamp, read_event,
};

/// When the world begins.
pub(crate) const DAWN: u64 = 1_763_000_000_000;
const USERS: usize = 3;
const ADDRESSES: usize = 4;

/// One thing that happens to a user in Clerk.
#[derive(Clone, Debug)]
pub(crate) struct Step {
    user: usize,
    what: What,
    /// Whether it happens within the same millisecond as the step before.
    at_once: bool,
}

#[derive(Clone, Debug)]
enum What {
    Address(Option<usize>, bool),
    Name(u8),
    Roles(Vec<Role>),
    Ban(bool),
    Avatar(bool),
    Delete,
}

/// A user as Clerk has them.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Account {
    address: Option<usize>,
    verified: bool,
    name: u8,
    roles: Vec<Role>,
    banned: bool,
    avatar: bool,
    updated_at: u64,
}

/// What a history comes to: the events that were sent, and what Clerk has in the end.
#[derive(Debug)]
pub(crate) struct History {
    pub(crate) events: Vec<(LedgerEvent, Change)>,
    accounts: Vec<Option<Account>>,
    known: Vec<bool>,
}

/// What Clerk decides about a person, however it came to be known.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct View {
    pub(crate) email: Option<String>,
    pub(crate) verified: bool,
    pub(crate) name: Option<String>,
    pub(crate) avatar: bool,
    pub(crate) roles: Vec<Role>,
    pub(crate) status: Status,
}

/// Histories of up to `length` steps.
pub(crate) fn steps(length: usize) -> impl Strategy<Value = Vec<Step>> {
    let what = prop_oneof![
        4 => (prop::option::weighted(0.8, 0..ADDRESSES), prop::bool::weighted(0.8))
            .prop_map(|(address, verified)| What::Address(address, verified)),
        2 => (0_u8..9).prop_map(What::Name),
        2 => prop::sample::subsequence(Role::ALL.to_vec(), 0..=3).prop_map(What::Roles),
        1 => any::<bool>().prop_map(What::Ban),
        1 => any::<bool>().prop_map(What::Avatar),
        1 => Just(What::Delete),
    ];
    let step = (0..USERS, what, prop::bool::weighted(0.2)).prop_map(|(user, what, at_once)| Step {
        user,
        what,
        at_once,
    });
    prop::collection::vec(step, 1..length)
}

impl History {
    /// Lets the steps happen, as far as Clerk allows: an address belongs to one user, and
    /// nobody comes back from deletion.
    pub(crate) fn of(steps: &[Step]) -> Self {
        let mut history =
            Self { events: Vec::new(), accounts: vec![None; USERS], known: vec![false; USERS] };
        let mut now = DAWN;
        for step in steps {
            now += if step.at_once { 0 } else { 1_000 };
            history.take(step, now);
        }
        history
    }

    fn take(&mut self, step: &Step, now: u64) {
        let user = step.user;
        let deleted = self.known[user] && self.accounts[user].is_none();
        if deleted {
            return;
        }
        let mut account = self.accounts[user].clone().unwrap_or(Account {
            address: None,
            verified: false,
            name: 0,
            roles: vec![Role::Client],
            banned: false,
            avatar: false,
            updated_at: now,
        });
        match &step.what {
            What::Address(address, verified) => {
                let others = self.accounts.iter().enumerate().filter(|(it, _)| *it != user);
                let taken = others.flat_map(|(_, it)| it).any(|it| it.address == *address);
                if !(taken && address.is_some()) {
                    account.address = *address;
                    account.verified = *verified && address.is_some();
                }
            }
            What::Name(name) => account.name = *name,
            What::Roles(roles) => account.roles.clone_from(roles),
            What::Ban(banned) => account.banned = *banned,
            What::Avatar(avatar) => account.avatar = *avatar,
            What::Delete => {
                if self.known[user] {
                    self.accounts[user] = None;
                    self.send("user.deleted", &json!({ "id": id(user) }), now);
                }
                return;
            }
        }
        account.updated_at = now;
        let event_type = if self.known[user] { "user.updated" } else { "user.created" };
        self.send(event_type, &account.to_json(user), now);
        self.known[user] = true;
        self.accounts[user] = Some(account);
    }

    fn send(&mut self, event_type: &str, data: &serde_json::Value, now: u64) {
        let payload =
            json!({ "type": event_type, "data": data, "timestamp": now + 20 }).to_string();
        let received_at = Timestamp::from_millis(now + 100);
        let change = read_event(&payload, received_at).unwrap().change.unwrap();
        let event = LedgerEvent {
            id: EventId::parse(format!("msg_{}", self.events.len())).unwrap(),
            event_type: Some(event_type.to_owned()),
            clerk_id: Some(change.clerk_id().clone()),
            payload,
            received_at,
        };
        self.events.push((event, change));
    }

    /// Clerk as it is in the end.
    pub(crate) fn directory(&self) -> MemoryDirectory {
        let directory = MemoryDirectory::default();
        for (user, account) in self.accounts.iter().enumerate() {
            if let Some(account) = account {
                directory.put(&account.to_user(user));
            }
        }
        directory
    }

    /// Everybody who ever was, with what our record of them must say.
    pub(crate) fn expected(&self) -> Vec<(ClerkId, View)> {
        let everybody = self.accounts.iter().enumerate().filter(|(user, _)| self.known[*user]);
        everybody.map(|(user, account)| (id(user), View::expected(account.as_ref()))).collect()
    }
}

fn id(user: usize) -> ClerkId {
    ClerkId::parse(format!("user_{user}")).unwrap()
}

impl Account {
    fn to_json(&self, user: usize) -> serde_json::Value {
        let address = self.address.map(|it| format!("Person.{it}@example.com"));
        let status = if self.verified { "verified" } else { "unverified" };
        let entries = address.iter().map(|it| {
            json!({ "id": "idn_1", "email_address": it, "verification": { "status": status } })
        });
        json!({
            "id": id(user),
            "primary_email_address_id": address.as_ref().map(|_| "idn_1"),
            "email_addresses": entries.collect::<Vec<_>>(),
            "first_name": format!("Name {}", self.name),
            "has_image": self.avatar,
            "image_url": "https://img.example.com/1",
            "banned": self.banned,
            "locked": false,
            "public_metadata": { "roles": self.roles.iter().map(|it| it.name()).collect::<Vec<_>>() },
            "created_at": DAWN,
            "updated_at": self.updated_at,
        })
    }

    fn to_user(&self, user: usize) -> ClerkUser {
        serde_json::from_value(self.to_json(user)).unwrap()
    }
}

impl View {
    fn expected(account: Option<&Account>) -> Self {
        let Some(account) = account else {
            return Self {
                email: None,
                verified: false,
                name: None,
                avatar: false,
                roles: Vec::new(),
                status: Status::Deleted,
            };
        };
        Self {
            email: account.address.map(|it| format!("Person.{it}@example.com")),
            verified: account.verified,
            name: Some(format!("Name {}", account.name)),
            avatar: account.avatar,
            roles: account.roles.clone(),
            status: if account.banned { Status::Suspended } else { Status::Active },
        }
    }

    /// What our record says. A tombstone's roles are what they were when it fell, which
    /// depends on what had arrived by then, and no longer matter.
    pub(crate) fn of(person: &Person) -> Self {
        let user = &person.user;
        let roles = if user.is_deleted() { Vec::new() } else { user.roles.iter().collect() };
        Self {
            email: user.email.as_ref().map(|it| it.as_str().to_owned()),
            verified: user.email_verified_at.is_some(),
            name: user.name.clone(),
            avatar: user.image_url.is_some(),
            roles,
            status: user.status,
        }
    }
}
