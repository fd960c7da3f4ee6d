//! Whom or what a path names.

use axum::extract::{FromRequestParts, Path};
use http::request::Parts;
use profile_core::{ClerkId, EventId, Person, RunId, StoreError, SyncStore, UserId, is_slug};

use crate::api::{Api, Ports};
use crate::problem::Problem;

/// The one thing that a path names, if that can be anything's name: what can't is nowhere to
/// be found, and nothing more is wrong with it.
#[derive(Clone, Debug)]
pub(crate) struct Named<T>(Option<T>);

/// Somebody whom a path names.
pub(crate) type Subject = Named<UserId>;

/// The id of somebody, which may be ours or Clerk's: a text that can be one can be the other.
#[derive(Clone, Debug)]
pub(crate) struct EitherId {
    /// The text as ours.
    pub(crate) ours: UserId,
    /// The text as Clerk's.
    pub(crate) clerks: ClerkId,
}

/// The address of a builder's profile.
#[derive(Clone, Debug)]
pub(crate) struct Slug(String);

/// What can be named in a path.
pub(crate) trait Name: Sized {
    /// The thing of that name; `None` if nothing can have it.
    fn of(text: String) -> Option<Self>;
}

impl Name for UserId {
    fn of(text: String) -> Option<Self> {
        Self::parse(text).ok()
    }
}

impl Name for EitherId {
    fn of(text: String) -> Option<Self> {
        let ours = UserId::parse(text.clone()).ok()?;
        Some(Self { ours, clerks: ClerkId::parse(text).ok()? })
    }
}

impl Name for EventId {
    fn of(text: String) -> Option<Self> {
        Self::parse(text).ok()
    }
}

impl Name for RunId {
    fn of(text: String) -> Option<Self> {
        Self::parse(text).ok()
    }
}

impl Name for Slug {
    fn of(text: String) -> Option<Self> {
        is_slug(&text).then_some(Self(text))
    }
}

impl Slug {
    /// The slug as text.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl<T> Named<T> {
    /// What is named, if anything can have the name.
    pub(crate) fn id(&self) -> Option<&T> {
        self.0.as_ref()
    }

    /// What is named, or nothing to be found.
    pub(crate) fn known(&self) -> Result<&T, Problem> {
        self.id().ok_or(Problem::NotFound)
    }
}

impl Subject {
    /// Reads the person who is named.
    pub(crate) async fn person<P: Ports>(
        &self,
        api: &Api<P>,
    ) -> Result<Option<Person>, StoreError> {
        match self.id() {
            Some(id) => api.store.person(id).await,
            None => Ok(None),
        }
    }
}

impl<S: Send + Sync, T: Name + Send> FromRequestParts<S> for Named<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        // What isn't UTF-8 once it is unescaped is no name either.
        let path = Path::<String>::from_request_parts(parts, state).await;
        Ok(Self(path.ok().and_then(|Path(text)| T::of(text))))
    }
}
