"""What may go wrong: twists of an answer, to be given to `Hub.twist`."""

import socket
import struct
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import quote, urlencode

from tests.world.hub_wire import TOO_MANY, Ask, Response, Twist
from tests.world.hub_world import World


def status(code: int, body: Any = b"", **headers: str) -> Twist:
    """Answer with `code`; `Retry_After="7"` becomes a header."""
    more = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda _, usual: Response(code, body, {**_limits_of(usual), **more})


def _limits_of(usual: Response) -> dict[str, str]:
    return {name: text for name, text in usual.headers.items() if name.startswith("RateLimit")}


def rate_limited(seconds: int) -> Twist:
    """Say that the window is used up and ends in `seconds`."""
    return status(429, TOO_MANY.encode(), RateLimit=f'"api";r=0;t={seconds}')


def body(raw: Any) -> Twist:
    """Answer 200 with `raw` instead of what was asked for."""
    return lambda _, usual: replace(usual, status=200, body=raw)


def html() -> Twist:
    """Answer 200 with a maintenance page."""
    page = b"<html><body>maintenance</body></html>"
    return lambda *_: Response(200, page, {"Content-Type": "text/html"})


def truncated() -> Twist:
    """Answer half the body as if it were the whole."""
    return lambda _, usual: replace(usual, body=usual.raw[: len(usual.raw) // 2])


def linked(link: str) -> Twist:
    """Answer as usual, with another `Link` header."""
    return lambda _, usual: replace(usual, headers={**usual.headers, "Link": link})


def linked_to_itself() -> Twist:
    """Answer as usual, and say that the list goes on with this very page."""

    def twist(ask: Ask, usual: Response) -> Response:
        query = urlencode(ask.query, doseq=True, quote_via=quote)
        link = f'<{ask.hub.url}{ask.path}?{query}>; rel="next"'
        return replace(usual, headers={**usual.headers, "Link": link})

    return twist


def linked_relatively() -> Twist:
    """Answer as usual, with the host left out of the `Link` header."""

    def twist(ask: Ask, usual: Response) -> Response:
        headers = {k: v.replace(ask.hub.url, "") for k, v in usual.headers.items()}
        return replace(usual, headers=headers)

    return twist


def redirect(location: str, code: int = 307) -> Twist:
    """Send the client elsewhere."""
    return lambda *_: Response(code, b"Temporary Redirect", {"Location": location})


def changed(change: Callable[[World], object]) -> Twist:
    """Answer as usual, then change the world."""

    def twist(ask: Ask, usual: Response) -> Response:
        change(ask.hub.world)
        return usual

    return twist


def silent() -> Twist:
    """Take the request and never answer."""

    def twist(ask: Ask, _: Response) -> None:
        ask.hub.over.wait(30)

    return twist


def slow(seconds: float, *, head: bool = False) -> Twist:
    """Send one byte every few seconds: of the body, or from the first byte of the head on."""

    def twist(ask: Ask, usual: Response) -> None:
        start = _head(usual, len(usual.raw))
        _send(ask, b"" if head else start)
        for byte in (start if head else b"") + usual.raw:
            if ask.hub.over.wait(seconds) or not _send(ask, bytes([byte])):
                return

    return twist


def reset(*, politely: bool = False) -> Twist:
    """Break the connection in the middle of the body: by a reset, or by an early end."""

    def twist(ask: Ask, usual: Response) -> None:
        _send(ask, _head(usual, len(usual.raw)) + usual.raw[: len(usual.raw) // 2])
        if not politely:
            linger = struct.pack("ii", 1, 0)
            ask.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)

    return twist


def _head(response: Response, length: int) -> bytes:
    lines = [f"{name}: {text}" for name, text in response.headers.items()]
    return "\r\n".join(
        [f"HTTP/1.1 {response.status} OK", f"Content-Length: {length}", *lines, "\r\n"]
    ).encode()


def _send(ask: Ask, data: bytes) -> bool:
    try:
        ask.connection.sendall(data)
    except OSError:
        return False
    return True
