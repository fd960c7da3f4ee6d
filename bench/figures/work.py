"""What our code does with one delivery, as functions/webhook-receiver/benches/delivery.rs measures it."""

import json
import os
from dataclasses import dataclass

from stack import toolchain
from stack.children import run_quietly
from stack.places import CHECKOUT
from stack.problem import Problem

BENCHMARK = ["--locked", "--package", "webhook-receiver", "--bench", "delivery"]


@dataclass(frozen=True)
class Work:
    """Medians, in seconds: of the whole, and of the check of the signature alone."""

    handle: float
    verify: float


def measure(progress) -> Work:
    """Builds and runs the benchmark, with logs in the format of production."""
    target = CHECKOUT / "target"
    with progress.step("Work per delivery measured") as step:
        def on_line(line):
            step.detail = line.strip()[:60]

        environment = {**os.environ, "AWS_LAMBDA_LOG_FORMAT": "JSON", "CARGO_TARGET_DIR": str(target)}
        finished = run_quietly([toolchain.cargo(), "bench", *BENCHMARK], on_line, env=environment, cwd=CHECKOUT)
        if finished.status != 0:
            raise Problem("functions/webhook-receiver/benches/delivery.rs fails:\n" + "\n".join(finished.last_lines))
        step.result = "by criterion"
    return Work(*(_median(target / "criterion" / "delivery" / name) for name in ("handle", "verify")))


def _median(folder):
    estimates = json.loads((folder / "new" / "estimates.json").read_text())
    return estimates["median"]["point_estimate"] / 1e9
