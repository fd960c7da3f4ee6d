"""Runs other programs so that they end when we do."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from dataclasses import dataclass


@dataclass
class Finished:
    """How a program ended, and the last lines it said."""

    status: int
    last_lines: list[str]


def run_quietly(argv, on_line, *, env=None, cwd=None) -> Finished:
    """Runs a program and hands its lines to `on_line`; the last fifty are kept for the reader."""
    last = deque(maxlen=50)
    with _child(argv, env=env, cwd=cwd, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT, text=True, errors="replace") as child:
        for line in child.stdout:
            last.append(line.rstrip("\n"))
            on_line(line.rstrip("\n"))
        return Finished(child.wait(), list(last))


def run_apart(argv, on_output_line, on_error_line, *, env=None, cwd=None) -> int:
    """Runs a program whose two streams mean different things."""
    with _child(argv, env=env, cwd=cwd, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                stderr=subprocess.PIPE, text=True, errors="replace") as child:
        errors = threading.Thread(target=lambda: [on_error_line(it.rstrip("\n")) for it in child.stderr])
        errors.start()
        for line in child.stdout:
            on_output_line(line.rstrip("\n"))
        errors.join()
        return child.wait()


def run_side_by_side(commands, patience, *, cwd=None) -> None:
    """Runs programs at the same time: each command is its argv, its environment, and the file for what it says.

    They must all end within the patience, in seconds; otherwise they are stopped, and `TimeoutExpired` is raised.
    """
    deadline = time.monotonic() + patience
    with contextlib.ExitStack() as running:
        children = []
        for argv, env, path in commands:
            said = running.enter_context(open(path, "w"))
            children.append(running.enter_context(_child(argv, env=env, cwd=cwd, stdin=subprocess.DEVNULL, stdout=said,
                                                         stderr=subprocess.STDOUT)))
        for child in children:
            child.wait(max(deadline - time.monotonic(), 0))


@contextlib.contextmanager
def run_meanwhile(argv, *, env=None, cwd=None):
    """Runs a program while the block runs. Its lines can be read, and it is stopped if the block fails."""
    with _child(argv, env=env, cwd=cwd, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT, text=True, errors="replace") as child:
        yield child


def run_in_front(argv, *, env=None, cwd=None) -> int:
    """Runs a program that has our terminal, and returns its exit status."""
    with _child(argv, env=env, cwd=cwd) as child:
        status = child.wait()
    return status if status >= 0 else 128 - status


@contextlib.contextmanager
def _child(argv, **options):
    """A child process that is stopped, with its own children, if we are stopped first.

    On a terminal it shares our process group, so that Ctrl-C and closing reach it; elsewhere
    it leads one of its own, since there nobody else would stop its children.
    """
    alone = not sys.stdin.isatty()
    child = subprocess.Popen(argv, process_group=0 if alone else None, **options)
    try:
        yield child
    except BaseException:
        _stop(child, alone)
        raise
    finally:
        for stream in (child.stdout, child.stderr):
            if stream:
                stream.close()


def _stop(child, alone):
    if child.poll() is not None:
        return
    for number in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, number) if alone else child.send_signal(number)
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(timeout=5)
            return
