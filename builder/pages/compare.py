"""Compare: two to five entities of any kind side by side, drawn by the browser from the API."""

from collections.abc import Iterator

from builder.model.paths import index_page
from builder.model.site import Page, Site
from builder.pages._figures.meetings import pairs
from builder.pages._pools import SCOPE_NAMES
from builder.speech import say

PATH = "compare.md"
KINDS = ("countries", "organizations", "families", "models")


def view(site: Site) -> Iterator[Page]:
    """Yield the page on which entities are compared."""
    yield Page(
        PATH,
        say("Compare"),
        say(
            "Two to five countries, organizations, families or models side by side; the choice is "
            "in the address, so that it can be shared."
        ),
        "compare.md.j2",
        {
            "scopes": [(scope, say(name)) for scope, name in SCOPE_NAMES.items()],
            "kinds": [(index_page(kind), say(kind.capitalize())) for kind in KINDS],
            "examples": _examples(site),
            "pairs": pairs(site),
        },
    )


def _examples(site: Site) -> list[tuple[str, str]]:
    """Return comparisons that readers ask for, as far as the catalog has their entities."""
    wanted = (
        ("countries/cn", "countries/us", "countries/fr"),
        ("families/qwen", "families/llama", "families/deepseek"),
        ("models/deepseek-r1", "models/kimi-k3", "models/gpt-oss-120b"),
        ("organizations/alibaba", "organizations/meta", "organizations/openai"),
    )
    found = []
    for names in wanted:
        pairs = [name.split("/") for name in names]
        if all(site.catalog.has(kind, own) for kind, own in pairs):
            told = ", ".join(site.catalog.entities[kind][own].name for kind, own in pairs)
            found.append((",".join(names), told))
    return found
