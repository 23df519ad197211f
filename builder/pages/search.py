"""The search page: a box, what to narrow by, and results, all found in the reader's browser."""

from collections.abc import Iterator

from builder.model.site import Page, Site
from builder.speech import say

PATH = "search.md"


def view(_site: Site) -> Iterator[Page]:
    """Yield the search page."""
    listed = (
        ("models/index.md", say("Models")),
        ("organizations/index.md", say("Organizations")),
        ("countries/index.md", say("Countries")),
        ("families/index.md", say("Families")),
    )
    yield Page(
        PATH,
        say("Search"),
        say("Find a model, an organization, a claim or a word in the pages of this site."),
        "search.md.j2",
        {
            "listed": listed,
            "words": {
                "box": say("Words to look for"),
                "none": say("Nothing was found for {query}.", query="{query}"),
                "one": say("{count} page was found.", count="{count}"),
                "many": say("{count} pages were found.", count="{count}"),
                "more": say("Show more"),
                "kind": say("Kind"),
                "country": say("Country"),
                "failed": say("The search index could not be loaded. The lists below lead on."),
            },
        },
    )
