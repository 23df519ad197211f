"""Data and API: every file that readers may take, how to ask for it, and how to cite it."""

from collections.abc import Iterator
from hashlib import sha256

from markupsafe import Markup

from builder import text
from builder.charts.table import Cell, Column, Table, table
from builder.model.paths import metric_csv
from builder.model.site import Page, Site
from builder.pages._pools import UNMAPPED, newest_pool, shares
from builder.speech import say

PATH = "data/index.md"
#: Languages in which a reader may ask, each with what it says; `{address}` is the site's.
SNIPPETS = {
    "curl": "curl --silent {address}api/v1/series/countries/{country}.json",
    "pandas": "import pandas as pd\n"
    'shares = pd.read_csv("{address}{csv}", parse_dates=["period"])\n'
    'newest = shares[(shares["period"] == shares["period"].max())'
    ' & (shares["dimension"] == "country")]\n'
    'print(newest.nlargest(5, "share_pct")[["scope", "group", "share_pct"]])',
    "R": 'shares <- read.csv("{address}{csv}")\n'
    'newest <- subset(shares, period == max(period) & dimension == "country")\n'
    'head(newest[order(-newest$share_pct), c("scope", "group", "share_pct")], 5)',
    "DuckDB": 'SELECT scope, "group", share_pct\n'
    "FROM read_csv('{address}{csv}')\n"
    "WHERE dimension = 'country'\n"
    "ORDER BY period DESC, share_pct DESC LIMIT 5;",
}
#: Files that are no tables, each with what it is.
FILES = {
    "data/tracker.zip": "Every table above, and their description, in one file",
    "datapackage.json": "The tables and the types of their columns (Frictionless Data Package)",
    "croissant.json": "The same for machine learning (Croissant)",
    "api/v1/index.json": "The API's table of contents",
    "api/v1/openapi.json": "The API, described in OpenAPI 3.1",
    "api/v1/changes.json": "What changed lately, in sentences and numbers",
    "feeds/changes.xml": "What changed lately, as an Atom feed",
    "policy.ics": "Acts and rules, as a calendar to subscribe to",
    "badges/as-of.json": "A badge for your own page, in the form that shields.io draws",
    "llms.txt": "Where a machine that reads text finds what",
}


def view(site: Site) -> Iterator[Page]:
    """Yield the page of downloads."""
    listed = [download for download in site.downloads if download.listed]
    series = sum(one.path.startswith("data/") for one in site.downloads) - len(listed)
    yield Page(
        PATH,
        say("Data"),
        say(
            "Every table of this site as CSV, with its rows, size, hash, source and licence; an "
            "API without a key, feeds, a calendar, and how to cite a number."
        ),
        "downloads.md.j2",
        {
            "table": _files(site),
            "series": max(series, 0),
            "others": [(text.link(PATH, path), path, say(told)) for path, told in FILES.items()],
            "snippets": _snippets(site),
            "sources": list(site.catalog.sources.values()),
        },
    )


def _files(site: Site) -> Markup:
    columns = (
        Column("file", say("File")),
        Column("what", say("What it holds")),
        Column("rows", say("Rows"), kind="number"),
        Column("size", say("Size"), unit="kB", kind="number"),
        Column("source", say("Source")),
        Column("hash", "SHA-256", unit=say("first 12 digits")),
    )
    rows = tuple(
        (
            Cell(one.path.removeprefix("data/"), None, text.link(PATH, one.path)),
            Cell(one.title),
            Cell(text.whole(one.rows), one.rows),
            Cell(text.decimal(len(one.body) / 1e3), len(one.body)),
            Cell(one.source),
            Cell(sha256(one.body).hexdigest()[:12]),
        )
        for one in site.downloads
        if one.listed
    )
    return table(Table("files", say("Files"), columns, rows))


def _snippets(site: Site) -> list[tuple[str, Markup]]:
    """Return each way of asking, with an example that works as it stands."""
    pool = newest_pool(site)
    if pool is None:
        return []
    ranked = shares(site, pool, scope="all", dimension="country")["group"]
    leader = next((str(group) for group in ranked if group != UNMAPPED), None)
    if leader is None:
        return []
    csv = metric_csv("share-of-downloads")
    return [
        (name, _code(code.format(address=site.address, country=leader, csv=csv)))
        for name, code in SNIPPETS.items()
    ]


def _code(text_: str) -> Markup:
    return Markup('<pre class="snippet"><code>{}</code></pre>').format(text_)
