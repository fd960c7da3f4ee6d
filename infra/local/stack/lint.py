"""Checks infra/template.yaml with cfn-lint and its rules for serverless applications."""

from .children import run_in_front
from .environment import ensure
from .places import CHECKOUT, LOCAL, TEMPLATE


def run() -> int:
    """Prints what is wrong; nothing is good news."""
    venv = LOCAL / "lint"
    ensure(venv, TEMPLATE.with_name("requirements-lint.txt"))
    return run_in_front([str(venv / "bin" / "cfn-lint"), "--template", "infra/template.yaml",
                         "--append-rules", "cfn_lint_serverless.rules"], cwd=CHECKOUT)
