"""Builds the functions as the developer's machine builds them, and says where they are."""

import json
import sys
from pathlib import Path

from . import toolchain
from .children import run_apart
from .places import CHECKOUT, FUNCTIONS
from .problem import Problem


def names() -> list[str]:
    """Every function has a folder, and the folder's name is its package's."""
    return sorted(manifest.parent.name for manifest in FUNCTIONS.glob("*/Cargo.toml"))


def build(wanted: list[str], profile: str, step) -> dict[str, Path]:
    """Builds the wanted functions and returns the executable of each."""
    missing = sorted(set(wanted) - set(names()))
    if missing:
        raise Problem(f"infra/template.yaml deploys functions/{missing[0]}, which is no package: "
                      "correct its CodeUri, or create the package")
    argv = [toolchain.cargo(), "build", "--locked", "--profile", profile, "--message-format", "json-render-diagnostics"]
    for name in wanted:
        argv += ["--package", name]
    return _executables(argv, wanted, step)


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
        raise Problem("the functions do not build: cargo's reasons are above")
    unbuilt = sorted(set(wanted) - set(found))
    if unbuilt:
        raise Problem(f"cargo built no program named {unbuilt[0]}: its package needs a src/main.rs")
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
