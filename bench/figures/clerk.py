"""The Clerk simulator, and what was asked of it."""

import contextlib
import http.client
import json
import subprocess
import tempfile
from collections import Counter
from urllib.parse import urlsplit

from stack.clerk import LISTENING
from stack.problem import Problem

from . import process
from .template import KNOWN

KEY = "sk_test_bench"


class Clerk:
    """A running simulator."""

    def __init__(self, url, pid):
        self.url = url
        self._address = urlsplit(url).netloc
        self._pid = pid

    def requests(self) -> Counter:
        """Requests to the Backend API so far, by method and route."""
        connection = http.client.HTTPConnection(self._address)
        with contextlib.closing(connection):
            connection.request("GET", "/_simulator/requests")
            return Counter(json.load(connection.getresponse())["byRoute"])

    def token(self, user_id: str) -> str:
        """A session token that is good for an hour, and doesn't count as a request."""
        connection = http.client.HTTPConnection(self._address)
        with contextlib.closing(connection):
            connection.request("POST", "/_simulator/tokens", json.dumps({"userId": user_id, "lifetimeSeconds": 3600}),
                               {"content-type": "application/json"})
            return json.load(connection.getresponse())["token"]

    def cpu_seconds(self) -> float:
        return process.cpu_seconds(self._pid)


@contextlib.contextmanager
def running(program: str, **seed):
    """A simulator with Clerk's limit for production while the block runs; it ends when its standard input does."""
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump({"secretKey": KEY, "instanceId": KNOWN["ClerkInstanceId"], "limitPer10Seconds": 1000, **seed}, file)
        file.flush()
        with subprocess.Popen([program, "--seed", file.name, "--with-parent"], stdin=subprocess.PIPE,
                              stdout=subprocess.PIPE, text=True) as child:
            line = child.stdout.readline()
            if not line.startswith(LISTENING):
                raise Problem("the Clerk simulator does not start")
            try:
                yield Clerk(line.removeprefix(LISTENING).strip(), child.pid)
            finally:
                child.stdin.close()
