//! Imports the platform's existing records: a first pass over the file finds everything
//! that is wrong, a second one writes. Run again, it goes on where it was stopped.

mod check;
mod fields;
mod lines;
mod problem;
mod profiles;
mod progress;
mod record;
mod seen;
mod tables;
mod tally;
mod value;
mod write;

use std::fs::{File, Metadata};
use std::io::{self, BufReader, Seek, Write};
use std::path::Path;
use std::time::Duration;

use profile_core::{Clock, StoreError, Timestamp};
use profile_dynamodb::DynamoStore;
use profile_lambda::Chain;

use crate::arguments::ImportOptions;
use crate::{Ended, Stop, advice, run_id};
use check::{Checked, check};
use progress::Progress;
use tables::Tables;
use write::{Plan, Written, write};

/// How far in the future a time in the file may be: clocks differ, and so do zones.
const LEEWAY: Duration = Duration::from_hours(24);

/// Why an import ended before its end.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failed {
    #[error("the file can't be read")]
    File(#[from] io::Error),
    #[error(
        "it is not a file: it is read twice, so that nothing is written before all of it is checked; save it first"
    )]
    NotAFile,
    #[error("the file was changed while it was read")]
    FileChanged,
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("stopped")]
    Stopped,
}

/// Imports a file, and says on `out` what came of it.
pub async fn import(
    store: &DynamoStore,
    clock: &impl Clock,
    stop: &Stop,
    options: &ImportOptions,
    out: &mut impl Write,
) -> Ended {
    let mut import = Import { tables: Tables { store, clock, stop }, options, out };
    let ended = match import.run().await {
        Ok(ended) => Ok(ended),
        Err(failed) => import.nothing_written(&failed),
    };
    // Nobody listens any more: what is written is written.
    ended.unwrap_or(Ended::Stopped)
}

struct Import<'a, C, W> {
    tables: Tables<'a, C>,
    options: &'a ImportOptions,
    out: &'a mut W,
}

impl<C: Clock, W: Write> Import<'_, C, W> {
    async fn run(&mut self) -> Result<Ended, Failed> {
        let (mut file, before) = open(&self.options.file)?;
        let latest = self.tables.clock.now().after(LEEWAY);
        let checked = self.checked(&file, &before, latest).await?;
        if !checked.faults.is_empty() {
            return Ok(self.faulty(&checked)?);
        }
        file.rewind()?;
        let written = self.written(&file, &before, &checked, latest).await;
        Ok(self.finished(&written, &checked)?)
    }

    async fn checked(
        &self,
        file: &File,
        before: &Metadata,
        latest: Timestamp,
    ) -> Result<Checked, Failed> {
        let mut progress = Progress::start("checking", before.len());
        let checked = check(&self.tables, BufReader::new(file), &mut progress, latest).await;
        // An error that comes of stopping is none.
        let checked = if self.tables.stop.is_asked() { Err(Failed::Stopped) } else { checked };
        unchanged(file, before)?;
        checked
    }

    async fn written(
        &self,
        file: &File,
        before: &Metadata,
        checked: &Checked,
        latest: Timestamp,
    ) -> Written {
        let doing = if self.options.dry_run { "counting" } else { "importing" };
        let mut progress = Progress::start(doing, before.len());
        let run = run_id("import", self.tables.clock.now());
        let plan = Plan {
            at_once: self.options.at_once.into(),
            latest,
            present: &checked.present,
            run: &run,
            dry_run: self.options.dry_run,
        };
        let mut written = write(&self.tables, BufReader::new(file), &mut progress, &plan).await;
        if let Err(changed) = unchanged(file, before) {
            written.stopped = Some(changed);
        }
        written
    }

    fn faulty(&mut self, checked: &Checked) -> io::Result<Ended> {
        let faults = &checked.faults;
        write!(self.out, "{faults}")?;
        let s = if faults.total == 1 { "" } else { "s" };
        writeln!(
            self.out,
            "{} fault{s}: nothing was written; mend the file and run it again",
            faults.total
        )?;
        Ok(Ended::Refused)
    }

    fn finished(&mut self, written: &Written, checked: &Checked) -> io::Result<Ended> {
        let Written { tally, faults, stopped } = written;
        write!(self.out, "{faults}{tally}")?;
        if let Some(why) = stopped {
            let rest = checked.people.saturating_sub(tally.people());
            writeln!(
                self.out,
                "{}: {rest} people are left; run the same command again to go on",
                Chain(why)
            )?;
            self.advise(why)?;
            return Ok(Ended::Stopped);
        }
        if self.options.dry_run {
            writeln!(self.out, "a dry run: nothing was written")?;
        }
        if !faults.is_empty() {
            writeln!(self.out, "some were skipped: mend the file and run it again")?;
            return Ok(Ended::Stopped);
        }
        Ok(Ended::Done)
    }

    fn advise(&mut self, failed: &Failed) -> io::Result<()> {
        match failed {
            Failed::Store(error) => writeln!(self.out, "{}", advice(error)),
            Failed::File(_) | Failed::NotAFile | Failed::FileChanged | Failed::Stopped => Ok(()),
        }
    }

    fn nothing_written(&mut self, failed: &Failed) -> io::Result<Ended> {
        writeln!(self.out, "{}: nothing was written", Chain(failed))?;
        self.advise(failed)?;
        Ok(match failed {
            Failed::File(_) | Failed::NotAFile => Ended::Usage,
            Failed::FileChanged | Failed::Store(_) | Failed::Stopped => Ended::Stopped,
        })
    }
}

fn open(path: &Path) -> Result<(File, Metadata), Failed> {
    if path.as_os_str() == "-" {
        return Err(Failed::NotAFile);
    }
    // Asked first, because opening a pipe would wait for somebody to write to it.
    if !std::fs::metadata(path)?.is_file() {
        return Err(Failed::NotAFile);
    }
    let file = File::open(path)?;
    let metadata = file.metadata()?;
    Ok((file, metadata))
}

/// What was checked must be what is written.
fn unchanged(file: &File, before: &Metadata) -> Result<(), Failed> {
    let now = file.metadata()?;
    let same = now.len() == before.len() && now.modified()? == before.modified()?;
    if same { Ok(()) } else { Err(Failed::FileChanged) }
}
