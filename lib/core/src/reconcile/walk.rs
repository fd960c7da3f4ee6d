//! The walks through Clerk's users.

use std::time::Duration;

use futures_util::future::join;

use super::sweep::{self, Listed, Stretch};
use super::{Checkpoint, Mode, Progress, ReconcileError, Reconciler, Run, RunStore, Stage, Work};
use crate::{
    ClerkUser, Clock, Cursor, DirectoryError, MetadataWriter, Page, Roster, SyncStore, Timestamp,
    UserListing,
};

/// Users on a page of an incremental walk: most runs need one page, and few users of it.
const INCREMENTAL_PAGE: u16 = 100;

/// How far an incremental walk goes back beyond what is known: clocks differ, and Clerk may
/// list a change later than it stamps it.
const OVERLAP: Duration = Duration::from_mins(5);

/// Users on whom two pages of an incremental walk overlap: a deletion between the two
/// requests moves those behind it forward.
const OVERLAPPING_USERS: u64 = 10;

/// Most users of ours that are looked at for one page.
const MOST_IN_A_STRETCH: usize = 5_000;

/// Beyond this offset Clerk's list grows slow and in the end times out.
/// Source: the `offset` parameter of `GET /users` in Clerk's `OpenAPI` document.
const LARGEST_OFFSET: u64 = 10_000;

/// How far ahead of our clock Clerk's may be.
const AHEAD: Duration = Duration::from_hours(24);

/// A page of a full walk.
struct Sheet {
    page: Page,
    /// Where the next one begins.
    behind: Cursor,
    /// The page's users by when they were made.
    listed: Vec<Listed>,
    /// The time that the page covers.
    stretch: Stretch,
}

