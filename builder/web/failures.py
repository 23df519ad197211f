"""Every way in which an answer may fail to come, as one error that tells no secret."""

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import httpx2
from huggingface_hub.errors import OIDCError

from builder.errors import SourceError

_SECRETS = (
    (re.compile(r"(?i)bearer\s+\S+|\bhf_\w+"), "***"),
    (re.compile(r"//[^/@\s]+@"), "//"),
    (re.compile(r"\?[^\s'\"]+"), ""),
)


class UnreachableError(SourceError):
    """Nothing came back: refused, unknown, silent, or no time was left to ask."""


class PassingError(Exception):
    """A failure that a later try may not meet, and how many seconds the server asks to wait."""

    def __init__(self, error: SourceError, pause: float | None = None) -> None:
        super().__init__(str(error))
        self.error = error
        self.pause = pause


def plain_address(url: str) -> str:
    """Return `url` without user, password, query and fragment: fit for a log."""
    try:
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port else ""
        return f"{parts.scheme}://{parts.hostname or ''}{port}{parts.path}"
    except ValueError:
        return "an address that cannot be read"


@contextmanager
def watch(client: httpx2.Client, seconds: float) -> Iterator[None]:
    """Close `client` after `seconds`: its own timeouts only bound each single silence.

    A server that sends a byte now and then, even within its headers, would hold us for ever.
    """
    cut = threading.Event()

    def close() -> None:
        cut.set()
        client.close()

    timer = threading.Timer(seconds, close)
    timer.daemon = True
    timer.start()
    try:
        yield
    except httpx2.HTTPError as error:
        if cut.is_set():
            raise httpx2.ReadTimeout(f"no whole answer within {seconds:.0f} s") from error
        raise
    finally:
        timer.cancel()


@contextmanager
def failures(url: str, clean: Callable[[str], str]) -> Iterator[None]:
    """Turn everything that the client may raise into errors of ours, told without secrets."""
    try:
        yield
    except SourceError:
        raise
    except (httpx2.TimeoutException, httpx2.ConnectError) as error:
        advice = "check the network, and that the address in data/catalog/sources is right"
        raise PassingError(
            UnreachableError(
                f"{plain_address(url)} cannot be reached", why=said(error, clean), advice=advice
            )
        ) from error
    except (httpx2.NetworkError, httpx2.RemoteProtocolError) as error:
        raise PassingError(broken(url, said(error, clean))) from error
    except (
        httpx2.HTTPError, httpx2.InvalidURL, OIDCError,
        OSError, ValueError, AttributeError, RuntimeError,
    ) as error:  # fmt: skip
        raise broken(url, said(error, clean)) from error


def broken(url: str, why: str) -> SourceError:
    """Return the error for an answer that came, and cannot be used."""
    return SourceError(
        f"{plain_address(url)} gave no usable answer",
        why=why,
        advice="the next night asks again; if it persists, ask the address by hand",
    )


def said(error: BaseException | str, clean: Callable[[str], str] = str) -> str:
    """Return what an error says in one line of bounded length, without anything secret.

    `clean` takes out the secrets that only the caller knows, before the text is cut.
    """
    text = clean(str(error))
    for pattern, instead in _SECRETS:
        text = pattern.sub(instead, text)
    text = " ".join("".join(c if c.isprintable() else " " for c in text).split())[:200]
    return text if isinstance(error, str) else f"{type(error).__name__}: {text}"
