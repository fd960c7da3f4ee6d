"""Finds Node and npm, which build and serve the UI, or says in one line how to get them."""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass

from .problem import Problem

NEEDED = "Node 20.19 or newer"
WHERE = "install it from https://nodejs.org"


@dataclass(frozen=True)
class Node:
    """Two programs."""

    program: str
    npm: str

    def environment(self, **more: str) -> dict[str, str]:
        """For whatever is run with them: plain text, and no browser that Playwright would fetch."""
        ours = {name: value for name, value in os.environ.items() if name not in ("FORCE_COLOR", "NODE_OPTIONS")}
        return ours | {"NO_COLOR": "1", "COLORS": "false", "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD": "1",
                       "npm_config_update_notifier": "false"} | more


def find() -> Node:
    """Both, from the PATH, once it is known that they are new enough."""
    program, npm = shutil.which("node"), shutil.which("npm")
    if not program:
        raise Problem(f"the UI needs {NEEDED}, and node is not on the PATH: {WHERE}")
    said = subprocess.run([program, "--version"], capture_output=True, text=True).stdout.strip()
    if not is_enough(said):
        raise Problem(f"the UI needs {NEEDED}, and {program} is {said.lstrip('v') or 'broken'}: {WHERE}")
    if not npm:
        raise Problem(f"the UI needs npm, which comes with Node, and it is not on the PATH: {WHERE}")
    return Node(program, npm)


def is_enough(version: str) -> bool:
    """Whether Vite runs with it: from 20.19 on, but for the first ones after 20."""
    numbers = tuple(int(it) for it in re.findall(r"\d+", version)[:2])
    return (20, 19) <= numbers < (21,) or numbers >= (22, 12)
