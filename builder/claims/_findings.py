"""What is wrong with a query or its test, told like every other finding, before anything is built.

A query that names what does not exist, and a test that cannot mean anything, are errors.
"""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any, get_origin

from pydantic import BaseModel

from builder.claims._counted import COMPARED, FOLLOWED
from builder.model.catalog import Catalog, Location
from builder.model.entities import KINDS, CatalogQuery, Criterion, MetricQuery, Reading
from builder.model.finding import Finding, Severity
from builder.model.metric import Metric
from builder.model.paths import KIND_OF_DIMENSION

#: Where in a reading, what is wrong, and what to do.
Wrong = tuple[Location, str, str]


def query_findings(catalog: Catalog, metrics: Mapping[str, Metric]) -> Iterator[Finding]:
    """Yield what no metric, no kind and no test can make sense of."""
    for claim in catalog.claims.values():
        for index, reading in enumerate(claim.readings):
            for location, message, advice in _wrong(reading, catalog, metrics):
                place = catalog.place("claims", claim.id, "readings", index, *location)
                yield Finding(
                    place, Severity.ERROR, "claim-queries",
                    f"reading `{reading.id}` {message}", advice,
                )  # fmt: skip


def _wrong(reading: Reading, catalog: Catalog, metrics: Mapping[str, Metric]) -> Iterator[Wrong]:
    query = reading.query
    if isinstance(query, CatalogQuery):
        yield from _wrong_count(query, reading.test)
        return
    metric = metrics.get(query.metric)
    if metric is None:
        yield (
            ("query", "metric"), f"asks the metric `{query.metric}`, and there is none",
            _advice(query.metric, metrics),
        )  # fmt: skip
        return
    yield from _wrong_columns(query, metric)
    yield from _wrong_groups(query, reading.test, catalog)
    yield from _wrong_test(query, reading.test, metric)


def _wrong_columns(query: MetricQuery, metric: Metric) -> Iterator[Wrong]:
    ends = {"value": query.value, "low": query.low, "high": query.high}
    for name, column in ends.items():
        if column is not None and column not in metric.values:
            told = f"asks {metric.id} for `{column}`, which it has not"
            yield ("query", name), told, _advice(column, metric.values)
    for column in query.where:
        if column not in metric.keys:
            told = f"asks {metric.id} where `{column}` is something, and that is no key of it"
            yield ("query", "where", column), told, _advice(column, metric.keys)
    if query.by not in metric.keys:
        told = f"tells the groups of {metric.id} apart by `{query.by}`, and that is no key of it"
        yield ("query", "by"), told, _advice(query.by, metric.keys)
    free = [k for k in metric.keys if k not in ("source", "period", query.by, *query.where)]
    if free:
        told = f"leaves open which `{free[0]}` of {metric.id} it means"
        yield ("query",), told, f"write {free[0]} below `where`"


def _wrong_groups(query: MetricQuery, test: Criterion, catalog: Catalog) -> Iterator[Wrong]:
    kind = KIND_OF_DIMENSION.get(query.where.get("dimension", ""))
    if kind is None or query.by != "group":
        return
    for location, group in ((("query", "group"), query.group), (("test",), test.compared_with)):
        if group is not None and not catalog.has(kind, group):
            told = f"names the group `{group}`, and data/catalog/{kind} has no {group}.yml"
            yield location, told, _advice(group, catalog.entities.get(kind, {}))


def _wrong_test(query: MetricQuery, test: Criterion, metric: Metric) -> Iterator[Wrong]:
    unit = dict(metric.values).get(query.value, "")
    share = unit == "%" and "share" in query.value
    if test.compared_with == query.group:
        yield ("test",), "compares a group with itself", "name another group"
    if unit == "rank" and (test.rank_at_most is not None or test.compared_with is not None):
        yield ("test",), "ranks what is a rank already", "use at_most, or another column"
    limits = [limit for limit in (test.at_least, test.at_most) if limit is not None]
    if share and any(limit > 100 for limit in limits):
        yield ("test",), "holds a share against more than 100 %", "write a limit from 0 to 100"
    if test.at_least == 0:
        yield ("test",), "asks for at least 0, which every count is", "write what must be exceeded"
    if share and test.sign is not None:
        yield ("test",), "asks for the sign of a share, which is never below 0", "use more_than"


def _wrong_count(query: CatalogQuery, test: Criterion) -> Iterator[Wrong]:
    if test.at_least is None and test.at_most is None:
        told = "counts in the catalog, and its test is not a number"
        yield ("test",), told, "use at_least or at_most"
    for key in (*query.where, *(query.of or ())):
        path = key
        for ending in COMPARED:
            path = path.removesuffix(ending)
        lacking = _unknown_key(KINDS[query.count], path)
        if lacking:
            shape, step = lacking
            told = f"asks for `{key}`, and {query.count} have no `{step}` there"
            part = "where" if key in query.where else "of"
            yield ("query", part, key), told, _advice(step, shape.model_fields)


def _unknown_key(shape: type[BaseModel], path: str) -> tuple[type[BaseModel], str] | None:
    """Return the first step of a dotted path that a shape has not, and the shape that lacks it."""
    step, _, rest = path.partition(".")
    field = shape.model_fields.get(step)
    if field is None:
        return shape, step
    if get_origin(field.annotation) is dict:
        return None  # its keys are the data's own
    followed = KINDS[FOLLOWED[step]] if step in FOLLOWED and rest else None
    inner = followed or next(_shapes_in(field.annotation), None)
    return _unknown_key(inner, rest) if rest and inner else None


def _shapes_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in getattr(annotation, "__args__", ()):
        yield from _shapes_in(part)


def _advice(word: str, known: Mapping[str, Any] | tuple[str, ...]) -> str:
    near = get_close_matches(word, list(known), n=1)
    if near:
        return f"did you mean `{near[0]}`?"
    names = list(known)
    return f"it has {', '.join(names[:12])}" if len(names) <= 12 else "see the catalog for its ids"
