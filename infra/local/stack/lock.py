"""One stack per state folder at a time; the kernel forgets the lock when its holder dies."""

import contextlib
import fcntl
import os

from .problem import Problem


@contextlib.contextmanager
def held(folder, when_taken):
    """Holds the folder's lock, or raises a `Problem` with the text that `when_taken` returns."""
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Problem(when_taken()) from None
        yield
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def awaited(folder):
    """Holds the folder's lock, after waiting for whoever has it."""
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
