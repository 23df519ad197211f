"""What goes to and fro between a client and the pretend Hub."""

import json
import socket
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.world.hub import Hub

TOO_MANY = (
    "We had to rate limit your IP (127.0.0.1). To continue using our service, create a HF account "
    "or login to your existing account, and make sure you pass a HF_TOKEN if you're using the API."
)


@dataclass(frozen=True)
class Ask:
    """One request: method, path, query, headers (lower case), and the connection it came by."""

    path: str
    query: dict[str, list[str]]
    headers: dict[str, str]
    connection: socket.socket
    hub: "Hub"

    def one(self, name: str, default: str = "") -> str:
        """Return one value of the query."""
        return self.query.get(name, [default])[-1]

    @property
    def token(self) -> str:
        """Return the token that came with the request, or nothing."""
        return self.headers.get("authorization", "").removeprefix("Bearer ")


@dataclass(frozen=True)
class Response:
    """One response. A list or a dictionary as body becomes JSON."""

    status: int = 200
    body: Any = b""
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def raw(self) -> bytes:
        """Return the body as bytes."""
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()


Twist = Callable[[Ask, Response], Response | None]
