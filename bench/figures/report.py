"""Figures beside their targets, and the table of what events cost."""

from collections.abc import Callable
from dataclasses import dataclass

from . import cost


@dataclass(frozen=True)
class Figure:
    """Something measured, and the most it may be."""

    name: str
    value: float | tuple
    show: Callable[[float | tuple], str]
    most: float | tuple | None = None
    """None where nothing is promised."""

    @property
    def is_missed(self) -> bool:
        return self.most is not None and self.value > self.most


def megabytes(value: float) -> str:
    """Of a million bytes."""
    return f"{value / 1e6:.2f} MB"


def kilobytes(value: float) -> str:
    """Of a thousand bytes."""
    return f"{value / 1e3:.1f} kB"


def milliseconds(value: float) -> str:
    return f"{value * 1e3:.2f} ms"


def microseconds(value: float) -> str:
    return f"{value * 1e6:.1f} µs"


def seconds(value: float) -> str:
    return f"{value:.1f} s"


def per_second(value: float) -> str:
    return f"{value:,.0f}/s"


def percent(value: float) -> str:
    return f"{value * 100:.0f} %"


def number(value: float) -> str:
    return f"{value:,.0f}"


def version(value: tuple) -> str:
    return ".".join(map(str, value))


class Report:
    """Prints, and remembers what was missed."""

    def __init__(self, screen):
        self._screen = screen
        self._promised = 0
        self._missed = 0

    def figures(self, title: str, figures: list[Figure]) -> None:
        """One line each."""
        self._title(title)
        for it in figures:
            target = "" if it.most is None else f"≤ {it.show(it.most)}"
            self._screen.line(f"  {it.name:<58}{it.show(it.value):>10}  {target:<13}{self._verdict(it)}".rstrip())

    def events(self, kinds, memory_sizes) -> None:
        """What each kind of event asks of DynamoDB, and what a million of them cost."""
        self._counted("An event: what it asks of DynamoDB and of Clerk, and what a million like it cost", "event",
                      kinds, [cost.of(it, memory_sizes) for it in kinds])
        self._screen.line()
        for line in cost.assumptions(memory_sizes):
            self._dim(f"  {line}")

    def requests(self, kinds, memory_size) -> None:
        """The same of requests to the profile API."""
        self._counted("A request to the API: what it asks of DynamoDB and of Clerk, and what a million like it cost",
                      "request", kinds, [cost.of_request(it, memory_size) for it in kinds])
        self._screen.line()
        self._dim(f"  With {memory_size} MB, at the prices of events. Roles and edits to be pushed cost a push as well.")

    def _counted(self, title, heading, kinds, costs):
        self._title(title)
        self._dim(f"  {'':26}{'requests':>16}{'units':>17}{'log':>12}{'$ per million':>18}")
        self._dim(f"  {heading:26}{'DynamoDB':>10}{'Clerk':>6}{'read':>6}{'write':>7}{'(indexes)':>11}{'KB':>5}"
                  f"{'DynamoDB':>11}{'all':>7}  requests promised")
        for kind, it in zip(kinds, costs):
            line = (f"  {kind.name:26}{len(kind.calls):>10}{kind.clerk:>6}{kind.read_units:>6g}{kind.write_units:>7g}"
                    f"{kind.index_units:>11g}{kind.logged / 1e3:>5.1f}{it.tables:>11.2f}{it.all:>7.2f}")
            requests = Figure(kind.name, len(kind.calls), str, kind.most)
            self._screen.line(f"{line}  ≤ {kind.most} {self._verdict(requests)}")

    def runs(self, costs: dict) -> None:
        """What runs of the reconciler ask and cost, by what they are."""
        self._title(f"A run of the reconciler on {cost.WALKED:,} users: what it asks, and what it costs")
        self._dim(f"  {'':32}{'requests':>16}{'units':>17}{'log':>7}{'Lambda':>8}{'$':>19}")
        self._dim(f"  {'run':32}{'DynamoDB':>10}{'Clerk':>6}{'read':>9}{'write':>8}{'KB':>7}{'s':>8}"
                  f"{'DynamoDB':>11}{'all':>8}")
        for name, it in costs.items():
            self._screen.line(f"  {name:32}{it.requests:>10,.0f}{it.clerk:>6.0f}{it.read_units:>9,.0f}"
                              f"{it.write_units:>8,.0f}{it.logged / 1e3:>7.1f}{it.seconds:>8.1f}"
                              f"{it.tables:>11.5f}{it.all:>8.5f}")

    def sum_up(self) -> None:
        """Whether everything that was promised is kept."""
        self._screen.line()
        if self._missed:
            self._screen.line("  " + self._screen.paint(f"{self._missed} of {self._promised} targets missed", "red", "bold"))
        else:
            self._screen.line("  " + self._screen.paint(f"all {self._promised} targets reached", "green"))

    def _verdict(self, figure):
        if figure.most is None:
            return ""
        self._promised += 1
        self._missed += figure.is_missed
        return self._screen.paint("MISSED", "red", "bold") if figure.is_missed else self._screen.paint("ok", "green")

    def _title(self, text):
        self._screen.line()
        self._screen.line("  " + self._screen.paint(text, "bold"))

    def _dim(self, text):
        self._screen.line(self._screen.paint(text, "dim"))
