"""What every test may rely on: no network beyond loopback, no token, a Hub of its own.

The Hub's client reads its environment when it is imported, so this comes before any import of it.
"""

import os
import sys

# Tests start the tracker many times over: to compile all it loads takes longer than most of them.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

for name in [n for n in os.environ if n.startswith(("HF_", "HUGGING_FACE_", "TRACKER_"))]:
    del os.environ[name]
for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
    os.environ.pop(name, None)
    os.environ.pop(name.lower(), None)
os.environ.update(
    {
        "HF_HUB_DISABLE_TELEMETRY": "1",
        "HF_HUB_DISABLE_IMPLICIT_TOKEN": "1",
        "NO_PROXY": "127.0.0.1,localhost",
    }
)

import socket  # noqa: E402
from collections.abc import Iterator  # noqa: E402
from typing import Any  # noqa: E402

import pytest  # noqa: E402
from huggingface_hub import close_session  # noqa: E402
from hypothesis import settings  # noqa: E402

from tests.world.hub import Hub  # noqa: E402

# A busy machine is slow, and no property is about that.
settings.register_profile("calm", deadline=None)
settings.load_profile("calm")

LOOPBACK = ("127.0.0.1", "::1", "localhost")


def _guarded(connect: Any) -> Any:
    def guard(self: socket.socket, address: Any) -> Any:
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in LOOPBACK:
            raise AssertionError(f"a test tried to reach {address[0]}")
        return connect(self, address)

    return guard


def _names_of_loopback(getaddrinfo: Any) -> Any:
    def guard(host: Any, *rest: Any, **more: Any) -> Any:
        if host in (None, *LOOPBACK):
            return getaddrinfo(host, *rest, **more)
        raise socket.gaierror(socket.EAI_NONAME, f"tests know no host called {host}")

    return guard


@pytest.fixture(autouse=True, scope="session")
def closed_socket() -> Iterator[None]:
    """Refuse every connection but to this machine itself, and every name but its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", _guarded(socket.socket.connect))
        patch.setattr(socket.socket, "connect_ex", _guarded(socket.socket.connect_ex))
        patch.setattr(socket, "getaddrinfo", _names_of_loopback(socket.getaddrinfo))
        yield


@pytest.fixture
def hub() -> Iterator[Hub]:
    """Give an empty Hub on loopback; fill it through `hub.world`."""
    with Hub() as running:
        yield running
        close_session()
