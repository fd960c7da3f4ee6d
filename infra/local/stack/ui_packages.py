"""What npm installs for the UI: once, and again when ui/package-lock.json asks for something else."""

import json

from . import lock
from .children import run_quietly
from .places import LOCAL, UI, shown
from .problem import Problem

FOLDER = LOCAL / "ui"
LOG = FOLDER / "npm.log"


def ensure(with_node, progress) -> None:
    """Installs what is missing."""
    with lock.awaited(FOLDER):
        if not are_installed():
            with progress.step("Packages of the UI installed") as step:
                _install(with_node, step)


def are_installed(ui=UI) -> bool:
    """Compares what npm says it installed with what is asked for. What only other machines need is left out."""
    try:
        wanted = json.loads((ui / "package-lock.json").read_text())["packages"]
        installed = json.loads((ui / "node_modules" / ".package-lock.json").read_text())["packages"]
    except (OSError, ValueError, KeyError):
        return False
    ours = {path: it for path, it in wanted.items() if "node_modules/" in path}
    return (all(path in installed for path, it in ours.items() if not it.get("optional"))
            and all(_is_same(it, ours.get(path)) for path, it in installed.items() if "node_modules/" in path))


def _is_same(installed, wanted):
    return wanted is not None and all(installed.get(it) == wanted.get(it) for it in ("version", "integrity", "resolved"))


def _install(with_node, step):
    """Exactly what the list says, or a problem with npm's reason."""

    def on_line(line):
        if line.startswith("npm http fetch GET"):
            step.detail = line.rsplit("/", 1)[-1].split(" ")[0]

    argv = [with_node.npm, "ci", "--no-audit", "--no-fund", "--loglevel", "http"]
    done = run_quietly(argv, on_line, env=with_node.environment(), cwd=UI)
    if done.status != 0:
        LOG.write_text("\n".join(done.last_lines) + "\n")
        raise Problem(f"npm could not install what {shown(UI / 'package-lock.json')} lists ({reason(done.last_lines)}): "
                      f"see {shown(LOG)}, check the network, then run this again")


def reason(lines: list[str]) -> str:
    """The first of npm's lines that is a sentence."""
    errors = [line.removeprefix("npm error ") for line in lines if line.startswith("npm error ")]
    return next((it for it in errors if not it.startswith(("code ", "errno ", "syscall "))), "no reason given")
