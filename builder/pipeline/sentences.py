"""Every sentence and word that a language of the site has to say, gathered from where they stand.

Sentences stand in the code as arguments of `say`, in the templates, in the files of the theme and
of the engine's configuration; labels in columns and facts; definitions in the metrics; and what
people wrote of claims, rules, acts and benchmarks in the catalog.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jinja2 import nodes

from builder import pages
from builder.charts import words as chart_words
from builder.exports.words import OF_BOARDS, WORDS
from builder.metrics import declared
from builder.model.catalog import Catalog
from builder.model.definitions import DEFINITIONS
from builder.model.entities import KINDS
from builder.model.finding import Finding, Severity
from builder.model.verdict import STATES
from builder.pages import (
    _amounts,
    _bias,
    _every_fact,
    _facets,
    _pools,
    _render,
    _verdicts,
    downloads,
    health,
    limits,
)
from builder.pages import entities as indexes
from builder.pages._figures import openness, tokens
from builder.pipeline.languages import prose_of
from builder.pipeline.root import Root
from builder.pipeline.told import config_words, theme_words
from builder.speech import HOME
from builder.store.site_config import read_site_config

#: Functions whose texts are said, each with the places of its arguments that are texts.
SAYING = {
    "say": (0,), "say_many": (0, 1), "Column": (1,), "Fact": (0,), "_told": (0,), "_entity": (1,),
}  # fmt: skip
#: Names of arguments that are texts of a column.
OF_COLUMNS = ("unit", "note")
#: Kinds of which readers see the texts as they are: what is said of a model or a firm is English.
READ = ("benchmarks", "claims", "corrections", "events", "licences", "rules")
#: Words that are made of ids: dimensions, kinds, states of sources, marks of counters.
MADE = (
    "country", "organization", "family", "Country", "Organization", "Family", "Model",
    *KINDS, *(kind.capitalize() for kind in KINDS),
    "back-filled", "source down", "source dead", "ok", "failed", "partial", "never", "fresh",
    "late", "stale", "dead", "ended", "skipped",
    "frozen day", "partly frozen day", "platform move", "jump", "fell",
)  # fmt: skip
#: Kinds whose keys are labels of their facts; and keys that are never told.
TOLD = ("benchmarks", "chips", "corrections", "events", "rules")
_UNTOLD = ("id", "name", "names", "note", "url", "publisher", "accessed", "evidence", "source")
#: What is written alike everywhere: formats, and names of columns.
_CODE = re.compile(r"[0-9_]|^(tpp|metric|tokens)$")
BUILDER = Path(pages.__file__).parents[1]


def sentences(root: Root, catalog: Catalog) -> tuple[str, ...]:
    """Return everything that a language has to say, each once, in the order of its places."""
    return tuple(dict.fromkeys((*interface(root), *definitions(), *catalogued(catalog))))


def interface(root: Root) -> Iterator[str]:
    """Yield the words of the site itself: of its code, templates, theme and navigation."""
    config = read_site_config(root.config)
    yield from config_words(config)
    yield from theme_words(root.prose / "theme")
    for file in sorted(BUILDER.rglob("*.py")):
        yield from in_python(file.read_text(encoding="utf-8"))
    for file in sorted(BUILDER.rglob("*.j2")):
        yield from in_template(file.read_text(encoding="utf-8"))
    yield from WORDS
    yield from OF_BOARDS
    yield from vocabulary()


def in_python(source: str) -> Iterator[str]:
    """Yield the sentences that a module says."""
    if not any(f"{name}(" in source for name in SAYING):
        return
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", "")
        texts: list[Any] = [node.args[at] for at in SAYING.get(name, ()) if at < len(node.args)]
        if name == "Column":
            texts += [one.value for one in node.keywords if one.arg in OF_COLUMNS]
        for text in texts:
            if isinstance(text, ast.Constant) and isinstance(text.value, str) and text.value:
                yield text.value


def in_template(source: str) -> Iterator[str]:
    """Yield the sentences that a template says."""
    for call in _render.environment().parse(source).find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name == "say" and call.args:
            text = call.args[0]
            if isinstance(text, nodes.Const) and isinstance(text.value, str):
                yield text.value


def vocabulary() -> Iterator[str]:
    """Yield the words that stand in lists and are said by the name of the list."""
    yield from (value for name, value in vars(chart_words).items() if name.isupper())
    yield from MADE
    yield from STATES
    yield from (one.word for one in Severity)
    for words in (
        _bias.BIAS, _facets.KIND_NAMES, _pools.SCOPE_NAMES, _pools.NOBODY_NAMES,
        _verdicts.REGIONS, downloads.FILES, health.MEANINGS, limits.FIELDS, openness.NAMES,
        tokens.REGIONS,
    ):  # fmt: skip
        yield from words.values()
    yield from _amounts.OUTCOMES
    yield _pools.UNMAPPED_NAME
    yield from (told for told, _, _ in indexes.KINDS.values())
    yield from (one.meaning for one in DEFINITIONS)
    for kind, shape in KINDS.items():
        yield from _in_schema(shape.model_json_schema(), labels=kind in TOLD)


def _in_schema(tree: Any, *, labels: bool) -> Iterator[str]:
    """Yield the words from which a key chooses and, where they are shown, the labels of keys."""
    if isinstance(tree, dict):
        chosen = [*tree.get("enum", ()), tree.get("const")]
        yield from (one for one in chosen if isinstance(one, str) and not _CODE.search(one))
        for key, inner in tree.get("properties", {}).items() if labels else ():
            if isinstance(inner, dict) and key not in _UNTOLD:
                yield from (_every_fact.label(key), _every_fact.label(key).lower())
    for inner in tree.values() if isinstance(tree, dict) else tree if _is_list(tree) else ():
        yield from _in_schema(inner, labels=labels)


def _is_list(tree: Any) -> bool:
    return isinstance(tree, list)


def definitions() -> Iterator[str]:
    """Yield what the metrics say of themselves."""
    for metric in declared().values():
        yield from (metric.title, metric.question, metric.unit, metric.denominator)
        yield from (metric.window, metric.pool, *metric.breaks, *metric.limits)
        yield from (one.text for one in metric.blind_spots)
        yield from metric.values.values()


def catalogued(catalog: Catalog) -> Iterator[str]:
    """Yield the texts that people wrote for readers."""
    for kind, entity in catalog.everything():
        if kind in READ:
            yield from prose_of(kind, entity)
    for source in catalog.sources.values():
        if source.pool:
            yield source.pool


_PLACE = re.compile(r"\{[a-z_]+\}")


def places(sentence: str) -> tuple[str, ...]:
    """Return the places for values in a sentence, sorted."""
    return tuple(sorted(_PLACE.findall(sentence)))


#: So many of the missing words are shown.
SHOWN = 5


def lacking_words(root: Root, catalog: Catalog) -> Iterator[Finding]:
    """Yield what each language of the catalog does not say yet: one line, with the first few."""
    wanted = sentences(root, catalog)
    for language in catalog.languages.values():
        if language.id == HOME:
            continue
        lacking = [one for one in wanted if one not in language.words]
        wrong = [one for one, said in language.words.items() if places(one) != places(said)]
        for found, what, advice in (
            (lacking, "are not said in", "add them below `words:`, English on the left"),
            (wrong, "have other places for values in", "write each {place} as in English"),
        ):
            if found:
                shown = ", ".join(f"“{one[:60]}”" for one in found[:SHOWN])
                yield Finding(
                    catalog.place("languages", language.id),
                    Severity.WARNING if language.complete else Severity.NOTICE,
                    "words",
                    f"{len(found)} of {len(wanted)} sentences {what} {language.english}: {shown}",
                    advice,
                )
