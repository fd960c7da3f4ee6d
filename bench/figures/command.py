"""The command line: measures, then prints every figure beside its target."""

import argparse

from stack import aws
from stack.problem import stop_on_signals
from stack.progress import Progress
from stack.screen import Screen

from . import engine, kinds, memory, startup, stack_start, work
from .report import Figure, Report, megabytes, microseconds, milliseconds, seconds, version
from .services import SecretsManager
from .shipped import Shipped
from .template import Template

RECEIVER, PROCESSOR = "webhook-receiver", "event-processor"
MB = 1_000_000
SIZE = {RECEIVER: 7 * MB}
OTHER_SIZE = 9 * MB
ZIP = {RECEIVER: 3.3 * MB}
GLIBC = (2, 34)
"""That of Amazon Linux 2023."""
START = {RECEIVER: 0.003}
OTHER_START = 0.005
MEMORY = {RECEIVER: 20 * MB, PROCESSOR: 30 * MB}
WORK = 0.000_100
STACK_START = 20.0


def run(argv: list[str]) -> int:
    """Measures everything, or the parts that are named."""
    parts = {"size": _size, "start": _start, "memory": _memory, "work": _work, "events": _events, "stack": _stack}
    parser = argparse.ArgumentParser(prog="python3 bench", description=__doc__)
    parser.add_argument("--profile", default="release", help="of the functions: dev is built sooner, and meets no target")
    parser.add_argument("parts", nargs="*", metavar="part", help=f"of {', '.join(parts)}; default: all of them")
    arguments = parser.parse_args(argv)
    unknown = sorted(set(arguments.parts) - set(parts))
    if unknown:
        parser.error(f"{unknown[0]} is none of {', '.join(parts)}")
    stop_on_signals()
    aws.forget_real_account()
    measurement = Measurement(arguments.profile)
    # All is measured before anything is shown, so that the figures stand together.
    shown = [parts[name](measurement) for name in parts if not arguments.parts or name in arguments.parts]
    for show in shown:
        show()
    measurement.report.sum_up()
    return 0
