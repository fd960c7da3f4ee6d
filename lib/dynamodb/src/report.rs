//! What a run found, read back by the page.

use profile_core::{Drift, DriftPage};
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::attributes::{Attributes, text};
use crate::key::{DRIFTS, SK};
use crate::payload::decompress;

/// Longest list of drifts that is read, in bytes.
const LONGEST_LIST: u64 = 16 * 1024 * 1024;

/// A report, as far as it was read.
pub(crate) struct Report {
    pub(crate) page: DriftPage,
    most: usize,
    last: Option<u32>,
}

/// `RUN#<runId>` / `DRIFT#<page>`, but for the drifts.
#[derive(Default, Deserialize)]
struct PageItem {
    #[serde(default)]
    count: usize,
}

impl Report {
    /// A report of which up to `most` drifts are wanted.
    pub(crate) fn new(most: usize) -> Self {
        Self { page: DriftPage::default(), most, last: None }
    }

    /// Takes a page; `false` if that would be too many drifts, and the report goes on with
    /// it another time.
    pub(crate) fn take(&mut self, item: Attributes) -> bool {
        // What isn't a page of ours is none of the report.
        let Some(number) = number(&item) else { return true };
        let drifts = drifts(&item);
        let found = drifts.as_ref().map_or(0, Vec::len);
        if self.last.is_some() && self.page.drifts.len() + found > self.most {
            self.page.next = Some(number);
            return false;
        }
        self.last = Some(number);
        let count = serde_dynamo::from_item(item).unwrap_or(PageItem::default()).count;
        match drifts {
            Some(drifts) => {
                self.page.cut += count.saturating_sub(found);
                let read = drifts.iter().filter_map(|it| serde_json::from_str(it.get()).ok());
                let read: Vec<Drift> = read.collect();
                self.page.unreadable += found - read.len();
                self.page.drifts.extend(read);
            }
            None => self.page.unreadable += count.max(1),
        }
        true
    }

    /// The report so far, to go on with another time.
    pub(crate) fn cut_here(mut self) -> DriftPage {
        self.page.next = self.last.and_then(|it| it.checked_add(1));
        self.page
    }
}

fn number(item: &Attributes) -> Option<u32> {
    text(item, SK)?.strip_prefix(DRIFTS)?.parse().ok()
}

/// The drifts on a page, each still to be read: a later version may know other kinds.
fn drifts(item: &Attributes) -> Option<Vec<Box<RawValue>>> {
    let bytes = item.get("drifts")?.as_b().ok()?;
    serde_json::from_str(&decompress(bytes.as_ref(), LONGEST_LIST).ok()?).ok()
}
