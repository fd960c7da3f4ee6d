"""Runs a command, such as the end-to-end tests, beside a stack of its own."""

import os
import sys

from . import logs
from .places import shown
from .problem import Problem
from .children import run_in_front
from .progress import Progress
from .running import stack
from .screen import Screen


def run(argv: list[str], state, settings) -> int:
    """Returns the command's exit status. Progress goes to stderr: stdout is the command's."""
    if not argv:
        raise Problem("no command given: python3 infra/local run -- <command>")
    progress = Progress(Screen(sys.stderr))
    with stack(state, settings, progress) as running:
        environment = {**os.environ, **running.description.aws().environment(),
                       "STACK_JSON": str(state.description)}
        try:
            status = run_in_front(argv, env=environment)
        except FileNotFoundError:
            raise Problem(f"{argv[0]} is not a program on the PATH") from None
        if status != 0:
            saved = state.folder / "functions.log"
            saved.write_text(logs.everything(running.description))
            progress.note(f"what the functions logged is in {shown(saved)}")
    return status
