"""Clerk's side of the local stack: the simulator, and what it is told before anybody uses it."""

import contextlib
import http.client
import json
import secrets as randomness
import subprocess
import time

from . import clerk_people, programs
from .places import shown
from .problem import Problem

PROGRAM = "clerk-simulator"
LISTENING = "listening on "
START_SECONDS = 20
STOP_SECONDS = 5


def build(profile: str, step) -> str:
    """Builds the simulator and returns its path. By itself, so that the functions keep the features they ship with."""
    return str(programs.build({PROGRAM: PROGRAM}, profile, step)[PROGRAM])


def new_secret_key() -> str:
    """A key in the form of those of a development instance."""
    return "sk_test_" + randomness.token_hex(20)


class Clerk:
    """One running simulator. It ends with this process, however that ends."""

    def __init__(self, process, url, secret_key, log):
        self._process = process
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
        with open(state.clerk_log, "w") as log:
            process = subprocess.Popen([program, "--port", "0", "--seed", str(seed), "--with-parent"],
                                       stdin=subprocess.PIPE, stdout=log, stderr=subprocess.STDOUT,
                                       start_new_session=True)
        try:
            return cls(process, _address(process, state.clerk_log), secret_key, state.clerk_log)
        except BaseException:
            _end(process)
            raise

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
        if self._process.poll() is not None:
            raise Problem(f"the Clerk simulator stopped by itself ({_last_words(self._process, self._log)}): "
                          f"see {shown(self._log)}")

    def stop(self) -> None:
        _end(self._process)


def _address(process, log):
    """What the first line of its output says."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        for line in log.read_text(errors="replace").splitlines(keepends=True):
            if line.startswith(LISTENING + "http") and line.endswith("\n"):
                return line.removeprefix(LISTENING).strip()
        if process.poll() is not None:
            raise Problem(f"the Clerk simulator cannot start ({_last_words(process, log)}): see {shown(log)}")
        time.sleep(0.02)
    raise Problem(f"the Clerk simulator does not say where it listens after {START_SECONDS} s: see {shown(log)}")


def _last_words(process, log):
    if process.returncode < 0:
        return f"killed by signal {-process.returncode}"
    said = [line for line in log.read_text(errors="replace").split("\n") if line and not line.startswith(LISTENING)]
    return said[-1] if said else "no reason given"


def _end(process):
    """Its input's end is the sign to stop; one that does not heed it is killed."""
    with contextlib.suppress(OSError):
        process.stdin.close()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
