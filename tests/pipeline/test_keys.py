"""A night that has lost a key does not go on as if nothing were."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import cast

import pandas as pd
import pytest

from builder.errors import SourceError
from builder.model.panel import LEDGER_COLUMNS
from builder.model.snapshot import Outcome, Snapshot
from builder.pipeline.keys import MARK, marked, refuse_without_key
from builder.sources import SourceModule, sources

KEYED = cast("SourceModule", SimpleNamespace(KEY="SHOP_KEY"))
KEYLESS = cast("SourceModule", SimpleNamespace())


def ledger(*nights: tuple[str, str, str]) -> pd.DataFrame:
    rows = [
        dict.fromkeys(LEDGER_COLUMNS, "")
        | {"source": "shop", "as_of": day, "outcome": outcome, "detail": detail}
        for day, outcome, detail in nights
    ]
    return pd.DataFrame(rows, columns=list(LEDGER_COLUMNS), dtype="str")


WITH, WITHOUT = ("2026-11-01", "ok", f"x; {MARK}"), ("2026-11-02", "ok", "")


@pytest.mark.parametrize(
    ("nights", "keys"),
    [
        ((), frozenset[str]()),
        ((WITHOUT,), frozenset[str]()),
        ((WITH,), frozenset({"SHOP_KEY"})),
        ((WITH, WITHOUT), frozenset[str]()),
    ],
    ids=["never asked", "never had one", "has it", "went on without"],
)
def test_a_night_as_well_off_as_the_last_one_asks(
    nights: tuple[tuple[str, str, str], ...], keys: frozenset[str]
) -> None:
    refuse_without_key("shop", KEYED, ledger=ledger(*nights), keys=keys)


def test_a_night_without_the_key_of_the_last_one_refuses_and_says_how_to_go_on() -> None:
    failed = ("2026-11-02", "failed", "no route")
    with pytest.raises(SourceError) as error:
        refuse_without_key("shop", KEYED, ledger=ledger(WITH, failed), keys=frozenset())
    assert error.value.what == "SHOP_KEY is gone"
    assert "2026-11-01" in error.value.why
    assert "tracker fetch shop --without-key" in error.value.why


def test_a_source_that_wants_no_key_can_lose_none() -> None:
    refuse_without_key("shop", KEYLESS, ledger=ledger(WITH), keys=frozenset())


@pytest.mark.parametrize(
    ("outcome", "detail", "expected"),
    [("ok", "", MARK), ("partial", "x", f"x; {MARK}"), ("failed", "x", "x"), ("skipped", "", "")],
)
def test_only_an_answer_is_marked_as_asked_with_a_key(
    outcome: Outcome, detail: str, expected: str
) -> None:
    now = datetime(2026, 11, 1, tzinfo=UTC)
    told = Snapshot("shop", date(2026, 11, 1), now, "u", {}, outcome, detail=detail)
    assert marked(told, KEYED, {"SHOP_KEY"}).detail == expected
    assert marked(told, KEYED, set()).detail == detail
    assert marked(told, KEYLESS, {"SHOP_KEY"}).detail == detail


def test_the_sources_that_can_have_a_key_name_its_variable() -> None:
    named = {name: getattr(module, "KEY", None) for name, module in sources().items()}
    assert {name: key for name, key in named.items() if key} == {
        "hugging-face": "HF_TOKEN",
        "openrouter-tokens": "OPENROUTER_API_KEY",
    }
