"""The sentences of moves, each with the numbers in it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from builder import text
from builder.model.paths import KIND_OF_DIMENSION
from builder.model.site import Site
from builder.news._change import Change, Kind
from builder.news._standings import Compared, Standings
from builder.speech import say, say_many

#: How many of those that were overtaken are named.
NAMED = 3
KINDS = {**KIND_OF_DIMENSION, "model": "models"}


def name_of(site: Site, dimension: str, group: str) -> str:
    """Return how readers know a group or a model."""
    return site.catalog.entities[KINDS[dimension]][group].name


def among(ranking: Standings) -> str:
    """Return what a ranking ranks, and by what."""
    ranked = {
        ("country", "language"): say("countries by downloads of language models"),
        ("country", "all"): say("countries by downloads of all repositories"),
        ("organization", "language"): say("organizations by downloads of language models"),
        ("organization", "all"): say("organizations by downloads of all repositories"),
        ("family", "language"): say("families by downloads of language models"),
        ("family", "all"): say("families by downloads of all repositories"),
    }
    return ranked.get((ranking.dimension, ranking.scope), say("catalogued models by downloads"))


def overtook(site: Site, two: Compared, group: str, *, others: Sequence[str], rank: int) -> Change:
    """Return the change that a group overtook others."""
    ranking = two.ranking
    was, becomes = two.pair(ranking.downloads, group)
    named = [name_of(site, ranking.dimension, one) for one in others[:NAMED]]
    more = len(others) - len(named)
    if more:
        named.append(say_many("{count} other", "{count} others", more))
    sentence = say(
        "{name} overtook {others} and is now number {rank} of {ranking}: {now} in 30 days, "
        "{before} on {day}.",
        name=name_of(site, ranking.dimension, group),
        others=text.listing(named),
        rank=rank,
        ranking=among(ranking),
        now=text.compact(becomes),
        before=text.compact(was),
        day=text.day(two.before.date()),
    )
    values = {"rank": rank, "downloads_30d": int(becomes), "downloads_30d_before": int(was)}
    change = _change(two, "overtaking", group, sentence=sentence, values=values)
    more_of = tuple((KINDS[ranking.dimension], one) for one in others)
    return replace(change, rank=rank, entities=change.entities + more_of)


def share_moved(site: Site, two: Compared, group: str, *, shares: tuple[float, float]) -> Change:
    """Return the change that a group's share moved, `shares` being before and now."""
    was, becomes = shares
    points = becomes - was
    told = {
        "name": name_of(site, two.ranking.dimension, group),
        "points": text.decimal(abs(points)),
        "ranking": among(two.ranking),
        "before": text.percent(was),
        "now": text.percent(becomes),
        "day": text.day(two.before.date()),
    }
    rose = "{name} gained {points} points among {ranking}: {now}, after {before} on {day}."
    fell = "{name} lost {points} points among {ranking}: {now}, after {before} on {day}."
    sentence = say(rose, **told) if points > 0 else say(fell, **told)
    values = {"share_pct": round(becomes, 4), "share_pct_before": round(was, 4)}
    change = _change(two, "share", group, sentence=sentence, values=values)
    return replace(change, rank=-abs(points))


def _change(
    two: Compared, kind: Kind, group: str, *, sentence: str, values: Mapping[str, float]
) -> Change:
    ranking, day = two.ranking, two.now.date()
    own = (kind, ranking.source, ranking.scope, ranking.dimension, group, two.span)
    compared = {"scope": ranking.scope, "compared_with": two.before.date().isoformat()}
    return Change(
        id="/".join((*own, day.isoformat())),
        kind=kind,
        day=day,
        sentence=sentence,
        entities=((KINDS[ranking.dimension], group),),
        source=ranking.source,
        span=two.span,
        values={**compared, **values},
    )
