"""Removes what the local stack installed, kept, and built of the UI. What cargo built stays: it takes long to come back."""

import contextlib
import shutil

from . import lock
from .places import LOCAL, UI, shown

MADE = ("node_modules", "dist")
"""By npm and by the builds, in the UI's own folder, in its workspaces, and in its examples."""


def run() -> int:
    """Refuses while a stack of the checkout runs."""
    if not LOCAL.exists():
        return 0
    in_use = "a stack of this checkout is running: stop it first, with Ctrl-C where it runs"
    with contextlib.ExitStack() as locks:
        for folder in [LOCAL, *(it for it in LOCAL.iterdir() if it.is_dir())]:
            locks.enter_context(lock.held(folder, lambda: in_use))
        for made in [*_made_of_the_ui(), LOCAL]:
            shutil.rmtree(made)
    print(f"removed {shown(LOCAL)} and what npm made in {shown(UI)}; `cargo clean` removes what was built in Rust")
    return 0


def _made_of_the_ui():
    """Also what npm put into a workspace because it fits nobody else."""
    folders = [UI, *(it.parent for pattern in ("*", "examples/*") for it in UI.glob(f"{pattern}/package.json"))]
    return [folder / name for folder in folders for name in MADE if (folder / name).is_dir()]
