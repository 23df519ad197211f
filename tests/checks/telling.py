"""What the checks tell of a few lines of text, laid over a world in which all is well."""

from datetime import date
from functools import cache

from builder.checks import check
from builder.model.catalog import Catalog
from builder.model.panel import Panel
from tests.world.small_world import LAST_DAY, catalog_from, small_catalog, small_panel

#: Place, severity and check, and message of each finding.
Told = list[tuple[str, str, str]]


COUNTRY = "name: {0}land\nnames:\n  fr: {0}lande\n  zh: {0}兰\nsource: atlas\n"


@cache
def well_catalog() -> Catalog:
    """Return the small world with a name for each country in each language."""
    named = {
        f"countries/{code}": COUNTRY.format(name)
        for code, name in (("aa", "Ava"), ("bb", "Bor"), ("cc", "Cor"))
    }
    return catalog_from(named, small_catalog())[0]


def told(texts: dict[str, str], panel: Panel | None = None, as_of: date = LAST_DAY) -> Told:
    """Return all that is found with `texts` over the well world."""
    catalog, unreadable = catalog_from(texts, well_catalog())
    assert [str(finding) for finding in unreadable] == []
    findings = check(catalog, panel or small_panel(), as_of=as_of)
    assert all(f.advice for f in findings)
    return [
        (str(f.place).removeprefix("data/catalog/"), f"{f.severity.word} {f.check}", f.message)
        for f in findings
    ]


def told_by(check_id: str, texts: dict[str, str]) -> Told:
    """Return what one check finds."""
    return [one for one in told(texts) if one[1].split()[1] == check_id]
