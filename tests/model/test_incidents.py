"""Bad nights in a row are one incident; it is over with the first night that goes well."""

from datetime import date

import pandas as pd

from builder.model.incidents import Incident, incidents, nights_of


def ledger(*rows: tuple[str, str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["as_of", "outcome", "detail"], dtype="str")


def test_nights_in_a_row_are_one_incident_and_a_gap_between_them_changes_nothing() -> None:
    nights = nights_of(
        ledger(
            ("2026-11-01", "ok", ""),
            ("2026-11-02", "failed", "no route"),
            ("2026-11-05", "partial", "a is missing"),
            ("2026-11-06", "ok", ""),
            ("2026-11-07", "failed", "no route"),
        )
    )
    assert incidents(nights) == (
        Incident(date(2026, 11, 7), None, 1, "failed", "no route"),
        Incident(date(2026, 11, 2), date(2026, 11, 6), 2, "failed", "a is missing"),
    )


def test_a_second_run_that_makes_the_night_whole_leaves_no_incident() -> None:
    rows = ledger(("2026-11-01", "failed", "no route"), ("2026-11-01", "ok", ""))
    assert incidents(nights_of(rows)) == ()


def test_a_second_run_that_fails_does_not_unmake_a_whole_night() -> None:
    rows = ledger(("2026-11-01", "ok", ""), ("2026-11-01", "failed", "no route"))
    assert [night.outcome for night in nights_of(rows)] == ["ok"]


def test_a_skipped_night_neither_begins_nor_ends_an_incident() -> None:
    rows = ledger(
        ("2026-11-01", "failed", "x"), ("2026-11-02", "skipped", ""), ("2026-11-03", "failed", "y")
    )
    assert incidents(nights_of(rows)) == (Incident(date(2026, 11, 1), None, 2, "failed", "y"),)


def test_no_night_is_no_incident() -> None:
    assert incidents(nights_of(ledger())) == ()
