"""Walks of the shipped reconciler through everybody, between the Clerk simulator and tables full of people."""

import contextlib
import time
from collections import Counter
from dataclasses import dataclass

from stack.problem import Problem

from . import clerk, tables
from .function import running
from .loopback import serving

FULL = {"mode": "full"}
INCREMENTAL = {"mode": "incremental"}
LIST = "GET /v1/users"
FEW = 10_000
PAGE = 500
KILLED_AT = (3.2, 8.4, 13.6, 18.8)
"""Where a walk through a few is killed: so many pages were asked for, and that much of the time of another is over."""
MINUTES, GIGABYTES = 5, 3.5
"""What a million people take on two cores: most of it to put them, and to look at each afterwards."""
TIMEOUT_SECONDS = 900
"""Lambda's longest, which the template sets."""


@dataclass(frozen=True)
class Run:
    """One invocation, and what it used."""

    people: int
    summary: dict
    seconds: float
    clerk: Counter
    """Requests to Clerk by method and route."""
    tables: tables.Asked
    logged: int
    memory: int
    """Most bytes that the reconciler ever had."""
    cpu: dict
    """CPU seconds of each process."""

    @property
    def lists(self) -> int:
        return self.clerk[LIST]


@dataclass(frozen=True)
class Killed:
    """What a walk lost whose process was killed several times."""

    times: int
    read_again: int
    """Users whose records were read again, those of the page read ahead included."""
    repaired_again: int
    pages_again: int
    """Pages asked for again, those included that were on their way when the process was killed."""
    left: int
    """Users who still differ, and items touched that should not have been."""


@dataclass(frozen=True)
class Walks:
    """What was measured."""

    few: Run
    """A full walk through a few people, of whom some differ."""
    again: Run
    """The same when nobody differs any more."""
    incremental: Run
    """An incremental run with nothing changed."""
    killed: Killed
    many: Run
    inspection: tables.Inspection
    drifted: int
    tables_memory: int


class Programs:
    """What takes part in a walk, built."""

    def __init__(self, reconciler, simulator, tables, template):
        self.template = template
        self._reconciler = reconciler
        self._simulator = simulator
        self._tables = tables

    @contextlib.contextmanager
    def place(self, people: int, step):
        """So many people in Clerk and in the tables, while the block runs."""
        with tables.running(self._tables, self.template, people, step) as peopled, \
                clerk.running(self._simulator, generate=people) as simulated:
            yield Place(people, peopled, simulated)

    @contextlib.contextmanager
    def reconciler(self, place):
        """A new process of the function while the block runs, and the stand-in that invokes it."""
        settings = self.template.settings("reconciler") | {"CLERK_API_URL": place.clerk.url}
        with serving({}, TIMEOUT_SECONDS) as loopback, \
                running(self._reconciler, settings, loopback, aws=place.tables.url) as function:
            yield Reconciler(function, loopback.runtime)


@dataclass(frozen=True)
class Place:
    """Clerk and the tables."""

    people: int
    tables: tables.Tables
    clerk: clerk.Clerk


class Reconciler:
    """A running reconciler."""

    def __init__(self, function, runtime):
        self._function = function
        self._runtime = runtime

    def begin(self, request) -> None:
        self._runtime.begin(request)

    def run(self, place, request) -> Run:
        """One invocation from its beginning to its end."""
        processes = {"reconciler": self._function, "Clerk simulator": place.clerk, "tables": place.tables}
        place.tables.asked()
        before = {name: it.cpu_seconds() for name, it in processes.items()}
        asked, logged = place.clerk.requests(), len(self._function.logged())
        started = time.monotonic()
        summary = self._runtime.invoke(request, self._function)
        seconds = time.monotonic() - started
        if summary["state"] != "finished":
            raise Problem(f"a run of the reconciler did not finish: {summary}")
        return Run(place.people, summary, seconds, place.clerk.requests() - asked, place.tables.asked(),
                   len(self._function.logged()) - logged, self._function.peak_memory(),
                   {name: it.cpu_seconds() - before[name] for name, it in processes.items()})


def measure(programs, people, progress) -> Walks:
    """Walks through a few, whole and killed, and then through so many."""
    millions = people / 1_000_000
    progress.note(f"the walk through {people:,} people takes about {1 + MINUTES * millions:.0f} min "
                  f"and {GIGABYTES * millions:.1f} GB of memory")
    with progress.step(f"Walks through {FEW:,} people") as step:
        few, again, incremental, inspection, drifted, memory = _few(programs, step)
    with progress.step("Walk killed") as step:
        killed = _killed(programs, few.seconds / few.lists, step)
        step.result = f"{killed.times} times"
    many = few
    if people != FEW:
        with progress.step(f"Walk through {people:,} people") as step:
            many, inspection, drifted, memory = _many(programs, people, step)
    return Walks(few, again, incremental, killed, many, inspection, drifted, memory)


def _few(programs, step):
    with programs.place(FEW, step) as place:
        with programs.reconciler(place) as reconciler:
            few = reconciler.run(place, FULL)
        inspection = place.tables.inspect(step)
        with programs.reconciler(place) as reconciler:
            again = reconciler.run(place, FULL)
            incremental = reconciler.run(place, INCREMENTAL)
        return few, again, incremental, inspection, place.tables.drifted, place.tables.memory()


def _many(programs, people, step):
    with programs.place(people, step) as place:
        step.detail = "walking"
        with programs.reconciler(place) as reconciler:
            many = reconciler.run(place, FULL)
        memory = place.tables.memory()
        return many, place.tables.inspect(step), place.tables.drifted, memory


def _killed(programs, page_seconds, step):
    with programs.place(FEW, step) as place:
        place.tables.asked()
        for point in KILLED_AT:
            with programs.reconciler(place) as reconciler:
                reconciler.begin(FULL)
                while place.clerk.requests()[LIST] < int(point):
                    time.sleep(0.001)
                time.sleep(point % 1 * page_seconds)
            place.tables.end_lease(programs.template.settings("reconciler")["EVENTS_TABLE_NAME"])
        users = place.tables.asked().users
        with programs.reconciler(place) as reconciler:
            users += reconciler.run(place, FULL).tables.users
        found = place.tables.inspect(step)
        return Killed(len(KILLED_AT), users - FEW, found.changes - place.tables.drifted,
                      place.clerk.requests()[LIST] - _pages(FEW), found.unrepaired + found.touched)


def _pages(people):
    """Pages of an undisturbed walk: the last one is empty."""
    return people // PAGE + 1
