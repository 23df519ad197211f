"""`llms.txt`: where a machine that reads text finds what, and on which terms."""

from collections.abc import Iterator

from builder.exports._api import FOLDER, TERMS, address
from builder.model.entities import KINDS
from builder.model.paths import index_page, metric_csv
from builder.model.site import Download, Site

INDEXED = ("countries", "organizations", "families", "models", "benchmarks", "chips", "rules",
           "events")  # fmt: skip


def export(site: Site) -> Iterator[Download]:
    """Yield the file."""
    lines = [*_head(site), *_pages(site), *_data(site), *_metrics(site)]
    text = "\n".join(lines) + "\n"
    yield Download("llms.txt", "Where a machine finds what", 1, text, TERMS, listed=False)


def _head(site: Site) -> list[str]:
    return [
        "# AI Geopolitics Tracker",
        "",
        "> Who leads in AI, by which definition, how sure are we, and what changed. Every number "
        "has a source, a date, a unit and a denominator; shares of two pools are never compared.",
        "",
        f"Data as of {site.as_of}. Our own work is CC BY 4.0; values keep the terms of their "
        "sources, which stand in every answer. Cite the day and the source with a number.",
        "",
    ]


def _pages(site: Site) -> list[str]:
    pages = {
        "index.md": "Home: six indicators and what they hang on",
        "adoption.md": "Adoption: shares of downloads by country, organization and family",
        "changes.md": "Changes: what moved, what sources revised, what we corrected",
        "method.md": "Method: definition, limits and blind spots of every metric",
        "health.md": "Data health: how every source is doing",
    }
    indexes = {
        index_page(kind): kind.capitalize() for kind in INDEXED if site.catalog.entities.get(kind)
    }
    listed = [f"- [{name}]({address(site, page)})" for page, name in (pages | indexes).items()]
    return ["## Pages", "", *listed, ""]


def _data(site: Site) -> list[str]:
    files = {
        f"{FOLDER}index.json": "API: where everything is",
        f"{FOLDER}openapi.json": "API: its description in OpenAPI 3.1",
        f"{FOLDER}changes.json": "What changed, in sentences and numbers",
        "datapackage.json": "All tables, described (Frictionless Data Package)",
        "data/tracker.zip": "All tables in one file",
        "feeds/changes.xml": "What changed, as an Atom feed",
        "policy.ics": "Acts and rules as a calendar",
    }
    kinds = [kind for kind in KINDS if site.catalog.entities.get(kind)]
    listed = [f"- [{name}]({address(site, path)})" for path, name in files.items()]
    entities = [f"- [All {k}]({address(site, f'{FOLDER}entities/{k}.json')})" for k in kinds]
    return ["## Data", "", *listed, *entities, ""]


def _metrics(site: Site) -> list[str]:
    listed = [
        f"- [{one.metric.title}]({address(site, metric_csv(name))}): {one.metric.question} "
        f"{one.metric.unit}; of {one.metric.denominator}."
        for name, one in site.derived.items()
    ]
    return ["## Metrics", "", *listed]
