"""The words that the scripts of the pages say, in every language of the site."""

import json
from collections.abc import Iterator

from builder.exports._api import TERMS
from builder.model.site import Download, Site

#: Every sentence of docs/assets/*.js, in English; `{name}` stands for a value.
WORDS = (
    "Filter rows",
    "Columns",
    "all",
    "CSV of what is shown",
    "{all} rows",
    "{shown} of {all} rows",
    "Copy",
    "Copied",
    "All days",
    "Arrow keys move along the days, drag to zoom, Escape shows all days.",
    "no value",
    "Add one",
    "Remove {name}",
    "Of",
    "Two to five, of one kind or of several",
    "Fact",
    "Nothing could be loaded.",
    "organizations",
    "families",
    "models",
)
#: What two that are compared on boards need besides; loaded where they are, and not before.
OF_BOARDS = (
    "{first} and {second}, board by board",
    "Benchmark",
    "In words",
    "Difference",
    "points, first less second",
    "95 % interval of the difference",
    "Board of",
    "Votes or tasks",
    "{first} and {second}",
    "{rating} ({interval}), as {entity}",
    "{low} to {high}",
    "no interval told",
    "unknown",
    "not separable",
    "not separable: the intervals overlap, though the difference leaves out 0 ({higher})",
    "{higher} stands higher",
    "{higher} has the higher value; nobody tells how sure it is",
    "No board rates both {first} and {second}, so nothing is compared.",
    "What is not compared",
    "{benchmark}: each is rated under another setting.",
    "{benchmark}: {first} is rated, {second} is not.",
    "{benchmark}: {second} is rated, {first} is not.",
    "{benchmark}: both were rated, but never on one board.",
)


def export(site: Site) -> Iterator[Download]:
    """Yield what each language says for the words, as modules that scripts import."""
    for path, title, words in (
        ("assets/words.js", "Words of the scripts", WORDS),
        ("assets/words-of-boards.js", "Words of comparisons on boards", OF_BOARDS),
    ):
        told = {
            one.id: {word: one.words[word] for word in words if word in one.words}
            for one in site.catalog.languages.values()
            if one.words
        }
        text = f"export default {json.dumps(told, ensure_ascii=False, indent=0)};\n"
        yield Download(path, title, len(words), text, TERMS, listed=False)
