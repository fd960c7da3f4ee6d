"""What the machine says of a running process."""

import time
from pathlib import Path


def cpu_seconds(pid: int) -> float:
    """CPU time of all its threads since it was started, to the nanosecond: clock_getcpuclockid(3)."""
    return time.clock_gettime(~pid << 3 | 2)


def peak_memory(pid: int) -> int | None:
    """Most bytes it ever had in memory; none when it has ended."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024
    return None
