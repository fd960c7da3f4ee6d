"""Makes a stack know the samples' people, for tests that need somebody to be there."""

import time

from . import ledger, samples, webhook
from .problem import Problem

SETTLE_SECONDS = 20


def send_samples(description, step) -> None:
    """Sends them all, and waits until all is recorded of them."""
    sent = [it for it in samples.read_all() if it.in_demo]
    for sample in sent:
        webhook.deliver(description, sample.svix_id, sample.body)
    step.detail = "waiting for the samples"
    _until_recorded(description, {it.svix_id for it in sent if it.expected_outcome})


def _until_recorded(description, svix_ids):
    deadline = time.monotonic() + SETTLE_SECONDS
    while unrecorded := [it for it in svix_ids if "status" not in ledger.entry(description, it)]:
        if time.monotonic() > deadline:
            raise Problem(f"nothing is recorded of the event {unrecorded[0]}: see what the functions logged")
        time.sleep(0.2)
