"""On which terms a night asks the web: its limits, its clocks, whom it asks, with which token."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from huggingface_hub import constants, get_token

from builder.errors import UsageError


@dataclass(frozen=True)
class Limits:
    """How long (seconds) and how much (bytes, unpacked) one night may wait for and take in."""

    silence: float = 20.0
    answer: float = 120.0
    night: float = 1_800.0
    size: int = 64 * 1024 * 1024


@dataclass(frozen=True)
class Time:
    """The three clocks of a night, so that a test can turn them."""

    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], datetime] = field(default=lambda: datetime.now(UTC))


#: Where the Hub is, unless the environment says otherwise.
HUB_ADDRESS = "https://huggingface.co"
LIMITS = Limits()
CLOCKS = Time()


def patience(environment: Mapping[str, str]) -> tuple[Limits, Time]:
    """Return the usual terms, every wait times TRACKER_PATIENCE, where that is set.

    Raises UsageError for what is no number above 0.
    """
    told = environment.get("TRACKER_PATIENCE", "") or "1"
    try:
        times = float(told)
    except ValueError:
        times = 0.0
    if not 0 < times < 1_000:
        raise UsageError(
            f"TRACKER_PATIENCE is {told[:40]!r}",
            why="it multiplies every deadline of a fetch, so it is a number above 0",
            advice="leave it out, or set it to 2 on a slow line",
        )
    waits = Limits(LIMITS.silence * times, LIMITS.answer * times, LIMITS.night * times)
    return waits, Time(sleep=lambda seconds: time.sleep(seconds * times))


def hub_token() -> str | None:
    """Return the Hub token of this machine, unless its owner forbade to send it unasked."""
    return None if constants.HF_HUB_DISABLE_IMPLICIT_TOKEN else get_token()


def overrides(environment: Mapping[str, str]) -> dict[str, str]:
    """Return base URLs by source id from TRACKER_URL_<ID>, and the Hub's from HF_ENDPOINT."""
    hub = environment.get("HF_ENDPOINT", "")
    found = {"hugging-face": hub} if hub else {}
    for name, url in environment.items():
        if name.startswith("TRACKER_URL_") and url:
            found[name.removeprefix("TRACKER_URL_").lower().replace("_", "-")] = url
    return found
