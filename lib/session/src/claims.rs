//! What a token says, once its signature is known to be good.

use std::time::Duration;

use profile_core::{ClerkId, Timestamp, UserId};
use serde::Deserialize;
use serde_json::Value;

use crate::{Session, SessionRules, TokenError};

/// How far the clocks of Clerk and of this machine may differ; Clerk's own choice.
const LEEWAY: Duration = Duration::from_secs(5);

/// The claims that matter, in both of Clerk's versions. The audience is not among them: Clerk
/// says with `azp` whom a token is for, and an instance may put into `aud` what it likes.
#[derive(Deserialize)]
pub(crate) struct Claims {
    iss: Option<String>,
    /// These three are in seconds since the epoch.
    exp: u64,
    nbf: u64,
    iat: u64,
    azp: Option<String>,
    sub: Option<String>,
    sid: Option<String>,
    sts: Option<String>,
    act: Option<Actor>,
    /// Minutes since the first and the second factor; -1 for never. Anything else, and none,
    /// count as never.
    #[serde(default)]
    fva: Value,
}

/// Who acts as the user. An actor who can't be read makes the token unreadable: the session
/// must not pass for the user's own.
#[derive(Deserialize)]
struct Actor {
    sub: UserId,
}

impl Claims {
    /// The session, if it is one by `rules` and `now` is within its time.
    pub(crate) fn session(
        self,
        rules: &SessionRules,
        now: Timestamp,
    ) -> Result<Session, TokenError> {
        if self.iss.as_ref() != Some(&rules.issuer) {
            return Err(TokenError::Issuer);
        }
        self.check_time(now)?;
        self.check_party(rules)?;
        let (clerk_id, session_id) = subject(self.sub.as_deref(), self.sid)?;
        if self.sts.is_some_and(|it| it != "active") {
            return Err(TokenError::Pending);
        }
        let issued_at = time(self.iat);
        let age = now.since(issued_at).as_secs() / 60;
        Ok(Session {
            clerk_id,
            session_id,
            impersonator: self.act.map(|it| it.sub),
            first_factor_minutes: self.fva[0].as_u64().map(|it| it.saturating_add(age)),
            issued_at,
        })
    }

    fn check_time(&self, now: Timestamp) -> Result<(), TokenError> {
        let latest = now.after(LEEWAY);
        if now >= time(self.exp).after(LEEWAY) {
            Err(TokenError::Expired)
        } else if time(self.nbf) > latest {
            Err(TokenError::NotYetValid)
        } else if time(self.iat) > latest {
            Err(TokenError::IssuedInFuture)
        } else {
            Ok(())
        }
    }

    fn check_party(&self, rules: &SessionRules) -> Result<(), TokenError> {
        match &self.azp {
            Some(it) if rules.parties.is_empty() || rules.parties.contains(it) => Ok(()),
            Some(_) => Err(TokenError::Party),
            None if rules.allow_missing_azp => Ok(()),
            None => Err(TokenError::NoParty),
        }
    }
}

/// Who it is and in which session. Machines have ids of their own, and what is made from a
/// template has no session.
fn subject(sub: Option<&str>, sid: Option<String>) -> Result<(ClerkId, String), TokenError> {
    let user = sub.filter(|it| it.starts_with("user_")).and_then(|it| ClerkId::parse(it).ok());
    let user = user.ok_or(TokenError::NotASession("a token that names no user"))?;
    let session = sid.filter(|it| it.starts_with("sess_"));
    let session = session.ok_or(TokenError::NotASession("a token without a session"))?;
    Ok((user, session))
}

fn time(seconds: u64) -> Timestamp {
    Timestamp::from_millis(seconds.saturating_mul(1_000))
}
