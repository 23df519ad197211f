"""One page per metric: its definition, as its own declaration tells it."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from builder import text
from builder.charts.table import Cell, Column, Table, table
from builder.model.metric import Derived, Metric
from builder.model.paths import metric_csv
from builder.model.site import Page, Site
from builder.pages._bias import BIAS
from builder.speech import say


def view(site: Site) -> Iterator[Page]:
    """Yield the definition page of every metric."""
    for metric_id, derived in site.derived.items():
        path = f"metrics/{metric_id}.md"
        metric = derived.metric
        yield Page(
            path,
            say(metric.title),
            say("{question} How it is measured, over what, and what it cannot see.",
                question=say(metric.question)),
            "metric.md.j2",
            partial(_drawn, derived, path),
        )  # fmt: skip


def _drawn(derived: Derived, path: str) -> dict[str, Any]:
    metric, frame = derived.metric, derived.frame
    known = frame["period"].dropna() if "period" in frame else frame.iloc[:0]
    return {
        "metric": metric,
        "definition": _definition(metric),
        "columns": _columns(derived),
        "bias": {one.text: say(BIAS[one.bias]) for one in metric.blind_spots},
        "rows": text.whole(len(frame)),
        "first": text.day(known.min().date()) if len(known) else None,
        "last": text.day(known.max().date()) if len(known) else None,
        "csv": text.link(path, metric_csv(metric.id)),
    }


def _definition(metric: Metric) -> str:
    rows = (
        (say("Unit"), metric.unit),
        (say("Denominator"), metric.denominator),
        (say("Window"), metric.window),
        (say("Pool"), metric.pool),
        (say("Breaks"), " ".join(say(one) for one in metric.breaks)),
    )
    return table(
        Table(
            f"{metric.id}-definition",
            say("{metric}: the definition", metric=say(metric.title)),
            (Column("part", say("Part")), Column("meaning", say("Meaning"))),
            tuple((Cell(label), Cell(say(told))) for label, told in rows),
            sortable=False,
        )
    )


def _columns(derived: Derived) -> str:
    """Return the columns of its file that say which number a row is, and those that are numbers."""
    metric, frame = derived.metric, derived.frame
    keys = [(name, say("key"), frame[name].nunique()) for name in metric.keys]
    values = [(name, say(unit), frame[name].notna().sum()) for name, unit in metric.values.items()]
    return table(
        Table(
            f"{metric.id}-columns",
            say("{metric}: what its file holds", metric=say(metric.title)),
            (
                Column("column", say("Column")),
                Column("unit", say("Unit")),
                Column("known", say("Known"), unit=say("different keys, or values"), kind="number"),
            ),
            tuple(
                (Cell(name), Cell(unit), Cell(text.whole(float(count)), float(count)))
                for name, unit, count in [*keys, *values]
            ),
            sortable=False,
        )
    )
