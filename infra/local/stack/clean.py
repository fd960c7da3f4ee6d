"""Removes what the local stack installed and kept. What cargo built stays: it takes long to come back."""

import contextlib
import shutil

from . import lock
from .places import LOCAL, shown


def run() -> int:
    """Refuses while a stack of the checkout runs."""
    if not LOCAL.exists():
        return 0
    in_use = "a stack of this checkout is running: stop it first, with Ctrl-C where it runs"
    with contextlib.ExitStack() as locks:
        for folder in [LOCAL, *(it for it in LOCAL.iterdir() if it.is_dir())]:
            locks.enter_context(lock.held(folder, lambda: in_use))
        shutil.rmtree(LOCAL)
    print(f"removed {shown(LOCAL)}; `cargo clean` removes what was built")
    return 0
