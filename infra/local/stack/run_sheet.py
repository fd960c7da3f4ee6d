"""Prints a run of the reconciler and the drift that it found, for people."""

import re

from .screen import ended
from .sheet import moment

NOTHING = "nothing"
COLUMNS = ("missing", "extra", "differing")
ALWAYS = ("compared", "drifted", "repaired", "requests")
"""Counts that say something even when they are 0."""


def summary(screen, run: dict) -> None:
    """What the run did: which it was, how it ended, and what it counted."""
    screen.line()
    screen.line("  " + screen.paint(f"{_name(run)}: {run['state']}", "bold") + screen.paint(_took(run), "dim"))
    if run.get("note"):
        screen.paragraph(run["note"], 4, "yellow")
    counts = {name: count for name, count in run["counts"].items() if count or name in ALWAYS}
    width = max(map(len, counts), default=0) + 4
    for name, count in counts.items():
        line = f"    {_words(name):{width}}{count:>9}"
        screen.line(line if count else screen.paint(line, "dim"))
    screen.line()


def fields(screen, counted: dict) -> None:
    """How many users drifted in each field, and in which way."""
    width = max(map(len, [*counted, "field"])) + 2
    head = f"    {'field':{width}}{'missing in ours':>15}  {'extra in ours':>13}  {'differing':>9}"
    screen.line(screen.paint(head, "dim"))
    for name, ways in sorted(counted.items()):
        missing, extra, differing = (ways.get(it, 0) for it in COLUMNS)
        screen.line(f"    {name:{width}}{missing:15}  {extra:13}  {differing:9}")
    screen.line()


def drifts(screen, found: list[dict]) -> None:
    """Each user with what is ours and what is Clerk's, masked as it was stored."""
    for drift in found:
        screen.line(f"  {drift.get('clerkId') or drift.get('userId')}  {_condition(drift)}"
                    + screen.paint(_ours(drift), "dim"))
        if drift.get("error"):
            screen.paragraph(drift["error"], 6, "red")
        width = max((len(it["field"]) for it in drift["fields"]), default=0)
        for it in drift["fields"]:
            change = " → ".join(_value(it["field"], it.get(side)) for side in ("ours", "clerk"))
            if screen.moves:
                change = ended(change, max(screen.width - width - 8, 20)).rstrip()
            screen.line(f"      {screen.paint(it['field'].ljust(width), 'dim')}  {change}")
    if found:
        screen.line()


def _condition(drift):
    """What is the matter, since when, and what was done about it."""
    notes = [f"changed {_age(drift['ageMs'])} ago"] if drift.get("ageMs") is not None else []
    notes += [it for it in ("missed", "repaired") if drift.get(it)]
    return ", ".join([drift["kind"], *notes])


def _ours(drift):
    return f"  ours {drift['userId']}" if drift.get("clerkId") and drift.get("userId") else ""


def _name(run):
    """One that was refused has neither a mode nor an id."""
    kind = "dry run" if run["dryRun"] else "run"
    return f"{run['mode'].title()} {kind} {run['runId']}" if run.get("runId") else "No run"


def _took(run):
    if run.get("startedAt") is None or run.get("finishedAt") is None:
        return ""
    return f" after {(run['finishedAt'] - run['startedAt']) / 1000:.1f} s"


def _words(name):
    """`pushesDone` as `pushes done`."""
    return re.sub(r"(?<=[a-z])([A-Z])", lambda it: " " + it[1].lower(), name)


def _age(milliseconds):
    for length, name in ((86_400, "d"), (3600, "h"), (60, "min")):
        if milliseconds >= 1000 * length:
            return f"{milliseconds // (1000 * length)} {name}"
    return f"{milliseconds // 1000} s"


def _value(field, text):
    """Times as times, and what is empty said."""
    if field.endswith("At") and text and text.isdecimal():
        return moment(text)
    return text or NOTHING
