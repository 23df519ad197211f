"""The same site in another language: the words of its catalog and of its metrics, said in it.

Numbers, days and links do not change with a language, so nothing is derived or judged again.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from babel import Locale

from builder.model.catalog import Catalog
from builder.model.entities import Claim, Entity, Language
from builder.model.fields import Shape
from builder.model.metric import BlindSpot, Derived, Metric
from builder.model.site import Site
from builder.model.verdict import Verdict
from builder.speech import HOME, Speech

#: What of an entity is a text of ours, which a language may say in its own words.
PROSE = frozenset({
    "note", "statement", "untestable", "unclear", "meaning", "effect", "summary", "reason",
    "measures", "protocol", "unit", "pool", "what", "name",
})  # fmt: skip
#: Kinds whose names are ordinary sentences.
SENTENCES = ("claims", "events", "rules", "corrections")


def published(catalog: Catalog, chosen: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return the codes of the languages of the site: those chosen, else all that are complete."""
    ready = [one.id for one in catalog.languages.values() if one.complete and one.id != HOME]
    return (HOME, *(one for one in chosen or ready if one != HOME))


def speech(catalog: Catalog, language: str) -> Speech:
    """Return what `language` says for the words of the site."""
    own = catalog.languages.get(language)
    return Speech(language, own.words if own else {})


def in_language(site: Site, language: str) -> Site:
    """Return `site` with the words that `language` has for what its catalog and metrics say."""
    own = site.catalog.languages.get(language)
    if own is None or language == HOME:
        return site
    entities = {
        kind: {one.id: _entity(kind, one, own) for one in found.values()}
        for kind, found in site.catalog.entities.items()
    }
    derived = {
        name: Derived(_metric(one.metric, own.words), one.frame)
        for name, one in site.derived.items()
    }
    said = site.in_words(replace(site.catalog, entities=entities), derived)
    verdicts = {name: _verdict(one, said.catalog.claims) for name, one in site.verdicts.items()}
    return replace(said, verdicts=verdicts)


def country_name(code: str, language: str) -> str | None:
    """Return the name that CLDR has for a country, None if it knows none."""
    return Locale.parse(language).territories.get(code.upper())


def _entity(kind: str, one: Entity, language: Language) -> Entity:
    if kind == "languages":
        return one
    changed = _changed(one, language.words)
    name = one.names.get(language.id)
    if name is None and kind == "countries":
        name = country_name(one.id, language.id)
    if name is None and kind not in SENTENCES:
        name = one.name
    if name is not None:
        changed["name"] = name
    return one.model_copy(update=changed) if changed else one


def _changed(shape: Shape, words: Mapping[str, str]) -> dict[str, Any]:
    """Return the fields of a shape that a language says otherwise."""
    told = {name: _said(name, value, words) for name, value in shape}
    return {name: value for name, value in told.items() if value is not getattr(shape, name)}


def _said(name: str, value: Any, words: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return words.get(value, value) if name in PROSE else value
    if isinstance(value, Shape):
        changed = _changed(value, words)
        return value.model_copy(update=changed) if changed else value
    if isinstance(value, tuple) and any(isinstance(one, Shape) for one in value):
        said = tuple(_said(name, one, words) for one in value)
        return said if any(a is not b for a, b in zip(said, value, strict=True)) else value
    return value


def _metric(metric: Metric, words: Mapping[str, str]) -> Metric:
    def said(text: str) -> str:
        return words.get(text, text)

    return replace(
        metric,
        title=said(metric.title),
        question=said(metric.question),
        unit=said(metric.unit),
        denominator=said(metric.denominator),
        window=said(metric.window),
        pool=said(metric.pool),
        breaks=tuple(map(said, metric.breaks)),
        limits=tuple(map(said, metric.limits)),
        blind_spots=tuple(BlindSpot(said(one.text), one.bias) for one in metric.blind_spots),
    )


def _verdict(verdict: Verdict, claims: Mapping[str, Claim]) -> Verdict:
    claim = claims[verdict.claim.id]
    readings = {one.id: one for one in claim.readings}
    judged = tuple(
        replace(one, reading=readings.get(one.reading.id, one.reading))
        for one in verdict.judgements
    )
    return replace(verdict, claim=claim, judgements=judged)


def prose_of(kind: str, entity: Entity) -> Iterator[str]:
    """Yield the texts of an entity that a language may say in its own words."""
    for field, text in _texts(entity):
        if field != "name" or kind in SENTENCES:
            yield text


def _texts(shape: Shape, name: str = "") -> Iterator[tuple[str, str]]:
    for key, value in shape if isinstance(shape, Shape) else [(name, shape)]:
        if isinstance(value, str) and key in PROSE:
            yield key, value
        for inner in value if isinstance(value, tuple) else (value,):
            if isinstance(inner, Shape):
                yield from ((k, v) for k, v in _texts(inner) if k != "name")
