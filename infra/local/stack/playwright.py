"""Runs the tests in ui/e2e in a real browser, against a stack and its pages, and reads what came of them."""

from . import node
from .cargo_tests import Report
from .places import LOCAL, UI, shown
from .ui_reports import Runner, plain

LAYER = "browser"
HOME = UI / "e2e"
LEFT = LOCAL / "browser"
"""Where screenshots of failures are: ui/e2e/playwright.config.ts says so as well."""
REPORT = LOCAL / "ui" / "playwright.json"


def run(with_node: node.Node, chrome: str, description, state, more, step) -> Report:
    """`more` are Playwright's own arguments, such as the file to run."""
    environment = with_node.environment(
        STACK_JSON=str(state.description), DEMO_URL=description.demoUrl, CONSOLE_URL=description.consoleUrl,
        CHROME=chrome, PLAYWRIGHT_JSON_OUTPUT_FILE=str(REPORT))
    argv = [with_node.program, str(UI / "node_modules" / "@playwright" / "test" / "cli.js"), "test",
            "--reporter=list,json", *more]
    report = Runner("Playwright", LAYER, REPORT, of, bool).run(argv, step, env=environment, cwd=HOME)
    if not report.succeeded:
        report.to_read.append(f"screenshots of it are in {shown(LEFT)}")
    return report


def of(told: dict) -> Report:
    """From Playwright's JSON."""
    report = Report()
    for error in told.get("errors", []):
        report.fail(LAYER, plain(error.get("message", "")))
    for title, spec in _specs(told.get("suites", []), ()):
        for test in spec["tests"]:
            _add(report, title, spec, test)
    return report


def _specs(suites, above):
    """Every spec with the titles above it. The outermost title is the file's, which the spec has as well."""
    for suite in suites:
        titles = above if suite["title"] == suite.get("file") else (*above, suite["title"])
        yield from ((" › ".join((*titles, spec["title"])), spec) for spec in suite.get("specs", []))
        yield from _specs(suite.get("suites", []), titles)


def _add(report, title, spec, test):
    if test["status"] == "skipped":
        report.counts[LAYER, "ignored"] += 1
    elif test["status"] == "expected":
        report.counts[LAYER, "passed"] += 1
    else:
        errors = [line for result in test["results"] for error in result.get("errors", [])
                  for line in plain(error.get("message", ""))]
        report.fail(LAYER, [f"ui/e2e/{spec['file']}:{spec['line']}: {title}", *errors])
