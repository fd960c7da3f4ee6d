"""Where things are in the checkout, and where a running stack keeps its own."""

import os
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[3]
LOCAL = CHECKOUT / ".local"
TEMPLATE = CHECKOUT / "infra" / "template.yaml"
FUNCTIONS = CHECKOUT / "functions"
SAMPLES = CHECKOUT / "events"
UI = CHECKOUT / "ui"


@dataclass(frozen=True)
class State:
    """One stack's folder. Two stacks of a checkout (`make dev`, `make test`) differ in it."""

    folder: Path

    @property
    def description(self) -> Path:
        """The contract with other programs: exists exactly while the stack answers."""
        return self.folder / "stack.json"

    @property
    def run(self) -> Path:
        """Temporary files of one run; gone when it ends."""
        return self.folder / "run"

    @property
    def log(self) -> Path:
        """MiniStack's own log; stays only when something failed."""
        return self.folder / "ministack.log"

    @property
    def clerk_log(self) -> Path:
        """The Clerk simulator's log; stays only when something failed."""
        return self.folder / "clerk.log"

    @property
    def site_log(self) -> Path:
        """The log of what serves the demo and the console; stays only when something failed."""
        return self.folder / "site.log"

    @property
    def logs(self) -> tuple[Path, ...]:
        """All of these."""
        return self.log, self.clerk_log, self.site_log

    @property
    def kept(self) -> Path:
        """What `KEEP=1` carries from one run to the next."""
        return self.folder / "kept"


DEV = State(LOCAL)
TEST = State(LOCAL / "test")


def shown(path: Path) -> str:
    """The path as a person would type it from where they are."""
    relative = os.path.relpath(path)
    return str(path) if relative.startswith("..") else relative
