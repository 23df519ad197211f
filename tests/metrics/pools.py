"""Pools made of a few rows, for properties that must hold for every pool."""

from collections.abc import Mapping, Sequence

import pandas as pd
from hypothesis import strategies as st

from builder.metrics._world import World, world_of
from builder.model.panel import ATTRIBUTE_COLUMNS, OBSERVATION_COLUMNS, Panel
from tests.world.small_world import LAST_DAY, small_catalog

Row = tuple[str, str, float | None]
FIRST, SECOND = "2026-11-01", "2026-11-08"
REPOSITORIES = (
    *(f"Alpha/Ava-{n}" for n in range(4)), *(f"beta/Bor-{n}" for n in range(4)),
    "gamma/Cor-1", "gamma/Other", "stranger/Thing", "nobody/Ava-1",
)  # fmt: skip
#: Rows of day, repository and downloads; None is a missing counter.
ROWS = st.dictionaries(
    st.tuples(st.sampled_from([FIRST, SECOND]), st.sampled_from(REPOSITORIES)),
    st.one_of(st.none(), st.integers(0, 50), st.integers(0, 10**9)),
    max_size=16,
).map(lambda found: [(day, name, count) for (day, name), count in found.items()])


def panel_of(
    rows: Sequence[Row], tagged: Sequence[str] = (), bases: Mapping[str, str] | None = None
) -> Panel:
    """Return a panel of one source; the repositories in `tagged` answer in text.

    `bases` holds the declared bases of repositories. All-time downloads are ten times the others.
    """
    observations = pd.DataFrame(
        [
            (
                "hugging-face",
                pd.Timestamp(day),
                pd.Timestamp(day),
                name,
                count,
                None if count is None else 10 * count,
                None,
                "",
            )
            for day, name, count in rows
        ],
        columns=list(OBSERVATION_COLUMNS),
    )
    attributes = pd.DataFrame(
        [
            ("hugging-face", pd.Timestamp(FIRST), *told)
            for told in [
                *((name, "pipeline_tag", "text-generation") for name in tagged),
                *((name, "base_models", base) for name, base in (bases or {}).items()),
            ]
        ],
        columns=list(ATTRIBUTE_COLUMNS),
    )
    empty = Panel.empty()
    return Panel(
        observations.astype(dict(empty.observations.dtypes)),
        attributes.astype(dict(empty.attributes.dtypes)),
        empty.ledger,
    )


def world_with(
    rows: Sequence[Row], tagged: Sequence[str] = (), bases: Mapping[str, str] | None = None
) -> World:
    """Return the world of such a panel, with the small world's catalog."""
    return world_of(panel_of(rows, tagged, bases), small_catalog(), LAST_DAY)


def select(frame: pd.DataFrame, **where: object) -> pd.DataFrame:
    """Return the rows in which every named column has the given value."""
    for name, value in where.items():
        frame = frame[frame[name] == value]
    return frame
