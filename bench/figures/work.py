"""What our code does with one delivery or request, as the benchmarks beside the code measure it."""

import json
import os
from dataclasses import dataclass

from stack import toolchain
from stack.children import run_quietly
from stack.places import CHECKOUT
from stack.problem import Problem

TARGET = CHECKOUT / "target"


@dataclass(frozen=True)
class Benchmark:
    """One of cargo's benchmarks."""

    package: str
    name: str
    group: str
    measured: tuple[str, ...]


RECEIVER = Benchmark("webhook-receiver", "delivery", "delivery", ("handle", "verify"))
API = Benchmark("profile-api", "request", "request", ("builder", "builder as owner", "me", "edit"))
TOKEN = Benchmark("profile-session", "verify", "verify", ("token", "signature"))


def measure(benchmark: Benchmark, progress) -> dict[str, float]:
    """Builds and runs it, with logs in the format of production. Medians, in seconds, by what was measured."""
    with progress.step(f"Work of {benchmark.package} measured") as step:
        def on_line(line):
            step.detail = line.strip()[:60]

        environment = {**os.environ, "AWS_LAMBDA_LOG_FORMAT": "JSON", "CARGO_TARGET_DIR": str(TARGET)}
        finished = run_quietly([toolchain.cargo(), "bench", "--locked", "--package", benchmark.package,
                                "--bench", benchmark.name], on_line, env=environment, cwd=CHECKOUT)
        if finished.status != 0:
            raise Problem(f"benches/{benchmark.name}.rs of {benchmark.package} fails:\n" + "\n".join(finished.last_lines))
        step.result = "by criterion"
    return {it: _median(TARGET / "criterion" / benchmark.group / it) for it in benchmark.measured}


def _median(folder):
    estimates = json.loads((folder / "new" / "estimates.json").read_text())
    return estimates["median"]["point_estimate"] / 1e9
