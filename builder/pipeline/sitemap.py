"""The list of all pages, for search engines."""

from dataclasses import dataclass, field

from builder.text import html

_BEFORE = '<link rel="canonical" href="'


@dataclass
class Sitemap:
    """Addresses as the pages themselves give them, escaped, each with its newest day or none."""

    _places: list[tuple[str, str]] = field(default_factory=list)

    def add(self, page: str, newest: str) -> None:
        """Take in a page, if its HTML says at which address it stands."""
        start = page.find(_BEFORE) + len(_BEFORE)
        if start >= len(_BEFORE):
            self._places.append((page[start : page.index('"', start)], newest))

    def xml(self) -> str:
        """Return the sitemap, in the order of addresses."""
        rows = "".join(f"<url>{_row(*place)}</url>\n" for place in sorted(self._places))
        start = '<?xml version="1.0" encoding="UTF-8"?>\n'
        space = "http://www.sitemaps.org/schemas/sitemap/0.9"
        return f'{start}<urlset xmlns="{space}">\n{rows}</urlset>\n'


def _row(address: str, newest: str) -> str:
    day = f"<lastmod>{html(newest)}</lastmod>" if newest else ""
    return f"<loc>{address}</loc>{day}"
