"""Reads what Schemathesis found: an operation as one caller is one test."""

import json
import re

from .cargo_tests import Report
from .fuzz_callers import CALLERS

LAYER = "api fuzz"
FINDINGS = re.compile(r"^=+ (?:FAILURES|ERRORS) =+$.*?(?=^=+ (?:WARNINGS|SUMMARY) =+$|\Z)", re.MULTILINE | re.DOTALL)
REPLAY = re.compile(r"^ *st replay \w+\n\n?", re.MULTILINE)
HIDDEN = "'Authorization: [Filtered]'"


def of(folder, description) -> Report:
    """Of all callers, each with a file that tells and one that counts."""
    report = Report()
    for caller in CALLERS:
        said = (folder / f"{caller.name}.txt").read_text()
        counted = folder / f"{caller.name}.json"
        _add(report, caller, said, json.loads(counted.read_text()) if counted.exists() else None, description)
    return report


def _add(report, caller, said, counted, description):
    if counted is None or not counted["operations"]:
        _fail(report, 1, [f"Schemathesis made no requests as {caller.name}:", *said.splitlines()[-20:]])
        return
    failed = {it for failure in counted["failures"] for it in failure["operations"]}
    report.counts[LAYER, "passed"] += counted["operations"]["tested"] - len(failed)
    if failed or counted["exit_code"]:
        _fail(report, max(len(failed), 1), _findings(caller, said, counted["seed"], description))
    if caller.is_admin and (refused := counted["warnings"]["missing_auth"]):
        _fail(report, 1, [f"the admin was refused at every request, so these were not tested: {', '.join(refused)}"])


def _fail(report, number, lines):
    report.counts[LAYER, "failed"] += number
    report.to_read += lines
    report.succeeded = False


def _findings(caller, said, seed, description):
    """With lines to repeat it: of `make dev`'s stack, and with a token that is good then."""
    text = REPLAY.sub("", "\n".join(FINDINGS.findall(said)) or said)
    text = text.replace(HIDDEN, '"authorization: Bearer $TOKEN"').replace(f"'{description.apiUrl}", "\"$API\"'")
    how = f"as {caller.name}, seed {seed}; to repeat a request beside `make dev`: API=$(jq -r .apiUrl .local/stack.json)"
    if caller.clerk_id:
        how += f", the function token() that `make api` prints, TOKEN=$(token {caller.clerk_id})"
    return [how, *text.splitlines()]