impl<S, D, C> Reconciler<'_, S, D, C>
where
    S: SyncStore + Roster + RunStore,
    D: UserListing + MetadataWriter,
    C: Clock,
{
    /// Walks on from the checkpoint.
    pub(super) async fn walk(&self, work: &mut Work) -> Result<Progress, ReconcileError> {
        match work.run.request.mode {
            Mode::Full => self.walk_through_all(work).await,
            Mode::Incremental => self.walk_through_changed(work).await,
        }
    }

    /// One page is compared, repaired and written while Clerk is asked for the next. Of our
    /// records no more is read than that page's, so that a walk that is cut off has no more to
    /// read again.
    async fn walk_through_all(&self, work: &mut Work) -> Result<Progress, ReconcileError> {
        if work.run.checkpoint.counted.is_none() {
            work.run.checkpoint.counted = Some(self.directory.count().await?);
            work.run.checkpoint.watermark = Some(work.run.started_at);
        }
        let from = work.run.checkpoint.swept_until;
        let mut sheet = self.ask(work.run.cursor(), from).await?;
        while let Some(current) = sheet {
            if self.is_time_short(work) {
                return Ok(Progress::TimeShort);
            }
            let is_short = current.page.len() < usize::from(self.page);
            let next = self.ask(current.behind.clone(), current.stretch.until);
            let (written, next) = join(self.work_off(work, current), next).await;
            written?;
            sheet = next?;
            work.run.counts.short_pages += u64::from(is_short && sheet.is_some());
        }
        self.finish_walk(work).await
    }

    /// Clerk's page at `cursor`, which covers the time from `from` on; `None` at the end of
    /// the list.
    ///
    /// When the cursor is lost, the list is gone on with from that time.
    async fn ask(
        &self,
        mut cursor: Cursor,
        from: Timestamp,
    ) -> Result<Option<Sheet>, DirectoryError> {
        let page = match self.directory.oldest_first(&cursor, self.page).await {
            Err(DirectoryError::CursorLost) => {
                cursor = Cursor::from_time(from);
                self.directory.oldest_first(&cursor, self.page).await?
            }
            page => page?,
        };
        if page.is_empty() {
            return Ok(None);
        }
        let last = page.last.clone().ok_or_else(nobody_on_a_page)?;
        if cursor.after.as_ref() == Some(&last) {
            return Err(same_page_again());
        }
        let listed = sweep::listed(&page.users);
        let stretch = Stretch::of(from, &listed);
        Ok(Some(Sheet { page, behind: cursor.behind(last), listed, stretch }))
    }

    /// Repairs a page, notes who of ours is missing from it, and writes how far this is.
    async fn work_off(&self, work: &mut Work, sheet: Sheet) -> Result<(), ReconcileError> {
        let Sheet { page, behind, listed, stretch } = sheet;
        // Including the last instant, whose users are on this page or the next.
        let until = stretch.until.after(Duration::from_millis(1));
        let mut ours = self.store.linked(stretch.from, until, MOST_IN_A_STRETCH).await?;
        let accounts = self.accounts(&page, &ours.found).await?;
        self.repair_page(work, page, accounts).await?;
        // Those of the last instant are looked at with the next page.
        ours.more &= ours.found.last().is_some_and(|it| it.made_at < stretch.until);
        ours.found.retain(|it| it.made_at < stretch.until);
        let checkpoint = &mut work.run.checkpoint;
        sweep::sweep(checkpoint, stretch, &listed, &ours);
        checkpoint.after = behind.after;
        checkpoint.made_after = behind.made_after;
        checkpoint.pages += 1;
        self.save(work).await
    }

    /// Looks at those of ours who come after everybody in the list, and whether the list was
    /// whole: one that is shorter than Clerk's own count proves nobody's absence (R25).
    async fn finish_walk(&self, work: &mut Work) -> Result<Progress, ReconcileError> {
        let from = work.run.checkpoint.swept_until;
        let stretch = Stretch { from, until: self.clock.now().after(AHEAD).max(from) };
        let ours = self.store.linked(from, stretch.until, MOST_IN_A_STRETCH).await?;
        sweep::sweep(&mut work.run.checkpoint, stretch, &[], &ours);
        self.miss_the_unplaced(work).await?;
        let Run { checkpoint, counts, note, .. } = &mut work.run;
        let now = self.directory.count().await?;
        let counted = checkpoint.counted.map_or(now, |it| it.min(now));
        let listed = counts.compared + counts.unreadable;
        if listed < counted {
            *note = Some(format!(
                "clerk listed {listed} of {counted} users, which proves nobody's absence: nobody was removed"
            ));
            checkpoint.absent.clear();
            checkpoint.more_absent = false;
        }
        checkpoint.stage = Stage::Asking;
        Ok(Progress::Complete)
    }

    /// Whoever was linked by an import got their place when the walk met them. Those without
    /// one were not in the list. A dry run gives nobody a place, and so can't tell.
    async fn miss_the_unplaced(&self, work: &mut Work) -> Result<(), ReconcileError> {
        if !work.run.request.dry_run {
            let unplaced = self.store.unplaced(MOST_IN_A_STRETCH).await?;
            sweep::miss(&mut work.run.checkpoint, unplaced.found, unplaced.more);
        }
        Ok(())
    }

    async fn walk_through_changed(&self, work: &mut Work) -> Result<Progress, ReconcileError> {
        let floor = work.lease.watermark.unwrap_or_default().before(OVERLAP);
        let mut last_of_page = None;
        loop {
            if self.is_time_short(work) {
                return Ok(Progress::TimeShort);
            }
            let offset = work.run.checkpoint.offset;
            if offset > LARGEST_OFFSET {
                walk_through_all_instead(&mut work.run);
                return Ok(Progress::Complete);
            }
            let mut page = self.directory.last_changed_first(offset, INCREMENTAL_PAGE).await?;
            let listed = page.len() as u64;
            if listed > 0 && page.last == last_of_page {
                return Err(same_page_again().into());
            }
            last_of_page.clone_from(&page.last);
            if work.run.checkpoint.pages == 0 {
                let newest = page.users.iter().filter_map(ClerkUser::changed_at).max();
                work.run.checkpoint.watermark = newest.min(Some(work.run.started_at));
            }
            let whole = page.users.len();
            page.users.retain(|it| it.changed_at() >= Some(floor));
            let is_last = listed == 0 || page.users.len() < whole;
            let accounts = self.accounts(&page, &[]).await?;
            self.repair_page(work, page, accounts).await?;
            let is_short = listed < u64::from(INCREMENTAL_PAGE);
            let step = if is_short { listed } else { listed - OVERLAPPING_USERS };
            let checkpoint = &mut work.run.checkpoint;
            checkpoint.offset += step;
            checkpoint.pages += 1;
            if is_last {
                checkpoint.stage = Stage::Pushing;
            }
            // What the last page found is written with the end of the run.
            if is_last {
                return Ok(Progress::Complete);
            }
            self.save(work).await?;
        }
    }
}

/// Makes a full run of an incremental one.
fn walk_through_all_instead(run: &mut Run) {
    run.request.mode = Mode::Full;
    run.checkpoint = Checkpoint { chunks: run.checkpoint.chunks, ..Checkpoint::default() };
    run.note = Some("more users changed than an incremental walk can page through".to_owned());
}

/// A list that doesn't move on would be walked through for ever.
fn same_page_again() -> DirectoryError {
    DirectoryError::Unreadable("the next page ends with the same user".into())
}

/// There is no going on behind a page of which not one entry says who it is.
fn nobody_on_a_page() -> DirectoryError {
    DirectoryError::Unreadable("no entry of a page has an id".into())
}
