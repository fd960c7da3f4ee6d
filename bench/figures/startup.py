"""What a function takes from its start to its first poll of the Runtime API, when Lambda calls it started."""

import statistics
import time
from dataclasses import dataclass

from .function import running
from .loopback import serving

STARTS = 60


@dataclass(frozen=True)
class Startup:
    """In seconds."""

    median: float
    """Of CPU time."""
    least: float
    """Of CPU time."""
    clock: float
    """Median of the time on the clock."""


def measure(shipped, settings, services, progress) -> Startup:
    """Starts it many times, each time with everything new. `services` makes the services of one start."""
    used, took = [], []
    with progress.step(f"{shipped.name} started") as step:
        for number in range(STARTS):
            step.detail = f"{number} of {STARTS} times"
            with serving(services()) as loopback:
                started = time.monotonic()
                with running(shipped, settings, loopback) as function:
                    took.append(time.monotonic() - started)
                    used.append(function.cpu_seconds())
        step.result = f"{STARTS} times"
    return Startup(statistics.median(used), min(used), statistics.median(took))
