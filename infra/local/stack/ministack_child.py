"""The server's process: MiniStack, plus what it lacks to be a good child.

Its standard input is a pipe that the runner holds open. When the runner dies, however it
dies, the pipe ends, and the server and all its functions end with it.
"""

import contextlib
import os
import shutil
import signal
import socketserver
import sys
import threading


def main(description, run_folder):
    # Without this, each call of a function costs 40 ms of waiting for an acknowledgement.
    socketserver.StreamRequestHandler.disable_nagle_algorithm = True
    threading.Thread(target=_end_with_parent, args=(description,), daemon=True).start()
    sys.argv = ["ministack"]

    from ministack.app import main as serve

    try:
        serve()
    finally:
        shutil.rmtree(run_folder, ignore_errors=True)
        os.killpg(os.getpid(), signal.SIGKILL)


def _end_with_parent(description):
    sys.stdin.buffer.read()
    with contextlib.suppress(OSError):
        os.unlink(description)
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    main(*sys.argv[1:])
