//! People, as the tables have them.

use super::clerk::Someone;
use super::item::Item;
use super::stack::Stack;

/// A person whole.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Person {
    pub(crate) user: Item,
    pub(crate) builder: Option<Item>,
    pub(crate) client: Option<Item>,
}

impl Person {
    /// The platform's id of them.
    pub(crate) fn id(&self) -> &str {
        self.user.text("id").unwrap()
    }

    /// How often their record has changed.
    pub(crate) fn version(&self) -> u64 {
        self.user.number("version").unwrap()
    }
}

impl Stack {
    /// Whom a pointer leads to.
    pub(crate) async fn pointer(&self, pk: &str) -> Option<String> {
        let pointer = self.item(&self.description.tables.users, pk, "POINTER").await?;
        Some(pointer.text("userId").unwrap().to_owned())
    }

    /// Whom an address leads to.
    pub(crate) async fn holder(&self, address: &str) -> Option<String> {
        self.pointer(&format!("EMAIL#{}", address.to_lowercase())).await
    }

    /// The person with that Clerk id, if there is one.
    pub(crate) async fn known(&self, clerk_id: &str) -> Option<Person> {
        let id = self.pointer(&format!("CLERK#{clerk_id}")).await?;
        Some(self.person_with_id(&id).await)
    }

    /// The person with that Clerk id, who must be there.
    pub(crate) async fn person(&self, clerk_id: &str) -> Person {
        self.known(clerk_id).await.unwrap_or_else(|| panic!("nobody is known as {clerk_id}"))
    }

    /// The person with that id of ours, who must be there.
    pub(crate) async fn person_with_id(&self, id: &str) -> Person {
        let items = self.items(&self.description.tables.users, &format!("USER#{id}")).await;
        let find = |sk| items.iter().find(|it| it.text("sk") == Some(sk)).cloned();
        let user = find("USER").unwrap_or_else(|| panic!("there is no user {id}"));
        Person { user, builder: find("BUILDER"), client: find("CLIENT") }
    }

    /// Checks that somebody's record is as Clerk has them, that their address leads to
    /// them, and that the trail tells of each change.
    pub(crate) async fn assert_in_step(&self, someone: &Someone) -> Person {
        let person = self.person(&someone.id).await;
        let user = &person.user;
        assert_eq!(user.text("clerkId"), Some(someone.id.as_str()));
        assert_eq!(user.text("name"), Some(someone.name.as_str()), "{user:?}");
        assert_eq!(user.text("email"), someone.email.as_deref(), "{user:?}");
        assert_eq!(user.number("clerkUpdatedAt"), Some(someone.updated_at), "{user:?}");
        assert_eq!(user.text("status"), Some("active"), "{user:?}");
        if let Some(email) = &someone.email {
            assert_eq!(self.holder(email).await.as_deref(), Some(person.id()), "{email}");
        }
        self.trail(&person).await;
        person
    }
}
