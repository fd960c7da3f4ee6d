//! Versions of what is shown (RFC 9110, sections 8.8.3 and 13.1).
//!
//! A profile's tag is `"b7.u12.o"`: the profile's version, the account's, and who looks; `w`
//! at the end says that Clerk has still to be told of something. Looking again asks whether
//! all of it is the same. An edit depends on the profile's version alone, and `"b7"` names that
//! as well: what changed of the account, or who looked, is no reason to refuse one.

use http::{HeaderMap, HeaderName, header};
use profile_core::{Person, Precondition, Standing, Version};

use crate::problem::Problem;

/// Most tags of one header that are looked at.
const MOST_TAGS: usize = 10;

/// A profile that has versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Profile {
    /// The builder's.
    Builder,
    /// The client's.
    Client,
}

/// No profile gets to it: what an edit depends on whose tags are none of ours.
const NEVER: Version = Version(u64::MAX);

impl Profile {
    /// The tag of what somebody who stands so is shown of the profile.
    pub(crate) fn etag(self, person: &Person, standing: Standing) -> String {
        let version = self.version(person).unwrap_or_default().0;
        let user = person.user.version.0;
        let viewer = match standing {
            Standing::Owner => "o",
            Standing::Admin => "a",
            Standing::Stranger | Standing::Suspended | Standing::Deleted => "p",
        };
        let waits = viewer != "p" && person.user.pending_push.is_some();
        let waits = if waits { "w" } else { "" };
        format!("\"{}{version}.u{user}.{viewer}{waits}\"", self.letter())
    }

    /// The profile's version, if there is one.
    pub(crate) fn version(self, person: &Person) -> Option<Version> {
        match self {
            Self::Builder => person.builder.as_ref().map(|it| it.version),
            Self::Client => person.client.as_ref().map(|it| it.version),
        }
    }

    /// That the profile is of this version.
    const fn is_at(self, version: Version) -> Precondition {
        match self {
            Self::Builder => Precondition::Builder(version),
            Self::Client => Precondition::Client(version),
        }
    }

    /// What the request says it has seen: an edit may be made if any of it holds, the latest
    /// first. `*` is anything; weak tags, tags of other things, and what is no tag at all
    /// match nothing.
    ///
    /// # Errors
    ///
    /// [`Problem::PreconditionRequired`] when it says nothing.
    pub(crate) fn seen(self, headers: &HeaderMap) -> Result<Vec<Precondition>, Problem> {
        if !headers.contains_key(header::IF_MATCH) {
            return Err(Problem::PreconditionRequired);
        }
        let tags: Vec<_> = tags(headers, &header::IF_MATCH).collect();
        if tags == ["*"] {
            return Ok(vec![Precondition::None]);
        }
        let mut versions: Vec<_> = tags.iter().filter_map(|it| self.version_in(it)).collect();
        versions.sort_unstable_by(|a, b| b.cmp(a));
        versions.dedup();
        if versions.is_empty() {
            versions.push(NEVER);
        }
        Ok(versions.into_iter().map(|it| self.is_at(it)).collect())
    }

    /// The same where a request needn't say anything.
    pub(crate) fn seen_if_any(self, headers: &HeaderMap) -> Vec<Precondition> {
        self.seen(headers).unwrap_or_else(|_| vec![Precondition::None])
    }

    fn version_in(self, tag: &str) -> Option<Version> {
        let tag = tag.strip_prefix('"')?.strip_suffix('"')?.strip_prefix(self.letter())?;
        // The version alone will do: whoever has the profile from elsewhere has no tag of it.
        let Some((version, rest)) = tag.split_once(".u") else {
            return number(tag).map(Version);
        };
        let (user, _) = rest.split_once('.')?;
        number(user)?;
        number(version).map(Version)
    }

    const fn letter(self) -> char {
        match self {
            Self::Builder => 'b',
            Self::Client => 'c',
        }
    }
}

/// Whether the request has the version of that tag already. Weak tags will do (section 13.1.2).
pub(crate) fn is_known(headers: &HeaderMap, etag: &str) -> bool {
    tags(headers, &header::IF_NONE_MATCH)
        .any(|it| it == "*" || it.strip_prefix("W/").unwrap_or(it) == etag)
}

/// The tags of a header. Ours hold no comma, so that a list can be split at every one.
fn tags<'a>(headers: &'a HeaderMap, name: &HeaderName) -> impl Iterator<Item = &'a str> {
    let lists = headers.get_all(name).into_iter().filter_map(|it| it.to_str().ok());
    lists.flat_map(|it| it.split(',')).map(str::trim).filter(|it| !it.is_empty()).take(MOST_TAGS)
}

/// A number as we write it: no sign, no leading zero.
fn number(text: &str) -> Option<u64> {
    let number: u64 = text.parse().ok()?;
    (number.to_string() == text).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(name: &HeaderName, values: &[&str]) -> HeaderMap {
        values.iter().map(|it| (name.clone(), it.parse().unwrap())).collect()
    }

    fn seen(values: &[&str]) -> Result<Vec<Precondition>, Problem> {
        Profile::Builder.seen(&headers(&header::IF_MATCH, values))
    }

    #[test]
    fn an_edit_says_which_versions_it_has_seen() {
        let versions = |it: &[u64]| {
            it.iter().map(|it| Precondition::Builder(Version(*it))).collect::<Vec<_>>()
        };
        let any = || vec![Precondition::None];
        for (values, expected) in [
            (&["*"][..], any()),
            (&[" * "], any()),
            (&[r#""b7.u12.o""#], versions(&[7])),
            (&[r#""b7.u12.ow""#], versions(&[7])),
            (&[r#""b7""#], versions(&[7])),
            (&[r#""b7.u1.o", "b9.u2.a","b7.u3.p""#], versions(&[9, 7])),
            (&[r#""b7.u1.o""#, r#""b8.u1.o""#], versions(&[8, 7])),
        ] {
            assert_eq!(seen(values).unwrap(), expected, "{values:?}");
        }
    }

    #[test]
    fn what_is_no_strong_tag_of_ours_matches_nothing() {
        for value in [
            "",
            ",",
            r#"W/"b7.u12.o""#,
            "b7.u12.o",
            r#""b07""#,
            r#""b""#,
            r#""b7.u12""#,
            r#""b07.u12.o""#,
            r#""b+7.u12.o""#,
            r#""b-7.u12.o""#,
            r#""b7.ux.o""#,
            r#""c7.u12.o""#,
            r#""b18446744073709551616.u1.o""#,
            r#""some other tag""#,
            r#"*, "b7.uu""#,
        ] {
            assert_eq!(seen(&[value]).unwrap(), [Precondition::Builder(NEVER)], "{value}");
        }
    }

    #[test]
    fn an_edit_that_says_nothing_is_told_what_to_say() {
        assert!(matches!(seen(&[]), Err(Problem::PreconditionRequired)));
    }

    #[test]
    fn whoever_has_the_version_is_told_so() {
        let is_known =
            |values: &[&str]| is_known(&headers(&header::IF_NONE_MATCH, values), r#""b7.u12.p""#);

        assert!(is_known(&[r#""b7.u12.p""#]));
        assert!(is_known(&[r#""x", W/"b7.u12.p""#]));
        assert!(is_known(&["*"]));
        assert!(!is_known(&[]));
        assert!(!is_known(&[r#""b7.u12.o""#, "b7.u12.p"]));
    }
}
