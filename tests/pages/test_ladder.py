"""The ladder of a family: its models from small to large, and only where there are several."""

from dataclasses import replace

import pandas as pd

from builder.model.metric import Derived
from builder.model.site import Site
from builder.pages._figures.ladder import LADDER, ladder
from tests.world.small_world import small_site


def _site(*rungs: tuple[str, float, float, float]) -> Site:
    """Return the small world with these rungs of one family: model, billions, downloads, rating."""
    site = small_site()
    old = site.derived[LADDER]
    first = old.frame.iloc[0]
    whole = sum(downloads for _, _, downloads, _ in rungs)
    rows = [
        {**first, "family": "ava", "model": model, "parameters_b": size, "downloads_30d": downloads,
         "family_share_pct": 100 * downloads / whole, "rating": rating}
        for model, size, downloads, rating in rungs
    ]  # fmt: skip
    derived = {**dict(site.derived), LADDER: Derived(old.metric, pd.DataFrame(rows))}
    return replace(site, derived=derived, _known={})


def test_the_rungs_stand_from_small_to_large_and_the_most_downloaded_is_named() -> None:
    site = _site(("ava-2", 70.0, 100.0, 1_300.0), ("ava-1", 7.0, 300.0, float("nan")))
    drawn = str(ladder(site, "families/ava.md", "ava"))
    names = [site.catalog.models[own].name for own in ("ava-1", "ava-2")]
    small, large = (drawn.index(f"{name} · ") for name in names)
    assert small < large
    assert "75.0\N{NO-BREAK SPACE}%" in drawn.replace("&nbsp;", "\N{NO-BREAK SPACE}")
    assert "100, rated 1,300" in drawn


def test_one_rung_is_no_ladder() -> None:
    assert ladder(_site(("ava-1", 7.0, 300.0, 1.0)), "families/ava.md", "ava") is None
