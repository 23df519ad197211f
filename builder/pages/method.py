"""Method: what every metric is, what it is not, and what it cannot see."""

from collections.abc import Iterator

from markupsafe import Markup

from builder.charts.table import Cell, Column, Table, table
from builder.model.metric import Metric
from builder.model.site import Page, Site
from builder.speech import say


def view(site: Site) -> Iterator[Page]:
    """Yield the method page, made from the metrics' own declarations."""
    metrics = [derived.metric for derived in site.derived.values()]
    yield Page(
        "method.md",
        say("Method"),
        say(
            "How every number is made: unit, denominator, window, pool, breaks, limits and blind "
            "spots of each metric."
        ),
        "method.md.j2",
        {"metrics": [(metric, _definition(metric)) for metric in metrics]},
    )


def _definition(metric: Metric) -> Markup:
    rows = (
        (say("Unit"), metric.unit),
        (say("Denominator"), metric.denominator),
        (say("Window"), metric.window),
        (say("Pool"), metric.pool),
        (say("Breaks"), " ".join(metric.breaks)),
    )
    return table(
        Table(
            f"{metric.id}-definition",
            say("{metric}: the definition", metric=metric.title),
            (Column("part", "Part"), Column("meaning", "Meaning")),
            tuple((Cell(label), Cell(text)) for label, text in rows),
            sortable=False,
        )
    )
