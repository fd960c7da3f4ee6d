"""Checks infra/template.yaml with cfn-lint and its serverless rules, and the UI with Biome and TypeScript."""

import sys

from . import node, ui_build, ui_packages
from .children import run_in_front
from .environment import ensure
from .places import CHECKOUT, LOCAL, TEMPLATE, UI
from .progress import Progress
from .screen import Screen


def run() -> int:
    """Prints what is wrong; nothing is good news."""
    return _template() or _ui()


def _template():
    venv = LOCAL / "lint"
    ensure(venv, TEMPLATE.with_name("requirements-lint.txt"))
    return run_in_front([str(venv / "bin" / "cfn-lint"), "--template", "infra/template.yaml",
                         "--append-rules", "cfn_lint_serverless.rules"], cwd=CHECKOUT)


def _ui():
    """The apps' types rest on the package's, so that is built first."""
    with_node = node.find()
    ui_build.ensure(with_node, Progress(Screen(sys.stderr)))
    return run_in_front([with_node.npm, "run", "--silent", "lint"], env=with_node.environment(), cwd=UI)


def format_ui() -> int:
    """Writes what Biome would have."""
    with_node = node.find()
    ui_packages.ensure(with_node, Progress(Screen(sys.stderr)))
    return run_in_front([with_node.npm, "run", "--silent", "format"], env=with_node.environment(), cwd=UI)
