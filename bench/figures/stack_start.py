"""How long `make dev` takes on a built checkout until the first event is applied."""

import contextlib
import os
import re
import signal
import subprocess
import sys
import threading
import time

from stack import clerk, functions, node, ui_build
from stack.places import CHECKOUT, LOCAL
from stack.problem import Problem

APPLIED = re.compile(r"^\s*\d\d:\d\d:\d\d\s+user\.created\s.*\screated\s")
CHOICES = ("PORT", "KEEP", "NO_UI", "PROFILE")
PATIENCE_SECONDS = 120


def measure(template, progress) -> float:
    """Seconds; beside a stack that may be running."""
    with progress.step("Functions built for the local stack") as step:
        functions.build(template.functions(), "dev", step)
    with progress.step("Clerk simulator built") as step:
        clerk.build("dev", step)
    with contextlib.suppress(Problem):  # Without Node, `make dev` has no demo.
        ui_build.ensure(node.find(), progress)
    with progress.step("Local stack started"):
        started = time.monotonic()
        with _dev() as dev:
            return _first_applied(dev) - started


def _dev():
    argv = [sys.executable, "infra/local", "--state", str(LOCAL / "bench" / "stack"), "dev"]
    environment = {name: value for name, value in os.environ.items() if name not in CHOICES}
    return _Ended(argv, cwd=CHECKOUT, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                  stderr=subprocess.STDOUT, text=True)


class _Ended(subprocess.Popen):
    """A program that is interrupted, and waited for, when the block ends."""

    def __exit__(self, *_):
        self.send_signal(signal.SIGINT)
        self.communicate()


def _first_applied(dev):
    watchdog = threading.Timer(PATIENCE_SECONDS, dev.send_signal, [signal.SIGINT])
    watchdog.start()
    lines = []
    try:
        for line in dev.stdout:
            lines.append(line)
            if APPLIED.match(line):
                return time.monotonic()
    finally:
        watchdog.cancel()
    raise Problem("`make dev` ended before the first event was applied:\n" + "".join(lines[-20:]))
