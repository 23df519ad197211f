"""Tells a number from its id: its values, where they come from, and what it was on another day."""

from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches

from builder.errors import UsageError
from builder.metrics import derive
from builder.model.catalog import Catalog
from builder.model.cited import Series, Value, origins, series
from builder.model.numbers import numbers, series_id
from builder.model.panel import Panel
from builder.pipeline.root import Root
from builder.pipeline.world import load


def explained(root: Root, asked: str, as_of: date) -> Iterator[str]:
    """Yield the lines that explain the number `asked`, an id or `id@date`.

    With a date, the number is derived from what the archive knew on that day, and held beside
    what it knows today. Raises UsageError where no number is called so.
    """
    own, _, day = asked.removeprefix("n/").strip("/").partition("@")
    catalog, panel, _findings = load(root, as_of)
    now = _find(own, catalog, panel, as_of)
    yield f"{now.id}"
    yield f"  {now.metric.title}: {now.metric.question}"
    yield f"  unit {now.unit}; of {now.metric.denominator}"
    yield from _told("newest", now.newest)
    if day:
        yield from _then(root, now, _day(day))
    yield f"  {len(now.values)} periods since {now.values[0].period}"


def _then(root: Root, now: Series, day: date) -> Iterator[str]:
    today = now.on(day)
    catalog, panel, _findings = load(root, day)
    try:
        known = _find(now.id, catalog, panel, day).on(day)
    except UsageError:
        known = None
    if known is None:
        yield f"  as known on {day}: nothing; the archive held no such number then"
    else:
        yield from _told(f"as known on {day}", known)
    if today is None:
        yield f"  by period up to {day}: nothing was observed"
        return
    yield from _told(f"by period up to {day}, as known today", today)
    if known and known.period == today.period and known.value != today.value:
        cause = "revision" if known.vintage != today.vintage else "mapping or definition"
        yield f"  why it differs: {cause} ({known.value:g} then, {today.value:g} now)"
    elif today.period != now.newest.period:
        pool = "new data" if today.source == now.newest.source else "definition: another pool"
        yield f"  why it differs from the newest: {pool}"


def _told(label: str, value: Value) -> Iterator[str]:
    learned = f", learned on {value.vintage}" if value.vintage else ""
    yield f"  {label}: {value.value:g} on {value.period} from {value.source}{learned}"
    if value.snapshot:
        yield f"    answer of {value.snapshot.as_of} from {value.snapshot.url}"
        yield f"    sha256 {value.snapshot.sha256}"
    yield f"    cite as {value.hash}"


def _find(own: str, catalog: Catalog, panel: Panel, as_of: date) -> Series:
    derived = derive(panel, catalog, as_of)
    known = numbers(derived).drop_duplicates(["metric", "value_name", "what"])
    rows = zip(known["metric"], known["value_name"], known["what"], strict=True)
    ids = {series_id(*row): row for row in rows}
    if own not in ids:
        near = get_close_matches(own, ids, n=1)
        raise UsageError(
            f"there is no number `{own[:120]}`",
            why="no metric has a row with these keys",
            advice=f"did you mean `{near[0]}`?" if near else "see data/numbers.csv for all ids",
        )
    metric, column, what = ids[own]
    names = [k for k in derived[metric].metric.keys if k not in ("source", "period")]
    keys = dict(zip(names, what.split("/", len(names) - 1), strict=True))
    found = series(derived[metric], column, keys, origins(panel, catalog))
    assert found is not None  # noqa: S101  it stands in the registry
    return found


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise UsageError(
            f"`{value[:20]}` is no day", why="days look like 2026-08-22",
            advice="write the number's id, an @ and a day",
        ) from error  # fmt: skip
