"""One history under one name: repositories that were renamed, moved, or spelled anew.

A name on the Hub is no identity: organizations rename themselves and give repositories away. The
Hub's own id is one (attribute `hub_id`), so what was observed under an older name is read under
the newest. Where a source tells no ids, the catalog's former namespaces and the spelling decide.
The archive keeps every name as it was told.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pandas as pd

from builder.model.catalog import Catalog
from builder.model.panel import Panel

HUB_ID = "hub_id"
NAMES = ["source", "entity"]


def one_name(panel: Panel, catalog: Catalog, as_of: date) -> Panel:
    """Return `panel`, as far as it was known on `as_of`, with each repository under one name.

    Expects every vintage, before `Panel.as_of`. Of two rows of one period the one that was told
    under the newest name stands last, and so counts.
    """
    horizon = pd.Timestamp(as_of)
    seen = panel.observations[panel.observations["vintage"] <= horizon]
    told = panel.attributes[panel.attributes["vintage"] <= horizon]
    told = told[told["source"].isin(seen["source"].unique())]
    ids = told[(told["attribute"] == HUB_ID) & (told["value"] != "")]
    ids = ids.rename(columns={"value": HUB_ID})[["source", "vintage", "entity", HUB_ID]]
    names = _newest_names(seen, ids)
    seen = _renamed(seen, ids, names)
    told = _told_under_newest(told, _renamed(told, ids, names))
    aliases = _aliases(seen, catalog)
    seen, told = _aliased(seen, aliases), _aliased(told, aliases)
    others = panel.attributes[~panel.attributes["source"].isin(seen["source"].unique())]
    return replace(panel, observations=seen, attributes=pd.concat([others, told]))


def _newest_names(seen: pd.DataFrame, ids: pd.DataFrame) -> pd.Series:
    """Return the newest name of every id that had several, by source and id."""
    several = ids.groupby(["source", HUB_ID])["entity"].transform("nunique") > 1
    if not several.any():
        return pd.Series(dtype="str")
    concerned = _with_ids(seen, ids, ids[several])
    newest = concerned.sort_values(["vintage", "period"], kind="stable")
    return newest.groupby(["source", HUB_ID])["entity"].last()


def _with_ids(frame: pd.DataFrame, ids: pd.DataFrame, of: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the names in `of`, each with the id that its name had at its vintage."""
    wanted = pd.MultiIndex.from_frame(of[NAMES].drop_duplicates())
    rows = frame[pd.MultiIndex.from_frame(frame[NAMES]).isin(wanted)]
    rows = rows.reset_index(names="row").sort_values("vintage", kind="stable")
    known = ids.sort_values("vintage", kind="stable")
    known = known.astype({"vintage": rows["vintage"].dtype})
    return pd.merge_asof(rows, known, on="vintage", by=NAMES).dropna(subset=[HUB_ID])


def _renamed(frame: pd.DataFrame, ids: pd.DataFrame, names: pd.Series) -> pd.DataFrame:
    """Return `frame` with the names of ids that have a newer one, the renamed rows first."""
    if names.empty:
        return frame
    of = ids[pd.MultiIndex.from_frame(ids[["source", HUB_ID]]).isin(names.index)]
    rows = _with_ids(frame, ids, of)
    keys = pd.MultiIndex.from_frame(rows[["source", HUB_ID]])
    newest = pd.Series(names.reindex(keys).to_numpy(), index=rows["row"]).dropna()
    return _under(frame, newest)


def _under(frame: pd.DataFrame, newest: pd.Series) -> pd.DataFrame:
    """Return `frame` with other names for the rows in `newest`, those that changed first."""
    newest = newest[frame.loc[newest.index, "entity"] != newest]
    changed = frame.loc[newest.index].assign(entity=newest)
    return pd.concat([changed, frame.drop(index=newest.index)]) if len(newest) else frame


def _told_under_newest(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Leave out what was told only under an older name: the newest name began with everything."""
    keys = ["source", "entity", "attribute"]
    renamed = after.index[before.loc[after.index, "entity"] != after["entity"]]
    own = pd.MultiIndex.from_frame(after.drop(index=renamed)[keys])
    gone = ~pd.MultiIndex.from_frame(after.loc[renamed, keys]).isin(own)
    kept: pd.DataFrame = after.drop(index=renamed[gone])
    return kept


def _aliases(seen: pd.DataFrame, catalog: Catalog) -> Mapping[tuple[str, str], str]:
    """Return newer names by source and name: of former namespaces, and of other spellings.

    A repository of a former namespace is the one of the same name in a namespace that its
    organization uses today, unless both were ever seen in one period.
    """
    lives = seen.groupby(NAMES, as_index=False)["period"].agg(["min", "max"])
    lives["key"] = _current(lives["entity"], catalog)
    lives = lives.sort_values(["source", "key", "min", "max"], kind="stable")
    several = lives[lives.duplicated(["source", "key"], keep=False)]
    aliases: dict[tuple[str, str], str] = {}
    for (source, _), names in several.groupby(["source", "key"]):
        follows = names["min"].iloc[1:].to_numpy() > names["max"].iloc[:-1].to_numpy()
        spelled = names["entity"].str.lower().nunique() == 1
        if spelled or follows.all():
            newest = names.sort_values(["max", "min"], kind="stable")["entity"].iloc[-1]
            aliases |= {(str(source), str(old)): str(newest) for old in names["entity"]}
    return aliases


def _current(entities: pd.Series, catalog: Catalog) -> pd.Series:
    """Return each name in lower case, in the namespace that follows on a former one."""
    follows: dict[str, str] = {}
    for organization in catalog.organizations.values():
        former, in_use = organization.former_and_current_namespaces()
        if len(in_use) == 1:
            follows |= {name.lower(): in_use[0].lower() for name in former}
    parts = [name.lower().partition("/") for name in entities]
    keys = [follows.get(owner, owner) + slash + name for owner, slash, name in parts]
    return pd.Series(keys, index=entities.index, dtype="str")


def _aliased(frame: pd.DataFrame, aliases: Mapping[tuple[str, str], str]) -> pd.DataFrame:
    if not aliases:
        return frame
    newest = pd.Series(aliases)
    keys = pd.MultiIndex.from_frame(frame[NAMES])
    found = pd.Series(newest.reindex(keys).to_numpy(), index=frame.index).dropna()
    return _under(frame, found)
