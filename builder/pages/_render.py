"""Renders a page: its template, filled with its values, every one of them escaped."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from builder import text
from builder.charts._svg import element, joined
from builder.model.paths import FED, entity_feed, entity_json
from builder.model.site import Page, Site
from builder.pages._cards import card_path
from builder.pages._facets import facets
from builder.pages._figure_tools import with_tools
from builder.speech import say

#: Pages that stand alone in their tab: a sidebar would hold nothing but their own name.
WITHOUT_SIDEBAR = (
    "index.md",
    "adoption.md",
    "capability.md",
    "claims/index.md",
    "data/index.md",
    "compare.md",
    "search.md",
)
TEMPLATES = Path(__file__).parent


def _escaped(value: Any) -> Any:
    """Escape what a template prints, unless a function of ours made it as markup."""
    return value if hasattr(value, "__html__") else text.markdown(value)


def _said(message: str, /, **values: Any) -> Markup:
    """Return a sentence of a template in the language spoken: Markdown, but for its values."""
    shown = {name: _escaped(value) for name, value in values.items()}
    return Markup(say(message, **shown))  # noqa: S704  the words are ours, the values escaped


@cache
def environment() -> Environment:
    """Return the environment of all templates: strict, escaping, with our number formats."""
    jinja = Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=_escaped,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    for name in ("compact", "whole", "decimal", "percent", "signed_percent", "day", "partial_day"):
        jinja.filters[name] = getattr(text, name)
    jinja.filters["days"] = text.days
    jinja.filters["said"] = say
    jinja.globals["say"] = _said
    return jinja


def render(page: Page, site: Site) -> str:
    """Return the Markdown file of `page`: front matter, then its template."""
    facts = "".join(
        f"{key}: {json.dumps(value, ensure_ascii=False)}\n"
        for key, value in front_matter(page, site).items()
    )
    return f"---\n{facts}---\n\n{markdown(page, site)}"


def markdown(page: Page, site: Site) -> str:
    """Return the Markdown of `page`: its template, filled."""
    template = environment().get_template(page.template)
    body = template.render(
        page=page, site=site, here=lambda target: text.link(page.path, target), **page.values
    )
    return f"{with_tools(page, body.strip())}\n{_for_machines(page)}"


def _for_machines(page: Page) -> str:
    """Return the line with the feed and the JSON of the entity whose page this is."""
    if not page.fact_file:
        return ""
    kind, own = page.fact_file.removesuffix(".yml").split("/")[-2:]
    found = {"JSON": entity_json(kind, own)}
    if kind in FED:
        found = {say("Atom feed"): entity_feed(kind, own), **found}
    links = [element("a", {"href": text.link(page.path, goal)}, name)
             for name, goal in found.items()]  # fmt: skip
    return "\n" + element("p", {"class": "feeds"}, joined(links, " ")) + "\n"


def _hidden(page: Page) -> list[str]:
    """Return the sidebars that a page does without: a wide table needs the room."""
    if page.template == "index.md.j2":
        return ["toc"]
    return ["navigation"] if page.fact_file or page.path in WITHOUT_SIDEBAR else []


def front_matter(page: Page, site: Site) -> Mapping[str, Any]:
    """Return what the theme needs to know of `page`, before it is drawn.

    As JSON, these values are YAML that cannot break out.
    """
    return {
        "title": page.title,
        "description": page.description,
        "newest": page.newest.isoformat() if page.newest else "",
        "facts": page.fact_file or "",
        "card": card_path(page) or "cards/home.png",
        **facets(page, site),
        "hide": _hidden(page),
    }
