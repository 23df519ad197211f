"""A server on loopback that holds files and answers, knows ranges, and counts what it sends.

with Shelf() as shelf:
    shelf.put("/data.json", {"rows": []})        # bytes, or anything that JSON holds
    shelf.put("/down", b"maintenance", status=503)
    ...                                          # ask shelf.url
    assert shelf.paths == ["/data.json"]
    assert shelf.sent < 10_000                   # bytes of all bodies
"""

import json
import re
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import parse_qsl, unquote, urlsplit

_RANGE = re.compile(r"bytes=(\d+)-(\d+)")


@dataclass(frozen=True)
class Request:
    """What was asked: path, query in its order, and headers by lower-cased name."""

    path: str
    query: tuple[tuple[str, str], ...]
    headers: dict[str, str]

    @property
    def range(self) -> tuple[int, int] | None:
        """The first and the last byte asked for, if the whole is not."""
        found = _RANGE.fullmatch(self.headers.get("range", ""))
        return (int(found[1]), int(found[2])) if found else None

    def all(self, name: str) -> list[str]:
        """Return every value of one name of the query."""
        return [value for key, value in self.query if key == name]


@dataclass(frozen=True)
class Reply:
    """What is sent back."""

    body: bytes
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


def raw(body: Any) -> bytes:
    """Return bytes as they are, anything else as JSON."""
    return body if isinstance(body, bytes) else json.dumps(body).encode()


Answering = Callable[[Request], Reply]


class Shelf:
    """The server. `log` holds every request, `sent` counts the bytes of all bodies."""

    def __init__(self) -> None:
        self.log: list[Request] = []
        self.sent = 0
        self.knows_ranges = True
        self._answers: dict[str, Answering] = {}
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.shelf = self
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))

    @property
    def url(self) -> str:
        """Return the base URL."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def paths(self) -> list[str]:
        """Return the paths asked, in order."""
        return [request.path for request in self.log]

    def put(self, path: str, body: Any, *, status: int = 200, **headers: str) -> None:
        """Answer `path` always alike; `Retry_After="7"` becomes a header."""
        more = {name.replace("_", "-"): value for name, value in headers.items()}
        reply = Reply(raw(body), status, more)
        self._answers[path] = lambda _: reply

    def put_answering(self, path: str, answering: Answering) -> None:
        """Answer `path` as `answering` says."""
        self._answers[path] = answering

    def answer(self, request: Request) -> Reply:
        """Return the answer to `request`, or the part of it that was asked for."""
        self.log.append(request)
        answering = self._answers.get(request.path)
        reply = answering(request) if answering else Reply(b"Not Found", 404)
        if request.range and self.knows_ranges and reply.status == 200:
            reply = _part(reply, *request.range)
        self.sent += len(reply.body)
        return reply

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


def _part(reply: Reply, first: int, last: int) -> Reply:
    whole = len(reply.body)
    said = {**reply.headers, "Content-Range": f"bytes {first}-{min(last, whole - 1)}/{whole}"}
    return replace(reply, body=reply.body[first : last + 1], status=206, headers=said)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    shelf: Shelf

    def handle_error(self, *_: object) -> None:
        """Say nothing when a client goes away."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    timeout = 30
    server: _Server

    def do_GET(self) -> None:
        """Answer one request."""
        parts = urlsplit(self.path)
        headers = {name.lower(): text for name, text in self.headers.items()}
        query = tuple(parse_qsl(parts.query, keep_blank_values=True))
        reply = self.server.shelf.answer(Request(unquote(parts.path), query, headers))
        self.send_response(reply.status)
        for name, text in {"Content-Type": "application/json", **reply.headers}.items():
            self.send_header(name, text)
        self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        self.wfile.write(reply.body)

    def log_message(self, *_: object) -> None:
        """Keep quiet."""
