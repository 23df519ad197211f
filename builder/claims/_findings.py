"""What is wrong with a query or its test, told like every other finding, before anything is built.

A query that names what does not exist, and a test that cannot mean anything, are errors.
"""

from collections.abc import Iterator, Mapping

from builder.claims._wanted import advice_on, wrong_facts
from builder.model.catalog import Catalog, Location
from builder.model.entities import CatalogQuery, Criterion, MetricQuery, Reading
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
        yield from _wrong_count(query, reading.test, catalog)
        return
    metric = metrics.get(query.metric)
    if metric is None:
        yield (
            ("query", "metric"), f"asks the metric `{query.metric}`, and there is none",
            advice_on(query.metric, metrics),
        )  # fmt: skip
        return
    yield from _wrong_columns(query, metric)
    for column in query.least:
        if column not in metric.values:
            told = f"needs of {metric.id} some `{column}`, which it has not"
            yield ("query", "least", column), told, advice_on(column, metric.values)
    yield from _wrong_words(query, metric, catalog)
    yield from _wrong_groups(query, reading.test, catalog)
    yield from _wrong_test(query, reading.test, metric)


def _wrong_columns(query: MetricQuery, metric: Metric) -> Iterator[Wrong]:
    ends = {"value": query.value, "low": query.low, "high": query.high}
    for name, column in ends.items():
        if column is not None and column not in metric.values:
            told = f"asks {metric.id} for `{column}`, which it has not"
            yield ("query", name), told, advice_on(column, metric.values)
    for column in query.where:
        if column not in metric.keys:
            told = f"asks {metric.id} where `{column}` is something, and that is no key of it"
            yield ("query", "where", column), told, advice_on(column, metric.keys)
    if query.by not in metric.keys:
        told = f"tells the groups of {metric.id} apart by `{query.by}`, and that is no key of it"
        yield ("query", "by"), told, advice_on(query.by, metric.keys)
    free = [k for k in metric.keys if k not in ("source", "period", query.by, *query.where)]
    if free:
        told = f"leaves open which `{free[0]}` of {metric.id} it means"
        yield ("query",), told, f"write {free[0]} below `where`"


def _wrong_words(query: MetricQuery, metric: Metric, catalog: Catalog) -> Iterator[Wrong]:
    """Yield values that a key never has: no row can ever answer to them."""
    asked: list[tuple[Location, str, str]] = [(("query", "group"), query.by, query.group)]
    asked += [(("query", "where", column), column, word) for column, word in query.where.items()]
    for location, column, word in asked:
        told = metric.words.get(column)
        if told is None:
            continue
        known = tuple(catalog.entities.get(told, {})) if isinstance(told, str) else told
        begins = word.endswith("*") and any(one.startswith(word[:-1]) for one in known)
        if word not in known and not begins:
            message = f"asks {metric.id} for the {column} `{word}`, and it never has that"
            yield location, message, advice_on(word, known)


def _wrong_groups(query: MetricQuery, test: Criterion, catalog: Catalog) -> Iterator[Wrong]:
    kind = KIND_OF_DIMENSION.get(query.where.get("dimension", ""))
    if kind is None or query.by != "group":
        return
    for location, group in ((("query", "group"), query.group), (("test",), test.compared_with)):
        if group is not None and not catalog.has(kind, group):
            told = f"names the group `{group}`, and data/catalog/{kind} has no {group}.yml"
            yield location, told, advice_on(group, catalog.entities.get(kind, {}))


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
    if unit == "rank" and test.sign is not None:
        yield ("test",), "asks for the sign of a rank, and the first is 1", "use at_most"
    if share and test.sign is not None:
        yield ("test",), "asks for the sign of a share, which is never below 0", "use more_than"


def _wrong_count(query: CatalogQuery, test: Criterion, catalog: Catalog) -> Iterator[Wrong]:
    if test.at_least is None and test.at_most is None:
        told = "counts in the catalog, and its test is not a number"
        yield ("test",), told, "use at_least or at_most"
    limits = [limit for limit in (test.at_least, test.at_most) if limit is not None]
    if query.of is not None and any(limit > 100 for limit in limits):
        yield ("test",), "holds a share against more than 100 %", "write a limit from 0 to 100"
    for part, wanted in (("where", query.where), ("of", query.of or {})):
        for key, wish in wanted.items():
            wishes = (wish,) if isinstance(wish, str) else wish
            for told, advice in wrong_facts(query.count, key, wishes, catalog):
                yield ("query", part, key), told, advice
