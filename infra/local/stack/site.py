"""Serves the demo and the console beside a stack: see ui/serve."""

import contextlib
import json
from dataclasses import replace

from .companion import Companion
from .places import UI
from .problem import Problem, uninterrupted

PROGRAM = UI / "serve" / "serve.mjs"
ANY_PORTS = ("--demo-port", "0", "--console-port", "0")


class Site:
    """Both, running. They end with this process, however that ends."""

    def __init__(self, companion, urls):
        self._companion = companion
        self.demo_url, self.console_url = urls["demoUrl"], urls["consoleUrl"]

    @classmethod
    def start(cls, with_node, state, ports=()) -> "Site":
        """Returns once both are served, beside the stack that the state describes."""
        argv = [with_node.program, str(PROGRAM), "--stack", str(state.description), "--with-parent", *ports]
        companion = Companion("what serves the demo", argv, state.site_log, "{")
        return cls(companion, json.loads(companion.first_line()))

    def check(self) -> None:
        """Raises when it has ended by itself."""
        self._companion.check()

    def stop(self) -> None:
        self._companion.stop()


@contextlib.contextmanager
def served(running, state, with_node, progress, ports=()):
    """The stack with its site while the block runs, and described with it."""
    with progress.step("Demo and console served") as step:
        site = Site.start(with_node, state, ports)
        step.result = f"{site.demo_url} and {site.console_url}"
    try:
        description = running.description.with_site(site.demo_url, site.console_url)
        description.write(state)
        yield replace(running, description=description, site=site)
    finally:
        with uninterrupted():
            site.stop()


@contextlib.contextmanager
def wanted(building, running, state, progress):
    """The same once it is built; without a site, and with a line that says why, if that fails."""
    try:
        with_node = building.finish(progress)
    except Problem as problem:
        progress.note(f"without the demo and the console: {problem}")
        yield running
        return
    with served(running, state, with_node, progress) as with_site:
        yield with_site
