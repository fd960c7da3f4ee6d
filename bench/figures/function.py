"""One process of a function, and what the machine says it used."""

import contextlib
import os
import subprocess
import tempfile
import time

from stack.problem import Problem

from . import process


class Function:
    """A running program that is given its invocations by `loopback`, and finds AWS there or elsewhere."""

    def __init__(self, shipped, settings, loopback, aws, log):
        self.name = shipped.name
        self._log = log
        self._patience = loopback.seconds
        environment = _environment(shipped.name, settings, loopback.address, aws or f"http://{loopback.address}")
        self._process = subprocess.Popen([str(shipped.path)], env=environment, stdin=subprocess.DEVNULL,
                                         stdout=log, stderr=log)

    def cpu_seconds(self) -> float:
        """CPU time since it was started."""
        return process.cpu_seconds(self._process.pid)

    def peak_memory(self) -> int:
        """Most bytes it ever had in memory."""
        if (peak := process.peak_memory(self._process.pid)) is None:
            raise Problem(f"{self.name} ended: {self._last_words()}")
        return peak

    def logged(self) -> bytes:
        """All that it wrote to its log. The log's position is the function's, so it must not move."""
        return os.pread(self._log.fileno(), os.fstat(self._log.fileno()).st_size, 0)

    def await_(self, attempt, not_yet=()):
        """What `attempt` returns, tried until it returns something; ends when the function does."""
        deadline = time.monotonic() + self._patience
        while True:
            with contextlib.suppress(not_yet):
                if result := attempt():
                    return result
            if self._process.poll() is not None:
                raise Problem(f"{self.name} ended: {self._last_words()}")
            if time.monotonic() > deadline:
                raise Problem(f"{self.name} did not answer within {self._patience} s: {self._last_words()}")

    def stop(self) -> None:
        """At once, as Lambda does."""
        self._process.kill()
        self._process.wait()

    def _last_words(self):
        lines = self.logged().decode(errors="replace").strip().splitlines()
        return lines[-1] if lines else "it said nothing"


@contextlib.contextmanager
def running(shipped, settings, loopback, aws=None):
    """A function while the block runs, from its first poll on. `aws` is the URL of AWS's services, if not `loopback`'s."""
    with tempfile.TemporaryFile() as log:
        function = Function(shipped, settings, loopback, aws, log)
        try:
            function.await_(lambda: loopback.runtime.polled.wait(0.2))
            yield function
        finally:
            function.stop()


def _environment(name, settings, runtime, aws):
    """What Lambda gives to every function, the template's settings, and where AWS is here."""
    return {
        "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_SESSION_TOKEN": "test",
        "AWS_REGION": "us-east-1", "AWS_DEFAULT_REGION": "us-east-1", "AWS_ENDPOINT_URL": aws,
        "AWS_EXECUTION_ENV": "AWS_Lambda_provided.al2023", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "256",
        "AWS_LAMBDA_FUNCTION_NAME": name, "AWS_LAMBDA_FUNCTION_VERSION": "1",
        "AWS_LAMBDA_INITIALIZATION_TYPE": "on-demand", "AWS_LAMBDA_LOG_FORMAT": "JSON", "AWS_LAMBDA_LOG_LEVEL": "INFO",
        "AWS_LAMBDA_LOG_GROUP_NAME": f"/aws/lambda/{name}", "AWS_LAMBDA_LOG_STREAM_NAME": "bench",
        "AWS_LAMBDA_RUNTIME_API": runtime, "LAMBDA_TASK_ROOT": "/var/task", "LANG": "en_US.UTF-8",
        "PATH": "/usr/local/bin:/usr/bin:/bin", "TZ": ":UTC", **settings,
    }
