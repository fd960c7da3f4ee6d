"""Chooses the port on which the local services answer."""

import socket

from .problem import Problem

HOST = "127.0.0.1"


def choose(state, wanted: str, keep: bool) -> int:
    """The port that was asked for, else that of the kept data (queue URLs hold it), else a free one."""
    kept = state.kept / "port"
    saved = kept.read_text() if keep and kept.exists() else ""
    if wanted and not (wanted.isdecimal() and 0 < int(wanted) < 65536):
        raise Problem(f"PORT={wanted} is no port: give a number from 1 to 65535, or leave PORT out")
    if saved and wanted not in ("", saved):
        raise Problem(f"the kept data belongs to port {saved}: leave PORT out, or `make clean` to start without it")
    if saved:
        _insist_free(int(saved), "the kept data needs it: free it, or `make clean` to start without that data")
    elif wanted:
        _insist_free(int(wanted), "choose another with PORT=…, or leave PORT out for a free one")
    chosen = int(saved or wanted or _free_port())
    if keep:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(str(chosen))
    return chosen


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
