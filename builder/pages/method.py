"""Method: what every metric is, what it is not, and what it cannot see."""

from collections.abc import Iterator

from markupsafe import Markup

from builder.charts.table import Cell, Column, Table, table
from builder.model.metric import Metric
from builder.model.site import Page, Site


def view(site: Site) -> Iterator[Page]:
    """Yield the method page, made from the metrics' own declarations."""
    metrics = [derived.metric for derived in site.derived.values()]
    yield Page(
        "method.md",
        "Method",
        "How every number is made: unit, denominator, window, pool, breaks, limits and blind "
        "spots of each metric.",
        "method.md.j2",
        {"metrics": [(metric, _definition(metric)) for metric in metrics]},
    )


def _definition(metric: Metric) -> Markup:
    rows = (
        ("Unit", metric.unit),
        ("Denominator", metric.denominator),
        ("Window", metric.window),
        ("Pool", metric.pool),
        ("Breaks", " ".join(metric.breaks)),
    )
    return table(
        Table(
            f"{metric.id}-definition",
            f"{metric.title}: the definition",
            (Column("part", "Part"), Column("meaning", "Meaning")),
            tuple((Cell(label), Cell(text)) for label, text in rows),
            sortable=False,
        )
    )
