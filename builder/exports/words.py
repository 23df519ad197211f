"""The words that the scripts of the pages say, in the language that is spoken."""

import json
from collections.abc import Iterator

from builder.exports._api import TERMS
from builder.model.site import Download, Site
from builder.speech import say

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


def export(_site: Site) -> Iterator[Download]:
    """Yield the words as a module that scripts import."""
    # The browser knows the values: here each place stands for itself.
    places = {name: f"{{{name}}}" for name in ("all", "shown", "name")}
    told = json.dumps({word: say(word, **places) for word in WORDS}, ensure_ascii=False, indent=0)
    text = f"export default {told};\n"
    yield Download("assets/words.js", "Words of the scripts", len(WORDS), text, TERMS, listed=False)
