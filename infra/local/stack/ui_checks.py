"""What the package and the apps must be besides right: built, well typed, fit for strangers, and small.

Each check is a program, and counts as a test.
"""

from dataclasses import dataclass

from . import lock, ui_build
from .cargo_tests import Report
from .children import run_quietly
from .places import UI

LAYER = "ui package"
PACKAGE, EXAMPLE = "react", "examples/clerk"
TYPED = (PACKAGE, "simulator", "demo", "console", EXAMPLE, "e2e")


@dataclass(frozen=True)
class Check:
    """A sentence, and the program that proves it: one of npm's installed ones, or a script of a workspace."""

    sentence: str
    argv: tuple[str, ...]


BUILDS = tuple(Check(f"{part} builds", ("npm", "run", "build", "--workspace", part)) for part in ui_build.PARTS)
CHECKS = (
    *BUILDS,
    Check("an app that uses the package with Clerk builds", ("npm", "run", "build", "--workspace", EXAMPLE)),
    *(Check(f"the types of {part} hold", ("npm", "run", "typecheck", "--workspace", part)) for part in TYPED),
    Check("the package is as npm and bundlers expect it", ("publint", PACKAGE, "--strict")),
    # ESM alone is meant, and a style sheet has no types.
    Check("its types are found by whoever imports it",
          ("attw", "--pack", PACKAGE, "--profile", "esm-only", "--exclude-entrypoints", "./styles.css")),
    Check("the package is small enough", ("npm", "run", "size", "--workspace", PACKAGE)),
    Check("the console's first load is small enough", ("npm", "run", "size", "--workspace", "console")),
)


def run(with_node, step) -> Report:
    """All of them: one that fails does not hide the next."""
    with lock.awaited(ui_build.FOLDER):
        return _run(with_node, step)


def _run(with_node, step):
    report, sources = Report(), ui_build.digest_of_sources()
    for check in CHECKS:
        step.detail = check.sentence
        done = run_quietly(_argv(with_node, check.argv), lambda _: None, env=with_node.environment(), cwd=UI)
        if done.status == 0:
            report.counts[LAYER, "passed"] += 1
        else:
            report.fail(LAYER, [f"{check.sentence}: not so, says {' '.join(check.argv)}", *done.last_lines])
        if check is BUILDS[-1] and report.succeeded:
            ui_build.remember(sources)
    step.result = f"{report.total('passed')} passed"
    return report


def _argv(with_node, argv):
    program, *rest = argv
    return [with_node.npm if program == "npm" else str(UI / "node_modules" / ".bin" / program), *rest]
