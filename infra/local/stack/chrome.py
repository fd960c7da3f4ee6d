"""Finds a browser that Playwright can drive, and installs Debian's where that is allowed."""

import os
import shutil
import sys
from pathlib import Path

from .children import run_quietly
from .problem import Problem

ON_THE_PATH = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge")
OF_MACOS = ("Google Chrome", "Chromium", "Microsoft Edge")
HOW = "install Chrome or Chromium, or name one with CHROME=/path/to/it"


def ensure(progress) -> str:
    """Its path. Raises when there is none and none can be installed."""
    if found := find():
        return found
    prefix = _as_root()
    if prefix is None or not shutil.which("apt-get"):
        raise Problem(f"there is no Chrome, Chromium or Edge: {HOW}")
    with progress.step("Chromium installed") as step:
        _install(prefix, step)
    return find() or "chromium"


def find() -> str | None:
    """The one that is named, else the first that is there."""
    if named := os.environ.get("CHROME", ""):
        if not (path := shutil.which(named)):
            raise Problem(f"CHROME={named} is no program: name one that is there, or leave CHROME out")
        return path
    on_the_path = (shutil.which(name) for name in ON_THE_PATH)
    return next(filter(None, on_the_path), None) or (_of_macos() if sys.platform == "darwin" else None)


def _of_macos(folders=("/Applications", Path.home() / "Applications")):
    programs = (Path(folder) / f"{name}.app" / "Contents" / "MacOS" / name for name in OF_MACOS for folder in folders)
    return next((str(it) for it in programs if it.exists()), None)


def _as_root():
    """What to write before a command so that it runs as root; None where that needs a password."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    allowed = sudo and run_quietly([sudo, "-n", "true"], lambda _: None).status == 0
    return [sudo, "-n"] if allowed else None


def _install(prefix, step):
    """Debian's own. Ubuntu's package of the name is a snap, but a machine with Ubuntu that tests has a Chrome."""

    def on_line(line):
        if line.startswith(("Get:", "Unpacking ", "Setting up ")):
            step.detail = line[:50]

    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    for arguments in (["update"], ["install", "--yes", "--no-install-recommends", "chromium"]):
        done = run_quietly([*apt, *arguments], on_line)
    if done.status != 0:
        errors = [line.removeprefix("E: ") for line in done.last_lines if line.startswith("E: ")]
        raise Problem(f"apt-get could not install chromium ({errors[-1] if errors else 'no reason given'}): {HOW}")
