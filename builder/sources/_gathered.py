"""Gathers what a source's rows say, and asks a source so that every failure is a snapshot too."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from builder.errors import SourceError
from builder.model.catalog import Catalog
from builder.model.snapshot import Answer, Observation, Parsed, Snapshot
from builder.sources._odd import OddError
from builder.web import Web, plain_address

#: The least share of its rows that must be readable for a table to be believed.
READABLE = 0.5
Row = TypeVar("Row")


@dataclass(frozen=True)
class Source:
    """What is particular about a source: whom it asks for what, and how it reads an answer.

    `ask` gets the base address and returns the answers and a remark; `read` may raise SourceError.
    """

    id: str
    url: str
    ask: Callable[[Web, str], tuple[tuple[Answer, ...], str]]
    read: Callable[[Snapshot], Parsed]


def one_file(path: str) -> Callable[[Web, str], tuple[tuple[Answer, ...], str]]:
    """Return how to ask for the one file at `path`, where the base address is not it already."""
    return lambda web, base: (
        (web.get(base if base.endswith(path) else base + path).answer,),
        "",
    )


def asked(source: Source, web: Web, catalog: Catalog, *, as_of: date) -> Snapshot:
    """Return what a source answers tonight; failed, with the reason, where it is of no use."""
    started, before, moment = web.clock(), web.requests, web.now()
    kept = catalog.sources.get(source.id)
    base = web.base(source.id, str(kept.url) if kept else source.url)
    snapshot = Snapshot(source.id, as_of, moment, plain_address(base), {}, "failed")
    try:
        answers, remark = source.ask(web, base)
        whole = replace(snapshot, parts={"all": answers}, outcome="ok", detail=remark)
        source.read(whole)
        snapshot = replace(whole, url=plain_address(answers[0].url))
    except SourceError as error:
        snapshot = replace(snapshot, detail=f"{error.what}: {error.why}")
    return replace(snapshot, requests=web.requests - before, seconds=web.clock() - started)


def read_again(source: Source, snapshot: Snapshot, table: str) -> Parsed:
    """Return what a snapshot says; nothing, and why, where it is of no use."""
    if not snapshot.parts:
        return Parsed((), (), table)
    try:
        return source.read(snapshot)
    except SourceError as error:
        return Parsed((), (error.why,), table)


def gathered(
    rows: Iterable[Row | None], read: Callable[[Row], Observation | None], *, table: str
) -> Parsed:
    """Return what `rows` say, sorted. Rows that cannot be believed are counted and left out.

    `read` returns None for a row that is none of ours, and raises OddError for one that is odd.
    Two rows that agree are one; of two that contradict each other neither is believed. Raises
    SourceError when most rows are odd, or none is ours.
    """
    odd: Counter[str] = Counter()
    found: dict[tuple[str, date], Observation] = {}
    disputed: set[tuple[str, date]] = set()
    for row in rows:
        observation = _read(row, read, odd)
        if observation:
            key = (observation.entity, observation.period)
            first = found.setdefault(key, observation)
            if first.values != observation.values:
                disputed.add(key)
            elif first is not observation:
                odd["told twice"] += 1
    odd["left out, for others contradict them"] = len(disputed)
    kept = tuple(found[key] for key in sorted(found.keys() - disputed))
    _check_readable(len(kept), odd)
    return Parsed(kept, tuple(_said(odd)), table)


def _read(
    row: Row | None, read: Callable[[Row], Observation | None], odd: Counter[str]
) -> Observation | None:
    try:
        if row is None:
            raise OddError("of another width than the head of the table")
        return read(row)
    except OddError as error:
        odd[str(error)] += 1
        return None


def _check_readable(kept: int, odd: Mapping[str, int]) -> None:
    readable = kept + odd["told twice"]
    if kept and readable >= READABLE * (kept + sum(odd.values())):
        return
    why = "; ".join(_said(odd)) or "no row of it is ours"
    raise SourceError(
        "most of a source's answer cannot be believed",
        why=f"{kept:,} usable observations; {why}",
        advice="open the address; if its columns have changed, the source's module must follow",
    )


def _said(odd: Mapping[str, int]) -> Iterator[str]:
    for what, count in sorted(odd.items()):
        if count:
            yield f"{count:,} row{'' if count == 1 else 's'} {what}"
