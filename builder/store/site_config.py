"""What the builder needs to know of the site engine's configuration, without asking the engine."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

#: The extensions that the engine loads whether or not its configuration names them.
_BUILT_IN = ("toc", "tables", "fenced_code")
_FRONT = re.compile(r"\A---\n(.*?)^---\n", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class SiteConfig:
    """The pages of the navigation, the Markdown extensions, and how those are set.

    `tree` is the navigation as it is written, `told` what else the engine is told in words:
    the site's description and the names of its palettes.
    """

    navigation: frozenset[str]
    extensions: tuple[str, ...]
    settings: Mapping[str, Mapping[str, Any]]
    tree: tuple[Any, ...] = ()
    told: Mapping[str, Any] = field(default_factory=dict)


class _Loader(yaml.CSafeLoader):
    """Reads the engine's file; what an environment variable would say is no matter here."""


_Loader.add_constructor("!ENV", lambda loader, node: None)  # noqa: ARG005  PyYAML's own names


def read_site_config(path: Path) -> SiteConfig:
    """Return what the configuration at `path` says of navigation and Markdown."""
    told = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506  a safe one
    named = [one if isinstance(one, dict) else {one: None} for one in told["markdown_extensions"]]
    settings = {name: setting or {} for one in named for name, setting in one.items()}
    return SiteConfig(
        frozenset(_pages(told["nav"])),
        tuple(dict.fromkeys((*_BUILT_IN, *settings))),
        settings,
        tuple(told["nav"]),
        {name: told[name] for name in ("site_description", "theme", "not_in_nav") if name in told},
    )


def _pages(branch: Any) -> Iterator[str]:
    """Yield the pages that a branch of the navigation leads to."""
    if isinstance(branch, str):
        yield branch
        return
    for one in branch.values() if isinstance(branch, dict) else branch:
        yield from _pages(one)


def split_front_matter(text: str) -> tuple[Mapping[str, Any], str]:
    """Return what a page that people wrote says of itself, and its Markdown."""
    front = _FRONT.match(text)
    if not front:
        return {}, text
    return yaml.load(front[1], Loader=_Loader) or {}, text[front.end() :]  # noqa: S506  a safe one
