"""The table of deliveries: one line each, aligned, fitted to the terminal."""

import time
from dataclasses import dataclass

from .screen import begun, ended

GAP = "  "
APPLIED = {"created", "updated", "linked", "deleted", "signed_in"}
WITHOUT_EFFECT = {"unchanged", "duplicate", "superseded", "ignored", "202"}


@dataclass(frozen=True)
class Widths:
    """How much room each column has; the times and the outcome always fit."""

    event: int = 18
    svix_id: int = 11
    user: int = 12
    note: int = 0

    @classmethod
    def fitting(cls, width: int) -> "Widths":
        """The least at 80 columns; beyond that first a column of notes, then more of the ids."""
        spare = width - 79
        if spare < 20:
            return cls(user=12 + max(spare, 0))
        wider = min(max(spare - 62, 0) // 3, 18)
        return cls(event=22, svix_id=11 + wider, user=12 + wider, note=spare - 4 - 2 * wider - len(GAP))


def header(widths: Widths) -> str:
    return _row(widths, "time", "event", "svix id", "user", "outcome", "latency", "note")


def settled(screen, widths: Widths, delivery) -> str:
    """A delivery whose outcome is known."""
    outcome = screen.paint(ended(_words(delivery.outcome), 11), *_style(delivery))
    note = f"expected {delivery.surprise}" if delivery.surprise else delivery.note
    return _row(widths, _clock(delivery.settled_at), delivery.event_type, delivery.svix_id, delivery.user,
                outcome, _latency(delivery.latency_ms), note)


def run(screen, widths: Widths, line) -> str:
    """A run of the reconciler, as its log line tells of it."""
    outcome, style = _came_to(line)
    return _row(widths, _clock(line.at), f"{line.text('run.mode').lower()} run", line.text("run.id"),
                f"{line.text('compared', '0')} users", screen.paint(ended(outcome, 11), style), "", line.text("note"))


def under_way(screen, widths: Widths, delivery, mark: str) -> str:
    """A delivery that is on its way."""
    line = _row(widths, _clock(delivery.sent_at), delivery.event_type, delivery.svix_id, delivery.user,
                f"{mark} under way", "", "")
    return screen.paint(line, "dim")


def _row(widths, at, event, svix_id, user, outcome, latency, note):
    """Prefixes that every id has are left out."""
    cells = [at.ljust(8), ended(event or "–", widths.event),
             begun(svix_id.removeprefix("msg_") or "–", widths.svix_id),
             ended(user.removeprefix("user_") or "–", widths.user), outcome.ljust(11), latency.rjust(7)]
    if widths.note:
        cells.append(ended(note, widths.note))
    return ("  " + GAP.join(cells)).rstrip()


def _came_to(line):
    """What a run did, in the fewest words, and how they are painted."""
    ending = line.text("message").split()[1]
    if ending != "finished":
        return ending, "red" if ending == "stopped" else "dim"
    if repaired := line.number("repaired"):
        return f"{repaired} repaired", "yellow"
    if drifted := line.number("drifted"):
        return f"{drifted} differ", "yellow"
    return "no drift", "dim"


def _clock(at):
    return time.strftime("%H:%M:%S", time.localtime(at))


def _latency(milliseconds):
    if milliseconds is None:
        return ""
    return f"{milliseconds:.0f} ms" if milliseconds < 9999.5 else f"{milliseconds / 1000:.0f} s"


def _words(outcome):
    """A bare status is the receiver's answer to what never reached the processor."""
    if not outcome.isdecimal():
        return outcome
    return f"{outcome} dropped" if outcome == "202" else f"{outcome} refused"


def _style(delivery):
    if delivery.surprise:
        return ("red", "bold")
    if delivery.outcome in APPLIED:
        return ("green",)
    if delivery.outcome in WITHOUT_EFFECT:
        return ("dim",)
    return ("red",) if delivery.outcome in ("failed", "no outcome") else ("yellow",)
