"""Clerk's side of the local stack: the simulator, and what it is told before anybody uses it."""

import http.client
import json
import secrets as randomness

from . import clerk_people, programs
from .companion import Companion
from .places import shown
from .problem import Problem

PROGRAM = "clerk-simulator"
LISTENING = "listening on "


def build(profile: str, step) -> str:
    """Builds the simulator and returns its path. By itself, so that the functions keep the features they ship with."""
    return str(programs.build({PROGRAM: PROGRAM}, profile, step)[PROGRAM])


def new_secret_key() -> str:
    """A key in the form of those of a development instance."""
    return "sk_test_" + randomness.token_hex(20)


class Clerk:
    """One running simulator. It ends with this process, however that ends."""

    def __init__(self, companion, url, secret_key, log):
        self._companion = companion
        self._log = log
        self.url = url
        self.admin_url = f"{url}/_simulator"
        self.issuer = url
        self.secret_key = secret_key

    @classmethod
    def start(cls, program: str, state) -> "Clerk":
        """Starts it with the samples' people, and returns once it listens."""
        secret_key = new_secret_key()
        seed = state.run / "clerk.json"
        seed.touch(0o600)
        seed.write_text(json.dumps(clerk_people.seed(secret_key)))
        argv = [program, "--port", "0", "--seed", str(seed), "--with-parent"]
        companion = Companion("the Clerk simulator", argv, state.clerk_log, LISTENING)
        url = companion.first_line().removeprefix(LISTENING)
        return cls(companion, url, secret_key, state.clerk_log)

    def deliver_to(self, url: str, secret: str) -> None:
        """Makes the address the one endpoint that webhooks are posted to, signed with the secret."""
        connection = http.client.HTTPConnection(self.url.removeprefix("http://"), timeout=10)
        try:
            connection.request("PUT", "/_simulator/endpoints", json.dumps([{"url": url, "secret": secret}]),
                               {"content-type": "application/json"})
            answer = connection.getresponse()
            said = answer.read().decode(errors="replace")
        except OSError as error:
            raise Problem(f"the Clerk simulator does not answer ({error}): see {shown(self._log)}") from None
        finally:
            connection.close()
        if answer.status >= 300:
            raise Problem(f"the Clerk simulator refuses the webhook endpoint ({answer.status} {said.strip()})")

    def check(self) -> None:
        """Raises when the simulator has ended by itself."""
        self._companion.check()

    def stop(self) -> None:
        self._companion.stop()
