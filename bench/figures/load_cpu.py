"""CPU time of everything that takes part in the load, so that it shows what bounds the rate."""

import contextlib
import os
import time
from pathlib import Path

from . import process

GATEWAY = "AWS's stand-ins"
CLIENT = "who asks"
NAME = "AWS_LAMBDA_FUNCTION_NAME="


def by_name(running) -> dict[str, float]:
    """CPU seconds so far. A function that has ended no longer counts; none ends while it has work."""
    used = {GATEWAY: process.cpu_seconds(running.server.pid), CLIENT: time.process_time()}
    names = sorted(running.description.functions)
    for pid in map(int, filter(str.isdigit, os.listdir("/proc"))):
        with contextlib.suppress(OSError):
            if os.getpgid(pid) == running.server.pid and pid != running.server.pid:
                name = _function(pid, names)
                used[name] = used.get(name, 0) + process.cpu_seconds(pid)
    return used


def _function(pid, names):
    """By what Lambda tells every function of itself."""
    environment = Path(f"/proc/{pid}/environ").read_text(errors="replace").split("\0")
    told = next((it.removeprefix(NAME) for it in environment if it.startswith(NAME)), "")
    return next((it for it in names if told.endswith(it)), "other functions")
