"""Prints records as aligned lines, for people."""

import json
import time
from decimal import Decimal

from . import table
from .screen import begun, ended

# Said by the headings, or the same in every record of a person.
UNSAID = {"pk", "sk", "userId"}


def person(screen, found) -> None:
    """The user, each profile, the keys that lead to them, and the audit trail."""
    record(screen, "User", found.user)
    for name, profile in sorted(found.profiles.items()):
        record(screen, f"{name.title()} profile", profile)
    _title(screen, "Found by")
    for pointer in found.pointers:
        screen.line(f"    {pointer}")
    _title(screen, "Audit trail")
    for entry in found.audit:
        _audit_entry(screen, entry)
    screen.line()


def record(screen, title, fields) -> None:
    """One record, a field a line."""
    _title(screen, title)
    shown = {name: value for name, value in sorted(fields.items()) if name not in UNSAID}
    width = max(map(len, shown), default=0)
    for name, value in shown.items():
        text = _text(name, value)
        if screen.moves:
            text = ended(text, screen.width - width - 6).rstrip()
        screen.line(f"    {screen.paint(name.ljust(width), 'dim')}  {text}")


def events(screen, entries) -> None:
    """The ledger's last entries, a line each."""
    widths = table.Widths.fitting(screen.width)
    _head(screen, f"{'received':8}  {'event':{widths.event}}  {'svix id':{widths.svix_id}}  "
                  f"{'user':{widths.user}}  {'outcome':11}  tries")
    for entry in entries:
        cells = [_clock(entry.get("receivedAt")), ended(entry.get("eventType", "–"), widths.event),
                 begun(entry["pk"].removeprefix("EVENT#").removeprefix("msg_"), widths.svix_id),
                 ended(str(entry.get("clerkId", "–")).removeprefix("user_"), widths.user),
                 ended(str(entry.get("outcome") or entry.get("status", "–")), 11),
                 str(entry.get("attempts", "–")).rjust(5)]
        screen.line("  " + "  ".join(cells))
        if entry.get("error"):
            screen.paragraph(entry["error"], 4, "red")


def dead_letters(screen, letters) -> None:
    """Each dead letter with its cause under it."""
    for letter in letters:
        screen.line(f"  {letter.event_type}  {letter.svix_id}  {screen.paint(f'{letter.attempts} tries', 'dim')}")
        screen.paragraph(letter.error, 4, "red")


def _audit_entry(screen, entry):
    """Who did what and when, and under it each field's old and new value."""
    actor, cause = entry.get("actor", {}), entry.get("cause", {})
    screen.line(f"    {entry.get('version', '–')}  {moment(entry.get('at', 0))}  {entry.get('action', '–')}"
                f" by {actor.get('kind', '–')}")
    screen.line("       " + screen.paint(f"{cause.get('kind', '')} {cause.get('id', '')}", "dim"))
    if entry.get("note"):
        screen.paragraph(entry["note"], 7)
    changes = entry.get("changes", [])
    width = max((len(change.get("field", "")) for change in changes), default=0)
    for change in changes:
        before = f"{change['before']} → " if "before" in change else ""
        screen.line(f"       {screen.paint(change.get('field', '').ljust(width), 'dim')}  "
                    f"{before}{change.get('after', 'nothing')}")


def _head(screen, text):
    screen.line("  " + screen.paint(text, "dim"))


def _title(screen, text):
    screen.line()
    screen.line("  " + screen.paint(text, "bold"))


def _text(name, value):
    """Times as times; everything else as JSON would have it, without the quotes around a text."""
    if isinstance(value, bytes):
        return f"{len(value)} bytes"
    if isinstance(value, Decimal):
        return moment(value) if name.endswith("At") else str(value)
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, default=str, sort_keys=True)


def moment(milliseconds) -> str:
    """A time to the millisecond, as the clock here shows it."""
    seconds, rest = divmod(int(milliseconds), 1000)
    return time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(seconds)) + f".{rest:03}"


def _clock(milliseconds):
    return time.strftime("%H:%M:%S", time.localtime(int(milliseconds) / 1000)) if milliseconds else "–".ljust(8)
