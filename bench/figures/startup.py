"""CPU time from the start of a function to its first poll of the Runtime API, when Lambda calls it started."""

import statistics
from dataclasses import dataclass

from .function import running
from .loopback import serving

STARTS = 60


@dataclass(frozen=True)
class Startup:
    """In seconds."""

    median: float
    least: float


def measure(shipped, settings, services, progress) -> Startup:
    """Starts it many times, each time with everything new. `services` makes the services of one start."""
    used = []
    with progress.step(f"{shipped.name} started") as step:
        for number in range(STARTS):
            step.detail = f"{number} of {STARTS} times"
            with serving(services()) as loopback, running(shipped, settings, loopback) as function:
                used.append(function.cpu_seconds())
        step.result = f"{STARTS} times"
    return Startup(statistics.median(used), min(used))
