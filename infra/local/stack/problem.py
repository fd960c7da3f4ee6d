"""What goes wrong that a person can put right, said in one line instead of a traceback."""

import contextlib
import os
import signal
import sys


class Problem(Exception):
    """Its text is the one line: what is wrong and what to do about it."""


class Stopped(BaseException):
    """SIGTERM, or the terminal was closed: everything is taken down as after Ctrl-C."""


def stop_on_signals():
    """Turns the signals that end a session into an exception, so that `finally` blocks run."""

    def stop(number, _frame):
        raise Stopped(number)

    signal.signal(signal.SIGTERM, stop)
    # Not under nohup, which asks to outlive the terminal.
    if signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:
        signal.signal(signal.SIGHUP, stop)
    # Shells start background jobs with it ignored; there must be a way to stop those too.
    signal.signal(signal.SIGINT, signal.default_int_handler)


@contextlib.contextmanager
def uninterrupted():
    """Lets taking down finish: a second Ctrl-C must not leave half of it running."""
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = [signal.signal(number, signal.SIG_IGN) for number in numbers]
    try:
        yield
    finally:
        for number, handler in zip(numbers, before):
            signal.signal(number, handler)


@contextlib.contextmanager
def told_in_one_line():
    """Ends the process as a program should: a problem on stderr and 1, a signal as 128 + it."""
    status = None
    try:
        yield
    except Problem as problem:
        status = _told(problem)
    except BrokenPipeError:
        status = 1
    except Exception as error:
        # By name: the first start of a checkout comes here before botocore exists.
        if not type(error).__module__.startswith("botocore"):
            raise
        status = _told(f"the local services failed ({error}): if that stays so, `make clean` and start again")
    except KeyboardInterrupt:
        status = 128 + signal.SIGINT
    except Stopped as stopped:
        status = 128 + stopped.args[0]
    _flush_or_forget()
    if status is not None:
        sys.exit(status)


def _told(problem):
    with contextlib.suppress(OSError):
        print(_red("error:"), problem, file=sys.stderr)
    return 1


def _red(text):
    plain = "NO_COLOR" in os.environ or not sys.stderr.isatty()
    return text if plain else f"\x1b[31m{text}\x1b[0m"


def _flush_or_forget():
    """A closed terminal or pipe must not make Python complain while it exits."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
