"""The commands that look at a running stack, or nudge it."""

import json
import time
from pathlib import Path

from . import dead_letters, ledger, people, samples, sheet, signing, table, webhook
from .deliveries import Deliveries, Delivery
from .description import Description
from .logs import LogTail
from .problem import Problem
from .screen import Screen

OUTCOME_SECONDS = 20
LEDGER_LINES = 20


def show(subject: str | None, state) -> int:
    """Prints a person."""
    if not subject:
        raise Problem("name a person by Clerk id, email address or an id of ours: make show USER=liam@buildappswith.ai")
    sheet.person(Screen(), people.find(Description.read(state), subject))
    return 0


def events(state) -> int:
    """Prints the ledger's end."""
    sheet.events(Screen(), ledger.latest(Description.read(state), LEDGER_LINES))
    return 0


def list_dead_letters(state) -> int:
    """Prints the dead letters with their causes."""
    screen, letters = Screen(), dead_letters.read_all(Description.read(state))
    sheet.dead_letters(screen, letters)
    screen.line(f"  {len(letters)} in the dead-letter queue" + ("; `make redrive` sends them back" if letters else ""))
    return 0


def redrive(state) -> int:
    """Sends the dead letters back."""
    moved = dead_letters.redrive(Description.read(state))
    Screen().line(f"  {moved} sent back to the queue" + ("; `make events` shows what becomes of them" if moved else ""))
    return 0


def send(file: str | None, svix_id: str | None, state) -> int:
    """Signs and posts one file, and waits for what becomes of it."""
    path = Path(file or "")
    body = _body(path)
    description = Description.read(state)
    delivery = Delivery(svix_id or samples.id_of(path) or signing.new_id(), time.time(), samples.event_type(body))
    tail = LogTail(description)
    answer = webhook.deliver(description, delivery.svix_id, body)
    screen = Screen()
    screen.paragraph(f"{delivery.svix_id} was answered with {answer.status}{_reason(answer)}", 2)
    if answer.status == 202:
        _tell(screen, _outcome(tail, delivery))
    return 0


def _body(path):
    try:
        return path.read_bytes()
    except OSError as error:
        raise Problem(f"EVENT={path} cannot be read ({error.strerror}): name a file, such as "
                      "make send EVENT=events/user.created.full.json") from None


def _outcome(tail, delivery):
    deliveries = Deliveries()
    deliveries.sent(delivery)
    deadline = time.monotonic() + OUTCOME_SECONDS
    while time.monotonic() < deadline:
        for line in tail.new_lines():
            if (end := deliveries.read(line)) is delivery:
                return end
        time.sleep(0.1)
    return delivery


def _reason(answer):
    """What a refusal says, which it does as problem+json."""
    try:
        problem = json.loads(answer.body)
        return f", {problem['title']}: {problem['detail']}"
    except (ValueError, KeyError, TypeError):
        return f" {answer.body.strip()}".rstrip()


def _tell(screen, delivery):
    if delivery.settled_at is None:
        screen.line(f"  no outcome within {OUTCOME_SECONDS} s; `make events` and `make dlq` may tell more")
        return
    widths = table.Widths.fitting(screen.width)
    screen.line(screen.paint(table.header(widths), "dim"))
    screen.line(table.settled(screen, widths, delivery))
    if delivery.outcome == "failed":
        screen.paragraph(delivery.note, 4, "red")
        screen.line("  it is tried again until it rests in the dead-letter queue: make dlq")
