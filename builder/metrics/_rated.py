"""Who is rated where: every model of the catalog, and the best of every family, board by board."""

import pandas as pd

from builder.metrics._sides import BOARD
from builder.model.catalog import Catalog
from builder.model.naming import setting


def rated(boards: pd.DataFrame, catalog: Catalog) -> pd.DataFrame:
    """Return the ratings on enough votes that have a model or a family here, the best first.

    The columns of `boards`, and: kind (models or families), own (its catalog id), setting (how
    much it was let think, as its name tells; empty where it tells nothing), names (how many names
    of the same own the board rates). Of a family there is its best on every board alone.
    """
    counted = boards[boards["counts"]]
    models = counted.assign(kind="models", own=counted["model"])
    families = counted.assign(kind="families", own=_families(counted, catalog))
    rows = pd.concat([models, families]).dropna(subset="own")
    keys = ["kind", "own", *BOARD]
    rows = rows.assign(names=rows.groupby(keys)["entity"].transform("size"))
    best = ~rows.duplicated(keys)  # the boards have the best first
    rows = rows[best | (rows["kind"] == "models")]
    told = {name: setting(name) for name in rows["entity"].unique()}
    return rows.assign(setting=rows["entity"].map(told).astype("str")).reset_index(drop=True)


def _families(boards: pd.DataFrame, catalog: Catalog) -> "pd.Series[str]":
    """Return the family of every row: of its model or, by its name, among its maker's families."""
    columns = ["entity", "model", "organization"]
    names = boards[columns].drop_duplicates()
    known = {
        (entity, maker): _family(entity, model, maker, catalog)
        for entity, model, maker in names.itertuples(index=False)
    }
    pairs = zip(boards["entity"], boards["organization"], strict=True)
    return pd.Series([known[one] for one in pairs], boards.index, dtype="object")


def _family(entity: str, model: object, maker: str, catalog: Catalog) -> str | None:
    if isinstance(model, str):
        return catalog.models[model].family
    if maker not in catalog.organizations:
        return None
    spaces = catalog.organizations[maker].namespace_names()
    found = {family.id for space in spaces for family in catalog.families_of(f"{space}/{entity}")}
    return found.pop() if len(found) == 1 else None
