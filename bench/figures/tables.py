"""Tables full of people, as functions/reconciler/examples/platform makes them, and what became of them."""

import contextlib
import json
import os
import subprocess
from dataclasses import dataclass

from stack.aws import Aws
from stack.problem import Problem

from . import clerk, process

READS = {"BatchGetItem", "GetItem", "Query"}
LEASE = {"pk": {"S": "RECONCILER"}, "sk": {"S": "CONTROL"}}


@dataclass(frozen=True)
class Asked:
    """What was asked of the tables for a while."""

    operations: dict
    users: int
    """Users who were compared."""

    @property
    def requests(self) -> int:
        return sum(it["requests"] for it in self.operations.values())

    @property
    def writes(self) -> int:
        """Requests that write."""
        return sum(it["requests"] for name, it in self.operations.items() if name not in READS)

    @property
    def read_units(self) -> float:
        return sum(it["units"] for name, it in self.operations.items() if name in READS)

    @property
    def write_units(self) -> float:
        return sum(it["units"] for name, it in self.operations.items() if name not in READS)


@dataclass(frozen=True)
class Inspection:
    """How the tables are, after a walk."""

    repaired: int
    unrepaired: int
    touched: int
    """Items of people who did not differ, and are not as they were."""
    changes: int
    """Entries in the audit trail."""


class Tables:
    """A running program full of people."""

    def __init__(self, child, settings, step):
        self._child = child
        started = self._answer(step, settings)
        self.url, self.drifted = started["url"], started["drifted"]

    def asked(self) -> Asked:
        """Since the last time."""
        counts = self._answer(None, "counts")
        return Asked(counts["operations"], counts["lookedUp"])

    def inspect(self, step) -> Inspection:
        """Looks at every item."""
        return Inspection(**self._answer(step, "inspect"))

    def end_lease(self, table: str) -> None:
        """As if the lease of a run that died had run out."""
        Aws(self.url).dynamodb.update_item(TableName=table, Key=LEASE, UpdateExpression="SET leaseUntil = :past",
                                           ExpressionAttributeValues={":past": {"N": "0"}})

    def cpu_seconds(self) -> float:
        return process.cpu_seconds(self._child.pid)

    def memory(self) -> int:
        """Most bytes it ever had."""
        return process.peak_memory(self._child.pid)

    def _answer(self, step, question):
        self._child.stdin.write(question + "\n")
        self._child.stdin.flush()
        for line in self._child.stdout:
            answer = json.loads(line)
            if "progress" not in answer:
                return answer
            step.detail = f"{answer['progress']:,} people"
        raise Problem("functions/reconciler/examples/platform ended: its reason is above")


@contextlib.contextmanager
def running(executable: str, template, people: int, step):
    """Tables of so many people while the block runs; it ends when its standard input does."""
    with subprocess.Popen([executable, str(people)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                          env={**os.environ, **template.settings("reconciler")}) as child:
        try:
            yield Tables(child, json.dumps({"tables": template.tables(), "secret": clerk.KEY}), step)
        finally:
            child.stdin.close()
