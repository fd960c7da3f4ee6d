"""The sample events, in the order in which they tell a story."""

import json
from dataclasses import dataclass
from pathlib import Path

from .places import SAMPLES, shown
from .problem import Problem

INDEX = SAMPLES / "index.json"
INSTANCE = "ins_2profilesyncsample00000000"
"""The Clerk instance that all samples but one come from."""


@dataclass(frozen=True)
class Sample:
    """One delivery: exact bytes under a fixed id, and what should become of it."""

    file: str
    svix_id: str
    note: str
    body: bytes
    expected_status: int
    expected_outcome: str | None
    """None: it never reaches the processor."""
    in_demo: bool

    @property
    def event_type(self) -> str:
        """As its body says, if it says so."""
        return event_type(self.body)

    @property
    def user(self) -> str:
        """Whom it is about: events about one user are sent one after the other."""
        data = _content(self.body).get("data")
        ids = [data.get("user_id"), data.get("id")] if isinstance(data, dict) else []
        return next((it for it in ids if isinstance(it, str) and it.startswith("user_")), "")


def read_all() -> list[Sample]:
    """Every sample, in the index's order."""
    try:
        return [_sample(entry) for entry in json.loads(INDEX.read_text())]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Problem(f"{shown(INDEX)} cannot be used ({type(error).__name__}: {error}): correct it") from None


def id_of(path: Path) -> str | None:
    """The id under which a file is a sample, so that sending it again is a redelivery."""
    if not INDEX.exists():
        return None
    return next((it.svix_id for it in read_all() if (SAMPLES / it.file).resolve() == path.resolve()), None)


def event_type(body: bytes) -> str:
    """The `type` of a body, or nothing."""
    return str(_content(body).get("type", ""))


def _sample(entry):
    expect = entry.get("expect", {})
    return Sample(entry["file"], entry["svixId"], entry.get("note", ""), (SAMPLES / entry["file"]).read_bytes(),
                  expect.get("status", 202), expect.get("outcome"), entry.get("demo", True))


def _content(body):
    try:
        content = json.loads(body)
    except ValueError:
        return {}
    return content if isinstance(content, dict) else {}
