"""`make test`: every layer, from the rules alone to the deployed template, and how many tests each has."""

import os
import sys
import unittest
from collections import Counter
from pathlib import Path

from . import (arrivals, cargo_tests, chrome, fuzz, layers, logs, node, playwright, site, ui_build, ui_checks, ui_packages,
               vitest)
from .cargo_tests import Report
from .places import CHECKOUT, shown
from .problem import Problem
from .progress import Progress
from .running import Settings, stack
from .screen import Screen

# The whole workspace each time: with other packages selected, cargo resolves other features and builds anew.
WITHOUT_STACK = ["--workspace", "--lib", "--bins", "--test", "it"]
DOCUMENTATION = ["--workspace", "--doc"]
END_TO_END = ["--workspace", "--test", "e2e"]


def run(state) -> int:
    """Stops after the first stage that fails; returns 0 if none did."""
    screen = Screen()
    progress = Progress(screen)
    rules = layers.Layers(CHECKOUT)
    return _run(screen, (
        lambda: _local_stack(progress),
        lambda: _ui(progress, "UI built and checked", ui_checks),
        lambda: _ui(progress, "UI's tests", vitest),
        lambda: _cargo(progress, "Rust tests", WITHOUT_STACK, rules),
        lambda: _cargo(progress, "Documentation tests", DOCUMENTATION, rules),
        lambda: _end_to_end(progress, state, rules),
        lambda: _fuzz(progress, state),
        lambda: _browser(progress, state),
    ))


def run_fuzz(state) -> int:
    """The requests made from the OpenAPI alone."""
    screen = Screen()
    return _run(screen, (lambda: _fuzz(Progress(screen), state),))


def run_browser(state, more: list[str]) -> int:
    """The browser tests alone, with further arguments for Playwright."""
    screen = Screen()
    return _run(screen, (lambda: _browser(Progress(screen), state, more),))


def _run(screen, stages):
    counts, left_out = Counter(), []
    succeeded = all(_passes(stage, counts, left_out, screen) for stage in stages)
    _sum_up(screen, counts, left_out)
    return 0 if succeeded else 1


def _passes(stage, counts, left_out, screen):
    """Shows what there is to read only when something failed."""
    report = stage()
    counts.update(report.counts)
    left_out += report.left_out
    if not report.succeeded:
        # What did not even build has failed as well.
        counts["unit", "failed"] += not any(number for (_, word), number in report.counts.items() if word == "failed")
        for line in report.to_read:
            screen.line(line)
    return report.succeeded


def _local_stack(progress):
    """The tests of this folder."""
    folder = Path(__file__).resolve().parents[1]
    with progress.step("Local stack's own tests") as step, open(os.devnull, "w") as nowhere:
        suite = unittest.defaultTestLoader.discover(str(folder / "tests"), top_level_dir=str(folder))
        result = unittest.TextTestRunner(stream=nowhere).run(suite)
        failures = [text for _, text in result.failures + result.errors]
        report = Report(to_read=failures, succeeded=result.wasSuccessful())
        report.counts["local stack", "passed"] = result.testsRun - len(failures)
        report.counts["local stack", "failed"] = len(failures)
        step.result = f"{result.testsRun - len(failures)} passed"
    return report


def _ui(progress, name, tests):
    """One of the two layers that need nothing but Node."""
    try:
        with_node = node.find()
    except Problem as problem:
        return Report.without(tests.LAYER, problem)
    ui_packages.ensure(with_node, progress)
    with progress.step(name) as step:
        return tests.run(with_node, step)


def _cargo(progress, name, arguments, rules, env=None):
    with progress.step(name) as step:
        return cargo_tests.run(arguments, rules, step, env)


def _end_to_end(progress, state, rules):
    with stack(state, Settings.from_environment(), progress) as running:
        environment = {**os.environ, **running.description.aws().environment(), "STACK_JSON": str(state.description)}
        report = _cargo(progress, "End-to-end tests", END_TO_END, rules, environment)
        _save_logs(report, state, running.description)
    return report


def _fuzz(progress, state):
    """Beside a stack of its own: these requests change people and start runs as they please."""
    fuzz.install()
    with stack(state, Settings.from_environment(), progress) as running:
        with progress.step("Requests made from the OpenAPI") as step:
            report = fuzz.run(state, running.description, step)
        _save_logs(report, state, running.description)
    return report


def _browser(progress, state, more=()):
    """In a browser, against the pages of a stack that knows the samples' people."""
    try:
        with_node, program = node.find(), chrome.ensure(progress)
    except Problem as problem:
        return Report.without(playwright.LAYER, problem)
    ui_build.ensure(with_node, progress)
    with (stack(state, Settings.from_environment(), progress) as started,
          site.served(started, state, with_node, progress, site.ANY_PORTS) as running):
        with progress.step("Browser tests") as step:
            arrivals.send_samples(running.description, step)
            report = playwright.run(with_node, program, running.description, state, more, step)
        _save_logs(report, state, running.description)
    return report


def _save_logs(report, state, description):
    if not report.succeeded:
        saved = state.folder / "functions.log"
        saved.write_text(logs.everything(description))
        report.to_read.append(f"what the functions logged is in {shown(saved)}")


def _sum_up(screen, counts, left_out):
    """One line a layer, what was left out, and the plain line that programs look for."""
    screen.line()
    screen.line("  " + screen.paint(f"{'layer':16}{'passed':>8}{'failed':>8}{'ignored':>9}", "dim"))
    for layer in layers.ORDER:
        passed, failed, ignored = (counts[layer, word] for word in ("passed", "failed", "ignored"))
        line = f"  {layer:16}{passed:8}{failed:8}{ignored:9}"
        screen.line(screen.paint(line, "red") if failed else line)
    screen.line()
    for line in left_out:
        screen.paragraph(line, 2, "yellow")
    passed, failed = (sum(counts[layer, word] for layer in layers.ORDER) for word in ("passed", "failed"))
    screen.line(f"{passed} passed, {failed} failed")
    sys.stdout.flush()
