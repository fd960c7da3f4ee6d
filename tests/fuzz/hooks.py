"""Tells Schemathesis what the API's document can't say: who and what there is on this stack."""

import json
import os
from pathlib import Path

import schemathesis

KNOWN = json.loads(Path(os.environ["FUZZ_KNOWN"]).read_text())
"""`values`: by parameter, some that lead to something. `cursors`: by operation, all that its list has."""


@schemathesis.hook
def before_load_schema(_context, document):
    """Half of all ids are known ones. Every good cursor is one that a list gave out."""
    for operation in operations(document):
        for parameter in operation.get("parameters", []):
            name, schema = parameter["name"], parameter["schema"]
            if name == "cursor":
                parameter["schema"] = KNOWN["cursors"][operation["operationId"]]
            elif name in KNOWN["values"]:
                parameter["schema"] = {"anyOf": [{"enum": KNOWN["values"][name]}, schema]}
                parameter["examples"] = {str(it): {"value": it} for it in KNOWN["values"][name]}


def operations(document):
    """Every operation of the document."""
    for methods in document["paths"].values():
        yield from (it for it in methods.values() if isinstance(it, dict))
