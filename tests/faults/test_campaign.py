"""A short campaign, as `make faults` runs a long one; and that its checks would see a breach."""

from datetime import date
from pathlib import Path

import pytest

from tests.faults import checks
from tests.faults.campaign import nights_of_one_house

NIGHT = date(2026, 12, 1)


def test_after_eight_nights_of_faults_nothing_is_lost_and_every_number_is_true(
    tmp_path: Path,
) -> None:
    # The site is left to `make faults` and to the tests of the night: here it would cost too much.
    table = nights_of_one_house(tmp_path / "house", 8, seed=7, builds_every=1_000)
    assert table.breaches == []
    assert table.nights == 8
    assert table.observations > 100
    assert sum(table.faults.values()) > 20


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Give an archive of one night with one repository."""
    day = tmp_path / "data/archive/observations/hugging-face/2026/12/2026-12-01.csv"
    day.parent.mkdir(parents=True)
    day.write_text(
        "period,entity,downloads_30d,downloads_all_time,likes,status\n"
        "2026-12-01,a/x,5,,1,missing:downloads_all_time\n",
        encoding="utf-8",
    )
    return tmp_path


def test_the_checks_see_a_row_that_is_lost_and_a_file_that_was_changed(root: Path) -> None:
    before = checks.files(root / "data/archive")
    (path,) = before
    assert list(checks.archive_breaches(root, before, NIGHT)) == []
    day = root / "data/archive" / path
    day.write_text(day.read_text().replace(",5,", ",6,"))
    assert list(checks.archive_breaches(root, before, NIGHT)) == [f"{path} lost 1 rows"]
    later = date(2026, 12, 2)
    assert list(checks.archive_breaches(root, before, later)) == [
        f"{path} was changed after its night"
    ]
    day.write_text("period\n")
    assert "cannot be read" in next(iter(checks.archive_breaches(root, {}, NIGHT)))


def test_the_checks_see_a_number_that_nobody_told(root: Path) -> None:
    assert list(checks.number_breaches(root, NIGHT, {"a/x": (5.0, None, 1.0)})) == []
    assert len(list(checks.number_breaches(root, NIGHT, {"a/x": (5.0, 0.0, 1.0)}))) == 1
    assert len(list(checks.number_breaches(root, NIGHT, {}))) == 1


def test_the_checks_see_a_site_that_is_broken_or_mixed(tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    page.write_text(
        '<a href="b.html&#35;a"></a><a href="https://a.b/c"></a><time datetime="2026-12-01">'
    )
    (tmp_path / "b.html").write_text('<time datetime="2026-11-30">')
    assert list(checks.site_breaches(tmp_path, {}, NIGHT)) == [
        "b.html is of {'2026-11-30'}, in a site of 2026-12-01"
    ]
    (tmp_path / "b.html").unlink()
    assert list(checks.site_breaches(tmp_path, {}, NIGHT)) == [
        "index.html leads to b.html, which is not there"
    ]
    assert list(checks.site_breaches(tmp_path, checks.hashes(tmp_path), NIGHT)) == []
    page.unlink()
    assert list(checks.site_breaches(tmp_path, {"index.html": "x"}, NIGHT)) == [
        "there is no site any more"
    ]


def test_the_checks_see_a_source_that_was_asked_too_long(root: Path) -> None:
    assert list(checks.deadline_breaches(root, NIGHT, 5)) == []
    ledger = root / "data/archive/snapshots.csv"
    ledger.write_text("source,as_of,seconds\na,2026-12-01,4.9\nb,2026-12-01,5.1\nb,2026-11-30,9\n")
    assert list(checks.deadline_breaches(root, NIGHT, 5)) == ["b was asked for 5.1 s"]
