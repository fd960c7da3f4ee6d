"""Plays, on this machine, Lambda's Runtime API and the AWS services that a function calls."""

import contextlib
import json
import queue
import threading
import time
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from stack.problem import Problem

FUNCTION_SECONDS = 30
"""What an invocation may take, unless told."""


class RuntimeApi:
    """Hands invocations to one function and takes its answers, one after the other."""

    def __init__(self):
        self.polled = threading.Event()
        """Set once the function has asked for an invocation."""
        self._invocations = queue.SimpleQueue()
        self._answers = queue.SimpleQueue()

    def invoke(self, event: dict, function) -> dict:
        """What the function makes of the event."""
        self.begin(event)
        path, answer = function.await_(lambda: self._answers.get(timeout=0.2), queue.Empty)
        if not path.endswith("/response"):
            raise Problem(f"{function.name} failed an invocation: {answer.decode(errors='replace')}")
        return json.loads(answer)

    def begin(self, event: dict) -> None:
        """Hands the event over, and does not wait for what becomes of it."""
        self._invocations.put(json.dumps(event).encode())

    def next(self) -> bytes | None:
        """Waits for an invocation; nothing when there will be no more."""
        self.polled.set()
        return self._invocations.get()

    def answered(self, path: str, body: bytes) -> None:
        self._answers.put((path, body))

    def close(self) -> None:
        self._invocations.put(None)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, _request, _address):
        """A function that is stopped breaks its connections off."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1  # An answer goes out in one piece.

    def do_GET(self):
        event = self.server.runtime.next()
        if event is None:
            self.close_connection = True
            return
        self._answer(200, event, {
            "lambda-runtime-aws-request-id": str(uuid.uuid4()),
            "lambda-runtime-deadline-ms": str(int((time.time() + self.server.seconds) * 1000)),
            "lambda-runtime-invoked-function-arn": "arn:aws:lambda:us-east-1:123456789012:function:bench",
            "lambda-runtime-trace-id": "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;Sampled=1",
        })

    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        target = self.headers.get("x-amz-target")
        if not target:
            self.server.runtime.answered(self.path, body)
            self._answer(202, b"")
            return
        service, operation = target.split(".")
        self._answer(*self.server.services[service](operation, body))

    def _answer(self, status, body, headers=None):
        self.send_response_only(status)
        for name, value in {"content-type": "application/x-amz-json-1.0", "content-length": str(len(body)),
                            **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()


class Loopback:
    """A server for one function. `services` answer by the first part of `x-amz-target`."""

    def __init__(self, server):
        self.runtime = server.runtime
        self.address = f"127.0.0.1:{server.server_port}"
        self.seconds = server.seconds


@contextlib.contextmanager
def serving(services, seconds=FUNCTION_SECONDS):
    """A server while the block runs, for a function whose invocations may take so long."""
    server = _Server(("127.0.0.1", 0), _Handler)
    server.services, server.seconds = services, seconds
    server.runtime = RuntimeApi()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield Loopback(server)
    finally:
        server.runtime.close()
        server.shutdown()
        server.server_close()
        thread.join()
