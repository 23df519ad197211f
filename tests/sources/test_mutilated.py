"""Mutilated answers of every source: refused, or left out and counted, and never a wrong number.

Each answer that a source reads whole is cut off at a random byte, or has random values taken out
or replaced by what cannot stand there. Whatever is still read must be what the whole answer said.
"""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder.model.catalog import Catalog
from builder.model.snapshot import Answer, Parsed, Snapshot
from builder.sources import (
    SourceModule,
    arena,
    epoch_capabilities,
    epoch_hardware,
    epoch_models,
    federal_register,
    hugging_face,
    models_dev,
    openrouter_tokens,
    sources,
)
from tests.sources import test_federal_register as register
from tests.sources import test_models_dev as prices
from tests.sources import test_openrouter_tokens as tokens
from tests.world.clock import NOON
from tests.world.hub_world import make_item
from tests.world.published import HARDWARE, INDEX, MODELS, board_row, zipped

TONIGHT = date(2026, 11, 24)
NOBODY = Catalog({"organizations": {}, "sources": {}})
#: What can stand in no cell as a value of its own.
JUNK: list[Any] = [None, "", "x", "<b>", [], {}, [1], {"a": 1}, True, "NaN", "-", "2026-13-40", -7]


@dataclass(frozen=True)
class Recorded:
    """A whole answer of one source, in the part of a snapshot in which it stands."""

    module: SourceModule
    told: Any
    part: str = "all"
    catalog: Catalog = NOBODY
    body: Callable[[Any], bytes] = lambda told: json.dumps(told).encode()

    def read(self, body: bytes) -> Parsed:
        answers = {self.part: (Answer("https://x.example/a", 200, body),)}
        snapshot = Snapshot("x", TONIGHT, NOON, "https://x.example/a", answers, "ok")
        return self.module.parse(snapshot, self.catalog)


def _rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


def _csv(rows: list[list[Any]]) -> bytes:
    file = io.StringIO()
    csv.writer(file, lineterminator="\n").writerows(rows)
    return file.getvalue().encode()


def _zip(rows: list[list[Any]]) -> bytes:
    return zipped({"benchmark_data/epoch_capabilities_index.csv": _csv(rows)})


BOARD = {
    "rows": [
        {"row_idx": n, "row": board_row(f"m{n}", 1400.5 - n), "truncated_cells": []}
        for n in range(6)
    ],
    "num_rows_total": 6,
    "partial": False,
}
RECORDED = {
    "hugging-face": Recorded(hugging_face, [make_item(f"a/m{n}", n) for n in range(6)], part="a"),
    "arena": Recorded(arena, BOARD),
    "epoch-models": Recorded(epoch_models, _rows(MODELS), body=_csv),
    "epoch-hardware": Recorded(epoch_hardware, _rows(HARDWARE), body=_csv),
    "epoch-capabilities": Recorded(epoch_capabilities, _rows(INDEX), body=_zip),
    "openrouter-tokens": Recorded(openrouter_tokens, tokens.ANSWER),
    "models-dev": Recorded(models_dev, prices.ANSWER, catalog=prices.CATALOG),
    "federal-register": Recorded(federal_register, register.page(register.RULE, register.NOTICE)),
}
#: The census is one Parquet file, mutilated in its own tests: its columns, its ends, its inside.
ELSEWHERE = {"hub-census"}


def test_every_source_is_mutilated_here_or_elsewhere() -> None:
    assert set(RECORDED) | ELSEWHERE == set(sources())


def places(told: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the path of every value, inner and outer ones, but the whole."""
    inner = told.items() if isinstance(told, dict) else enumerate(told)
    found = []
    for key, value in inner:
        found.append((*at, key))
        if isinstance(value, dict | list):
            found += places(value, (*at, key))
    return found


def replaced(told: Any, path: tuple[Any, ...], junk: Any) -> Any:
    """Return a copy of `told` with something else at `path`, if that is still there."""
    key, *rest = path
    copy = dict(told) if isinstance(told, dict) else list(told) if isinstance(told, list) else told
    here = range(len(copy)) if isinstance(copy, list) else copy if isinstance(copy, dict) else ()
    if key not in here:
        return told
    copy[key] = replaced(copy[key], tuple(rest), junk) if rest else junk
    return copy


def truths(recorded: Recorded) -> dict[tuple[str, date], dict[str, float]]:
    parsed = recorded.read(recorded.body(recorded.told))
    assert parsed.observations
    return {(one.entity, one.period): dict(one.values) for one in parsed.observations}


def check_nothing_wrong(recorded: Recorded, parsed: Parsed) -> None:
    """Whatever was read of a known entity and period is what the whole answer says of it."""
    known = truths(recorded)
    for one in parsed.observations:
        true = known.get((one.entity, one.period))
        if true is not None:
            assert one.values.items() <= true.items()


@pytest.mark.parametrize("source", RECORDED)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_values_that_cannot_be_are_left_out_and_no_other_is_wrong(
    source: str, data: st.DataObject
) -> None:
    recorded = RECORDED[source]
    every = places(recorded.told)
    told = recorded.told
    for _ in range(data.draw(st.integers(1, 3), label="how many")):
        path = data.draw(st.sampled_from(every), label="where")
        told = replaced(told, path, data.draw(st.sampled_from(JUNK), label="what"))
    try:
        body = recorded.body(told)
    except csv.Error:  # a row that is no row cannot be written at all
        return
    check_nothing_wrong(recorded, recorded.read(body))


@pytest.mark.parametrize("source", RECORDED)
@settings(max_examples=20, deadline=None)
@given(part=st.floats(0, 1))
def test_an_answer_that_is_cut_off_anywhere_gives_no_wrong_number(source: str, part: float) -> None:
    recorded = RECORDED[source]
    body = recorded.body(recorded.told)
    check_nothing_wrong(recorded, recorded.read(body[: int(part * len(body))]))
