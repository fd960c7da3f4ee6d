"""Runs `cargo test` and reads what it says: what is being built, which tests ran, how they ended."""

import re
from collections import Counter
from dataclasses import dataclass, field

from . import toolchain
from .children import run_quietly
from .places import CHECKOUT

RUNNING = re.compile(r"^\s*Running (?:unittests )?\S+ \(.*/([\w-]+?)-[0-9a-f]+(?:\.exe)?\)$")
DOCUMENTATION = re.compile(r"^\s*Doc-tests \S+$")
ENDED = re.compile(r"^test (.+?)(?: - should panic)? \.\.\. (ok|FAILED|ignored)\b")
WORDS = {"ok": "passed", "FAILED": "failed", "ignored": "ignored"}


@dataclass
class Report:
    """How many tests ended how, by layer, and what there is to read about failures."""

    counts: Counter = field(default_factory=Counter)
    """(layer, "passed" | "failed" | "ignored") → tests."""
    to_read: list[str] = field(default_factory=list)
    succeeded: bool = True
    left_out: list[str] = field(default_factory=list)
    """What was not tested, and why."""

    @classmethod
    def without(cls, layer: str, why) -> "Report":
        """Of a layer that can't be tested on this machine: that is said, and counted."""
        report = cls(left_out=[f"{layer}: left out, since {why}"])
        report.counts[layer, "ignored"] += 1
        return report

    def fail(self, layer: str, lines: list[str]) -> None:
        """Counts one failure, with what there is to read about it."""
        self.counts[layer, "failed"] += 1
        self.to_read += [*lines, ""]
        self.succeeded = False

    def total(self, word: str) -> int:
        return sum(count for (_, ended), count in self.counts.items() if ended == word)


class Reader:
    """Reads cargo's lines one by one."""

    def __init__(self, layers, report, step):
        self._layers = layers
        self._report = report
        self._step = step
        self._binary = ""

    def read(self, line: str) -> None:
        if running := RUNNING.match(line):
            self._binary = running[1].replace("-", "_")
        elif DOCUMENTATION.match(line):
            self._binary = "doc"
        elif ended := ENDED.match(line):
            self._ended(ended[1], WORDS[ended[2]])
            if ended[2] != "FAILED":
                return
        self._report.to_read.append(line)
        if line.strip() and not self._binary:
            self._step.detail = line.strip()[:40]

    def _ended(self, path, word):
        self._report.counts[self._layers.of(self._binary, path), word] += 1
        self._step.detail = f"{self._report.total('passed')} passed, {self._report.total('failed')} failed"


def run(arguments: list[str], layers, step, env=None) -> Report:
    """Runs `cargo test` with the arguments."""
    report = Report()
    reader = Reader(layers, report, step)
    finished = run_quietly([toolchain.cargo(), "test", "--locked", "--no-fail-fast", *arguments], reader.read,
                           env=env, cwd=CHECKOUT)
    report.succeeded = finished.status == 0
    step.result = f"{report.total('passed')} passed"
    return report
