"""A small server for one person on this machine: it shows a preview and nothing else."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from http import HTTPStatus
from socketserver import ThreadingMixIn
from typing import Any
from urllib.parse import parse_qs
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

#: How long a browser may wait for the next state before it asks again.
PATIENCE = 25.0


@dataclass(frozen=True)
class Served:
    """What stands at an address: its bytes, their type, and the status."""

    body: bytes
    type: str
    status: int = 200


Answer = Callable[[str], Served]
#: Waits until a state newer than the given one is there, or the seconds are over; returns it.
Wait = Callable[[int, float], int]


class _Threaded(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Silent(WSGIRequestHandler):
    def log_message(self, format: str, *arguments: object) -> None:
        """Keep the terminal for the findings."""


def server(port: int, answer: Answer, wait: Wait) -> WSGIServer:
    """Return a server on the loopback address alone; port 0 takes one that is free."""

    def application(asked: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        path = str(asked["PATH_INFO"]).encode("latin-1").decode("utf-8", "replace").lstrip("/")
        served = _next(asked, wait) if path == "__next__" else answer(path)
        head = {
            "Content-Type": served.type,
            "Content-Length": str(len(served.body)),
            "Cache-Control": "no-store",
        }
        start(f"{served.status} {HTTPStatus(served.status).phrase}", list(head.items()))
        return (served.body,)

    return make_server("127.0.0.1", port, application, _Threaded, _Silent)


def _next(asked: dict[str, Any], wait: Wait) -> Served:
    """Answer when there is a state newer than the one that the browser shows."""
    after = parse_qs(asked.get("QUERY_STRING", "")).get("after", ["0"])[0]
    known = int(after) if after.isascii() and after.isdigit() else 0
    return Served(str(wait(known, PATIENCE)).encode(), "text/plain")
