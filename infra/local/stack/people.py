"""Finds a person by any of their ids, and reads what is kept of them."""

from dataclasses import dataclass

from . import items
from .problem import Problem


@dataclass(frozen=True)
class Person:
    """The user, their profiles, and the audit trail."""

    user: dict
    profiles: dict[str, dict]
    audit: list[dict]
    pointers: list[str]


def find(description, subject: str) -> Person:
    """By Clerk id, email address or our own id."""
    user_id = _user_id(description, subject)
    records = {it["sk"]: it for it in items.query(description, "users", f"USER#{user_id}")}
    if "USER" not in records:
        raise Problem(f"nobody is known as {subject}: give a Clerk id (user_…), an email address or an id of ours; "
                      "`make events` lists who was heard of")
    user = records.pop("USER")
    return Person(user, records, items.query(description, "audit", f"USER#{user_id}"), _pointers(description, user_id))


def _user_id(description, subject):
    for pk in (f"CLERK#{subject}", f"EMAIL#{subject.strip().lower()}"):
        for pointer in items.query(description, "users", pk):
            return pointer.get("userId", subject)
    return subject


def _pointers(description, user_id):
    """The keys that lead to the user, a tombstone among them."""
    return sorted(it["pk"] for it in items.scan(description, "users")
                  if it["sk"] == "POINTER" and it.get("userId") == user_id)
