"""The command line: measures, then prints every figure beside its target."""

import argparse

from stack import aws, clerk, signing
from stack.problem import stop_on_signals
from stack.progress import Progress
from stack.screen import Screen

from . import (api_kinds, engine, examples, kinds, load, load_figures, memory, startup, stack_start, ui, walk,
               walk_figures, work)
from .report import Figure, Report, megabytes, microseconds, milliseconds, seconds, version
from .services import SecretsManager
from .shipped import Shipped
from .template import Template

RECEIVER, PROCESSOR, RECONCILER, API = "webhook-receiver", "event-processor", "reconciler", "profile-api"
MB = 1_000_000
SIZE = {RECEIVER: 7 * MB}
OTHER_SIZE = 9 * MB
ZIP = {RECEIVER: 3.3 * MB}
GLIBC = (2, 34)
"""That of Amazon Linux 2023."""
START = {RECEIVER: 0.003}
OTHER_START = 0.005
START_ON_CLOCK = {API: 0.020}
MEMORY = {RECEIVER: 20 * MB, PROCESSOR: 30 * MB}
WORK = 0.000_100
API_READ = 0.000_150
TOKEN = 0.000_100
STACK = 20.0
LOAD_SECONDS = 60
MOST_LOAD_SECONDS = 600
PEOPLE = 1_000_000
MOST_PEOPLE = 2_000_000
"""More the simulator does not generate."""

PARTS = ("size", "start", "memory", "work", "events", "api", "stack", "ui", "load", "walk")


def run(argv: list[str]) -> int:
    """Measures everything, or the parts that are named."""
    parser = argparse.ArgumentParser(prog="python3 bench", description=__doc__)
    parser.add_argument("--profile", default="release", help="of the functions; dev is built sooner and reaches no target")
    parser.add_argument("--people", type=int, default=PEOPLE, help=f"in the long walk; default: {PEOPLE:,}")
    parser.add_argument("--seconds", type=int, default=LOAD_SECONDS, help=f"of load; default: {LOAD_SECONDS}")
    parser.add_argument("parts", nargs="*", metavar="part", help=f"any of {', '.join(PARTS)}; default: all of them")
    arguments = parser.parse_args(argv)
    if unknown := sorted(set(arguments.parts) - set(PARTS)):
        parser.error(f"{unknown[0]} is none of {', '.join(PARTS)}")
    if not 1 <= arguments.people <= MOST_PEOPLE:
        parser.error(f"--people must be from 1 to {MOST_PEOPLE:,}")
    if not 1 <= arguments.seconds <= MOST_LOAD_SECONDS:
        parser.error(f"--seconds must be from 1 to {MOST_LOAD_SECONDS}")
    stop_on_signals()
    aws.forget_real_account()
    _measure(arguments.parts or PARTS, arguments.profile, arguments.people, arguments.seconds)
    return 0


def _measure(parts, profile, people, load_seconds):
    """Shows nothing before all is measured, so that the figures stand together."""
    screen = Screen()
    progress, report, template = Progress(screen), Report(screen), Template()
    shipped = {name: Shipped.build(name, profile, progress) for name in template.functions()}
    figures, counted, asked, walked = {name: [] for name in shipped}, [], [], {}

    if "size" in parts:
        for name, it in shipped.items():
            figures[name] += _sizes(it)
    if "start" in parts:
        for name, it in shipped.items():
            figures[name] += _start(startup.measure(it, template.settings(name), _services, progress), name)
    if "work" in parts:
        figures[RECEIVER] += _work(work.measure(work.RECEIVER, progress))
        figures[API] += _api_work(work.measure(work.API, progress), work.measure(work.TOKEN, progress))
    if {"memory", "events", "api"} & set(parts):
        executable = engine.build(progress)
    if "memory" in parts:
        with engine.running(executable, template.tables()) as tables:
            for name, figure in _memory(memory.measure(shipped, template, tables, progress)):
                figures[name].append(figure)
    if {"events", "api"} & set(parts):
        simulator = _simulator("dev", progress)
    if "events" in parts:
        with engine.running(executable, template.tables()) as tables:
            counted = kinds.measure(shipped, template, tables, simulator, progress)
    if "api" in parts:
        with engine.running(executable, template.tables()) as tables:
            asked = api_kinds.measure(shipped, template, tables, simulator, progress)
    if "stack" in parts:
        figures["make dev, on a built checkout"] = [
            Figure("from the start to the first event applied", stack_start.measure(template, progress), seconds, STACK)]
    if "ui" in parts:
        figures["The UI, in gzip, and the console"] = ui.measure(shipped, progress)
    if "load" in parts:
        figures |= load_figures.of(load.measure(shipped, load_seconds, progress))
    if "walk" in parts:
        walks = walk.measure(_programs(shipped, template, profile, progress), people, progress)
        figures |= walk_figures.of(walks, template)
        walked = walk_figures.costs(walks, template)

    for title, listed in figures.items():
        if listed:
            report.figures(title, listed)
    if counted:
        report.events(counted, (template.default("WebhookReceiverMemorySize"), template.default("EventProcessorMemorySize")))
    if asked:
        report.requests(asked, template.default("ProfileApiMemorySize"))
    if walked:
        report.runs(walked)
    report.sum_up()


def _services():
    return {"secretsmanager": SecretsManager(signing.new_secret())}


def _simulator(profile, progress):
    with progress.step("Clerk simulator built") as step:
        return clerk.build(profile, step)


def _programs(shipped, template, profile, progress):
    simulator = _simulator(profile, progress)
    with progress.step("Tables full of people built") as step:
        tables = examples.build(RECONCILER, "platform", profile, step)
    return walk.Programs(shipped[RECONCILER], simulator, tables, template)


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
        Figure("on the clock, median", used.clock, milliseconds, START_ON_CLOCK.get(name)),
    ]


def _work(used):
    return [
        Figure("work on a 4 KB event without network, median", used["handle"], microseconds, WORK),
        Figure("of that, checking the signature (svix alone)", used["verify"], microseconds),
    ]


def _api_work(used, token):
    return [
        Figure("work on a public builder without network, median", used["builder"], microseconds, API_READ),
        Figure("work on a builder, as the owner", used["builder as owner"], microseconds, API_READ),
        Figure("work on /v1/me", used["me"], microseconds, API_READ),
        Figure("work on an edit", used["edit"], microseconds),
        Figure("of these but the first, verifying the token", token["token"], microseconds, TOKEN),
        Figure("of that, the signature (ring alone)", token["signature"], microseconds),
    ]


def _memory(used):
    yield RECEIVER, Figure(f"memory at most, in {used.receiver_invocations} invocations", used.receiver, megabytes,
                           MEMORY[RECEIVER])
    yield PROCESSOR, Figure(f"memory at most, in {used.processor_invocations} invocations", used.processor, megabytes,
                            MEMORY[PROCESSOR])
