"""Hugging Face Hub: every repository of every catalogued namespace, with its public counters.

`GET /api/models?author=<namespace>`, 500 a page with `expand`, newest first: the day of creation
never changes, so no repository can slip between two pages. A namespace is taken whole or left
out, and its size is compared with what the Hub's overview of it says.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from builder.errors import SourceError
from builder.model.catalog import Catalog
from builder.model.snapshot import Answer, Observation, Outcome, Parsed, Snapshot
from builder.sources._hub_item import Item, count, line, read_item
from builder.sources._hub_listing import Hub, items_of, namespace_of
from builder.web import UnreachableError, Web, plain_address, read_json

ID = "hugging-face"
URL = "https://huggingface.co"
KEY = "HF_TOKEN"
#: When so many namespaces at the start of a night find nobody there, the Hub is down.
GIVE_UP_AFTER = 3


def fetch(web: Web, catalog: Catalog, as_of: date) -> Snapshot:
    """Ask the Hub for the repositories of every namespace that the catalog has in use.

    A namespace that fails, or answers less than it should, is left out of `parts` and named in
    `detail`; it never stops the others.
    """
    started, asked, moment = web.clock(), web.requests, web.now()
    base = _base(web, catalog)
    hub = Hub(web, base)
    parts, left_out = _ask(hub, catalog.namespaces)
    return Snapshot(
        source=ID,
        as_of=as_of,
        retrieved_at=moment,
        url=f"{plain_address(base)}/api/models",
        parts=parts,
        outcome=_outcome(len(parts), len(left_out)),
        requests=web.requests - asked,
        seconds=web.clock() - started,
        detail=_detail(left_out, hub.remarks),
    )


def _base(web: Web, catalog: Catalog) -> str:
    source = catalog.sources.get(ID)
    return web.base(ID, str(source.url) if source else URL)


def repository(web: Web, catalog: Catalog, name: str) -> Item | None:
    """Ask the Hub for one repository, `Owner/Name`; None when it has none of that name.

    Raises SourceError when the Hub does not answer, or answers what cannot be believed.
    """
    try:
        answer = Hub(web, _base(web, catalog)).repository(name)
    except UnreachableError:
        raise
    except SourceError as error:
        advice = "compare the name with its page on the Hub; a private one needs a token"
        raise SourceError(
            f"the Hub tells nothing of {name}", why=error.why, advice=advice
        ) from error
    if answer is None:
        return None
    raw = read_json(answer)
    item = read_item(raw, namespace_of(raw.get("id") if isinstance(raw, dict) else ""))
    if isinstance(item, str):
        raise SourceError(
            f"the Hub's answer about {name} cannot be believed",
            why=f"it is {item}",
            advice="open the repository on the Hub, and fill in the file by hand",
        )
    return item


class Owner(NamedTuple):
    """A namespace of the Hub: the name that it shows, and how many models it counts there."""

    fullname: str
    models: int


def owner(web: Web, catalog: Catalog, namespace: str) -> Owner | None:
    """Ask the Hub who `namespace` is; None when it knows nobody of that name.

    Raises SourceError when the Hub does not answer.
    """
    kind, told = Hub(web, _base(web, catalog)).owner(namespace)
    return Owner(line(told.get("fullname")), count(told.get("numModels")) or 0) if kind else None


def _ask(
    hub: Hub, namespaces: Iterable[str]
) -> tuple[dict[str, tuple[Answer, ...]], dict[str, str]]:
    """Return the answers by namespace, and why each of the other namespaces is left out."""
    parts: dict[str, tuple[Answer, ...]] = {}
    left_out: dict[str, str] = {}
    unreachable = 0
    for name in namespaces:
        if not parts and unreachable >= GIVE_UP_AFTER:
            left_out[name] = "not asked, for nobody was there"
            continue
        try:
            parts[name] = hub.repositories(name)
        except SourceError as error:
            left_out[name] = error.why
            unreachable += isinstance(error, UnreachableError)
    return parts, left_out


def _outcome(whole: int, left_out: int) -> Outcome:
    if not whole:
        return "failed" if left_out else "skipped"
    return "partial" if left_out else "ok"


def _detail(left_out: Mapping[str, str], remarks: Iterable[str]) -> str:
    """Say in one line what was left out, grouped by reason, and what else was unusual."""
    reasons: dict[str, list[str]] = {}
    for name, why in left_out.items():
        reasons.setdefault(why, []).append(name)
    texts = [f"left out {', '.join(names)} ({why})" for why, names in reasons.items()]
    return "; ".join([*texts, *remarks])


def parse(snapshot: Snapshot, catalog: Catalog) -> Parsed:  # noqa: ARG001  as every source
    """Read one observation of the night for every repository in the answers.

    An item that cannot be believed is skipped and counted in `oddities`, and never stops the
    others. Of two items with one `_id`, or one name, the later one counts.
    """
    odd: Counter[str] = Counter()
    items: dict[str, Item] = {}
    for namespace, raw in _raw_items(snapshot, odd):
        item = read_item(raw, namespace)
        if isinstance(item, str):
            odd[item] += 1
            continue
        odd["seen twice, the later one counts"] += items.pop(item.key, None) is not None
        items[item.key] = item
    by_name = {item.entity.lower(): item for item in items.values()}
    odd["under one name, the later one counts"] += len(items) - len(by_name)
    found = sorted(by_name.values(), key=lambda item: item.entity)
    observations = tuple(_observation(item, snapshot.as_of) for item in found)
    for observation in observations:
        odd.update(status.replace("missing:", "without ") for status in observation.status.split())
    return Parsed(observations, tuple(_told(odd)))


def _raw_items(snapshot: Snapshot, odd: Counter[str]) -> Iterator[tuple[str, Any]]:
    for namespace, answers in snapshot.parts.items():
        for answer in answers:
            try:
                yield from ((namespace, raw) for raw in items_of(answer))
            except SourceError:
                odd["in an answer that is no list"] += 1


def _observation(item: Item, as_of: date) -> Observation:
    values = item.values
    return Observation(
        entity=item.entity,
        period=as_of,
        values={name: value for name, value in values.items() if value is not None},
        attributes=item.attributes(as_of),
        status=" ".join(f"missing:{name}" for name, value in values.items() if value is None),
    )


def _told(odd: Counter[str]) -> Iterator[str]:
    for what, times in sorted(odd.items()):
        if times:
            yield f"{times} item{'' if times == 1 else 's'} {what}"
