"""Which pages a preview has, and the one that somebody asks for.

To list all pages asks every view, and a view may draw while it lists. So all are asked once, when
a preview begins. After that only the view is asked that makes the page on show; what comes and
goes with a file of the catalog is known from its kind.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from builder.model.catalog import Catalog
from builder.model.paths import entity_page
from builder.model.site import Page, Site
from builder.pages import views


@dataclass(frozen=True)
class PageList:
    """The pages of one state: the view behind each path, and those that were asked for."""

    site: Site
    view_of: Mapping[str, str]
    _asked: dict[str, Mapping[str, Page]] = field(default_factory=dict)

    @property
    def paths(self) -> Iterable[str]:
        """The path of every page."""
        return self.view_of

    def page(self, path: str) -> Page | None:
        """Return the page at `path`, None if no view makes it."""
        view = self.view_of.get(path)
        if view is None:
            return None
        if view not in self._asked:
            self._asked[view] = {page.path: page for page in views()[view](self.site)}
        return self._asked[view].get(path)


def all_pages(site: Site) -> PageList:
    """Return the pages of `site`, every view asked."""
    asked: dict[str, Mapping[str, Page]]
    asked = {name: {page.path: page for page in view(site)} for name, view in views().items()}
    return PageList(site, {path: name for name, found in asked.items() for path in found}, asked)


def pages_after(before: PageList, site: Site) -> PageList:
    """Return the pages of `site`, the state after that of `before`, without asking any view."""
    gone = _entities(before.site.catalog) - _entities(site.catalog)
    new = _entities(site.catalog) - _entities(before.site.catalog)
    views_of_kinds = {
        kind: before.view_of[entity_page(kind, one)]
        for kind, one in _entities(before.site.catalog)
        if entity_page(kind, one) in before.view_of
    }
    if not all(kind in views_of_kinds for kind, _ in new):
        return all_pages(site)  # the first of its kind: nobody knows yet which view draws it
    kept = {path: view for path, view in before.view_of.items() if path not in _paths(gone)}
    added = {entity_page(kind, one): views_of_kinds[kind] for kind, one in sorted(new)}
    return PageList(site, {**kept, **added})


def _entities(catalog: Catalog) -> set[tuple[str, str]]:
    return {(kind, entity.id) for kind, entity in catalog.everything()}


def _paths(entities: Iterable[tuple[str, str]]) -> set[str]:
    return {entity_page(kind, one) for kind, one in entities}
