"""Reads the events table: what was received and what became of it."""

from . import items


def entry(description, svix_id: str) -> dict:
    """What is recorded of one event; nothing if it was never reached."""
    found = items.query(description, "events", f"EVENT#{svix_id}")
    return found[0] if found else {}


def latest(description, count: int) -> list[dict]:
    """The last events, oldest first."""
    events = [it for it in items.scan(description, "events") if it["pk"].startswith("EVENT#")]
    return sorted(events, key=lambda it: it.get("receivedAt", 0))[-count:]
