"""models.dev's prices: a list as recorded, and mutilated ones, by loopback."""

from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from builder.model.catalog import Catalog
from builder.model.snapshot import Parsed, Snapshot
from builder.pipeline.night import Night, fetch
from builder.sources import models_dev
from builder.store.archive import Archive
from builder.web import Web
from tests.world.catalogs import catalog_of
from tests.world.clock import TurnedClock
from tests.world.shelf import Shelf

TODAY = date(2026, 11, 24)
#: The organizations of these tests are called as their namespaces are.
CATALOG = catalog_of("deepseek-ai", "moonshotai", "mistral-ai")


def model(**fields: Any) -> dict[str, Any]:
    """Return one entry, in the shape of the list; a field that is `...` is left out."""
    entry = {
        "id": "deepseek-chat",
        "name": "DeepSeek Chat",
        "attachment": False,
        "reasoning": False,
        "tool_call": True,
        "temperature": True,
        "release_date": "2024-12-26",
        "last_updated": "2025-02-08",
        "modalities": {"input": ["text"], "output": ["text"]},
        "open_weights": True,
        "cost": {"input": 0.27, "output": 1.1, "cache_read": 0.07},
        "limit": {"context": 128000, "output": 8192},
        **fields,
    }
    return {key: value for key, value in entry.items() if value is not ...}


def seller(key: str, name: str, **models: Any) -> dict[str, Any]:
    return {
        key: {
            "id": key, "env": ["KEY"], "npm": "@ai-sdk/x", "name": name, "doc": "https://a.example",
            "models": models,
        }
    }  # fmt: skip


ANSWER = {
    **seller("deepseek", "DeepSeek", chat=model(), reasoner=model(last_updated="2025-05")),
    **seller("moonshotai", "Moonshot AI", k2=model(open_weights=False, status="deprecated")),
    **seller("mistral", "Mistral", large=model(limit={"context": 0, "output": 1})),
    **seller("some-router", "Router", **{"deepseek/chat": model(cost={"input": 9, "output": 9})}),
}


@pytest.fixture
def shelf() -> Iterator[Shelf]:
    with Shelf() as running:
        running.put(models_dev.FILE, ANSWER)
        yield running


def web(shelf: Shelf) -> Web:
    return Web({"models-dev": shelf.url}, clocks=TurnedClock().time)


def night(shelf: Shelf) -> Snapshot:
    return models_dev.fetch(web(shelf), CATALOG, TODAY)


def read(shelf: Shelf) -> Parsed:
    return models_dev.parse(night(shelf), CATALOG)


def rows(parsed: Parsed) -> list[tuple[str, str, list[float]]]:
    return [(o.entity, str(o.period), list(o.values.values())) for o in parsed.observations]


def test_a_whole_list_gives_the_prices_of_sellers_that_the_catalog_knows(shelf: Shelf) -> None:
    parsed = read(shelf)
    assert rows(parsed) == [
        ("deepseek/chat", "2025-02-08", [0.27, 1.1, 128000]),
        ("deepseek/reasoner", "2025-05-01", [0.27, 1.1, 128000]),
        ("mistral/large", "2025-02-08", [0.27, 1.1]),
        ("moonshotai/k2", "2025-02-08", [0.27, 1.1, 128000]),
    ]
    assert (parsed.table, parsed.oddities) == ("prices", ())
    chat, reasoner, large, k2 = parsed.observations
    assert chat.attributes == {
        "open_weights": "yes", "release_date": "2024-12-26", "last_updated": "2025-02-08",
    }  # fmt: skip
    assert reasoner.attributes["last_updated"] == "2025-05"
    assert large.status == "missing:context_tokens"
    assert (k2.attributes["open_weights"], k2.attributes["status"]) == ("no", "deprecated")


def test_one_request_brings_it_all(shelf: Shelf) -> None:
    snapshot = night(shelf)
    assert (snapshot.outcome, snapshot.requests, shelf.paths) == ("ok", 1, ["/api.json"])
    assert snapshot.url == f"{shelf.url}/api.json"


def test_a_night_stores_what_changed_and_nothing_else(shelf: Shelf, tmp_path: Path) -> None:
    archive = Archive(tmp_path)

    def rows_added(day: int) -> int:
        as_of = date(2026, 11, day)
        night = Night(as_of, CATALOG, archive.read(), archive)
        (fetched,) = fetch({"models-dev": models_dev}, lambda: web(shelf), night)
        assert fetched.outcome == "ok"
        return fetched.rows

    assert rows_added(24) == 4
    assert rows_added(25) == 0
    cheaper = deepcopy(ANSWER)
    cheaper["deepseek"]["models"]["chat"]["cost"]["input"] = 0.14
    cheaper["deepseek"]["models"]["reasoner"]["last_updated"] = "2026-11-25"
    shelf.put(models_dev.FILE, cheaper)
    assert rows_added(26) == 2
    assert rows_added(27) == 0
    prices = archive.read().table("prices")
    chat = prices[prices["entity"] == "deepseek/chat"]
    assert list(chat["input_usd_per_mtok"]) == [0.27, 0.14]
    assert list(chat["status"]) == ["", "revised:input_usd_per_mtok"]


