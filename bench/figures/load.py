"""Load on the local stack: how many requests a second the profile API answers behind the stand-in of its gateway."""

import statistics
import threading
import time
from collections import Counter
from dataclasses import dataclass

from stack.places import LOCAL, State
from stack.problem import Problem
from stack.running import Settings, stack
from stack.session import Session

from . import load_cpu
from .load_client import Client, Crowd

STATE = State(LOCAL / "bench" / "load")
CONNECTIONS = (1, 2, 4, 8, 16)
SEARCH_SECONDS = 4
BETTER = 1.03
"""More connections are only worth it if they bring so much more."""
MOST_REQUESTS = 1_000_000
"""All connections together, however fast they are answered."""


@dataclass(frozen=True)
class Load:
    """What came of it."""

    seconds: float
    connections: int
    latencies: list[float]
    """In seconds, of all answers, in order of length."""
    kinds: Counter
    """Answers by what was asked for."""
    errors: Counter
    """What was no good answer, by what it was."""
    cpu: dict[str, float]
    """CPU seconds by process, or by kind of function."""
    searched: dict[int, float]
    """Answers a second by connections, from the search."""

    @property
    def rate(self) -> float:
        return len(self.latencies) / self.seconds

    def percentile(self, part: int) -> float:
        return statistics.quantiles(self.latencies, n=100)[part - 1]


def measure(shipped, seconds: int, progress) -> Load:
    """A closed loop: each connection asks again when it is answered. With as many connections as bring the most."""
    executables = {name: it.path for name, it in shipped.items()}
    with stack(STATE, Settings(), progress, executables) as running:
        with progress.step("People signed up") as step:
            crowd = Crowd.gather(running.description, max(CONNECTIONS), step)
        with progress.step("Connections tried") as step:
            searched = _search(running, crowd, step)
            most = max(searched.values())
            best = next(it for it, rate in searched.items() if rate * BETTER >= most)
            step.result = ", ".join(f"{it}: {rate:,.0f}/s" for it, rate in searched.items())
        with progress.step(f"Load for {seconds} s") as step:
            load = _run(running, crowd, best, seconds, searched, step)
            step.result = f"{len(load.latencies):,} answers"
        running.check()
        return load


def _search(running, crowd, step):
    return {it: _run(running, crowd, it, SEARCH_SECONDS, {}, step).rate for it in CONNECTIONS}


def _run(running, crowd, connections, seconds, searched, step):
    clients = [Client(Session(running.description), crowd, number, MOST_REQUESTS // connections)
               for number in range(connections)]
    before, started = load_cpu.by_name(running), time.monotonic()
    deadline = started + seconds
    threads = [threading.Thread(target=it.ask_until, args=(deadline,), daemon=True) for it in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        while thread.is_alive():
            thread.join(0.5)
            step.detail = f"{connections} connections, {sum(len(it.latencies) for it in clients):,} answers"
    took, after = time.monotonic() - started, load_cpu.by_name(running)
    load = Load(took, connections, sorted(it for client in clients for it in client.latencies),
                sum((it.kinds for it in clients), Counter()), sum((it.errors for it in clients), Counter()),
                {name: used - before.get(name, 0) for name, used in after.items()}, searched)
    if len(load.latencies) < 2:
        raise Problem(f"the local stack answers nothing under load: {dict(load.errors)}")
    return load
