"""What the engine is told for one language: its navigation, the theme's words, the other languages.

English is what `mkdocs.yml` and the files of the theme are written in; of another language, the
navigation, its titles and the words of the theme are said here.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from builder.model.catalog import Catalog
from builder.pipeline.engine import Told
from builder.speech import HOME, folder, language, word
from builder.store.site_config import SiteConfig
from builder.text import placed

#: A word in a file of the theme: say["Report a mistake"].
_SAID = re.compile(r"""\bsay\["([^"]+)"\]""")


def theme_words(theme: Path) -> tuple[str, ...]:
    """Return the words that the files of the theme say."""
    files = sorted(theme.rglob("*.html"))
    return tuple(
        dict.fromkeys(one for file in files for one in _SAID.findall(file.read_text("utf-8")))
    )


def config_words(config: SiteConfig) -> Iterator[str]:
    """Yield the words of the engine's configuration: titles, the description, the palettes."""
    yield str(config.told["site_description"])
    yield from _titles(config.tree)
    for palette in config.told["theme"]["palette"]:
        yield palette["toggle"]["name"]


def _titles(branch: Any) -> Iterator[str]:
    if isinstance(branch, dict):
        yield from branch
        for one in branch.values():
            yield from _titles(one)
    elif not isinstance(branch, str):
        for one in branch:
            yield from _titles(one)


def navigation(config: SiteConfig) -> frozenset[str]:
    """Return the pages of the navigation in the language spoken, as paths of the site."""
    return frozenset(map(placed, config.navigation))


def told_to_engine(
    config: SiteConfig,
    catalog: Catalog,
    languages: tuple[str, ...],
    *,
    words: tuple[str, ...],
    paths: frozenset[str],
) -> Told:
    """Return what the engine is told for the language spoken; `paths` are the pages there are."""
    names = {own: catalog.languages[own].name for own in languages if own in catalog.languages}
    extra = {
        "say": {one: word(one) for one in words},
        "folder": folder(),
        "languages": [
            {"id": own, "name": name, "folder": "" if own == HOME else f"{own}/"}
            for own, name in names.items()
        ]
        if len(names) > 1
        else [],
        "language": language(),
    }
    if not folder():
        return Told(extra=extra)
    theme = {"language": language(), "palette": _palettes(config)}
    more = {
        "site_description": word(str(config.told["site_description"])),
        "nav": list(_translated(config.tree, paths)),
        "not_in_nav": _outside(config),
    }
    return Told(theme, {**extra, "homepage": folder()}, more)


def _palettes(config: SiteConfig) -> list[Mapping[str, Any]]:
    return [
        {**one, "toggle": {**one["toggle"], "name": word(one["toggle"]["name"])}}
        for one in config.told["theme"]["palette"]
    ]


def _translated(tree: Any, paths: frozenset[str]) -> Iterator[Any]:
    """Yield the branches of the navigation that lead to pages of the language spoken."""
    for branch in tree:
        for title, goal in branch.items():
            if not isinstance(goal, str):
                inner = list(_translated(goal, paths))
                if inner:
                    yield {word(title): inner}
            elif placed(goal) in paths and placed(goal).startswith(folder()):
                yield {word(title): placed(goal)}


def _outside(config: SiteConfig) -> str:
    lines = str(config.told.get("not_in_nav", "")).splitlines()
    return "\n".join(f"/{folder()}{line.removeprefix('/')}" for line in lines) + "\n"
