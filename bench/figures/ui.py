"""The UI: what a browser loads of it, and how soon an operator sees an event."""

import json
import re
import statistics
from dataclasses import dataclass

from stack import arrivals, chrome, node, site, ui_build
from stack.children import run_apart
from stack.places import LOCAL, UI, State
from stack.problem import Problem
from stack.running import Settings, stack

from .report import Figure, kilobytes, milliseconds

STATE = State(LOCAL / "bench" / "ui")
SCRIPT = UI / "e2e" / "freshness.mjs"
SIZE = re.compile(r"^ *([\d.]+) kB  (package|styles\.css|first load)", re.MULTILINE)
PACKAGE, CONSOLE, VISIBLE = 25_000, 250_000, 1.0


@dataclass(frozen=True)
class Seen:
    """What a browser with the console open told."""

    first_load: int
    """Bytes in gzip, until events are shown."""
    delays: list[float]
    """Seconds from when each event was applied until it was there."""


def measure(shipped, progress) -> list[Figure]:
    """Builds the UI, and watches its console beside a stack."""
    with_node, browser = node.find(), chrome.ensure(progress)
    ui_build.ensure(with_node, progress)
    sizes = _sizes(with_node, "react") | _sizes(with_node, "console")
    seen = _watch(with_node, browser, {name: it.path for name, it in shipped.items()}, progress)
    return [
        Figure("package, minified, without its peers", sizes["package"], kilobytes, PACKAGE),
        Figure("its style sheet", sizes["styles.css"], kilobytes),
        Figure("console: what its page asks for first", sizes["first load"], kilobytes, CONSOLE),
        Figure("console: what is loaded until events are shown", seen.first_load, kilobytes, CONSOLE),
        Figure(f"from applied to visible, median of {len(seen.delays)}", statistics.median(seen.delays), milliseconds,
               VISIBLE),
        Figure("the same, maximum", max(seen.delays), milliseconds, VISIBLE),
    ]


def _sizes(with_node, workspace):
    """Bytes in gzip, as the workspace's own script says."""
    said = _output([with_node.npm, "run", "size", "--workspace", workspace], with_node.environment(), accepted=(0, 1))
    sizes = {name: float(kb) * 1000 for kb, name in SIZE.findall(said)}
    if not sizes:
        raise Problem(f"npm run size --workspace {workspace} named no size that is known here: {said}")
    return sizes


def _watch(with_node, browser, executables, progress):
    with (stack(STATE, Settings(), progress, executables) as started,
          site.served(started, STATE, with_node, progress, site.ANY_PORTS) as running):
        with progress.step("Events watched in the console") as step:
            arrivals.send_samples(running.description, step)
            step.detail = "people are changed"
            environment = with_node.environment(CHROME=browser, CONSOLE_URL=running.description.consoleUrl)
            told = json.loads(_output([with_node.program, str(SCRIPT)], environment))
    return Seen(told["firstLoad"], [it / 1000 for it in told["delays"]])


def _output(argv, environment, accepted=(0,)):
    said, complained = [], []
    if run_apart(argv, said.append, complained.append, env=environment, cwd=UI) not in accepted:
        raise Problem(f"{' '.join(argv)} failed: {' '.join(' '.join(complained).split())}")
    return "\n".join(said)
