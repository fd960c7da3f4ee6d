//! Which network addresses may send webhooks.

use std::net::IpAddr;
use std::str::FromStr;

use ipnet::IpNet;

/// The ranges that requests may come from; none lets everybody try.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AllowedSources(Vec<IpNet>);

/// A text in the list is not a CIDR range.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a CIDR range such as 203.0.113.0/24 or 203.0.113.7/32")]
pub struct InvalidRange(String);

impl FromStr for AllowedSources {
    type Err = InvalidRange;

    fn from_str(list: &str) -> Result<Self, InvalidRange> {
        let parts = list.split(',').map(str::trim).filter(|it| !it.is_empty());
        parts
            .map(|it| range(it).ok_or_else(|| InvalidRange(it.to_owned())))
            .collect::<Result<_, _>>()
            .map(Self)
    }
}

/// A range, or a single address as the range of itself.
fn range(text: &str) -> Option<IpNet> {
    text.parse().ok().or_else(|| text.parse::<IpAddr>().ok().map(IpNet::from))
}

impl AllowedSources {
    /// Whether a request from this address, if it has one, comes from one of the ranges.
    #[must_use]
    pub fn allow(&self, source_ip: Option<&str>) -> bool {
        let address = source_ip.and_then(|it| it.parse::<IpAddr>().ok());
        let within = |it: IpAddr| self.0.iter().any(|net| net.contains(&it.to_canonical()));
        self.0.is_empty() || address.is_some_and(within)
    }
}
