"""What is promised under load, and what came of it."""

from .load_cpu import CLIENT, GATEWAY
from .report import Figure, microseconds, milliseconds, number, per_second, percent

FUNCTION = "profile-api"


def of(load) -> dict[str, list[Figure]]:
    """The figures by title."""
    share = {name: used / load.seconds for name, used in sorted(load.cpu.items(), key=lambda it: -it[1])}
    title = f"The local stack under load for {load.seconds:.0f} s, {load.connections} connections"
    return {
        title: [
            Figure("answers a second", load.rate, per_second),
            Figure("time to an answer, median", load.percentile(50), milliseconds),
            Figure("time to an answer, 99 of 100", load.percentile(99), milliseconds),
            Figure("errors" + "".join(f", {name}" for name in load.errors), load.errors.total(), number, 0),
            Figure("edits among the answers", load.kinds["edit"] + load.kinds["edit, pushed"], number),
        ],
        f"{title}: CPU, of one core": [
            *(Figure(name, it, percent) for name, it in share.items()),
            Figure(f"{FUNCTION}, for one answer", load.cpu.get(FUNCTION, 0) / len(load.latencies), microseconds),
            Figure(f"{GATEWAY}, for one answer", load.cpu[GATEWAY] / len(load.latencies), microseconds),
            Figure(f"{CLIENT}, for one answer", load.cpu[CLIENT] / len(load.latencies), microseconds),
        ],
    }
