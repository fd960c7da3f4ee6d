"""Builds the package, the demo and the console; only when what they are made of has changed."""

import contextlib
import hashlib
import sys

from . import lock, node, ui_packages
from .children import run_meanwhile, run_quietly
from .places import CHECKOUT, UI, shown
from .problem import Problem
from .progress import Progress
from .screen import Screen
from .ui_packages import FOLDER

BUILT = FOLDER / "built"
LOG = FOLDER / "build.log"
PARTS = ("react", "demo", "console")
"""In this order: the apps use the package as it is built."""
SOURCES = (*PARTS, "simulator", "package.json", "package-lock.json", "tsconfig.base.json")
LEFT_OUT = {"node_modules", "dist", ".vite", "coverage"}
NAME = "Demo and console built"


def run() -> int:
    """`make ui`."""
    ensure(node.find(), Progress(Screen()))
    print("the demo and the console are built: `make dev` serves them")
    return 0


def ensure(with_node, progress) -> None:
    """Installs what is missing and builds what has changed."""
    ui_packages.ensure(with_node, progress)
    with lock.awaited(FOLDER):
        if not is_current():
            with progress.step(NAME) as step:
                _build(with_node, step)


def _build(with_node, step):
    sources = digest_of_sources()
    for part in PARTS:
        step.detail = part
        done = run_quietly(command(with_node, part), lambda _: None, env=with_node.environment(), cwd=UI)
        if done.status != 0:
            LOG.write_text("\n".join(done.last_lines) + "\n")
            raise Problem(f"{shown(UI / part)} cannot be built: npm's reasons are in {shown(LOG)}")
    remember(sources)


def command(with_node, part: str) -> list[str]:
    """What builds one workspace."""
    return [with_node.npm, "run", "build", "--workspace", part]


def is_current(ui=UI, built=BUILT) -> bool:
    """Whether what is built was made of what is there, and nobody has built anything else by hand since."""
    return built.exists() and built.read_text() == _mark(digest_of_sources(ui), ui)


def remember(sources: str, ui=UI, built=BUILT) -> None:
    """Writes down that all three were built of these sources, as they were before: they may have changed meanwhile."""
    built.write_text(_mark(sources, ui))


def digest_of_sources(ui=UI) -> str:
    """Changes with anything that a build reads."""
    paths = [path for name in SOURCES for path in _under(ui / name)]
    return _digest(ui, (it for it in paths if not LEFT_OUT & set(it.relative_to(ui).parts) and ".test." not in it.name))


def _mark(sources, ui):
    return f"{sources} {_digest(ui, (path for part in PARTS for path in _under(ui / part / 'dist')))}\n"


def _under(path):
    return sorted(path.rglob("*")) if path.is_dir() else [path]


def _digest(ui, paths):
    digest = hashlib.sha256()
    for path in paths:
        if path.is_file():
            digest.update(f"{path.relative_to(ui)}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()


class Building:
    """A build that goes on while something else does."""

    def __init__(self, with_node=None, child=None, why_not=None):
        """Without a child nothing is to be done; without Node nothing can be, and there is a problem."""
        self._node = with_node
        self._child = child
        self._why_not = why_not

    def finish(self, progress) -> node.Node:
        """Waits for it, and returns what serves what was built."""
        if self._why_not:
            raise self._why_not
        if self._child:
            with progress.step(NAME) as step:
                self._await(step)
        return self._node

    def _await(self, step):
        last = ""
        for line in self._child.stdout:
            last = line.strip()
            if last.startswith("…"):
                step.detail = last.rsplit("  ", 1)[-1]
        if self._child.wait() != 0:
            raise Problem(last.removeprefix("error: "))


@contextlib.contextmanager
def begun(is_wanted: bool):
    """Begins to build, in a process of its own, what `finish` then waits for. What is current takes no time."""
    try:
        with_node = _wanted(is_wanted)
    except Problem as problem:
        yield Building(why_not=problem)
        return
    if ui_packages.are_installed() and is_current():
        yield Building(with_node)
        return
    with run_meanwhile([sys.executable, "infra/local", "ui"], cwd=CHECKOUT) as child:
        yield Building(with_node, child)


def _wanted(is_wanted):
    if not is_wanted:
        raise Problem("NO_UI is set")
    return node.find()
