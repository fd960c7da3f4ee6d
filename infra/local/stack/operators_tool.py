"""The operator's tool, run against the local stack as an operator runs it against a deployed one."""

import os
import sys

from . import programs
from .children import run_in_front
from .description import Description
from .problem import Problem
from .progress import Progress
from .screen import Screen

PACKAGE, PROGRAM = "profile-operator", "profile-sync"


def import_users(file: str | None, dry_run: bool, state) -> int:
    """Imports the platform's existing records."""
    if not file:
        raise Problem("name the file: make import FILE=users.jsonl (DRY=1 only checks it)")
    return _run(["import", *(["--dry-run"] if dry_run else []), "--", file], state)


def set_roles(user: str | None, roles: str | None, dry_run: bool, state) -> int:
    """Sets a person's roles, as an admin here would."""
    if not user or not roles:
        raise Problem("name a person and all their roles: make roles USER=liam@buildappswith.ai ROLES=CLIENT,BUILDER")
    return _run(["roles", *(["--dry-run"] if dry_run else []), "--", user, roles], state)


def _run(arguments, state):
    description = Description.read(state)
    with Progress(Screen(sys.stderr)).step("Operator's tool built") as step:
        program = programs.build({PROGRAM: PACKAGE}, "dev", step)[PROGRAM]
    return run_in_front([str(program), *arguments], env={**os.environ, **_settings(description)})


def _settings(description):
    """The names that the functions know too."""
    tables = {f"{name.upper()}_TABLE_NAME": table for name, table in description.tables.items()}
    return {**description.aws().environment(), **tables, "EVENT_QUEUE_URL": description.queueUrl}
