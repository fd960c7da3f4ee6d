"""Looks for what must never be in a log: the samples' personal data and codes, and the signing secrets."""

import json
import re

from .samples import read_all

PERSONAL = {"email_address", "phone_number", "client_ip", "ip_address", "user_agent", "identifier", "google_id"}
"""Keys whose values belong to a person. Names are not among them: the samples' ids contain them."""

PLANTED = re.compile(r"PLANTED[-\w]*|\b\d{6}\b")
"""Values that the samples plant for this search, and one-time codes."""

SHORTEST = 6


def found(log: str, secrets: list[str]) -> list[str]:
    """What of it is in the log, shortened so that the report is no leak itself."""
    values = set(secrets) | {value for sample in read_all() for value in _values(sample.body)}
    return sorted(f"{value[:4]}…" for value in values if value in log)


def _values(body):
    try:
        content = json.loads(body)
    except ValueError:
        return
    for key, text in _texts("", content):
        if key in PERSONAL and len(text) >= SHORTEST:
            yield text
        if key in ("body", "body_plain", "message", "data", "otp_code") or "PLANTED" in text:
            yield from PLANTED.findall(text)


def _texts(key, value):
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _texts(name, inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(key, inner)
    elif isinstance(value, str):
        yield key, value
