"""Where things stand on the site. Addresses are promises: change one, and keep a redirect."""

#: Which kind of entity a group of each dimension is.
KIND_OF_DIMENSION = {"country": "countries", "organization": "organizations", "family": "families"}

#: Kinds of which each entity has a feed of its own.
FED = ("countries", "organizations", "families", "models", "events", "claims", "corrections")
#: The ledger of all fetches, and how fresh every series is.
LEDGER_CSV = "data/fetches.csv"
FRESHNESS_CSV = "data/freshness.csv"
#: Pages that are for contributors and machines: they stand in English alone.
ENGLISH_ALONE = ("n/", "contribute/", "contribute.md", "decisions/")


def in_every_language(page: str) -> bool:
    """Say whether a page, a Markdown path, stands in every language of the site."""
    return not page.startswith(ENGLISH_ALONE)


def entity_feed(kind: str, entity_id: str) -> str:
    """Return the feed of one entity."""
    return f"feeds/{kind}/{entity_id}.xml"


def entity_json(kind: str, entity_id: str) -> str:
    """Return the facts of one entity in the API."""
    return f"api/v1/entities/{kind}/{entity_id}.json"


def ratings_json(kind: str, entity_id: str) -> str:
    """Return the ratings of one model or family in the API."""
    return f"api/v1/ratings/{kind}/{entity_id}.json"


def entity_page(kind: str, entity_id: str) -> str:
    """Return the page of one entity."""
    return f"{kind}/{entity_id}.md"


def head_to_head_page(pair: str) -> str:
    """Return the page of a pair, `first-v-second`, that the catalog sets against each other."""
    return f"head-to-head/{pair}.md"


def index_page(kind: str) -> str:
    """Return the page that lists a kind."""
    return f"{kind}/index.md"


def metric_csv(metric_id: str) -> str:
    """Return the file with every value of a metric."""
    return f"data/{metric_id}.csv"


def catalog_csv(kind: str) -> str:
    """Return the file with the facts of a kind."""
    return f"data/{kind}.csv"


def series_csv(kind: str, entity_id: str) -> str:
    """Return the file with everything observed of one entity."""
    return f"data/{kind}/{entity_id}.csv"


def observations_csv(source_id: str) -> str:
    """Return the file with the newest period of a source."""
    return f"data/latest-{source_id}.csv"


def reference_page(kind: str) -> str:
    """Return the page that says what may stand in the files of a kind."""
    return f"contribute/{kind}.md"


def number_page(series: str, day: str = "") -> str:
    """Return the permalink of a number, or of what it was on a day."""
    return f"n/{series}@{day}.md" if day else f"n/{series}.md"


NUMBERS_CSV = "data/numbers.csv"
