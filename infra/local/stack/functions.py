"""The functions: which there are, and their executables."""

from pathlib import Path

from . import programs
from .places import FUNCTIONS
from .problem import Problem


def names() -> list[str]:
    """Every function has a folder, and the folder's name is its package's and its program's."""
    return sorted(manifest.parent.name for manifest in FUNCTIONS.glob("*/Cargo.toml"))


def build(wanted: list[str], profile: str, step) -> dict[str, Path]:
    """Builds the wanted functions and returns the executable of each."""
    missing = sorted(set(wanted) - set(names()))
    if missing:
        raise Problem(f"infra/template.yaml deploys functions/{missing[0]}, which is no package: "
                      "correct its CodeUri, or create the package")
    return programs.build({name: name for name in wanted}, profile, step)
