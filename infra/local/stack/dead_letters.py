"""Looks at the dead-letter queue and sends its messages back.

AWS moves messages back by `StartMessageMoveTask`; MiniStack has no such task, so this
receives and sends them, which against AWS would do the same, if slower.
"""

import json
from dataclasses import dataclass

from . import ledger

HIDDEN_SECONDS = 10


@dataclass(frozen=True)
class DeadLetter:
    """One message at the end of its tries, with what the ledger knows of it."""

    message: dict
    svix_id: str
    event_type: str
    attempts: str
    error: str


def count(description) -> int:
    """How many there are."""
    attributes = description.aws().sqs.get_queue_attributes(
        QueueUrl=description.dlqUrl, AttributeNames=["ApproximateNumberOfMessages"])["Attributes"]
    return int(attributes["ApproximateNumberOfMessages"])


def read_all(description) -> list[DeadLetter]:
    """Every message, without taking any: what was read is made visible again."""
    sqs = description.aws().sqs
    messages = list(_received(sqs, description.dlqUrl))
    for message in messages:
        sqs.change_message_visibility(QueueUrl=description.dlqUrl, ReceiptHandle=message["ReceiptHandle"],
                                      VisibilityTimeout=0)
    return [_dead_letter(description, message) for message in messages]


def redrive(description) -> int:
    """Sends every message back to its queue. One is deleted only after it was sent."""
    sqs = description.aws().sqs
    moved = 0
    for message in _received(sqs, description.dlqUrl):
        sqs.send_message(QueueUrl=description.queueUrl, MessageBody=message["Body"],
                         MessageAttributes=message.get("MessageAttributes", {}))
        sqs.delete_message(QueueUrl=description.dlqUrl, ReceiptHandle=message["ReceiptHandle"])
        moved += 1
    return moved


def _received(sqs, url):
    while messages := sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10, VisibilityTimeout=HIDDEN_SECONDS,
                                          MessageAttributeNames=["All"], AttributeNames=["All"]).get("Messages"):
        yield from messages


def _dead_letter(description, message):
    try:
        content = json.loads(message["Body"])
        svix_id, event_type = content["svixId"], content["payload"]["type"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return DeadLetter(message, "–", "–", "–", "not a message of the receiver's")
    entry = ledger.entry(description, svix_id)
    return DeadLetter(message, svix_id, event_type, attempts=str(entry.get("attempts", "–")),
                      error=str(entry.get("error", "not in the ledger")))
