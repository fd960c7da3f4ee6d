"""A program that runs beside the stack: it says first where it listens, and ends with this process, however that ends."""

import contextlib
import subprocess
import time

from .places import shown
from .problem import Problem

START_SECONDS = 20
STOP_SECONDS = 5


class Companion:
    """One running program. It watches its input, a pipe that only we hold open."""

    def __init__(self, name: str, argv: list[str], log, begin: str):
        """`name` is what people call it; its first line begins with `begin`, and what it says goes into the log."""
        self._name = name
        self._log = log
        self._begin = begin
        with open(log, "w") as said:
            self._process = subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=said, stderr=subprocess.STDOUT,
                                             start_new_session=True)

    def first_line(self) -> str:
        """Waits for it. A program that doesn't get there is ended."""
        try:
            return self._first_line()
        except BaseException:
            self.stop()
            raise

    def _first_line(self):
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            for line in self._log.read_text(errors="replace").splitlines(keepends=True):
                if line.startswith(self._begin) and line.endswith("\n"):
                    return line.strip()
            if self._process.poll() is not None:
                raise Problem(f"{self._name} cannot start ({self._last_words()}): see {shown(self._log)}")
            time.sleep(0.02)
        raise Problem(f"{self._name} does not say where it listens after {START_SECONDS} s: see {shown(self._log)}")

    def check(self) -> None:
        """Raises when the program has ended by itself."""
        if self._process.poll() is not None:
            raise Problem(f"{self._name} stopped by itself ({self._last_words()}): see {shown(self._log)}")

    def _last_words(self):
        if self._process.returncode < 0:
            return f"killed by signal {-self._process.returncode}"
        lines = self._log.read_text(errors="replace").split("\n")
        said = [line for line in lines if line and not line.startswith(self._begin)]
        return said[-1].removeprefix("error: ") if said else "no reason given"

    def stop(self) -> None:
        """Its input's end is the sign to stop; one that does not heed it is killed."""
        with contextlib.suppress(OSError):
            self._process.stdin.close()
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
