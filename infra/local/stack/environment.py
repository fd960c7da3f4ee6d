"""The checkout's own Python packages, in `.local`: set up once, and again when their list changes.

Runs under the machine's Python, before any of those packages exist.
"""

import hashlib
import os
import shutil
import sys
from pathlib import Path

from . import lock
from .children import run_quietly
from .places import LOCAL, shown
from .problem import Problem
from .progress import Progress
from .screen import Screen

VENV = LOCAL / "venv"
REQUIREMENTS = Path(__file__).resolve().parents[1] / "requirements.txt"


def is_active() -> bool:
    """Whether this process already runs in the environment."""
    return Path(sys.prefix).resolve() == VENV.resolve()


def ensure(venv: Path = VENV, requirements: Path = REQUIREMENTS) -> str:
    """Makes the environment match its list, and returns its Python."""
    python = venv / "bin" / "python"
    if is_active() and venv == VENV:
        return str(python)
    if not _is_current(venv, requirements):
        with lock.awaited(venv.parent / "setup"):
            if not _is_current(venv, requirements):
                _install(venv, requirements)
    return str(python)


def _is_current(venv, requirements):
    mark = venv / "installed"
    return (venv / "bin" / "python").exists() and mark.exists() and mark.read_text() == _fingerprint(requirements)


def _fingerprint(requirements):
    """Changes with the list and with the Python that the packages were installed for."""
    listed = hashlib.sha256(requirements.read_bytes()).hexdigest()
    return f"{listed} {sys.implementation.cache_tag} {os.path.realpath(sys.executable)}"


def _install(venv, requirements):
    progress = Progress(Screen(sys.stderr))
    with progress.step("Python packages installed") as step:
        shutil.rmtree(venv, ignore_errors=True)
        step.detail = "creating the environment"
        _create(venv)
        step.detail = f"installing {shown(requirements)}"
        _fill(venv, requirements, step)
        (venv / "installed").write_text(_fingerprint(requirements))


def _create(venv):
    made = run_quietly([sys.executable, "-m", "venv", str(venv)], lambda _: None)
    if made.status != 0:
        raise Problem(f"{sys.executable} cannot create a virtual environment: install its venv module "
                      "(Debian, Ubuntu: apt-get install python3-venv), then run this again")


def _fill(venv, requirements, step):
    """`--no-deps`: the list is a full freeze, so there is nothing to resolve."""

    def on_line(line):
        if line.startswith(("Collecting ", "Installing ")):
            step.detail = line.split(" (")[0].lower()

    install = ["-m", "pip", "install", "--no-deps", "--no-input", "--disable-pip-version-check",
               "--progress-bar", "off", "--requirement", str(requirements)]
    filled = run_quietly([str(venv / "bin" / "python"), *install], on_line)
    if filled.status != 0:
        log = venv.parent / "pip.log"
        log.write_text("\n".join(filled.last_lines) + "\n")
        raise Problem(f"pip could not install {shown(requirements)} ({_reason(filled.last_lines)}): "
                      f"see {shown(log)}, check the network, then run this again")


def _reason(lines):
    errors = [line.removeprefix("ERROR: ") for line in lines if line.startswith("ERROR: ")]
    return errors[-1] if errors else "no reason given"
