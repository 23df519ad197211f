"""What an answer says: its JSON, where its list goes on, its complaint, how long to wait."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from json import loads
from typing import Any, TypedDict

import httpx2
from huggingface_hub.utils import parse_ratelimit_headers  # type: ignore[attr-defined]

from builder.errors import SourceError
from builder.model.snapshot import Answer
from builder.web.failures import plain_address, said

_PART = re.compile(r"bytes (\d{1,15})-\d{1,15}/(\d{1,15})", re.ASCII)


@dataclass(frozen=True)
class Reply:
    """An answer, where its list goes on (as the `Link` header says it), and what it complains.

    Of a part of a file: its `first` byte, the `whole` file's size, and the server's mark for the
    `version` of the file.
    """

    answer: Answer
    next_url: str | None = None
    complaint: str = ""
    first: int | None = None
    whole: int | None = None
    version: str = ""


def read_json(answer: Answer) -> Any:
    """Return what the JSON in `answer` says. Raises SourceError when it is no JSON."""
    try:
        return loads(answer.body)
    except (ValueError, RecursionError) as error:
        raise SourceError(
            f"{plain_address(answer.url)} answered something that is not JSON",
            why=said(error),
            advice="open the address in a browser; a maintenance page or a cut answer passes",
        ) from error


class Part(TypedDict, total=False):
    """What a reply says of the part of a file that it holds."""

    first: int
    whole: int
    version: str


def part_of(response: httpx2.Response) -> Part:
    """Return which part of which version of a file an answer holds; nothing where it is whole."""
    found = _PART.fullmatch(response.headers.get("content-range", "").strip())
    if response.status_code != 206 or not found:
        return {}
    version = response.headers.get("etag", "")
    return {"first": int(found[1]), "whole": int(found[2]), "version": version}


def complaint_of(response: httpx2.Response, body: bytes, clean: Callable[[str], str]) -> str:
    """Return what a refusal says: the Hub's header, or the JSON `error`, or the text itself."""
    if response.status_code < 400:
        return ""
    try:
        told = loads(body)
    except (ValueError, RecursionError):
        told = body[:2_000].decode("utf-8", "replace")
    text = told.get("error", "") if isinstance(told, dict) else told
    return said(response.headers.get("x-error-message") or str(text), clean)


def pause_asked(response: httpx2.Response, now: datetime) -> float | None:
    """Return how many seconds the server asks to wait before the next try, if it does."""
    rate = parse_ratelimit_headers(response.headers)
    if response.status_code == 429 and rate and rate.remaining == 0:
        return rate.reset_in_seconds + 1.0
    asked = response.headers.get("retry-after", "").strip()
    if asked.isascii() and asked.isdigit():
        return float(asked[:6]) + 1.0
    try:
        moment = parsedate_to_datetime(asked)
    except (TypeError, ValueError):
        return None
    return max((moment.astimezone(UTC) - now).total_seconds(), 0.0) + 1.0
