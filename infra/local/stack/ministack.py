"""Everything that is known about MiniStack, AWS's side of the local stack.

It is young and moves fast: its version is pinned in requirements.txt, and only this file and
its child know how it is started, asked and stopped.
"""

import contextlib
import http.client
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from .aws import CREDENTIALS, REGION
from .places import shown
from .port import HOST
from .problem import Problem

START_SECONDS = 60
STOP_SECONDS = 10


class MiniStack:
    """One running server and, in its process group, every function it started."""

    def __init__(self, process, port, log):
        self._process = process
        self._log = log
        self.endpoint = f"http://{HOST}:{port}"
        self.pid = process.pid

    @classmethod
    def start(cls, state, port: int, keep: bool) -> "MiniStack":
        """Starts the server and returns at once; `wait_until_healthy` is for what follows."""
        temporary = state.run / "tmp"
        temporary.mkdir(parents=True)
        with open(state.log, "w") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "stack.ministack_child", state.description, state.run],
                cwd=Path(__file__).parents[1], env=_environment(state, temporary, port, keep),
                stdin=subprocess.PIPE, stdout=log, stderr=subprocess.STDOUT, start_new_session=True)
        return cls(process, port, state.log)

    def api_url(self, api_id: str) -> str:
        """The base of an HTTP API's `$default` stage."""
        return f"{self.endpoint}/_aws/execute-api/{api_id}/$default"

    def wait_until_healthy(self) -> None:
        """Returns when the services can be called."""
        deadline = time.monotonic() + START_SECONDS
        while not _is_healthy(self.endpoint):
            self.check()
            if time.monotonic() > deadline:
                raise Problem(f"MiniStack does not answer after {START_SECONDS} s: see {shown(self._log)}")
            time.sleep(0.05)

    def check(self, patience: float = 0) -> None:
        """Raises when the server has ended by itself; `patience` in seconds, when it may be about to."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(patience)
            raise Problem(f"MiniStack stopped by itself ({self._last_words()}): see {shown(self._log)}")

    def _last_words(self):
        if self._process.returncode < 0:
            return f"killed by signal {-self._process.returncode}"
        lines = self._log.read_text(errors="replace").split("\n")
        return next((line.strip() for line in reversed(lines) if line.strip()), "no reason given")

    def stop(self) -> None:
        """Ends the server and the functions, which it leaves running by itself."""
        with contextlib.suppress(ProcessLookupError):
            self._process.send_signal(signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(STOP_SECONDS)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, signal.SIGKILL)
        self._process.wait()
        self._process.stdin.close()


def has_kept(state) -> bool:
    """Whether an earlier run kept its data."""
    return (state.kept / "services" / "cloudformation.json").exists()


def _environment(state, temporary, port, keep):
    """All that the server gets, and through it every function: nothing of the person's own.

    It hands its whole environment down, so a setting that the template forgets would work here
    if we let it in.
    """
    home = state.run / "home"
    home.mkdir()
    environment = {
        "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": str(home), "LANG": "C.UTF-8", "TMPDIR": str(temporary),
        "GATEWAY_PORT": str(port), "BIND_HOST": HOST, "MINISTACK_HOST": HOST, "MINISTACK_REGION": REGION,
        "AWS_ENDPOINT_URL": f"http://{HOST}:{port}", **CREDENTIALS,
        # The template's IAM policies hold here too.
        "AUTH": "true",
        # Lambda sets it from the template's LoggingConfig; MiniStack doesn't.
        "AWS_LAMBDA_LOG_FORMAT": "JSON",
        # Functions are processes, and no other server is opened.
        "LAMBDA_EXECUTOR": "local", "DOCKER_HOST": "unix:///nonexistent", "IOT_MTLS_ENABLED": "0", "SFTP_ENABLED": "0",
        "LOG_LEVEL": "INFO",
    }
    if keep:
        environment |= {"PERSIST_STATE": "1", "STATE_DIR": str(state.kept / "services"),
                        "S3_PERSIST": "1", "S3_DATA_DIR": str(state.kept / "s3")}
    return environment


def _is_healthy(endpoint):
    connection = http.client.HTTPConnection(endpoint.removeprefix("http://"), timeout=2)
    try:
        connection.request("GET", "/_ministack/health")
        answer = connection.getresponse()
        return answer.status == 200 and bool(json.loads(answer.read()))
    except (OSError, ValueError, http.client.HTTPException):
        return False
    finally:
        connection.close()
