//! The works that a builder shows.

use serde_json::Value;

use super::fault::{Fault, FaultKind, Read};
use super::limits::{LONGEST_DESCRIPTION, LONGEST_TITLE, MOST_PORTFOLIO_BYTES};
use super::{link, list, member, text};
use crate::PortfolioItem;

/// One thing that is said of a work.
enum Part {
    Title(String),
    Description(Option<String>),
    Url(Option<String>),
    ImageUrl(Option<String>),
}

/// Reads the list of works; null empties it.
pub(super) fn works(value: &Value) -> Read<Vec<PortfolioItem>> {
    let works = list::entries(value, work)?;
    if works.iter().map(size).sum::<usize>() > MOST_PORTFOLIO_BYTES {
        let detail = format!("at most {MOST_PORTFOLIO_BYTES} bytes in all entries together");
        return Err(Fault::new(FaultKind::TooLong, detail).into());
    }
    Ok(works)
}

fn work(value: &Value) -> Read<PortfolioItem> {
    let mut members = member::object(value)?.clone();
    // So that a missing title is a fault like an empty one, beside all others.
    members.entry("title").or_insert(Value::Null);
    let mut work = PortfolioItem::default();
    for part in member::members(&members, part)? {
        match part {
            Part::Title(text) => work.title = text,
            Part::Description(text) => work.description = text,
            Part::Url(link) => work.url = link,
            Part::ImageUrl(link) => work.image_url = link,
        }
    }
    Ok(work)
}

fn part(name: &str, value: &Value) -> Read<Part> {
    match name {
        "title" => text::required_line(value, LONGEST_TITLE).map(Part::Title),
        "description" => text::lines(value, LONGEST_DESCRIPTION).map(Part::Description),
        "url" => link::link(value).map(Part::Url),
        "imageUrl" => link::link(value).map(Part::ImageUrl),
        _ => Err(member::unknown()),
    }
}

fn size(work: &PortfolioItem) -> usize {
    let PortfolioItem { title, description, url, image_url } = work;
    let others = [description, url, image_url].into_iter().flatten();
    title.len() + others.map(String::len).sum::<usize>()
}
