"""Whom the simulator knows at its start: the people of the samples, as they are when all samples have been sent.

So a reconciliation after `make dev`'s samples finds nothing to repair.
"""

import json

from . import samples

CHANGED = ("user.created", "user.updated")
DELETED = "user.deleted"


def seed(secret_key: str) -> dict:
    """The content of the simulator's seed file."""
    return {"secretKey": secret_key, "instanceId": samples.INSTANCE, "users": known()}


def known(sent=None) -> list[dict]:
    """The users that are left after the samples, each as Clerk last described them."""
    latest, gone = {}, set()
    for event in _events(samples.read_all() if sent is None else sent):
        user, before = event["data"], latest.get(event["data"]["id"])
        if event["type"] == DELETED:
            gone.add(user["id"])
        elif before is None or user["updated_at"] > before["updated_at"]:
            latest[user["id"]] = user
    return [user for id, user in latest.items() if id not in gone]


def _events(sent):
    """What the receiver takes and the processor does not refuse. Another instance's users are nobody here."""
    for sample in sent:
        if not sample.in_demo or sample.expected_outcome in (None, "failed"):
            continue
        if sample.event_type in (*CHANGED, DELETED):
            yield json.loads(sample.body)
