"""The command line: one small command for each thing a person does with the stack."""

import argparse
from pathlib import Path

from . import aws
from .places import DEV, TEST, State
from .problem import stop_on_signals


def run(argv: list[str]) -> int:
    """Runs one command and returns its exit status."""
    stop_on_signals()
    aws.forget_real_account()
    arguments = _parser().parse_args(argv)
    return arguments.command(arguments)


def _parser():
    parser = argparse.ArgumentParser(prog="python3 infra/local", description=__doc__)
    parser.add_argument("--state", type=_state, metavar="FOLDER",
                        help="the stack's folder, default .local (run and test: .local/test)")
    commands = parser.add_subparsers(required=True, metavar="command")

    def add(name, command, help, *arguments):
        added = commands.add_parser(name, help=help)
        added.set_defaults(command=command)
        for argument, options in arguments:
            added.add_argument(argument, **options)

    add("dev", _dev, "run a stack, send the samples, watch what arrives until Ctrl-C")
    add("run", _run, "run a command beside a stack of its own, which ends with it",
        ("argv", {"nargs": argparse.REMAINDER, "metavar": "-- command", "help": "finds the stack by STACK_JSON"}))
    add("send", _send, "sign and post one event to the running stack",
        ("file", {"nargs": "?", "help": "its exact body"}),
        ("--id", {"help": "its svix-id; default: the sample's own, else a new one"}))
    add("show", _show, "print a person",
        ("subject", {"nargs": "?", "help": "a Clerk id, an email address or an id of ours"}))
    add("events", _events, "print the last events of the ledger")
    add("dlq", _dlq, "list the dead letters with their causes")
    add("redrive", _redrive, "send the dead letters back to the queue")
    add("reconcile", _reconcile, "start a run of the reconciler and print what it did",
        ("--mode", {"choices": ["incremental", "full"], "default": "incremental"}),
        ("--dry-run", {"action": "store_true", "help": "change nothing"}),
        ("--allow-deletes", {"action": "store_true", "help": "let this one run pass the delete brake"}))
    add("drift", _drift, "compare every user with Clerk's and print what differs",
        ("--json", {"action": "store_true", "help": "on stdout, for programs"}))
    add("import", _import, "import the platform's records",
        ("file", {"nargs": "?", "help": "a user a line, as JSON"}),
        ("--dry-run", {"action": "store_true", "help": "only check the file"}))
    add("roles", _roles, "set a person's roles, as an admin would",
        ("--user", {"help": "a Clerk id, an email address or an id of ours"}),
        ("--roles", {"help": "all of them, separated by commas"}),
        ("--dry-run", {"action": "store_true", "help": "only say what would change"}))
    add("clerk", _clerk, "print how to change people in the Clerk simulator")
    add("api", _api, "print how to get a token and call the profile API")
    add("test", _test, "run every layer of tests and count them")
    add("fuzz", _fuzz, "run one of these layers alone: requests made from the API's document")
    add("browser", _browser, "run the browser tests alone",
        ("argv", {"nargs": argparse.REMAINDER, "metavar": "-- arguments", "help": "for Playwright"}))
    add("ui", _ui, "build the demo and the console, if anything of them has changed")
    add("lint", _lint, "check infra/template.yaml and the UI")
    add("fmt", _fmt, "format the UI")
    add("clean", _clean, "remove what the local stack installed and kept")
    return parser


def _after_dashes(arguments):
    """What is meant for another program."""
    return arguments.argv[1:] if arguments.argv[:1] == ["--"] else arguments.argv


def _state(text):
    return State(Path(text).resolve())


# Each imports what it needs when it runs: a command that only reads must not wait for the rest.


def _dev(arguments):
    from . import follow, running

    return follow.dev(arguments.state or DEV, running.Settings.from_environment(incremental_minutes=5))


def _run(arguments):
    from . import beside, running

    return beside.run(_after_dashes(arguments), arguments.state or TEST, running.Settings.from_environment())


def _send(arguments):
    from . import inspect

    return inspect.send(arguments.file, arguments.id, arguments.state or DEV)


def _show(arguments):
    from . import inspect

    return inspect.show(arguments.subject, arguments.state or DEV)


def _events(arguments):
    from . import inspect

    return inspect.events(arguments.state or DEV)


def _dlq(arguments):
    from . import inspect

    return inspect.list_dead_letters(arguments.state or DEV)


def _redrive(arguments):
    from . import inspect

    return inspect.redrive(arguments.state or DEV)


def _reconcile(arguments):
    from . import reconcile

    return reconcile.run(arguments.mode, arguments.dry_run, arguments.allow_deletes, arguments.state or DEV)


def _drift(arguments):
    from . import reconcile

    return reconcile.drift(arguments.json, arguments.state or DEV)


def _import(arguments):
    from . import operators_tool

    return operators_tool.import_users(arguments.file, arguments.dry_run, arguments.state or DEV)


def _roles(arguments):
    from . import operators_tool

    return operators_tool.set_roles(arguments.user, arguments.roles, arguments.dry_run, arguments.state or DEV)


def _clerk(arguments):
    from . import guide

    return guide.clerk(arguments.state or DEV)


def _api(arguments):
    from . import guide

    return guide.api(arguments.state or DEV)


def _test(arguments):
    from . import testrun

    return testrun.run(arguments.state or TEST)


def _fuzz(arguments):
    from . import testrun

    return testrun.run_fuzz(arguments.state or TEST)


def _browser(arguments):
    from . import testrun

    return testrun.run_browser(arguments.state or TEST, _after_dashes(arguments))


def _ui(_arguments):
    from . import ui_build

    return ui_build.run()


def _lint(_arguments):
    from . import lint

    return lint.run()


def _fmt(_arguments):
    from . import lint

    return lint.format_ui()


def _clean(_arguments):
    from . import clean

    return clean.run()
