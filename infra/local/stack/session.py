"""Somebody who calls the profile API of a running stack: with a session token, or as anybody."""

import http.client
import json
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from .problem import Problem

TIMEOUT_SECONDS = 30
HOUR = 3600


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    """By name in small letters."""
    content: dict = field(repr=False)
    """The body, which is JSON where there is one."""


class Session:
    """One caller, on one connection."""

    def __init__(self, description, clerk_id: str | None = None):
        """Whoever has the Clerk id; nobody in particular without one."""
        address = urlsplit(description.apiUrl)
        self._base = address.path
        self._connection = http.client.HTTPConnection(address.netloc, timeout=TIMEOUT_SECONDS)
        self.token = clerk_id and token(description, clerk_id)

    def call(self, method: str, path: str, body=None, **headers: str) -> Answer:
        """One request; a header's name is written with `_` for `-`."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if body is not None:
            sent = {"content-type": "application/json"} | sent
        if self.token:
            sent["authorization"] = f"Bearer {self.token}"
        self._connection.request(method, self._base + path, None if body is None else json.dumps(body), sent)
        answer = self._connection.getresponse()
        content = answer.read()
        received = {name.lower(): value for name, value in answer.getheaders()}
        return Answer(answer.status, received, json.loads(content) if content else {})

    def get(self, path: str) -> dict:
        """What is there, if the caller gets to see it."""
        answer = self.call("GET", path)
        if answer.status != 200:
            reason = answer.content.get("detail", "no reason given")
            raise Problem(f"GET {path} is answered with {answer.status}: {reason}")
        return answer.content

    def close(self) -> None:
        self._connection.close()


def token(description, clerk_id: str) -> str:
    """A session token that is good for an hour, as the simulator issues it."""
    address = urlsplit(description.clerkAdminUrl)
    connection = http.client.HTTPConnection(address.netloc, timeout=TIMEOUT_SECONDS)
    try:
        asked = {"userId": clerk_id, "lifetimeSeconds": HOUR}
        connection.request("POST", f"{address.path}/tokens", json.dumps(asked), {"content-type": "application/json"})
        return json.load(connection.getresponse())["token"]
    finally:
        connection.close()
