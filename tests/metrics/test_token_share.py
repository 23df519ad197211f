"""Token share: what a marketplace told of groups, and nothing of single models."""

from dataclasses import replace

import pandas as pd

from builder.metrics._world import world_of
from builder.metrics.token_share import COLUMNS, derive
from builder.model.panel import Panel, empty_table
from tests.world.small_world import LAST_DAY, small_catalog


def derived(*rows: tuple[str, float | None]) -> pd.DataFrame:
    seen = empty_table("tokens")
    day = pd.Timestamp("2026-11-02")
    told = [("market", day, day, entity, None, share, "") for entity, share in rows]
    table = pd.DataFrame(told, columns=list(seen.columns)).astype(dict(seen.dtypes))
    panel = replace(Panel.empty(), others={"tokens": table})
    return derive(world_of(panel, small_catalog(), LAST_DAY))


def test_groups_are_ranked_among_their_own_kind_and_the_unknown_has_no_rank() -> None:
    found = derived(
        ("country:aa", 30.0), ("region:us-ca", 50.0), ("country:unmapped", 20.0),
        ("weights:open", 60.0), ("maker/model-1", 9.0), ("country:bb", None),
    )  # fmt: skip
    rows = {(r.dimension, r.group): (r.token_share_pct, r.rank) for r in found.itertuples()}
    assert rows[("origin", "aa")] == (30.0, 2.0)
    assert rows[("origin", "us-ca")] == (50.0, 1.0)
    assert rows[("weights", "open")] == (60.0, 1.0)
    share, rank = rows[("origin", "unmapped")]
    assert share == 20.0
    assert pd.isna(rank)
    assert len(rows) == 4


def test_a_world_without_tokens_has_the_columns_and_no_row() -> None:
    found = derive(world_of(Panel.empty(), small_catalog(), LAST_DAY))
    assert list(found.columns) == COLUMNS
    assert found.empty
