"""One process of a function, and what the machine says it used."""

import contextlib
import os
import subprocess
import tempfile
import time
from pathlib import Path

from stack.problem import Problem

from .loopback import PATIENCE_SECONDS


class Function:
    """A running program that finds Lambda and AWS at `address`."""

    def __init__(self, shipped, settings, address, log):
        self.name = shipped.name
        self._log = log
        self._process = subprocess.Popen([str(shipped.path)], env=_environment(shipped.name, settings, address),
                                         stdin=subprocess.DEVNULL, stdout=log, stderr=log)

    def cpu_seconds(self) -> float:
        """CPU time of all its threads since it was started, to the nanosecond: clock_getcpuclockid(3)."""
        return time.clock_gettime(~self._process.pid << 3 | 2)

    def peak_memory(self) -> int:
        """Most bytes it ever had in memory."""
        for line in Path(f"/proc/{self._process.pid}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
        raise Problem(f"{self.name} ended: {self._last_words()}")

    def logged(self) -> bytes:
        """All that it wrote to its log. The log's position is the function's, so it must not move."""
        return os.pread(self._log.fileno(), os.fstat(self._log.fileno()).st_size, 0)

    def await_(self, attempt, not_yet=()):
        """What `attempt` returns, tried until it returns something; ends when the function does."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            with contextlib.suppress(not_yet):
                if result := attempt():
                    return result
            if self._process.poll() is not None:
                raise Problem(f"{self.name} ended: {self._last_words()}")
            if time.monotonic() > deadline:
                raise Problem(f"{self.name} did not answer within {PATIENCE_SECONDS} s: {self._last_words()}")

    def stop(self) -> None:
        """At once, as Lambda does."""
        self._process.kill()
        self._process.wait()

    def _last_words(self):
        lines = self.logged().decode(errors="replace").strip().splitlines()
        return lines[-1] if lines else "it said nothing"


@contextlib.contextmanager
def running(shipped, settings, loopback):
    """A function while the block runs, from its first poll on."""
    with tempfile.TemporaryFile() as log:
        function = Function(shipped, settings, loopback.address, log)
        try:
            function.await_(lambda: loopback.runtime.polled.wait(0.2))
            yield function
        finally:
            function.stop()


def _environment(name, settings, address):
    """What Lambda gives to every function, the template's settings, and where AWS is here."""
    return {
        "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_SESSION_TOKEN": "test",
        "AWS_REGION": "us-east-1", "AWS_DEFAULT_REGION": "us-east-1", "AWS_ENDPOINT_URL": f"http://{address}",
        "AWS_EXECUTION_ENV": "AWS_Lambda_provided.al2023", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "256",
        "AWS_LAMBDA_FUNCTION_NAME": name, "AWS_LAMBDA_FUNCTION_VERSION": "1",
        "AWS_LAMBDA_INITIALIZATION_TYPE": "on-demand", "AWS_LAMBDA_LOG_FORMAT": "JSON", "AWS_LAMBDA_LOG_LEVEL": "INFO",
        "AWS_LAMBDA_LOG_GROUP_NAME": f"/aws/lambda/{name}", "AWS_LAMBDA_LOG_STREAM_NAME": "bench",
        "AWS_LAMBDA_RUNTIME_API": address, "LAMBDA_TASK_ROOT": "/var/task", "LANG": "en_US.UTF-8",
        "PATH": "/usr/local/bin:/usr/bin:/bin", "TZ": ":UTC", **settings,
    }
