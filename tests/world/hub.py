"""A Hub on loopback: answers the real client as the real one does, and fails when it is told to.

    with Hub(make_world(seed=1, namespaces=3, repositories=20)) as hub:
        hub.twist(status(503), path="/api/models", times=2)
        ...                             # ask hub.url
        assert hub.count == 9           # requests answered, in hub.log

The world is plain data (`hub_world`) and may be changed at any time, also between two pages.
A twist (`hub_faults`) is a function of the request and the usual response; it gives another
response, or None when it has dealt with the connection itself.
"""

import gzip
import socket
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import parse_qs, unquote, urlsplit

from tests.world.hub_datasets import DataSet, route_dataset
from tests.world.hub_routes import route
from tests.world.hub_wire import TOO_MANY, Ask, Response, Twist
from tests.world.hub_world import World

_TOO_MANY = Response(429, TOO_MANY.encode(), {"Content-Type": "text/plain"})


@dataclass
class _Rule:
    twist: Twist
    path: str
    author: str
    after: int
    times: int


class Hub:
    """The server. `log` holds every request answered but those for `/api/agent-harnesses`."""

    def __init__(
        self, world: World | None = None, *, quota: int = 500, window_seconds: float = 300.0
    ) -> None:
        self.world = world or World()
        self.quota = quota
        self.window_seconds = window_seconds
        self.tokens = {"hf_good"}
        self.log: list[Ask] = []
        self.datasets: dict[str, DataSet] = {}
        self.over = threading.Event()
        self._rules: list[_Rule] = []
        self._lock = threading.Lock()
        self._window = (time.monotonic(), 0)
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.hub = self
        self._server.connections = []
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))

    @property
    def url(self) -> str:
        """Return the base URL."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def count(self) -> int:
        """Return how many requests were answered, as a budget counts them."""
        return len(self.log)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> None:
        """Go down: cut every connection, and refuse new ones. A second time changes nothing."""
        self.over.set()
        if self._thread.is_alive():
            self._server.shutdown()
            self._thread.join()
            self._server.cut_connections()
            self._server.server_close()

    def twist(
        self, twist: Twist, *, path: str = "/api/", author: str = "", after: int = 0,
        times: int = 1_000_000,
    ) -> None:  # fmt: skip
        """Answer `times` matching requests by `twist`, once `after` of them came through.

        Matching: the path begins with `path`, and `author`, where given, is the one listed.
        """
        self._rules.append(_Rule(twist, path, author, after, times))

    def calm(self) -> None:
        """Forget every twist, and every request that was counted."""
        self._rules.clear()
        self.log.clear()
        self._window = (time.monotonic(), 0)

    def answer(self, ask: Ask, body: bytes = b"") -> Response | None:
        """Return the response to `ask`: the usual one, or what a twist makes of it.

        What is sent along, the `body`, concerns data sets.
        """
        if ask.path == "/api/agent-harnesses":
            return Response(404, {"error": "Not found"})
        with self._lock:
            self.log.append(ask)
            limits = self._limits()
            concerns = ask.path.startswith(("/api/datasets/", "/api/repos/", "/api/validate"))
            of_dataset = route_dataset(ask, self.datasets, body) if concerns else None
            usual = _TOO_MANY if self._window[1] > self.quota else of_dataset or route(ask)
            usual = replace(usual, headers={**_stamp(len(self.log)), **limits, **usual.headers})
            twist = self._twist_for(ask)
        return twist(ask, usual) if twist else usual

    def _twist_for(self, ask: Ask) -> Twist | None:
        for rule in self._rules:
            if not ask.path.startswith(rule.path) or rule.author not in ("", ask.one("author")):
                continue
            if rule.after > 0:
                rule.after -= 1
            elif rule.times > 0:
                rule.times -= 1
                return rule.twist
        return None

    def _limits(self) -> dict[str, str]:
        """Count one request in the fixed window, and return the headers that say so."""
        began, used = self._window
        if time.monotonic() - began >= self.window_seconds:
            began, used = time.monotonic(), 0
        self._window = (began, used + 1)
        left = max(self.quota - used - 1, 0)
        ends = max(int(began + self.window_seconds - time.monotonic()), 0)
        policy = f'"fixed window";"api";q={self.quota};w={int(self.window_seconds)}'
        return {"RateLimit": f'"api";r={left};t={ends}', "RateLimit-Policy": policy}


def _stamp(number: int) -> dict[str, str]:
    return {"X-Request-Id": f"Root=1-{number:08x}", "ETag": f'W/"{number:x}"'}


class _Server(ThreadingHTTPServer):
    daemon_threads = False
    block_on_close = True
    hub: Hub
    connections: list[socket.socket]

    def process_request(self, request: Any, client_address: Any) -> None:
        """Remember the connection, so that it can be cut."""
        self.connections.append(request)
        super().process_request(request, client_address)

    def cut_connections(self) -> None:
        """End every conversation: a client that keeps its line open would keep us waiting."""
        for connection in self.connections:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def handle_error(self, *_: object) -> None:
        """Say nothing when a client goes away: that is what some tests are about."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    timeout = 30
    server: _Server

    def do_POST(self) -> None:
        """Answer one request that sends something along."""
        self.do_GET()

    def do_GET(self) -> None:
        """Answer one request."""
        sent = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        parts = urlsplit(self.path)
        headers = {name.lower(): text for name, text in self.headers.items()}
        query = parse_qs(parts.query)
        ask = Ask(unquote(parts.path), query, headers, self.connection, self.server.hub)
        response = self.server.hub.answer(ask, sent)
        if response is None or self.server.hub.over.is_set():
            self.close_connection = True
        if response is not None:
            self._write(response, packed=self.server.hub.count % 3 == 0)

    def _write(self, response: Response, *, packed: bool) -> None:
        raw = response.raw
        packed = packed and "gzip" in self.headers.get("Accept-Encoding", "")
        raw = gzip.compress(raw, 1) if packed else raw
        headers = {"Content-Type": "application/json; charset=utf-8", **response.headers}
        headers |= {"Content-Encoding": "gzip"} if packed else {}
        self.send_response(response.status)
        for name, text in {**headers, "Content-Length": str(len(raw))}.items():
            self.send_header(name, text)
        self.end_headers()
        self.wfile.write(raw)

    def log_message(self, *_: object) -> None:
        """Keep quiet: the log is `hub.log`."""
