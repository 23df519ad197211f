"""Badges for other pages: endpoint JSON that shields.io and its like draw."""

import json
from collections.abc import Iterator, Mapping

from builder import text
from builder.exports._api import TERMS
from builder.model.health import State
from builder.model.site import Download, Site

#: What a state is called and coloured on a badge: the word says it, the colour repeats it.
COLOURS: Mapping[State, str] = {
    "fresh": "2a7a5a", "late": "9a6200", "stale": "9a6200", "failed": "a32a1c", "dead": "a32a1c",
    "skipped": "5b6470", "ended": "5b6470", "never": "5b6470",
}  # fmt: skip
NEUTRAL = "216a6b"
UNMAPPED = "unmapped"


def export(site: Site) -> Iterator[Download]:
    """Yield a badge for the day of the data, the leaders, every source, and every share."""
    yield _badge("as-of", "data as of", site.as_of.isoformat(), NEUTRAL)
    for source_id, health in site.health.items():
        told = f"{health.state}, {health.newest}" if health.newest else health.state
        name = site.catalog.sources[source_id].name
        yield _badge(f"sources/{source_id}", name, told, COLOURS[health.state])
    yield from _shares(site)


def _shares(site: Site) -> Iterator[Download]:
    """Yield, of the newest period, the leader of each scope and the share of each country."""
    frame = site.frame("share-of-downloads")
    frame = frame[(frame["dimension"] == "country") & (frame["group"] != UNMAPPED)]
    frame = frame[frame["period"] == frame["period"].max()].sort_values(
        ["downloads_30d", "source"], ascending=[False, True]
    )
    for scope, rows in frame.groupby("scope", sort=True):
        for place, row in enumerate(rows.drop_duplicates("group").itertuples(index=False)):
            name = site.catalog.countries[str(row.group)].name
            share = f"{text.percent(row.share_pct)}, {row.period:%Y-%m-%d}"
            of = "LLM downloads" if scope == "language" else "Hub downloads"
            yield _badge(f"countries/{row.group}-{scope}", f"{name}, {of}", share, NEUTRAL)
            if place == 0:
                yield _badge(f"leader-{scope}", f"leads {of}", f"{name}, {share}", NEUTRAL)


def _badge(own: str, label: str, message: str, colour: str) -> Download:
    badge = {"schemaVersion": 1, "label": label, "message": message, "color": colour}
    told = json.dumps(badge, ensure_ascii=False) + "\n"
    return Download(f"badges/{own}.json", f"Badge: {label}", 1, told, TERMS, listed=False)
