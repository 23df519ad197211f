"""Which numbers have a page of their own: those that a headline, a claim or a strip shows.

Every other number is in the registry (`data/numbers.csv`) and can be asked for with
`tracker explain`; a page for each of them would be most of the site.
"""

from collections.abc import Iterable, Iterator, Mapping

from builder.model.cited import Series, origins, series
from builder.model.definitions import DEFINITIONS
from builder.model.entities import MetricQuery
from builder.model.numbers import series_of
from builder.model.paths import number_page
from builder.model.site import Site

#: Countries whose shares stand in headlines.
SCOPES = ("language", "all")
#: A number by its metric, its column and its groups.
Asked = tuple[str, str, tuple[tuple[str, str], ...]]


def headlines(site: Site) -> Mapping[str, Series]:
    """Return the numbers that have a page, by id."""
    return site.counted_once(
        "headline numbers",
        lambda: dict(sorted({**_found(site, _of_claims(site)), **_standing(site)}.items())),
    )


def _standing(site: Site) -> Mapping[str, Series]:
    """Return those that have a page whatever is claimed: a preview judges no claim for them."""
    return site.counted_once(
        "standing numbers",
        lambda: _found(site, (*_of_countries(site), *_of_definitions(site))),
    )


def page_of(site: Site, number: str | None) -> str | None:
    """Return the page of a number of the registry; None where it has none."""
    return page_of_series(site, series_of(number)) if number is not None else None


def page_of_series(site: Site, own: str) -> str | None:
    """Return the page of the number with this id over time; None where it has none."""
    return number_page(own) if own in _standing(site) or own in headlines(site) else None


def _found(site: Site, asked: Iterable[Asked]) -> dict[str, Series]:
    known = origins(site.panel, site.catalog)
    found: dict[str, Series] = {}
    for metric, column, keys in dict.fromkeys(asked):
        derived = site.derived.get(metric)
        one = series(derived, column, dict(keys), known) if derived else None
        if one is not None:
            found[one.id] = one
    return found


def _of_claims(site: Site) -> Iterator[Asked]:
    for verdict in site.verdicts.values():
        for judgement in verdict.judgements:
            query, point = judgement.reading.query, judgement.now.point
            if isinstance(query, MetricQuery) and point and point.number:
                yield _of_number(site, query.metric, query.value, point.number)


def _of_countries(site: Site) -> Iterator[Asked]:
    for country in site.catalog.countries:
        for scope in SCOPES:
            keys = (("scope", scope), ("dimension", "country"), ("group", country))
            yield "share-of-downloads", "share_pct", keys


def _of_number(site: Site, metric: str, column: str, number: str) -> Asked:
    names = [k for k in site.derived[metric].metric.keys if k not in ("source", "period")]
    what = number.split("/", 4)[4].split("/", len(names) - 1)
    return metric, column, tuple(zip(names, what, strict=True))


def _of_definitions(site: Site) -> Iterator[Asked]:
    """Yield the share of each country that leads under some definition, under all of them."""
    for country in sorted(leading(site)):
        for one in DEFINITIONS:
            yield "adoption-shares", "share_pct", (
                ("definition", one.id), ("window", one.window),
                ("attribution", one.attribution), ("derivatives", one.derivatives),
                ("scope", one.scope), ("dimension", "country"), ("group", country),
            )  # fmt: skip


def leading(site: Site) -> frozenset[str]:
    """Return the countries that lead under some definition."""
    derived = site.derived.get("adoption-shares")
    if derived is None:
        return frozenset()
    frame = derived.frame
    first = frame[(frame["rank"] == 1) & (frame["dimension"] == "country")]
    newest = first[first["period"] == first["period"].max()]
    return frozenset(set(newest["group"]) & set(site.catalog.countries))
