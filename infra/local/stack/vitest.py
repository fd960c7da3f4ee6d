"""Runs Vitest on all of the UI, and reads what came of it."""

import json

from .cargo_tests import Report
from .children import run_quietly
from .places import LOCAL, UI
from .screen import ESCAPE

LAYER = "ui unit"
REPORT = LOCAL / "ui" / "vitest.json"
PATIENCE_MILLISECONDS = 30_000
"""For one test. A machine that is busy with something else is no reason to fail."""
WORDS = {"passed": "passed", "failed": "failed"}
"""Every other status is that of a test that did not run."""


def run(with_node, step) -> Report:
    """Every workspace's tests, in one run."""
    REPORT.unlink(missing_ok=True)

    def on_line(line):
        if line.lstrip().startswith(("✓", "❯", "×")):
            step.detail = line.strip()[:60]

    argv = [with_node.program, "node_modules/vitest/vitest.mjs", "run", "--reporter=default", "--reporter=json",
            f"--outputFile.json={REPORT}", f"--testTimeout={PATIENCE_MILLISECONDS}"]
    done = run_quietly(argv, on_line, env=with_node.environment(), cwd=UI)
    report = of(json.loads(REPORT.read_text()) if REPORT.exists() else {})
    if done.status != 0 and report.succeeded:
        report.fail(LAYER, ["Vitest failed:", *done.last_lines])
    step.result = f"{report.total('passed')} passed"
    return report


def of(told: dict) -> Report:
    """From Vitest's JSON. A file that can't even be loaded is one failure."""
    report = Report()
    for file in told.get("testResults", []):
        name = file["name"].removeprefix(f"{UI}/")
        for test in file["assertionResults"]:
            if test["status"] == "failed":
                report.fail(LAYER, [f"{name}: {test['fullName']}", *_plain("\n".join(test["failureMessages"]))])
            else:
                report.counts[LAYER, WORDS.get(test["status"], "ignored")] += 1
        if file["status"] == "failed" and not any(it["status"] == "failed" for it in file["assertionResults"]):
            report.fail(LAYER, [f"{name}:", *_plain(file.get("message", ""))])
    return report


def _plain(text):
    return ESCAPE.sub("", text).splitlines()
