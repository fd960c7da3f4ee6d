"""Waits until the deployed webhook answers, or says why it doesn't."""

import json
import textwrap
import time

from . import webhook
from .problem import Problem

ANSWER_SECONDS = 10
SAID_CHARACTERS = 400


def await_answer(description, server):
    """An unsigned request must be refused by the receiver itself, not by what stands before it."""
    deadline = time.monotonic() + ANSWER_SECONDS
    while (answer := webhook.post(description.webhook_url, b"", {})).status not in range(400, 404):
        server.check()
        if time.monotonic() > deadline:
            raise Problem(f"the webhook receiver answers an unsigned request with {answer.status}, {_said(answer)}: "
                          "correct functions/webhook-receiver, or its settings and role in infra/template.yaml")
        time.sleep(0.2)


def _said(answer):
    """The beginning of what a function that does not work said; MiniStack hands it out."""
    try:
        said = json.loads(answer.body)["errorMessage"]
    except (ValueError, KeyError, TypeError):
        said = answer.body
    return f"\"{textwrap.shorten(said, SAID_CHARACTERS, placeholder=' …')}\""
