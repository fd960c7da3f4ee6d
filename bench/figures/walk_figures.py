"""What is promised of walks, and what came of them."""

from . import cost
from .report import Figure, megabytes, number, seconds
from .walk import PAGE

MEMORY = 128_000_000
GROWTH = 8_000_000
"""How much more memory a long walk may take than a short one."""
SPARE_LISTS = 10
"""Requests for a page beyond those that the users fill."""
LATE = 1.25
"""How much longer a walk may take than what we use of Clerk's limit makes it take."""
CHECKPOINT = 2
"""Requests that write in a run with nothing to do: the lease is taken, and given back with the run."""


def of(walks, template) -> dict[str, list[Figure]]:
    """The figures by title."""
    few, many, killed = walks.few, walks.many, walks.killed
    return {
        f"A full walk through {many.people:,} users, of whom {walks.drifted:,} differ": [
            *_pace(many, _per_second(template)),
            *_memory(few, many),
            Figure("users who differ afterwards", walks.inspection.unrepaired, number, 0),
            Figure("items of other users touched", walks.inspection.touched, number, 0),
            *(Figure(f"CPU of the {name}", it, seconds) for name, it in many.cpu.items()),
        ],
        f"A full walk through {few.people:,} users, killed {killed.times} times": [
            Figure("users read again", killed.read_again, number, killed.times * PAGE),
            Figure("repairs made again", killed.repaired_again, number, 0),
            Figure("users who differ afterwards, and items touched", killed.left, number, 0),
            Figure("pages asked for again, those on their way included", killed.pages_again, number),
        ],
        "An incremental run when nothing has changed": [
            Figure("requests to Clerk for a page", walks.incremental.lists, number, 1),
            Figure("requests to Clerk, all", walks.incremental.clerk.total(), number),
            Figure("requests to DynamoDB that write", walks.incremental.tables.writes, number, CHECKPOINT),
            Figure("requests to DynamoDB, all", walks.incremental.tables.requests, number),
        ],
    }


def costs(walks, template) -> dict[str, cost.RunCost]:
    """What runs cost, by what they are; full ones are scaled to as many users."""
    memory, per_second = template.default("ReconcilerMemorySize"), _per_second(template)

    def of_full(run):
        return cost.of_run(run, memory, per_second, cost.WALKED / run.people)

    return {"full, one in a hundred differs": of_full(walks.many), "full, nobody differs": of_full(walks.again),
            "incremental, nobody changed": cost.of_run(walks.incremental, memory, per_second)}


def _pace(run, per_second):
    requests = run.clerk.total()
    return [
        Figure("from the invocation to the answer", run.seconds, seconds, LATE * requests / per_second),
        Figure("requests to Clerk for a page", run.lists, number, run.people // PAGE + SPARE_LISTS),
        Figure("requests to Clerk, all", requests, number),
    ]


def _memory(few, many):
    return [
        Figure("memory at most", many.memory, megabytes, MEMORY),
        Figure(f"memory at most with {few.people:,} users", few.memory, megabytes, MEMORY),
        Figure("the difference", many.memory - few.memory, megabytes, GROWTH),
    ]


def _per_second(template):
    """Requests that the reconciler may make of Clerk."""
    settings = template.settings("reconciler")
    return int(settings["CLERK_REQUESTS_PER_10_SECONDS"]) * int(settings["CLERK_SHARE_PERCENT"]) / 1000
