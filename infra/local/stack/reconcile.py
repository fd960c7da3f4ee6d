"""The commands that start a run of the reconciler and show what it found."""

import json
import sys

from . import run_sheet, runs
from .description import Description
from .progress import Progress
from .screen import Screen


def run(mode: str, dry_run: bool, allow_deletes: bool, state) -> int:
    """Runs once, and prints what it did."""
    description, screen = Description.read(state), Screen()
    with Progress(screen).step(f"{mode.title()} {'dry run' if dry_run else 'run'}") as step:
        summary = runs.start(description, mode, dry_run, allow_deletes, step)
    _show(screen, summary)
    run_sheet.drifts(screen, runs.drifts(description, summary.get("runId")))
    return _status(summary)


def drift(as_json: bool, state) -> int:
    """Compares every user and changes none; prints each that differs."""
    description = Description.read(state)
    # What a program reads is on stdout alone.
    screen = Screen(sys.stderr if as_json else None)
    with Progress(screen).step("Compared with Clerk") as step:
        # A dry run deletes nobody, and past the brake it names everybody who is gone.
        summary = runs.start(description, "full", True, True, step)
        found = runs.drifts(description, summary.get("runId"))
        step.result = f"{len(found)} in the report" if found else _nothing(summary)
    if as_json:
        print(json.dumps({**summary, "drifts": found}, indent=2, ensure_ascii=False))
    else:
        _show(screen, summary)
        run_sheet.drifts(screen, found)
    return _status(summary)


def _nothing(summary):
    """Only a run that looked at all can say that nothing differs."""
    return "nothing differs" if summary["state"] == "finished" else summary["state"]


def _show(screen, summary):
    run_sheet.summary(screen, summary)
    if summary.get("fields"):
        run_sheet.fields(screen, summary["fields"])


def _status(summary):
    """0 only if all was looked at."""
    return 0 if summary["state"] == "finished" else 1
