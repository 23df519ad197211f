"""Changes that are no moves: new models, revisions, edits, corrections, acts."""

from collections.abc import Iterator
from datetime import date, timedelta

import pandas as pd

from builder import text
from builder.model.fields import first_day
from builder.model.mentions import mentions
from builder.model.site import Site
from builder.news._change import Change
from builder.speech import say, say_many

#: How long a released model counts as new.
NEW = timedelta(days=180)


def models(site: Site) -> Iterator[Change]:
    """Yield the catalogued models that came out lately."""
    for model in site.catalog.models.values():
        released = model.released
        if released is None or not site.as_of - NEW <= first_day(released.on) <= site.as_of:
            continue
        owner = site.catalog.organizations[model.organization]
        yield Change(
            f"model/{model.id}",
            "model",
            first_day(released.on),
            say(
                "{name} by {organization} came out: {day}.",
                name=model.name,
                organization=owner.name,
                day=text.partial_day(released.on),
            ),
            (("models", model.id), ("organizations", owner.id), ("countries", owner.country)),
        )


def revisions(site: Site) -> Iterator[Change]:
    """Yield, per source and night, how many values of the past a source changed."""
    for name, frame in site.panel.tables().items():
        revised = frame[frame["status"].str.contains("revised", na=False, regex=False)]
        for source, own in revised.groupby("source"):
            for vintage, rows in own.groupby(own["vintage"].dt.strftime("%Y-%m-%d")):
                day = date.fromisoformat(str(vintage))
                yield _revision(site, name, str(source), day, rows)


def _revision(site: Site, table: str, source: str, day: date, rows: pd.DataFrame) -> Change:
    found = site.catalog.sources.get(source)
    sentence = say_many(
        "{source} changed {count} value that it had told before.",
        "{source} changed {count} values that it had told before.",
        len(rows),
        source=found.name if found else source,
    )
    own = f"revision/{table}/{source}/{day}"
    return Change(own, "revision", day, sentence, source=source, values={"values": len(rows)})


def edits(site: Site) -> Iterator[Change]:
    """Yield, per day, how many numbers of the past an edit of ours moved."""
    for vintage, rows in site.panel.changes.groupby("vintage"):
        facts = int((rows["what"] == "fact").sum())
        moved = int(rows.loc[rows["what"] == "total", "after"].astype(int).sum())
        yield Change(
            f"edit/{vintage}",
            "edit",
            date.fromisoformat(str(vintage)),
            say(
                "An edit of ours changed {facts} facts and moved {numbers} published numbers.",
                facts=text.whole(facts),
                numbers=text.whole(moved),
            ),
            values={"facts": facts, "numbers": moved},
        )


def corrections(site: Site) -> Iterator[Change]:
    """Yield the values of sources that we do not take as they are."""
    for one in site.catalog.corrections.values():
        day = one.first or site.catalog.citation(one.source).accessed or site.as_of
        sentence = say("{name}: {reason}", name=one.name, reason=say(one.reason))
        yield Change(
            f"correction/{one.id}", "correction", day, sentence, (("corrections", one.id),)
        )


def events(site: Site) -> Iterator[Change]:
    """Yield the dated acts of the catalog up to the day of the build."""
    for one in site.catalog.events.values():
        day = first_day(one.on)
        if day > site.as_of:
            continue
        entities = tuple(dict.fromkeys((kind, own) for _, kind, own in mentions(one)))
        sentence = say("{name}: {effect}", name=one.name, effect=say(one.effect))
        yield Change(f"event/{one.id}", "event", day, sentence, (("events", one.id), *entities))
