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
)


def export(site: Site) -> Iterator[Download]:
    """Yield what each language says for the words, as a module that scripts import."""
    told = {
        one.id: {word: one.words[word] for word in WORDS if word in one.words}
        for one in site.catalog.languages.values()
        if one.words
    }
    text = f"export default {json.dumps(told, ensure_ascii=False, indent=0)};\n"
    yield Download("assets/words.js", "Words of the scripts", len(WORDS), text, TERMS, listed=False)
