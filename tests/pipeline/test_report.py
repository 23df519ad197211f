"""The commit of a night says what it added, in counts and in our own words alone."""

from dataclasses import replace
from datetime import date

import pandas as pd

from builder.model.finding import Finding, Place, Severity
from builder.model.panel import OBSERVATION_COLUMNS, Panel
from builder.pipeline.night import Fetched
from builder.pipeline.report import message, news_of, summary

NIGHT = date(2026, 11, 2)
HOSTILE = "Fixes #1 [skip ci]\n\nCo-authored-by: <script> | `x` @everyone"


def panel(*rows: tuple[str, str, str]) -> Panel:
    told = [
        {"source": "hub", "entity": entity, "period": pd.Timestamp(period),
         "vintage": pd.Timestamp(vintage)}
        for entity, period, vintage in rows
    ]  # fmt: skip
    return replace(Panel.empty(), observations=pd.DataFrame(told, columns=OBSERVATION_COLUMNS))


OLD = (("a/x", "2026-11-01", "2026-11-01"), ("a/gone", "2026-11-01", "2026-11-01"))
NEW = (
    ("a/x", "2026-11-02", "2026-11-02"),
    (HOSTILE, "2026-11-02", "2026-11-02"),
    ("a/gone", "2026-11-01", "2026-11-02"),
)


def fetched(detail: str = "") -> Fetched:
    return Fetched("hub", "partial", 3, 4, 2_000_000, 1.5, detail)


def test_what_is_new_is_told_apart_from_what_is_revised_and_what_is_gone() -> None:
    added = news_of("hub", panel(*OLD), panel(*OLD, *NEW[:2]))
    assert (added.observations, added.new_entities) == (2, 1)
    assert (added.revisions, added.not_heard_again) == (0, 1)
    assert news_of("hub", panel(*OLD), panel(*OLD, *NEW)).revisions == 1


def test_a_night_that_adds_nothing_has_lost_nothing() -> None:
    added = news_of("hub", panel(*OLD), panel(*OLD))
    assert (added.observations, added.not_heard_again) == (0, 0)


def test_the_message_holds_no_word_of_a_stranger() -> None:
    told = message(NIGHT, [fetched(HOSTILE)], panel(*OLD), panel(*OLD, *NEW))
    assert told == (
        "Archive the night of 2026-11-02\n\n"
        "hub: partial, 3 observations, 1 of them new entities, 1 revised\n"
    )


def test_the_summary_shows_what_a_stranger_said_as_text_in_one_cell() -> None:
    place = Place("data/catalog/x.yml", 1, 1)
    found = [Finding(place, Severity.WARNING, "c", "m", "a")]
    told = summary(NIGHT, [fetched(HOSTILE)], found)
    (row,) = [line for line in told.splitlines() if line.startswith("| hub")]
    assert row.count("|") == 8
    assert row.startswith("| hub | partial | 3 | 4 | 2.0 | 1.5 | Fixes &#35;1 &#91;skip ci&#93; Co")
    assert "<script>" not in told
    assert "@everyone" not in told
    assert "Findings: 0 errors, 1 warnings, 0 notices." in told
