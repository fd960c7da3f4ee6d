//! Where an API of Clerk's is.

use std::fmt;
use std::str::FromStr;

use http::Uri;

/// The address of a Backend API, without `/v1` (Clerk's own is `https://api.clerk.com`), or of
/// an instance's Frontend API. A slash at the end is left out.
///
/// It is `https`, or `http` on this machine: the secret key goes there with every request, and
/// the keys that tokens are believed by come from there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrl(String);

/// The text can't be used as the address of an API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "must be https://HOST, or http://127.0.0.1:PORT for a stand-in, without credentials or query"
)]
pub struct InvalidBaseUrl;

impl FromStr for BaseUrl {
    type Err = InvalidBaseUrl;

    fn from_str(text: &str) -> Result<Self, InvalidBaseUrl> {
        let text = text.trim_end_matches('/');
        let uri: Uri = text.parse().map_err(|_| InvalidBaseUrl)?;
        let authority = uri.authority().ok_or(InvalidBaseUrl)?;
        let secure = match uri.scheme_str() {
            Some("https") => true,
            Some("http") => matches!(authority.host(), "127.0.0.1" | "localhost" | "[::1]"),
            _ => false,
        };
        let plain = uri.query().is_none() && !text.contains(['@', '#']);
        if secure && plain { Ok(Self(text.to_owned())) } else { Err(InvalidBaseUrl) }
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn https_anywhere_and_http_on_this_machine_will_do() {
        for good in [
            "https://api.clerk.com",
            "https://api.clerk.com/",
            "https://proxy.example.com:8443/clerk",
            "http://127.0.0.1:4010",
            "http://localhost:4010",
            "http://[::1]:4010",
        ] {
            let url: BaseUrl = good.parse().unwrap();
            assert_eq!(url.to_string(), good.trim_end_matches('/'));
        }
    }

    #[test]
    fn the_key_never_travels_in_clear_or_to_a_place_that_is_none() {
        for bad in [
            "",
            "api.clerk.com",
            "http://api.clerk.com",
            "http://127.0.0.1.example.com",
            "ftp://api.clerk.com",
            "https://",
            "https://ada:secret@api.clerk.com",
            "http://127.0.0.1@example.com",
            "https://api.clerk.com?x=1",
            "https://api.clerk.com#v1",
            "https://api clerk.com",
        ] {
            assert_eq!(bad.parse::<BaseUrl>(), Err(InvalidBaseUrl), "{bad:?}");
        }
    }
}
