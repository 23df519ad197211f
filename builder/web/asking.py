"""One source's GETs in one night: the loop around the tries of its own client.

The client by itself waits for ever for a server that sends a byte now and then, and knows
nothing of rate limits. So each try here is watched by a clock, and the loop around the tries
knows when the night must be over. Every source has a client of its own: cutting off a silent one
leaves the others alone.
"""

import weakref
from collections.abc import Callable, Container, Mapping, Sequence
from datetime import datetime
from functools import partial

import httpx2

from builder.errors import SourceError
from builder.model.snapshot import Answer
from builder.web.answers import Reply, complaint_of, part_of, pause_asked
from builder.web.failures import (
    PassingError,
    UnreachableError,
    broken,
    failures,
    plain_address,
    watch,
)
from builder.web.terms import CLOCKS, LIMITS, Limits, Time, hub_token

USER_AGENT = "ai-geopolitics-tracker/1"
#: Statuses that a later try may not meet again.
PASSING = frozenset({408, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524})
#: Seconds between the tries of one request, where the server does not say how long.
PAUSES = (1.0, 2.0, 4.0)
#: The Hub counts in windows of 300 seconds; who asks for a longer pause is not worth the night.
LONGEST_PAUSE = 330.0
#: So many bytes of a refusal are read: more than any reason takes.
REFUSAL = 64 * 1024


class Web:
    """The web for one night: one deadline, and counters of what was asked and taken in.

    `bases` overrides base URLs by source id; `token` is called at the first authorized request.
    `requests` counts every try; `bytes` counts what came over the wire.
    """

    def __init__(
        self,
        bases: Mapping[str, str] | None = None,
        *,
        limits: Limits = LIMITS,
        clocks: Time = CLOCKS,
        token: Callable[[], str | None] = hub_token,
    ) -> None:
        self._bases = bases or {}
        self._limits = limits
        self._time = clocks
        self._ask_token: Callable[[], str | None] | None = token
        self._token: str | None = None
        self._client: httpx2.Client | None = None
        self._over = clocks.monotonic() + limits.night
        self.requests = 0
        self.bytes = 0

    def base(self, source_id: str, default: str) -> str:
        """Return where a source is asked: the override, or what its catalog file says."""
        return self._bases.get(source_id, default).rstrip("/")

    def now(self) -> datetime:
        """Return the time of day, aware, in UTC."""
        return self._time.now()

    def clock(self) -> float:
        """Return seconds since some moment: only differences mean anything."""
        return self._time.monotonic()

    def drop_token(self) -> bool:
        """Send no token from now on; say whether one was sent until now."""
        had, self._token, self._ask_token = self._token is not None, None, None
        return had

    def carry(self, token: str) -> None:
        """Send `token` with every authorized request from now on, instead of the Hub's."""
        self._token, self._ask_token = None, lambda: token

    def get_range(self, url: str, first: int, last: int) -> Reply:
        """Ask for the bytes `first` to `last` of `url`, both included, and for nothing else.

        Raises SourceError unless exactly these come: a server that does not know ranges would
        send the whole file, and is cut off.
        """
        headers = {
            "user-agent": USER_AGENT,
            "range": f"bytes={first}-{last}",
            "accept-encoding": "identity",
        }
        reply = self._get(url, (), accept=(206,), headers=lambda: headers)
        if reply.first != first or len(reply.answer.body) != last - first + 1:
            raise broken(url, f"asked for bytes {first} to {last}, and got others")
        return reply

    def get(
        self,
        url: str,
        params: Sequence[tuple[str, str]] = (),
        *,
        accept: Container[int] = (200,),
        authorized: bool = False,
    ) -> Reply:
        """Ask `url` and return its reply, tried again where a later try may succeed.

        `accept` names the statuses that the caller can read; any other raises SourceError.
        Raises UnreachableError where no server answered in time. No message holds a token.
        """
        headers = partial(self._headers, authorized=authorized)
        return self._get(url, params, accept=accept, headers=headers)

    def _get(
        self,
        url: str,
        params: Sequence[tuple[str, str]],
        *,
        accept: Container[int],
        headers: Callable[[], Mapping[str, str]],
    ) -> Reply:
        for pause in (*PAUSES, None):
            try:
                return self._try(url, params, accept=accept, headers=headers)
            except PassingError as passing:
                if pause is None:
                    raise passing.error from passing.__cause__
                self._rest(pause if passing.pause is None else passing.pause, passing.error)
        raise AssertionError("the last pause is None")

    def _rest(self, seconds: float, error: SourceError) -> None:
        """Sleep before the next try, unless that would outlast the night or any patience."""
        if seconds > LONGEST_PAUSE or seconds >= self._left():
            raise error
        self._time.sleep(seconds)

    def _left(self) -> float:
        return self._over - self._time.monotonic()

    def _try(
        self,
        url: str,
        params: Sequence[tuple[str, str]],
        *,
        accept: Container[int],
        headers: Callable[[], Mapping[str, str]],
    ) -> Reply:
        left = self._left()
        if left <= 0:
            raise UnreachableError(
                f"{plain_address(url)} was not asked",
                why="the night's time is over",
                advice="run the night again; what is there already stays",
            )
        seconds = min(self._limits.answer, left)
        client = self._open_client()
        with failures(url, self._without_token), watch(client, seconds):
            sent = dict(headers())  # the token is read here, where its failures are told
            self.requests += 1
            with client.stream(
                "GET",
                url,
                params=list(params) or None,
                headers=sent,
                timeout=min(self._limits.silence, seconds),
            ) as response:
                body = self._body(response, accept)
                return self._reply(response, body, accept)

    def _open_client(self) -> httpx2.Client:
        """Return the client of this night, or a new one where the clock has closed the last."""
        if self._client is None or self._client.is_closed:
            self._client = httpx2.Client(follow_redirects=True)
            weakref.finalize(self, self._client.close)
        return self._client

    def _headers(self, *, authorized: bool) -> dict[str, str]:
        headers = {"user-agent": USER_AGENT}
        if authorized and self._ask_token:
            self._token, self._ask_token = self._ask_token(), None
        if authorized and self._token:
            headers["authorization"] = f"Bearer {self._token}"
        return headers

    def _body(self, response: httpx2.Response, accept: Container[int]) -> bytes:
        """Read the body, never more than is allowed: an answer can be small only when packed.

        Of an answer that nobody can use, only as much as may hold the reason.
        """
        body = bytearray()
        wanted = response.status_code in accept
        try:
            for chunk in response.iter_bytes():
                body += chunk
                if not wanted and len(body) > REFUSAL:
                    break
                if len(body) > self._limits.size:
                    raise ValueError(f"the answer is larger than {self._limits.size:,} bytes")
        finally:
            self.bytes += response.num_bytes_downloaded
        return bytes(body)

    def _reply(self, response: httpx2.Response, body: bytes, accept: Container[int]) -> Reply:
        answer = Answer(str(response.url), response.status_code, body)
        next_url = response.links.get("next", {}).get("url")
        complaint = complaint_of(response, body, self._without_token)
        if answer.status in accept:
            return Reply(answer, next_url, complaint, **part_of(response))
        error = broken(answer.url, f"status {answer.status}: {complaint or 'no reason given'}")
        if answer.status in PASSING:
            raise PassingError(error, pause_asked(response, self.now()))
        raise error

    def _without_token(self, text: str) -> str:
        return text.replace(self._token, "***") if self._token else text
