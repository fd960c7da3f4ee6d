"""The live table: sends deliveries, follows the logs, and shows each outcome as it happens."""

import time

from . import dead_letters, table, webhook
from .deliveries import Deliveries, Delivery
from .logs import LogTail
from .progress import SPINNER

RUN_ENDED = ("run finished", "run stopped", "run continues later")
TURN_SECONDS = 0.05
IDLE_TURN_SECONDS = 0.2
POLL_SECONDS = 0.15
IDLE_POLL_SECONDS = 0.4
COUNT_SECONDS = 2
PATIENCE_SECONDS = 30


class Watch:
    """One table on one screen, for as long as somebody looks at it."""

    def __init__(self, stack, screen):
        self._stack = stack
        self._screen = screen
        self._tail = LogTail(stack.description)
        self._deliveries = Deliveries()
        self._polled = 0.0
        self._dead_letters = 0
        self._counted = 0.0
        self.settled: list[Delivery] = []
        self.invitation = ""
        """What the line under the table says besides numbers."""

    def start(self) -> None:
        """Draws the head of the table."""
        self._screen.line()
        head = table.header(self._widths())
        self._screen.line(self._screen.paint(head, "dim"))

    def send(self, sample) -> None:
        """Sends a sample, once the one before it about the same user has its outcome."""
        self.until(lambda: not any(it.user == sample.user for it in self._deliveries.under_way if it.user))
        self._deliveries.sent(Delivery(sample.svix_id, time.time(), sample.event_type, sample.user,
                                       note=sample.note, sample=sample))
        webhook.deliver(self._stack.description, sample.svix_id, sample.body)
        self.turn()

    def until(self, reached) -> None:
        """Keeps the table moving until the condition holds; what is never heard of is given up in time."""
        while not reached():
            self.turn()
            time.sleep(TURN_SECONDS if self._deliveries.under_way else IDLE_TURN_SECONDS)

    def all_settled(self) -> bool:
        return not self._deliveries.under_way

    def turn(self) -> None:
        """One turn: reads what is new and redraws what moves."""
        now = time.time()
        if now - self._polled >= (POLL_SECONDS if self._deliveries.under_way else IDLE_POLL_SECONDS):
            self._polled = now
            self._stack.check()
            self._count_dead_letters(now)
            lines = self._tail.new_lines()
            for line in lines:
                if line.text("message") in RUN_ENDED:
                    self._screen.line(table.run(self._screen, self._widths(), line))
            ends = [end for line in lines if (end := self._deliveries.read(line))]
            for delivery in ends + self._deliveries.give_up(now - PATIENCE_SECONDS, now):
                self._show(delivery)
        self._draw(now)

    def _count_dead_letters(self, now):
        if now - self._counted >= COUNT_SECONDS:
            self._counted = now
            self._dead_letters = dead_letters.count(self._stack.description)

    def _show(self, delivery):
        self.settled.append(delivery)
        self._screen.line(table.settled(self._screen, self._widths(), delivery))

    def _draw(self, now):
        mark = SPINNER[int(now * 10) % len(SPINNER)]
        lines = [table.under_way(self._screen, self._widths(), it, mark) for it in self._deliveries.under_way[:8]]
        self._screen.below(lines + ["", self._footer()])

    def _footer(self):
        parts = [f"{len(self.settled)} outcomes"]
        if self._dead_letters:
            parts.append(f"{self._dead_letters} dead (make dlq)")
        if self.invitation:
            parts.append(self.invitation)
        return self._screen.paint("  " + " · ".join(parts), "dim")

    def _widths(self):
        return table.Widths.fitting(self._screen.width)
