"""Builds programs of the workspace as the developer's machine builds them, and says where they are."""

import json
import sys
from pathlib import Path

from . import toolchain
from .children import run_apart
from .places import CHECKOUT
from .problem import Problem


def build(wanted: dict[str, str], profile: str, step) -> dict[str, Path]:
    """Builds the programs, each given with its package, and returns the executable of each.

    What is built together shares the features of its dependencies: only what may share them
    is to be built in one call.
    """
    argv = [toolchain.cargo(), "build", "--locked", "--profile", profile, "--message-format", "json-render-diagnostics"]
    for package in wanted.values():
        argv += ["--package", package]
    found = _executables(argv, wanted, step)
    unbuilt = sorted(set(wanted) - set(found))
    if unbuilt:
        raise Problem(f"cargo built no program named {unbuilt[0]}: "
                      f"the package {wanted[unbuilt[0]]} needs a src/main.rs")
    return found


def _executables(argv, wanted, step):
    found, said = {}, []

    def on_artifact(line):
        name, executable = _executable(line)
        if name in wanted:
            found[name] = executable

    def on_diagnostic(line):
        said.append(line)
        step.detail = line.strip().split(" (")[0]

    if run_apart(argv, on_artifact, on_diagnostic, cwd=CHECKOUT) != 0:
        print("\n".join(said), file=sys.stderr)
        raise Problem(f"{' and '.join(sorted(wanted))} cannot be built: cargo's reasons are above")
    return found


def _executable(line):
    """A program's name and path, from one of cargo's JSON messages."""
    try:
        message = json.loads(line)
    except ValueError:
        return None, None
    if message.get("reason") != "compiler-artifact" or not message.get("executable"):
        return None, None
    return message["target"]["name"], Path(message["executable"])
