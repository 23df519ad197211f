"""Who made what a board rates: model, organization, country, weights and release of every name."""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from builder.metrics._groups import UNMAPPED
from builder.model.catalog import Catalog
from builder.model.entities import Model
from builder.model.fields import PARTIAL_DATE, first_day
from builder.model.naming import Names, plain, without_setting
from builder.model.panel import Panel

#: What sources say of a name.
SAID = ("organization", "licence", "accessibility", "released", "model")


def makers(rows: pd.DataFrame, panel: Panel, catalog: Catalog) -> pd.DataFrame:
    """Return, for every source and entity of `rows`, who made it.

    Columns: source, entity, model (catalog id, or None), organization, country, weights (each may
    be `unmapped`), day (of release, or NaT), dated (told, catalog, elsewhere, or listed: unknown).
    What the catalog knows of the model comes first, but for the release: the board's own is of
    the very version that it rates. What another source says of the same name comes last.
    """
    names = Names(catalog)
    found = rows[["source", "entity"]].drop_duplicates()
    said = _said(panel, found["source"].unique())
    found = found.merge(said, on=["source", "entity"], how="left")
    found = found.astype("object").where(found.notna(), None)
    models = [
        names.model(one) or names.model(told or "")
        for one, told in found[["entity", "model"]].to_numpy()
    ]
    found["same"] = [
        model.id if model else plain(without_setting(name))
        for model, name in zip(models, found["entity"], strict=True)
    ]
    elsewhere = found.groupby("same")[list(SAID)].first().add_suffix("_elsewhere")
    found = found.join(elsewhere, on="same")
    records = found.astype("object").where(found.notna(), None).to_dict("records")
    kept = [_maker(row, model, names, catalog) for row, model in zip(records, models, strict=True)]
    return pd.DataFrame(kept).assign(
        source=found["source"].to_numpy(), entity=found["entity"].to_numpy()
    )


def _said(panel: Panel, sources: Iterable[str]) -> pd.DataFrame:
    """Return what sources say of their names, one column each."""
    said = panel.attributes
    said = said[said["source"].isin(list(sources)) & said["attribute"].isin(SAID)]
    said = said[said["value"] != ""].drop_duplicates(["source", "entity", "attribute"], keep="last")
    wide = said.pivot(index=["source", "entity"], columns="attribute", values="value")
    return wide.reindex(columns=list(SAID)).reset_index()


def _maker(
    said: Mapping[Any, Any], model: Model | None, names: Names, catalog: Catalog
) -> dict[str, object]:
    told = (said["organization"], said["organization_elsewhere"])
    owner = catalog.organizations.get(model.organization) if model else None
    owner = owner or next((one for name in told if (one := names.organization(name or ""))), None)
    dated, day = _release(said, model)
    return {
        "model": model.id if model else None,
        "organization": owner.id if owner else UNMAPPED,
        "country": owner.country if owner else UNMAPPED,
        "weights": _weights(said, model),
        "day": pd.Timestamp(first_day(day)) if day else pd.NaT,
        "dated": dated,
    }


def _release(said: Mapping[Any, Any], model: Model | None) -> tuple[str, str | None]:
    ways = (
        ("told", said["released"]),
        ("catalog", model.released.on if model and model.released else None),
        ("elsewhere", said["released_elsewhere"]),
    )
    known = ((how, day) for how, day in ways if day and PARTIAL_DATE.fullmatch(day))
    return next(known, ("listed", None))


def _weights(said: Mapping[Any, Any], model: Model | None) -> str:
    """Return whether the weights may be downloaded, after asking too: open, closed or unmapped."""
    if model and model.weights:
        return "closed" if model.weights == "closed" else "open"
    for suffix in ("", "_elsewhere"):
        licence = (said[f"licence{suffix}"] or "").lower()
        access = (said[f"accessibility{suffix}"] or "").lower()
        if licence == "proprietary" or access in (
            "api access",
            "hosted access (no api)",
            "unreleased",
        ):
            return "closed"
        if licence not in ("", "other") or access.startswith("open weights"):
            return "open"
    return UNMAPPED
