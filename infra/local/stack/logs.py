"""Reads what the functions log, as it appears, from CloudWatch Logs."""

import json
import time
from dataclasses import dataclass
from datetime import datetime

# A line counts from when its invocation ended, so later reads may still bring earlier ones.
OVERLAP_MILLISECONDS = 2000


@dataclass(frozen=True)
class Line:
    """One JSON line of a function."""

    function: str
    at: float
    """When it was written, in seconds since 1970."""
    fields: dict

    def text(self, name: str, otherwise: str = "") -> str:
        """A field as text; absent fields are normal."""
        value = self.fields.get(name)
        return otherwise if value is None else str(value)

    def number(self, name: str) -> float | None:
        """A field as a number, if it is one."""
        value = self.fields.get(name)
        return value if isinstance(value, (int, float)) else None


class LogTail:
    """Returns each line once, from the moment it was made."""

    def __init__(self, description):
        self._logs = description.aws().logs
        self._groups = groups(description)
        self._since = int(time.time() * 1000)
        self._start = self._since
        self._seen: dict[tuple, int] = {}

    def new_lines(self) -> list[Line]:
        """The lines since the last call, oldest first."""
        lines = [line for name, group in self._groups.items() for line in self._of(name, group)]
        self._forget_old()
        return sorted(lines, key=lambda line: line.at)

    def _of(self, name, group):
        found = self._logs.filter_log_events(logGroupName=group, startTime=self._since - OVERLAP_MILLISECONDS)
        for event in found["events"]:
            key = _key(event)
            if event["timestamp"] < self._start or key in self._seen:
                continue
            self._seen[key] = event["timestamp"]
            if line := parsed(name, event):
                yield line

    def _forget_old(self):
        if self._seen:
            self._since = max(self._since, *self._seen.values())
            oldest = self._since - OVERLAP_MILLISECONDS
            self._seen = {key: at for key, at in self._seen.items() if at >= oldest}


def parsed(function: str, event: dict) -> Line | None:
    """A structured line; anything else that a function prints is not ours to read."""
    try:
        content = json.loads(event["message"])
        fields = content["fields"]
    except (ValueError, KeyError, TypeError):
        return None
    return Line(function, _written_at(content, event), fields) if isinstance(fields, dict) else None


def _written_at(content, event):
    """The line's own time: CloudWatch's is when the invocation ended."""
    try:
        return datetime.fromisoformat(content["timestamp"]).timestamp()
    except (ValueError, KeyError, TypeError):
        return event["timestamp"] / 1000


def everything(description) -> str:
    """All that the functions wrote: for reading after a failure."""
    client = description.aws().logs
    lines = [(event["timestamp"], f"{name}: {event['message']}")
             for name, group in groups(description).items() for event in _history(client, group)]
    return "\n".join(text for _, text in sorted(lines, key=lambda line: line[0])) + "\n"


def _history(client, group):
    """MiniStack gives at most 10,000 events and no token for more, so this pages by time."""
    seen, since = set(), 0
    while events := client.filter_log_events(logGroupName=group, startTime=since)["events"]:
        new = [it for it in events if _key(it) not in seen]
        if not new:
            return
        yield from new
        since = events[-1]["timestamp"]
        seen = {_key(it) for it in events if it["timestamp"] == since}


def _key(event):
    return event["logStreamName"], event["timestamp"], event["message"]


def groups(description) -> dict[str, str]:
    """Each function's log group."""
    return {name: "/aws/lambda/" + arn.split(":")[6] for name, arn in description.functions.items()}
