"""Runs Vitest on all of the UI, and reads what came of it."""

from .cargo_tests import Report
from .places import LOCAL, UI
from .ui_reports import Runner, plain

LAYER = "ui unit"
REPORT = LOCAL / "ui" / "vitest.json"
PATIENCE_MILLISECONDS = 30_000
"""For one test. A machine that is busy with something else is no reason to fail."""


def run(with_node, step) -> Report:
    """Every workspace's tests, in one run."""
    argv = [with_node.program, "node_modules/vitest/vitest.mjs", "run", "--reporter=default", "--reporter=json",
            f"--outputFile.json={REPORT}", f"--testTimeout={PATIENCE_MILLISECONDS}"]
    runner = Runner("Vitest", LAYER, REPORT, of, lambda line: line.startswith(("✓", "❯", "×")))
    return runner.run(argv, step, env=with_node.environment(), cwd=UI)


def of(told: dict) -> Report:
    """From Vitest's JSON. A file that can't even be loaded is one failure."""
    report = Report()
    for file in told.get("testResults", []):
        name = file["name"].removeprefix(f"{UI}/")
        for test in file["assertionResults"]:
            if test["status"] == "failed":
                report.fail(LAYER, [f"{name}: {test['fullName']}", *plain("\n".join(test["failureMessages"]))])
            else:
                # Every other status is that of a test that did not run.
                report.counts[LAYER, "passed" if test["status"] == "passed" else "ignored"] += 1
        if file["status"] == "failed" and not any(it["status"] == "failed" for it in file["assertionResults"]):
            report.fail(LAYER, [f"{name}:", *plain(file.get("message", ""))])
    return report
