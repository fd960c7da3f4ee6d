"""Requests that Schemathesis makes from the API's own document, as several callers at once. See tests/fuzz."""

import json
import os

from . import environment, fuzz_callers, fuzz_report
from .children import run_side_by_side
from .places import CHECKOUT, LOCAL
from .session import token

HOME = CHECKOUT / "tests" / "fuzz"
VENV = LOCAL / "fuzz"
PATIENCE_SECONDS = 300
"""The number of requests is bounded, and so is each one's time; this ends what hangs nevertheless."""


def install() -> None:
    """Schemathesis and what it needs, in an environment of their own: `make dev` needs none of it."""
    environment.ensure(VENV, HOME / "requirements.txt")


def run(state, description, step):
    """Makes the requests, and returns the report."""
    fuzz_callers.arrive(description, step)
    folder = state.run / "fuzz"
    folder.mkdir()
    commands = [_command(folder, description, it) for it in fuzz_callers.CALLERS]
    step.detail = "requests as " + ", ".join(it.name for it in fuzz_callers.CALLERS)
    run_side_by_side(commands, PATIENCE_SECONDS, cwd=folder)
    report = fuzz_report.of(folder, description)
    step.result = f"{report.total('passed')} passed"
    return report


def _command(folder, description, caller):
    """What is run, in which environment, and where it writes."""
    known = folder / f"{caller.name}.known.json"
    known.write_text(json.dumps(fuzz_callers.known(description, caller)))
    argv = [str(VENV / "bin" / "schemathesis"), "--config-file", str(HOME / "schemathesis.toml"),
            "run", f"{description.apiUrl}/v1/openapi.json", "--url", description.apiUrl,
            "--phases", ",".join(caller.phases), "--report", "json", "--report-json-path", f"{caller.name}.json"]
    if caller.clerk_id:
        argv += ["--header", f"Authorization: Bearer {token(description, caller.clerk_id)}"]
    told = {**os.environ, "NO_COLOR": "1", "COLUMNS": "120", "FUZZ_HOOKS": str(HOME / "hooks.py"),
            "FUZZ_KNOWN": str(known)}
    return argv, told, folder / f"{caller.name}.txt"
