"""Compute stock: how much computing power each owner has taken delivery of, with its interval.

Frame, one row per source, period, owner, maker and chip: source, period (the end of a quarter),
owner (as the data set names it; `all` is every owner), maker (`all` is every maker), chip (`all`
is every chip of the maker), units_p5, units_p50, units_p95, h100e_p5, h100e_p50, h100e_p95 (as many
H100 as give the same), share_pct, share_low_pct, share_high_pct (of what all owners have of the
same maker and chip), provisional (bool: the quarter is not complete). An owner's row over all
makers is there only for quarters in which every maker that had begun has figures.
"""

import pandas as pd

from builder.metrics._world import World
from builder.model.metric import BlindSpot, Metric

ALL = "all"

METRIC = Metric(
    id="compute-stock",
    title="Compute stock",
    question="Who holds how much computing power for AI, and how sure is that?",
    unit="H100-equivalents: as many H100 as give the same operations a second",
    denominator="for a share, all that the data set counts of the same maker and chip, whoever "
    "owns it",
    window="all chips delivered from the beginning of the data set to the end of the quarter",
    pool="chips of NVIDIA, AMD, Google and Amazon, as one data set estimates them",
    breaks=("The makers begin in different quarters: NVIDIA in 2022, Google in 2023, AMD and "
            "Amazon in 2024.",),
    limits=(
        "Estimates of a model from revenues and prices, with the 5th and 95th percentile; not "
        "disclosures of anybody.",
        "The interval of a sum over makers adds their ends, and that of a share divides the ends "
        "of one by the other's: both are wider than the data would allow if all was known.",
        "Delivered is not running: nothing is taken off for chips that were retired.",
        "China means firms with headquarters there, as the data set reads it.",
    ),
    blind_spots=(
        BlindSpot("Chips of Huawei and every other Chinese maker: there is no file for them",
                  "down"),
        BlindSpot("Chips that reached China by smuggling, and power rented abroad", "down"),
        BlindSpot("xAI, which is left out of “other” and has no file of its own", "down"),
    ),
    keys=("source", "period", "owner", "maker", "chip"),
    values={
        "h100e_p50": "H100-equivalents", "h100e_p5": "H100-equivalents",
        "h100e_p95": "H100-equivalents", "units_p50": "chips", "share_pct": "%",
        "share_low_pct": "%", "share_high_pct": "%",
    },
)  # fmt: skip
_KEYS = ["source", "period", "owner", "maker", "chip"]
_AMOUNTS = [f"{what}_{end}" for what in ("units", "h100e") for end in ("p5", "p50", "p95")]
_SHARES = ["share_pct", "share_low_pct", "share_high_pct"]


def derive(world: World) -> pd.DataFrame:
    """Derive the stock of every owner, its sum over makers, and its share of all owners."""
    seen = world.panel.table("stock")
    parts = seen["entity"].str.split("/", n=2, expand=True).reindex(columns=range(3))
    rows = seen[["source", "period", *_AMOUNTS]].assign(
        owner=parts[0].astype("str"),
        maker=parts[1].astype("str"),
        chip=parts[2].astype("object").fillna(ALL).astype("str"),
        provisional=seen["status"].fillna("").str.contains("provisional"),
    )
    rows = pd.concat([rows, _over_makers(rows)], ignore_index=True)
    whole = rows[rows["owner"] == ALL][[*_KEYS, *(f"h100e_{e}" for e in ("p5", "p50", "p95"))]]
    keys = [key for key in _KEYS if key != "owner"]
    frame = rows.merge(whole.drop(columns="owner"), on=keys, how="left", suffixes=("", "_all"))
    owned = frame["owner"] != ALL
    for share, mine, every in zip(_SHARES, ("p50", "p5", "p95"), ("p50", "p95", "p5"), strict=True):
        part = 100 * frame[f"h100e_{mine}"] / frame[f"h100e_{every}_all"]
        frame[share] = part.clip(upper=100).where(owned)
    columns = [*_KEYS, *_AMOUNTS, *_SHARES, "provisional"]
    return frame.sort_values(_KEYS, ignore_index=True)[columns]


def _over_makers(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the sum of every owner over the makers, where no maker that had begun is missing."""
    makers = rows[(rows["chip"] == ALL) & (rows["maker"] != ALL)]
    every = makers[makers["owner"] == ALL]
    begun = every.groupby(["source", "maker"], as_index=False)["period"].min()
    wanted = (
        every[["source", "period"]]
        .drop_duplicates()
        .merge(begun, on="source", suffixes=("_x", "_y"))
    )
    wanted = wanted[wanted["period_y"] <= wanted["period_x"]]
    expected = wanted.groupby(["source", "period_x"])["maker"].nunique()
    there = every.groupby(["source", "period"])["maker"].nunique()
    whole = there.index[there.to_numpy() == expected.to_numpy()]
    kept = makers[pd.MultiIndex.from_frame(makers[["source", "period"]]).isin(whole)]
    summed = kept.groupby(["source", "period", "owner"], as_index=False).agg(
        {**dict.fromkeys(_AMOUNTS, "sum"), "provisional": "any"}
    )
    return summed.assign(maker=ALL, chip=ALL)
