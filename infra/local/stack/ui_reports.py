"""Runs a program that tests the UI and leaves a report in JSON, as Vitest and Playwright do."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from .cargo_tests import Report
from .children import run_quietly
from .screen import ESCAPE


@dataclass(frozen=True)
class Runner:
    """Such a program: what it is called and tests, where its report is, and how that and its lines are read."""

    name: str
    layer: str
    file: Path
    read: Callable[[dict], Report]
    is_news: Callable[[str], bool]
    """Whether a line says how far it is."""

    def run(self, argv, step, *, env, cwd) -> Report:
        """What came of it. That it fails without a word about why is a failure as well."""
        self.file.unlink(missing_ok=True)

        def on_line(line):
            if self.is_news(line.strip()):
                step.detail = line.strip()[:60]

        done = run_quietly(argv, on_line, env=env, cwd=cwd)
        report = self.read(json.loads(self.file.read_text()) if self.file.exists() else {})
        if done.status != 0 and report.succeeded:
            report.fail(self.layer, [f"{self.name} failed:", *done.last_lines])
        step.result = f"{report.total('passed')} passed"
        return report


def plain(text: str) -> list[str]:
    """Its lines, without colours."""
    return ESCAPE.sub("", text).splitlines()
