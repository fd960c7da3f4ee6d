"""Starts runs of the reconciler, and reads what they leave in the events table."""

import gzip
import json
import time
from concurrent.futures import ThreadPoolExecutor

from . import items
from .problem import Problem

LOOK_SECONDS = 0.5


def start(description, mode: str, dry_run: bool, allow_deletes: bool, step) -> dict:
    """Starts one run, shows how far it is, and returns its summary when it is over."""
    request = {"mode": mode, "dryRun": dry_run, "allowDeletes": allow_deletes}
    with ThreadPoolExecutor(1) as beside:
        answer = beside.submit(_invoke, description, request)
        while not answer.done():
            time.sleep(LOOK_SECONDS)
            step.detail = _so_far(description)
        return answer.result()


def drifts(description, run_id: str | None) -> list[dict]:
    """Every user that the run found to differ, in the order in which it came to them."""
    pages = items.query(description, "events", f"RUN#{run_id}", "DRIFT#")
    return [drift for page in pages for drift in unpacked(page["drifts"])]


def unpacked(drifts: bytes) -> list[dict]:
    """One stored page of the report."""
    return json.loads(gzip.decompress(drifts))


def _invoke(description, request):
    """By its alias, as the schedules do."""
    answer = description.aws().patient("lambda").invoke(
        FunctionName=description.functions["reconciler"] + ":live", Payload=json.dumps(request).encode())
    said = json.loads(answer["Payload"].read())
    if "FunctionError" in answer:
        raise Problem(f"the run failed: {said.get('errorMessage', said)}")
    return said


def _so_far(description):
    """What the open run has counted up to its last checkpoint, if there is one."""
    for control in items.query(description, "events", "RECONCILER"):
        for run in items.query(description, "events", f"RUN#{control.get('openRun')}", "RUN"):
            return f"{run.get('counts', {}).get('compared', 0)} users compared"
    return ""
