"""Who overtook whom, and whose share moved, between two nights and over the last week.

Compared are two days of one source. A day whose counters are suspect as a whole is left out. A
group that was observed on one of the two days only overtakes nobody.
"""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pandas as pd

from builder.model.site import Site
from builder.news._change import Change
from builder.news._standings import Compared, standings, suspect_days
from builder.news._told import overtook, share_moved

#: Only among the first so many of a ranking is an overtaking told.
TOP = 12
WEEK = pd.Timedelta(days=7)
#: A share that moved by less than this between two nights, in points, is not told.
LEAST_POINTS = 1.0
#: Nights further back than this keep their JSON, and are not told again every night.
NIGHTS = 30


def moves(site: Site) -> Iterator[Change]:
    """Yield the moves of every ranking of every source."""
    for ranking in standings(site):
        suspect = suspect_days(site, ranking.source)
        days = [day for day in ranking.downloads.index if day not in suspect]
        nights = [(before, now) for before, now in pairwise(days) if now - before < WEEK]
        for before, now in nights[-NIGHTS:]:
            yield from _between(site, Compared(ranking, before, now, "night"))
        week = [day for day in days if days[-1] - day >= WEEK]
        if week:
            yield from _between(site, Compared(ranking, week[-1], days[-1], "week"))


def _between(site: Site, two: Compared) -> Iterator[Change]:
    both = two.rows(two.ranking.downloads)
    known = ~np.isnan(both).any(axis=0)
    was, becomes = both[:, known]
    order = np.argsort(-becomes, kind="stable")
    names = two.ranking.downloads.columns[known][order].astype("str").tolist()
    was, becomes = was[order], becomes[order]
    passed = (was[:, None] < was[None, :]) & (becomes[:, None] > becomes[None, :])
    for place in range(min(TOP, len(names))):
        others = [names[other] for other in np.flatnonzero(passed[place]).tolist()]
        if others:
            rank = int((becomes > becomes[place]).sum()) + 1
            yield overtook(site, two, names[place], others=others, rank=rank)
    yield from _shares(site, two)


def _shares(site: Site, two: Compared) -> Iterator[Change]:
    shares = two.ranking.shares
    if shares is None:
        return
    for group, was, becomes in zip(map(str, shares.columns), *two.rows(shares), strict=True):
        if abs(becomes - was) >= LEAST_POINTS:
            yield share_moved(site, two, group, shares=(float(was), float(becomes)))
