"""Shows each step of getting somewhere: what, how long so far, and how long it took."""

import contextlib
import threading
import time

SPINNER = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"
QUIET_SECONDS = 2
REMINDER_SECONDS = 15


class Progress:
    """Steps one after the other, each a line with its time."""

    def __init__(self, screen, title: str = ""):
        self._screen = screen
        self._title = title
        self.started = time.monotonic()

    @contextlib.contextmanager
    def step(self, name: str):
        """Shows the step while its block runs. A step that fails leaves its cross."""
        self._say_title()
        step = Step(self._screen, name)
        with step.shown():
            yield step

    def _say_title(self):
        """Only once there is something to tell: what is refused at once needs no title."""
        if self._title:
            self._screen.line(self._title)
            self._screen.line()
            self._title = ""

    def note(self, text: str) -> None:
        """Something worth knowing between two steps."""
        self._screen.line(f"  {self._screen.paint('·', 'dim')} {text}")


class Step:
    """One line. `detail` is what it is at; `result` is what came of it."""

    def __init__(self, screen, name):
        self._screen = screen
        self._name = name
        self._started = time.monotonic()
        self._over = threading.Event()
        self.detail = ""
        self.result = ""

    @contextlib.contextmanager
    def shown(self):
        ticker = threading.Thread(target=self._tick, daemon=True)
        ticker.start()
        try:
            yield
        except BaseException:
            self._end(ticker, self._screen.paint("✗", "red"))
            raise
        self._end(ticker, self._screen.paint("✓", "green"))

    def _end(self, ticker, mark):
        self._over.set()
        ticker.join()
        self._screen.below([])
        took = self._screen.paint(f"{self._seconds():5.1f} s", "dim")
        self._screen.line(f"  {mark} {self._name:<32} {took}  {self.result}".rstrip())

    def _tick(self):
        reminded = QUIET_SECONDS
        while not self._over.wait(0.1):
            if self._screen.moves:
                self._spin()
            elif self._seconds() >= reminded:
                self._screen.line(f"  … {self._name}, {self._seconds():.0f} s  {self.detail}".rstrip())
                reminded += REMINDER_SECONDS

    def _spin(self):
        wheel = SPINNER[int(self._seconds() * 10) % len(SPINNER)]
        wheel, took = (self._screen.paint(it, style) for it, style in
                       ((wheel, "cyan"), (f"{self._seconds():5.1f} s", "dim")))
        detail = self._screen.paint(self.detail, "dim")
        self._screen.below([f"  {wheel} {self._name:<32} {took}  {detail}"])

    def _seconds(self):
        return time.monotonic() - self._started
