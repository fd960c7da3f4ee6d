//! Who asks: the one place where a token becomes a person.

use axum::extract::FromRequestParts;
use http::request::Parts;
use http::{HeaderMap, header};
use profile_core::audit::Cause;
use profile_core::{Clock, Outcome, People, Person, Standing, Sync, UserId, Viewer};
use profile_session::{Session, TokenError};
use tracing::warn;

use crate::api::{Api, Impersonation, Ports, Shared};
use crate::problem::Problem;
use crate::visit::Visit;

/// Who asks, as far as the request itself shows: somebody with a session, or anybody.
///
/// As an extractor it verifies the token: a bad one is refused wherever a token means
/// something, also where none would do.
#[derive(Debug)]
pub(crate) struct Asker {
    session: Option<Session>,
    visit: Visit,
}

/// Somebody who is signed in, by our record.
#[derive(Debug)]
pub(crate) struct Caller {
    /// Who they are now.
    pub(crate) person: Person,
    /// Their session, or that of whoever acts as them.
    pub(crate) session: Session,
    /// Whether somebody acts as them who may only look.
    pub(crate) is_read_only: bool,
    /// Their request.
    pub(crate) visit: Visit,
}

impl Asker {
    /// Whether the request came with a token.
    pub(crate) fn is_signed_in(&self) -> bool {
        self.session.is_some()
    }

    /// Who asks, where anybody may: nobody, without a token or a record.
    pub(crate) async fn viewer<P: Ports>(&self, api: &Api<P>) -> Result<Option<Caller>, Problem> {
        let Some(session) = &self.session else { return Ok(None) };
        let person = api.store.by_clerk_id(&session.clerk_id).await?;
        Ok(person.map(|it| self.caller_with(api, session, it)))
    }

    /// Who asks, where they must be signed in. Whom Clerk knows and we don't yet is put on
    /// record now (R4): the webhook about them may come later.
    pub(crate) async fn caller<P: Ports>(&self, api: &Api<P>) -> Result<Caller, Problem> {
        let session = self.session.as_ref().ok_or(Problem::SignedOut)?;
        let person = match api.store.by_clerk_id(&session.clerk_id).await? {
            Some(person) => person,
            None => self.provision(api, session).await?,
        };
        Ok(self.caller_with(api, session, person))
    }

    async fn provision<P: Ports>(
        &self,
        api: &Api<P>,
        session: &Session,
    ) -> Result<Person, Problem> {
        let Api { store, directory, clock, .. } = api;
        let cause = Cause::Request(self.visit.request_id().to_owned());
        let sync = Sync { store, directory, clock };
        let applied = sync.provision(&session.clerk_id, cause, self.visit.origin()).await?;
        if matches!(applied.outcome, Outcome::Created | Outcome::Linked) {
            self.visit.count("UsersProvisioned", None);
        }
        let person = store.by_clerk_id(&session.clerk_id).await?;
        person.ok_or_else(|| {
            reject(&self.visit, "no_such_user");
            Problem::BadToken("the token's user does not exist: sign in again".to_owned())
        })
    }

    fn caller_with<P: Ports>(&self, api: &Api<P>, session: &Session, person: Person) -> Caller {
        self.visit.came_from(&person.user.id);
        let is_impersonated = session.impersonator.is_some();
        Caller {
            person,
            session: session.clone(),
            is_read_only: is_impersonated && api.rules.impersonation == Impersonation::ReadOnly,
            visit: self.visit.clone(),
        }
    }
}

impl Caller {
    /// The caller's id.
    pub(crate) fn id(&self) -> &UserId {
        &self.person.user.id
    }

    /// How the caller stands to somebody; without one, to what is nobody's.
    pub(crate) fn standing(&self, subject: Option<&UserId>) -> Standing {
        let viewer = Viewer::Person(&self.person);
        subject.map_or_else(|| viewer.standing_anywhere(), |it| viewer.standing(it))
    }
}

impl<P: Ports> FromRequestParts<Shared<P>> for Asker {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, api: &Shared<P>) -> Result<Self, Problem> {
        let visit = parts.extensions.get::<Visit>().cloned().unwrap_or_default();
        let token = bearer(&parts.headers).inspect_err(|_| reject(&visit, "header"))?;
        let Some(token) = token else { return Ok(Self { session: None, visit }) };
        let session = match api.sessions.verify(token, api.clock.now()).await {
            Ok(session) => session,
            // Then nothing is known about the token.
            Err(error @ TokenError::KeysUnavailable(_)) => return Err(error.into()),
            Err(error) => {
                reject(&visit, error.name());
                return Err(error.into());
            }
        };
        if let Some(impersonator) = &session.impersonator {
            let request_id = visit.request_id();
            warn!(
                security.event = "impersonation", request.id = request_id,
                clerk.id = %session.clerk_id, impersonator.id = %impersonator,
                "somebody acts as another"
            );
            visit.count("Impersonations", None);
        }
        Ok(Self { session: Some(session), visit })
    }
}

/// Notes why a token is not believed.
fn reject(visit: &Visit, reason: &'static str) {
    visit.refused_for(reason);
    visit.count("TokensRejected", Some(reason));
}

/// The token that the request carries, if any.
///
/// # Errors
///
/// [`Problem::BadToken`] when there are several, or something else than a token. API Gateway
/// makes one header with commas of several, and no token has a comma.
fn bearer(headers: &HeaderMap) -> Result<Option<&str>, Problem> {
    let mut values = headers.get_all(header::AUTHORIZATION).iter();
    let Some(value) = values.next() else { return Ok(None) };
    let token = value
        .to_str()
        .ok()
        .and_then(|it| it.split_once(' '))
        .map(|(scheme, token)| (scheme.eq_ignore_ascii_case("bearer"), token.trim()));
    match token {
        Some((true, token)) if values.next().is_none() && is_token(token) => Ok(Some(token)),
        _ => Err(Problem::BadToken("send one header: Authorization: Bearer <token>".to_owned())),
    }
}

/// Whether it is made of what tokens are made of (RFC 6750, section 2.1).
fn is_token(text: &str) -> bool {
    let belongs = |it: u8| it.is_ascii_alphanumeric() || b"-._~+/=".contains(&it);
    !text.is_empty() && text.bytes().all(belongs)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(values: &[&str]) -> HeaderMap {
        values.iter().map(|it| (header::AUTHORIZATION, it.parse().unwrap())).collect()
    }

    #[test]
    fn the_token_of_one_bearer_header_is_taken() {
        for value in ["Bearer a.b.c", "bearer a.b.c", "BEARER  a.b.c "] {
            assert_eq!(bearer(&headers(&[value])).unwrap(), Some("a.b.c"), "{value}");
        }
        assert_eq!(bearer(&headers(&[])).unwrap(), None);
    }

    #[test]
    fn anything_else_is_refused() {
        for values in [
            &["Bearer a", "Bearer b"][..],
            &["Bearer a,Bearer b"],
            &["Bearer a, Bearer b"],
            &["Bearer a b"],
            &["Bearer"],
            &["Bearer "],
            &["Basic YTpi"],
            &["a.b.c"],
            &[""],
        ] {
            assert!(matches!(bearer(&headers(values)), Err(Problem::BadToken(_))), "{values:?}");
        }
    }
}
