"""Every check shows one bad and one good example, and they are what they say they are."""

from collections.abc import Mapping

import pytest
import yaml

from builder.checks import checks
from builder.model.catalog import Catalog
from builder.model.finding import Finding
from tests.world.small_world import LAST_DAY, catalog_from, small_catalog, small_panel

every_check = pytest.mark.parametrize("check", list(checks()))


def lay(files: Mapping[str, str]) -> Catalog:
    """Return the small world with `files` over it; one that holds only a comment is deleted."""
    deleted = {path for path, text in files.items() if yaml.safe_load(text) is None}
    written = {path: text for path, text in files.items() if path not in deleted}
    catalog, findings = catalog_from(written, small_catalog())
    assert findings == (), "an example must be well formed, so that only its check complains"
    kept = {
        kind: {name: one for name, one in of_kind.items() if f"{kind}/{name}" not in deleted}
        for kind, of_kind in catalog.entities.items()
    }
    return Catalog(kept, catalog.places)


def found(check: str, files: Mapping[str, str]) -> list[Finding]:
    """Return what one check finds in the files of an example themselves."""
    told = checks()[check].check(lay(files), small_panel(), as_of=LAST_DAY)
    paths = {f"data/catalog/{path}.yml" for path in files}
    return [finding for finding in told if finding.place.path in paths]


@every_check
def test_the_bad_example_is_found(check: str) -> None:
    findings = found(check, checks()[check].BAD)
    assert findings
    assert {finding.check for finding in findings} == {check}
    assert all(finding.message and finding.advice for finding in findings)


@every_check
def test_nothing_is_found_in_the_good_example(check: str) -> None:
    assert found(check, checks()[check].GOOD) == []


@every_check
def test_an_example_is_short_enough_to_be_read(check: str) -> None:
    module = checks()[check]
    for files in (module.BAD, module.GOOD):
        assert files
        assert sum(text.count("\n") for text in files.values()) <= 20
        assert max(len(line) for text in files.values() for line in text.splitlines()) <= 80
