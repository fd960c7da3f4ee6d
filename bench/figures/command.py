"""The command line: measures, then prints every figure beside its target."""

import argparse

from stack import aws, signing
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
STACK = 20.0


PARTS = ("size", "start", "memory", "work", "events", "stack")


def run(argv: list[str]) -> int:
    """Measures everything, or the parts that are named."""
    parser = argparse.ArgumentParser(prog="python3 bench", description=__doc__)
    parser.add_argument("--profile", default="release", help="of the functions; dev is built sooner and reaches no target")
    parser.add_argument("parts", nargs="*", metavar="part", help=f"any of {', '.join(PARTS)}; default: all of them")
    arguments = parser.parse_args(argv)
    if unknown := sorted(set(arguments.parts) - set(PARTS)):
        parser.error(f"{unknown[0]} is none of {', '.join(PARTS)}")
    stop_on_signals()
    aws.forget_real_account()
    _measure(arguments.parts or PARTS, arguments.profile)
    return 0


def _measure(parts, profile):
    """Shows nothing before all is measured, so that the figures stand together."""
    screen = Screen()
    progress, report, template = Progress(screen), Report(screen), Template()
    shipped = {name: Shipped.build(name, profile, progress) for name in template.functions()}
    figures, counted = {name: [] for name in shipped}, []

    if "size" in parts:
        for name, it in shipped.items():
            figures[name] += _sizes(it)
    if "start" in parts:
        for name, it in shipped.items():
            figures[name] += _start(startup.measure(it, template.settings(name), _services, progress), name)
    if "work" in parts:
        figures[RECEIVER] += _work(work.measure(progress))
    if "memory" in parts or "events" in parts:
        executable = engine.build(progress)
    if "memory" in parts:
        with engine.running(executable, template.tables()) as tables:
            for name, figure in _memory(memory.measure(shipped, template, tables, progress)):
                figures[name].append(figure)
    if "events" in parts:
        with engine.running(executable, template.tables()) as tables:
            counted = kinds.measure(shipped, template, tables, progress)
    if "stack" in parts:
        figures["make dev, on a built checkout"] = [
            Figure("from the start to the first event applied", stack_start.measure(template, progress), seconds, STACK)]

    for title, listed in figures.items():
        report.figures(title, listed)
    if counted:
        report.events(counted, (template.default("WebhookReceiverMemorySize"), template.default("EventProcessorMemorySize")))
    report.sum_up()


def _services():
    return {"secretsmanager": SecretsManager(signing.new_secret())}


def _sizes(shipped):
    return [
        Figure("program", shipped.size, megabytes, SIZE.get(shipped.name, OTHER_SIZE)),
        Figure("program, zipped", shipped.zipped_size(), megabytes, ZIP.get(shipped.name)),
        Figure("newest version of GLIBC that it needs", shipped.glibc(), version, GLIBC),
    ]


def _start(used, name):
    return [
        Figure(f"CPU from exec to the first poll, median of {startup.STARTS}", used.median, milliseconds,
               START.get(name, OTHER_START)),
        Figure("the same, minimum", used.least, milliseconds),
    ]


def _work(used):
    return [
        Figure("work on a 4 KB event without network, median", used.handle, microseconds, WORK),
        Figure("of that, checking the signature (svix alone)", used.verify, microseconds),
    ]


def _memory(used):
    yield RECEIVER, Figure(f"memory at most, in {used.receiver_invocations} invocations", used.receiver, megabytes,
                           MEMORY[RECEIVER])
    yield PROCESSOR, Figure(f"memory at most, in {used.processor_invocations} invocations", used.processor, megabytes,
                            MEMORY[PROCESSOR])
