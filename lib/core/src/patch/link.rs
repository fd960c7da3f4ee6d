//! Links: addresses in the web, for people to follow.

use std::net::Ipv6Addr;

use serde_json::Value;

use super::fault::{Fault, FaultKind, Read};
use super::limits::LONGEST_LINK;
use super::text;
use crate::visible::is_control;

/// Reads a link; `None` for null.
pub(super) fn link(value: &Value) -> Read<Option<String>> {
    match text::line(value, LONGEST_LINK)? {
        Some(text) if !is_link(&text) => {
            let detail = "a link that begins with http:// or https:// and names a host";
            Err(Fault::new(FaultKind::Malformed, detail).into())
        }
        link => Ok(link),
    }
}

/// Whether `text` can be put behind a link without doing anything but leading somewhere: it is
/// of the web, names a host, and neither carries a password nor can be read in two ways.
fn is_link(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once("://") else { return false };
    let of_the_web = ["http", "https"].iter().any(|it| scheme.eq_ignore_ascii_case(it));
    // A backslash is a slash to browsers and none to others.
    let is_foreign = |it: char| it.is_whitespace() || is_control(it) || "\\\"<>`".contains(it);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    of_the_web && !rest.contains(is_foreign) && is_authority(authority)
}

/// A host, and perhaps a port; never somebody's name or password before it.
fn is_authority(text: &str) -> bool {
    match text.strip_prefix('[').map(|it| it.split_once(']')) {
        Some(Some((address, ""))) => is_ipv6(address),
        Some(Some((address, port))) => {
            is_ipv6(address) && port.strip_prefix(':').is_some_and(is_port)
        }
        Some(None) => false,
        None => match text.split_once(':') {
            Some((host, port)) => is_host(host) && is_port(port),
            None => is_host(text),
        },
    }
}

fn is_ipv6(text: &str) -> bool {
    text.parse::<Ipv6Addr>().is_ok()
}

/// Labels with dots between them; letters of any script, as browsers take them.
fn is_host(text: &str) -> bool {
    // Browsers read full-width characters as the plain ones: a slash would end the host.
    let is_wide = |it: char| matches!(it, '\u{3002}' | '\u{ff00}'..='\u{ff65}');
    let belongs = |it: char| {
        (!it.is_ascii() && !is_wide(it)) || it.is_ascii_alphanumeric() || "-_".contains(it)
    };
    let is_label = |it: &str| !it.is_empty() && it.chars().all(belongs);
    text.strip_suffix('.').unwrap_or(text).split('.').all(is_label)
}

fn is_port(text: &str) -> bool {
    text.bytes().all(|it| it.is_ascii_digit()) && text.parse::<u16>().is_ok_and(|it| it > 0)
}
