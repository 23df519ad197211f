"""Licence watch: tags that changed, and tags that differ from those of the declared base.

Frame, one row per mark: source, period (the day of the newer word), mark (`changed`: the tag says
something else than the same source said before; `looser`: its class is freer than that of a base
that the repository declares), entity (the repository), tag and licence_class, compared_with (the
base, or the day of the older word), compared_tag and compared_class, steps (classes between the
two, positive when freer than what it is compared with).
"""

import pandas as pd

from builder.metrics._ancestry import declared_bases
from builder.metrics._licences import PLACE, UNKNOWN, class_by_tag, class_of_tags, newest
from builder.metrics._world import World
from builder.model.metric import BlindSpot, Metric

METRIC = Metric(
    id="licence-watch",
    title="Licence watch",
    question="Which licence tags changed, and which differ from the tag of what they were made of?",
    unit="classes of licences between two tags",
    denominator="repositories whose tag, and whose base's tag, have a class that is known",
    window="all that any source ever said, up to the day that is named",
    pool="the repositories of which a source tells the licence tag",
    breaks=("Tags of two sources are never compared as a change.",),
    limits=(
        "A tag differs; whether a licence was broken is another question, which a tag does not "
        "answer: permissions, dual licences and mistakes all look the same here.",
        "Only direct bases are compared.",
        "The tag “other” has no class and is compared with nothing.",
    ),
    blind_spots=(
        BlindSpot("Licence files that say something else than the tag", "unknown"),
        BlindSpot("Changes between two nights, or before the first one", "down"),
        BlindSpot("Bases that nobody declared", "down"),
    ),
    keys=("source", "period", "mark", "entity", "compared_with"),
    values={"steps": "classes"},
)

COLUMNS = [
    "source", "period", "mark", "entity", "tag", "licence_class", "compared_with", "compared_tag",
    "compared_class", "steps",
]  # fmt: skip


def derive(world: World) -> pd.DataFrame:
    """Derive the marks of every repository."""
    known = class_by_tag(world.catalog)
    frame = pd.concat([_changed(world), _beside_bases(world)], ignore_index=True)
    for name in ("tag", "compared_tag"):
        classes = [class_of_tags(value, known) for value in frame[name]]
        frame[f"{name.removesuffix('tag')}class"] = pd.Series(classes, dtype="str")
    frame = frame.rename(columns={"class": "licence_class"})
    place = frame[["licence_class", "compared_class"]].apply(lambda column: column.map(PLACE))
    unknown = (frame[["licence_class", "compared_class"]] == UNKNOWN).any(axis=1)
    frame["steps"] = (place["compared_class"] - place["licence_class"]).where(~unknown)
    kept = frame[(frame["mark"] == "changed") | (frame["steps"] > 0)]
    kinds = {"period": "datetime64[us]", "steps": "float64"}
    return kept[COLUMNS].astype(kinds).sort_values(COLUMNS[:7], ignore_index=True)


def _marks(rows: list[tuple[object, ...]]) -> pd.DataFrame:
    columns = ["source", "period", "mark", "entity", "tag", "compared_with", "compared_tag"]
    return pd.DataFrame(rows, columns=columns).astype(
        dict.fromkeys((name for name in columns if name != "period"), "str")
    )


def _changed(world: World) -> pd.DataFrame:
    """Return what a source says now against what it said last before."""
    told = pd.concat([world.panel.former, world.panel.attributes])
    told = told[told["attribute"] == "licence"].sort_values("vintage", kind="stable")
    before = told.groupby(["source", "entity"])[["value", "vintage"]].shift()
    moved = told[before["value"].notna() & (before["value"] != told["value"])]
    was = before.loc[moved.index]
    days = was["vintage"].dt.strftime("%Y-%m-%d")
    names = (moved["source"], moved["vintage"], moved["entity"], moved["value"], days, was["value"])
    return _marks(
        [
            (source, day, "changed", entity, tag, before_day, before_tag)
            for source, day, entity, tag, before_day, before_tag in zip(*names, strict=True)
        ]
    )


def _beside_bases(world: World) -> pd.DataFrame:
    """Return each repository's newest tag beside those of the bases that it declares."""
    told = world.panel.attributes
    told = told[told["attribute"] == "licence"].sort_values(["vintage", "source"], kind="stable")
    told = told.drop_duplicates("entity", keep="last")
    tags, bases = newest(world.panel.attributes, "licence"), declared_bases(world.panel.attributes)
    names = (told[name] for name in ("source", "vintage", "entity", "value"))
    return _marks(
        [
            (source, day, "looser", entity, tag, base, tags[base])
            for source, day, entity, tag in zip(*names, strict=True)
            for base in bases.get(entity.lower(), ())
            if base in tags and base != entity.lower()
        ]
    )
