"""A language in which the site is published has a name for every country and word it shows.

A language that is still being prepared gets one line for each kind, saying how much is missing.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from builder.model.catalog import Catalog
from builder.model.entities import Entity, Language
from builder.model.finding import Finding, Severity
from builder.model.panel import Panel

BAD = {
    "languages/fr": """\
name: Français
english: French
source: atlas
complete: true
""",
    "countries/dd": """\
name: Dorland       # has no French name, and the site is published in French
source: atlas
""",
}
GOOD = {
    "languages/fr": """\
name: Français
english: French
source: atlas
complete: true
""",
    "countries/dd": """\
name: Dorland
names:
  fr: Dorlande
source: atlas
""",
}

#: The language that names are written in to begin with.
OWN = "en"
#: Kinds whose names are ordinary words; those of models, chips and firms are the same everywhere.
TRANSLATED = ("countries", "rules", "events", "claims")
#: Without these, a page is half in English; without the others it is only less helpful.
NEEDED = ("countries",)
SHOWN = 5


def check(catalog: Catalog, panel: Panel, *, as_of: date) -> Iterator[Finding]:  # noqa: ARG001
    """Find names and words that a language lacks."""
    for language in catalog.languages.values():
        if language.id == OWN:
            continue
        for kind in TRANSLATED:
            entities = catalog.entities.get(kind, {})
            lacking = [one for one in entities.values() if not _has_name(one, language)]
            if language.complete and kind in NEEDED:
                yield from _each(catalog, kind, language, lacking)
            elif lacking:
                yield _all(catalog, kind, language, lacking, of=len(entities))
        yield from _words(catalog, language)


def _has_name(entity: Entity, language: Language) -> bool:
    """Say whether an entity is named in a language, in its own file or among the sentences."""
    return language.id in entity.names or entity.name in language.words


def _each(
    catalog: Catalog, kind: str, language: Language, lacking: list[Entity]
) -> Iterator[Finding]:
    for entity in lacking:
        yield Finding(
            catalog.place(kind, entity.id, "names"),
            Severity.WARNING,
            "translations",
            f"has no name in {language.english}, and the site is published in it",
            f"add `{language.id}:` below `names:`",
        )


def _all(
    catalog: Catalog, kind: str, language: Language, lacking: list[Entity], *, of: int
) -> Finding:
    names = ", ".join(one.id for one in lacking[:SHOWN]) + (" …" if len(lacking) > SHOWN else "")
    return Finding(
        catalog.place("languages", language.id),
        Severity.NOTICE,
        "translations",
        f"{len(lacking)} of {of} {kind} have no name in {language.english}: {names}",
        f"add `{language.id}:` below `names:` of each",
    )


def _words(catalog: Catalog, language: Language) -> Iterator[Finding]:
    """Find words of the site that another language translates, and this one does not."""
    known: Mapping[str, None] = {
        word: None for other in catalog.languages.values() for word in other.words
    }
    lacking = [word for word in known if word not in language.words]
    if lacking:
        shown = ", ".join(f"`{word}`" for word in lacking[:SHOWN])
        yield Finding(
            catalog.place("languages", language.id, "words"),
            Severity.WARNING if language.complete else Severity.NOTICE,
            "translations",
            f"lacks {len(lacking)} words of the site: {shown}" + " …" * (len(lacking) > SHOWN),
            "add them below `words:`, English on the left",
        )
