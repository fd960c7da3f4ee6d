"""Everything that is known about MiniStack, AWS's side of the local stack.

It is young and moves fast: its version is pinned in requirements.txt, and only this file and
its child know how it is started, asked and stopped.
"""

import contextlib
import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from .aws import CREDENTIALS, REGION
from .problem import Problem

HOST = "127.0.0.1"
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
                raise Problem(f"MiniStack does not answer after {START_SECONDS} s: see {self._log}")
            time.sleep(0.05)

    def check(self) -> None:
        """Raises when the server has ended by itself."""
        if self._process.poll() is not None:
            lines = self._log.read_text(errors="replace").strip().splitlines() or ["no reason given"]
            raise Problem(f"MiniStack stopped by itself ({lines[-1].strip()}): see {self._log}")

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


def choose_port(state, wanted: str, keep: bool) -> int:
    """The port that was asked for, else that of the kept data (queue URLs hold it), else a free one."""
    saved = state.kept / "port"
    if wanted:
        if not wanted.isdecimal() or not 0 < int(wanted) < 65536:
            raise Problem(f"PORT={wanted} is no port: give a number from 1 to 65535, or leave PORT out")
        _insist_free(int(wanted), "choose another with PORT=…, or leave PORT out for a free one")
        port = int(wanted)
    elif keep and saved.exists():
        port = int(saved.read_text())
        _insist_free(port, "the kept data needs it: free it, or `make clean` to start without that data")
    else:
        port = _free_port()
    if keep:
        saved.parent.mkdir(parents=True, exist_ok=True)
        saved.write_text(str(port))
    return port


def forget(state) -> None:
    """Drops what earlier runs kept."""
    shutil.rmtree(state.kept, ignore_errors=True)


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


def _insist_free(port, otherwise):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            raise Problem(f"port {port} is taken: {otherwise}") from None


def _free_port():
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]