@pytest.mark.parametrize("cost", [..., None, {"input": 0, "output": 0}])
def test_an_entry_without_a_price_is_not_odd_and_no_price_of_nothing(
    shelf: Shelf, cost: Any
) -> None:
    shelf.put(models_dev.FILE, {**ANSWER, **seller("deepseek", "", image=model(cost=cost))})
    parsed = read(shelf)
    assert "deepseek/image" not in {o.entity for o in parsed.observations}
    assert parsed.oddities == ()


def test_a_free_half_of_a_price_is_a_price(shelf: Shelf) -> None:
    shelf.put(models_dev.FILE, seller("deepseek", "", embed=model(cost={"input": 1, "output": 0})))
    assert rows(read(shelf)) == [("deepseek/embed", "2025-02-08", [1, 0, 128000])]


@pytest.mark.parametrize(
    "fields",
    [
        {"cost": 3}, {"cost": {"input": 1}}, {"cost": {"prompt": 1, "completion": 2}},
        {"cost": {"input": float("nan"), "output": 1}}, {"cost": {"input": "1", "output": 1}},
        {"cost": {"input": True, "output": 1}}, {"cost": {"input": -1, "output": 1}},
        {"cost": {"input": 270_000, "output": 1}}, {"cost": {"input": float("inf"), "output": 1}},
        {"last_updated": ...}, {"last_updated": "2099-01"}, {"last_updated": "2025-02-30"},
        {"last_updated": 2025}, {"limit": [1]}, {"limit": {"context": "many"}},
        {"limit": {"context": -1}}, {"limit": {"context": 1e299}},
    ],
)  # fmt: skip
def test_an_odd_entry_is_left_out_and_told(shelf: Shelf, fields: dict[str, Any]) -> None:
    shelf.put(models_dev.FILE, {**ANSWER, **seller("deepseek", "", chat=model(**fields))})
    parsed = read(shelf)
    assert [o.entity for o in parsed.observations] == ["mistral/large", "moonshotai/k2"]
    assert len(parsed.oddities) == 1


@pytest.mark.parametrize("entry", [None, 3, "x", []])
def test_an_entry_that_is_none_is_left_out_and_told(shelf: Shelf, entry: Any) -> None:
    shelf.put(models_dev.FILE, {**ANSWER, **seller("deepseek", "", chat=entry)})
    assert len(read(shelf).oddities) == 1


@pytest.mark.parametrize(
    "key", ["<script>", "a\nb", "x" * 300, "", "=1+1", "b ", "a/../../etc", "a//b", "a/."]
)
def test_a_model_of_an_impossible_name_is_left_out(shelf: Shelf, key: str) -> None:
    shelf.put(models_dev.FILE, {**ANSWER, **seller("deepseek", "", **{key: model()})})
    assert len(read(shelf).oddities) == 1


def test_odd_attributes_are_left_out_alone(shelf: Shelf) -> None:
    odd = model(open_weights="maybe", release_date="soon", status="<b>")
    shelf.put(models_dev.FILE, seller("deepseek", "", chat=odd))
    (observation,) = read(shelf).observations
    assert observation.attributes == {"last_updated": "2025-02-08"}


@pytest.mark.parametrize(
    "body",
    [
        b"", b"null", b"[]", b"{}", b"<html></html>", b'{"deepseek": {"mod', b"\xff\xfe{}",
        {"deepseek": {"models": []}}, {"deepseek": None}, {"some-router": ANSWER["some-router"]},
        seller("deepseek", "", a=None, b=None, c=model()),
    ],
)  # fmt: skip
def test_a_list_of_another_shape_is_a_failed_night(shelf: Shelf, body: Any) -> None:
    shelf.put(models_dev.FILE, body)
    snapshot = night(shelf)
    assert (snapshot.outcome, snapshot.parts) == ("failed", {})
    assert snapshot.detail
    assert models_dev.parse(snapshot, CATALOG).observations == ()


@pytest.mark.parametrize("status", [401, 404, 429, 503])
def test_a_refusal_is_a_failed_night(shelf: Shelf, status: int) -> None:
    shelf.put(models_dev.FILE, b"no", status=status)
    assert str(status) in night(shelf).detail


def test_a_catalog_that_knows_nobody_keeps_nothing(shelf: Shelf) -> None:
    assert models_dev.parse(night(shelf), Catalog({})).observations == ()


def test_a_stranger_that_calls_itself_as_a_known_seller_is_none(shelf: Shelf) -> None:
    cheap = model(cost={"input": 1e-6, "output": 1e-6})
    strangers = {
        **seller("evil", "DeepSeek", chat=cheap), **seller("deep.seek", "Deepseek", chat=cheap),
        **seller("DeepSeek", "Shouting", chat=cheap), **seller("dee\u212aseek", "X", chat=cheap),
        **seller("\u0434deepseek", "X", chat=cheap),
    }  # fmt: skip
    shelf.put(models_dev.FILE, {**ANSWER, **strangers})
    parsed = models_dev.parse(night(shelf), CATALOG)
    sellers = {one.entity.partition("/")[0] for one in parsed.observations}
    assert sellers == {"deepseek", "moonshotai", "mistral"}
