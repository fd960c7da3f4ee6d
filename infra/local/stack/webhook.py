"""Posts deliveries to the stack's webhook route."""

import http.client
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

from . import signing
from .problem import Problem

TIMEOUT_SECONDS = 30


@dataclass(frozen=True)
class Answer:
    """What the sender of a delivery gets to see."""

    status: int
    body: str


def deliver(description, svix_id: str, body: bytes) -> Answer:
    """Signs the body with the newest secret and posts it."""
    secret = description.webhookSecrets[0]
    return post(description.webhook_url, body, signing.headers(secret, svix_id, int(time.time()), body))


def post(url: str, body: bytes, headers: dict[str, str]) -> Answer:
    """One POST, past any proxy that is configured."""
    address = urlsplit(url)
    connection = http.client.HTTPConnection(address.netloc, timeout=TIMEOUT_SECONDS)
    try:
        connection.request("POST", address.path, body, headers)
        answer = connection.getresponse()
        return Answer(answer.status, answer.read().decode(errors="replace"))
    except OSError as error:
        raise Problem(f"the stack does not answer at {address.netloc} ({error}): "
                      "start it with `make dev`") from None
    finally:
        connection.close()
