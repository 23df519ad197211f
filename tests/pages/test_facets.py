"""A search can be narrowed by kind and country: every page says which it is."""

import pytest

from builder.pages import front_matter, pages
from tests.world.small_world import small_site


@pytest.mark.parametrize(
    ("path", "kind", "country"),
    [
        ("index.md", "Page", ""),
        ("models/index.md", "Page", ""),
        ("countries/aa.md", "Country", "Avaland"),
        ("organizations/alpha.md", "Organization", "Avaland"),
        ("families/ava.md", "Family", "Avaland"),
        ("models/ava-1.md", "Model", "Avaland"),
    ],
)
def test_a_page_says_its_kind_and_the_country_of_who_made_it(
    path: str, kind: str, country: str
) -> None:
    site = small_site()
    (page,) = [one for one in pages(site) if one.path == path]
    front = front_matter(page, site)
    assert (front["kind"], front["country"]) == (kind, country)
