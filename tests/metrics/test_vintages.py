"""What is learned later changes nothing that was known: true of every metric there is."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from builder.metrics import derive
from builder.model.panel import Panel
from builder.store.archive import Archive
from tests.world.small_world import LAST_DAY, SMALL, small_catalog, small_site

LATER = LAST_DAY + pd.Timedelta(days=1)


def _told_again(frame: pd.DataFrame) -> pd.DataFrame:
    """Return all rows, and all of them once more with other values, learned a day too late."""
    numbers = frame.select_dtypes("number").columns
    changed = {name: frame[name] * 2 + 1 for name in numbers}
    later = frame.assign(vintage=pd.Timestamp(LATER), **changed)
    return pd.concat([frame, later], ignore_index=True)


def _with_later(panel: Panel) -> Panel:
    return replace(
        panel,
        observations=_told_again(panel.observations),
        attributes=_told_again(panel.attributes).assign(
            value=lambda rows: rows["value"].where(rows["vintage"].dt.date < LATER, "changed")
        ),
        others={name: _told_again(frame) for name, frame in panel.others.items()},
    )


@pytest.fixture(scope="module")
def whole() -> Panel:
    return Archive(SMALL / "data/archive").read()


def test_no_metric_sees_a_vintage_of_after_its_day(whole: Panel) -> None:
    catalog = small_catalog()
    known = derive(whole.as_of(LAST_DAY), catalog, LAST_DAY)
    after = derive(_with_later(whole).as_of(LAST_DAY), catalog, LAST_DAY)
    filled = [name for name in known if len(known[name].frame)]
    assert len(filled) > 15
    for name in known:
        pd.testing.assert_frame_equal(known[name].frame, after[name].frame, obj=name)


def test_the_day_after_they_do_see_it(whole: Panel) -> None:
    day: date = LATER
    known = derive(whole.as_of(day), small_catalog(), day)
    after = derive(_with_later(whole).as_of(day), small_catalog(), day)
    moved = [name for name in known if not known[name].frame.equals(after[name].frame)]
    assert "size-ladder" in moved
    assert "momentum" in moved


def test_no_key_of_a_metric_has_a_value_that_its_declaration_leaves_out() -> None:
    site = small_site()
    for name, one in site.derived.items():
        for column, told in one.metric.words.items():
            assert column in one.metric.keys, name
            known = set(site.catalog.entities[told]) if isinstance(told, str) else set(told)
            assert set(one.frame[column].dropna()) <= known, (name, column)
