"""A clock that only moves when somebody sleeps, so that no test waits."""

from datetime import UTC, datetime, timedelta

from builder.web import Time

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


class TurnedClock:
    """A night's clocks in the hands of a test. `slept` holds every pause that was asked for."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        """Let `seconds` pass."""
        self.slept.append(seconds)
        self.seconds += seconds

    @property
    def time(self) -> Time:
        """Return the three clocks that `Web` takes."""
        return Time(
            monotonic=lambda: self.seconds,
            sleep=self.sleep,
            now=lambda: NOON + timedelta(seconds=self.seconds),
        )
