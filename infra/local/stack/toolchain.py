"""Finds what builds Rust, or says in one line how to get it."""

import os
import shutil
from pathlib import Path

from .problem import Problem


def cargo() -> str:
    """Cargo, once what a build needs is known to be there."""
    usual = Path.home() / ".cargo" / "bin" / "cargo"
    cargo = shutil.which("cargo") or (str(usual) if usual.exists() else None)
    if not cargo:
        raise Problem("cargo is not on the PATH: install Rust from https://rustup.rs, then run this again")
    compiler = os.environ.get("CC", "cc").split()[0]
    if not shutil.which(compiler):
        raise Problem(f"there is no C compiler ({compiler}), which Rust links with: install one "
                      "(Debian, Ubuntu: apt-get install gcc libc6-dev), then run this again")
    return cargo
