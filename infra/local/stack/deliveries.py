"""What became of each delivery: joins what was sent with what the functions logged."""

from dataclasses import dataclass, field

ANSWERED, HANDLED, FAILED = "webhook answered", "event handled", "event failed"


@dataclass
class Delivery:
    """One delivery on its way, or at its end."""

    svix_id: str
    sent_at: float | None
    """None: nobody saw it being sent."""
    event_type: str = ""
    user: str = ""
    outcome: str = ""
    note: str = ""
    settled_at: float | None = None
    sample: object = field(default=None, repr=False)
    is_answered: bool = False
    age_ms: float | None = None

    @property
    def latency_ms(self) -> float | None:
        """From being sent to the outcome; of what others sent, from the receiver's answer."""
        if self.sent_at is None or self.settled_at is None:
            return self.age_ms
        return max(self.settled_at - self.sent_at, 0) * 1000

    @property
    def surprise(self) -> str:
        """What was expected of a sample, when something else came of it."""
        if self.sample is None or self.settled_at is None:
            return ""
        expected = self.sample.expected_outcome or str(self.sample.expected_status)
        return "" if self.outcome == expected else expected

    def settle(self, outcome: str, at: float) -> "Delivery":
        self.outcome, self.settled_at = outcome, at
        return self


class Deliveries:
    """Everything under way, in the order in which it was sent."""

    def __init__(self):
        self.under_way: list[Delivery] = []

    def sent(self, delivery: Delivery) -> None:
        """A delivery of our own; the log tells the rest."""
        self.under_way.append(delivery)

    def read(self, line) -> Delivery | None:
        """Reads one line of a function's log, and returns the delivery whose outcome it tells."""
        message = line.text("message")
        if message == ANSWERED:
            return self._answered(line)
        if message in (HANDLED, FAILED):
            return self._processed(line, line.text("outcome", "failed") if message == HANDLED else "failed")
        return None

    def give_up(self, sent_before: float, now: float) -> list[Delivery]:
        """Ends what was sent before that time and was never heard of."""
        lost = [it for it in self.under_way if it.sent_at < sent_before]
        self.under_way = [it for it in self.under_way if it not in lost]
        return [it.settle("no outcome", now) for it in lost]

    def _answered(self, line):
        delivery = self._oldest(line.text("svix.id"), is_answered=False)
        if delivery is None:
            delivery = Delivery(line.text("svix.id"), None if _is_final(line) else line.at)
            self.under_way.append(delivery)
        delivery.is_answered = True
        delivery.event_type = delivery.event_type or line.text("event.type")
        delivery.note = delivery.note or line.text("reason")
        if _is_final(line):
            return self._end(delivery, line.text("status"), line.at)
        return None

    def _processed(self, line, outcome):
        """A line without a delivery under way is a later try of one that failed."""
        delivery = self._oldest(line.text("svix.id")) or Delivery(line.text("svix.id"), None)
        delivery.age_ms = line.number("age_ms")
        delivery.event_type = line.text("event.type", delivery.event_type)
        delivery.user = line.text("clerk.id") or line.text("user.id") or delivery.user
        delivery.note = line.text("error") or delivery.note
        return self._end(delivery, outcome, line.at)

    def _oldest(self, svix_id, is_answered=None):
        return next((it for it in self.under_way if it.svix_id == svix_id
                     and (is_answered is None or it.is_answered == is_answered)), None)

    def _end(self, delivery, outcome, at):
        if delivery in self.under_way:
            self.under_way.remove(delivery)
        return delivery.settle(outcome, at)


def _is_final(line):
    """Whether the receiver's answer is the end of it: refused, or accepted and not queued."""
    return line.text("status") != "202" or line.fields.get("queued") is False
