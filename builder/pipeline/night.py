"""The night's fetch: each source asked once, believed or not, and appended to the archive.

One source failing never stops the others. Whatever happens is a row in the ledger.
"""

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date

from builder.errors import SourceError, UsageError
from builder.model.catalog import Catalog
from builder.model.panel import Panel
from builder.model.snapshot import Outcome, Parsed, Snapshot
from builder.pipeline.believable import believable, bounds_of
from builder.pipeline.keys import marked, refuse_without_key
from builder.pipeline.renamed import in_words, renamed
from builder.pipeline.revisions import news, restated
from builder.sources import SourceModule, sources
from builder.store.archive import Archive
from builder.web import Web


@dataclass(frozen=True)
class Fetched:
    """How one source's night went; `rows` is what it added to the archive."""

    source: str
    outcome: Outcome
    rows: int
    requests: int
    bytes: int
    seconds: float
    detail: str

    def __str__(self) -> str:
        told = f": {self.detail}" if self.detail else ""
        return (
            f"{self.source}: {self.outcome}, {self.rows} observations, {self.requests} requests, "
            f"{self.bytes / 1e6:.1f} MB, {self.seconds:.1f} s{told}"
        )


def chosen(catalog: Catalog, names: Iterable[str]) -> Mapping[str, SourceModule]:
    """Return the sources of that name, or all that the catalog knows. Raises UsageError."""
    known = {name: module for name, module in sources().items() if name in catalog.sources}
    unknown = sorted(set(names) - set(known))
    if unknown:
        raise UsageError(
            f"no source is called {', '.join(unknown)}",
            why="a source is a module of builder/sources with a file in data/catalog/sources",
            advice=f"choose from {', '.join(sorted(known))}",
        )
    return {name: known[name] for name in sorted(names)} or known


@dataclass(frozen=True)
class Night:
    """What a night's fetch works on: what is known so far, and where the new goes.

    `keys` are the variables that hold a key for a source; `without_key` allows that one is gone.
    """

    as_of: date
    catalog: Catalog
    panel: Panel
    archive: Archive
    keys: frozenset[str] = frozenset()
    without_key: bool = False


def fetch(
    modules: Mapping[str, SourceModule], web: Callable[[], Web], night: Night
) -> tuple[Fetched, ...]:
    """Ask every source that this night has not settled yet, and append what can be believed.

    The sources are asked side by side, so a silent one costs its own deadline and no other's
    time; `web` makes a fresh connection with its own deadline for each. Answers are appended one
    after the other, in the order of their names, so that the archive is the same every time.
    """
    open_ = [name for name in modules if not night.archive.is_settled(name, night.as_of)]
    with ThreadPoolExecutor(max_workers=max(len(open_), 1)) as pool:
        asked = {
            name: pool.submit(_asked, name, modules[name], web=web(), night=night) for name in open_
        }
        return tuple(
            _kept(*asked[name].result(), night=night) if name in asked else _settled(name)
            for name in modules
        )


def _settled(name: str) -> Fetched:
    return Fetched(name, "ok", 0, 0, 0, 0.0, "this night is already in the archive")


def _kept(snapshot: Snapshot, parsed: Parsed, *, night: Night) -> Fetched:
    names = renamed(snapshot, parsed, night.panel)
    bounds = bounds_of(night.catalog.sources.get(snapshot.source))
    parsed = replace(parsed, tells=_tells(parsed))
    snapshot, parsed = believable(snapshot, parsed, night.panel, names=names, bounds=bounds)
    parsed = news(snapshot, parsed, night.panel)
    told = (snapshot.detail, in_words(names), restated(parsed))
    snapshot = replace(snapshot, detail="; ".join(filter(None, told)))
    night.archive.append(snapshot, parsed)
    return Fetched(
        snapshot.source,
        snapshot.outcome,
        len(parsed.observations),
        snapshot.requests,
        snapshot.bytes,
        snapshot.seconds,
        "; ".join(filter(None, (snapshot.detail, *parsed.oddities))),
    )


def _tells(parsed: Parsed) -> frozenset[str]:
    """Return every attribute that the source tells of anything tonight."""
    return frozenset(name for one in parsed.observations for name in one.attributes)


def _asked(name: str, module: SourceModule, *, web: Web, night: Night) -> tuple[Snapshot, Parsed]:
    """Return what a source answered; a source that fails has answered nothing, and says why."""
    try:
        if not night.without_key:
            refuse_without_key(name, module, ledger=night.panel.ledger, keys=night.keys)
        snapshot = module.fetch(web, night.catalog, night.as_of)
        return marked(snapshot, module, night.keys), module.parse(snapshot, night.catalog)
    except SourceError as error:
        failed = Snapshot(
            source=name,
            as_of=night.as_of,
            retrieved_at=web.now(),
            url=night.catalog.sources[name].url,
            parts={},
            outcome="failed",
            requests=web.requests,
            detail=f"{error.what}: {error.why}",
        )
        return failed, Parsed(())
