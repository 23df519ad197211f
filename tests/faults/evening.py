"""All sources on loopback, on one evening after the other, and what they truly say on each."""

import csv
import io
import random
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Self

from builder.sources._hub_item import MAX_COUNT
from tests.faults.twists import over
from tests.sources.test_federal_register import document, page
from tests.world.census_file import write_census
from tests.world.hub import Hub
from tests.world.hub_wire import Ask, Response, Twist
from tests.world.hub_world import Json, make_world
from tests.world.published import HARDWARE, MODELS, board_row, zipped
from tests.world.roots import SOURCE, make_root, write

OTHERS = ("arena", "epoch-capabilities", "epoch-hardware", "epoch-models", "federal-register",
          "hub-census", "models-dev", "openrouter-tokens")  # fmt: skip
HUB = "hugging-face"
ALL = (HUB, *OTHERS)
Values = tuple[float | None, ...]


def make_house(folder: Path, namespaces: list[str]) -> Path:
    """Write a catalog that knows every source, and all namespaces of the Hub."""
    make_root(folder, *namespaces)
    for name in OTHERS:
        text = SOURCE.replace("name: The Hub", f"name: The {name}")
        if name == "openrouter-tokens":
            text = text.replace("key: optional", "key: required")
        write(folder / "data/catalog/sources" / f"{name}.yml", text)
    return folder


@dataclass
class Evening:
    """The servers. `turn` makes it the next evening; `truth` is what the Hub then says."""

    seed: int
    folder: Path
    chance: random.Random = field(init=False)
    servers: dict[str, Hub] = field(default_factory=dict)
    _open: ExitStack = field(default_factory=ExitStack)
    _census: bytes = b""
    _tables: dict[str, Callable[[Ask], bytes]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)  # noqa: S311  no secret
        world = make_world(self.seed, namespaces=4, repositories=8)
        self.servers = {name: Hub() for name in OTHERS} | {HUB: Hub(world)}

    def __enter__(self) -> Self:
        for server in self.servers.values():
            self._open.enter_context(server)
            server.quota = 1_000_000
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    @property
    def world(self) -> Any:
        """Return what the Hub knows."""
        return self.servers[HUB].world

    def addresses(self) -> dict[str, str]:
        """Return the variables of the environment that lead to the servers."""
        named = {name: f"TRACKER_URL_{name.upper().replace('-', '_')}" for name in OTHERS}
        return {named[name]: self.servers[name].url for name in OTHERS} | {
            "HF_ENDPOINT": self.servers[HUB].url
        }

    def turn(self, day: date) -> None:
        """Make it the evening of `day`: counters go on, tables are renewed."""
        for item in self.items():
            more = self.chance.randint(0, 400)
            item["downloads"] = max(item["downloads"] + more - 150, 0)
            item["downloadsAllTime"] += more
            item["likes"] += self.chance.randint(0, 2)
        self._tables = self._published(day)

    def items(self) -> list[Json]:
        """Return every repository of the Hub."""
        return [item for owner in self.world.namespaces.values() for item in owner.repositories]

    def truth(self) -> Mapping[str, Values]:
        """Return the counters of every repository, by name; None for what is no counter."""
        keys = ("downloads", "downloadsAllTime", "likes")
        return {
            item["id"]: tuple(_counter(item.get(key)) for key in keys)
            for item in self.items()
            if isinstance(item, dict) and isinstance(item.get("id"), str)
        }

    def calm(self, faults: Mapping[str, Twist], times: Mapping[str, int]) -> None:
        """Let every server answer as it should, but for the `faults` and so many `times`."""
        for name, server in self.servers.items():
            server.calm()
            usual = self._usual(name)
            if name in faults:
                server.twist(over(usual, faults[name]), path="/", times=times[name])
            if usual:
                server.twist(usual, path="/")

    def _usual(self, name: str) -> Twist | None:
        if name == HUB:
            return None
        if name == "hub-census":
            return ranged(self._census)
        body = self._tables[name]
        return lambda ask, _: Response(200, body(ask))

    def _published(self, day: date) -> dict[str, Callable[[Ask], bytes]]:
        """Return what each publisher answers on `day`; some restate what they said before."""
        week = day - timedelta(days=day.weekday())
        old = self.chance.random() < 0.1
        board = [board_row(f"m{n}", 1400.5 - n + old, leaderboard_publish_date=week.isoformat())
                 for n in range(7)]  # fmt: skip
        rows = [{"row_idx": n, "row": row, "truncated_cells": []} for n, row in enumerate(board)]
        tables: dict[str, Any] = {
            "arena": {"rows": rows, "num_rows_total": len(rows), "partial": False},
            "models-dev": _prices(week, dearer=old),
            "openrouter-tokens": _tokens(day, more=old),
            "federal-register": page(
                *(document(document_number=f"2026-{n:05}", publication_date=week.isoformat())
                  for n in range(3))
            ),
        }  # fmt: skip
        self._census = write_census(
            self.folder / "census.parquet", 600 + day.toordinal() % 100, group=300
        ).read_bytes()
        found = {name: _same(_json(told)) for name, told in tables.items()}
        found["epoch-models"] = _same(
            MODELS.replace("7.8e+24", "7.9e+24" if old else "7.8e+24").encode()
        )
        found["epoch-hardware"] = _same(HARDWARE.encode())
        found["epoch-capabilities"] = _same(zipped({"epoch_capabilities_index.csv": _index()}))
        return found


def _counter(value: object) -> float | None:
    return float(value) if type(value) is int and 0 <= value <= MAX_COUNT else None


def _json(told: Any) -> bytes:
    return Response(200, told).raw


def _same(body: bytes) -> Callable[[Ask], bytes]:
    return lambda _: body


def _prices(week: date, *, dearer: bool) -> dict[str, Any]:
    cost = {"input": 0.3 if dearer else 0.2, "output": 1.0}
    entry = {"id": "m", "name": "M", "last_updated": week.isoformat(), "open_weights": True,
             "cost": cost, "limit": {"context": 9}}  # fmt: skip
    return {"org-000": {"id": "org-000", "name": "org-000", "models": {"m": entry}}}


def _tokens(day: date, *, more: bool) -> dict[str, Any]:
    rows = []
    for back in range(1, 4):
        on = (day - timedelta(days=back)).isoformat()
        for model, tokens in (("a/b", 600 + more), ("other", 400)):
            rows.append({"date": on, "model_permaslug": model, "total_tokens": str(tokens)})
    return {"data": rows, "meta": {"as_of": f"{day}T00:00:00Z"}}


def _index() -> bytes:
    head = ["Model version", "ECI Score", "Release date", "Organization", "Country",
            "Model accessibility", "Training compute (FLOP)", "Confidence", "Model name",
            "Description", "Display name"]  # fmt: skip
    file = io.StringIO()
    told = csv.writer(file, lineterminator="\n")
    told.writerow(head)
    told.writerows(
        [f"m-{n}", 100.5 + n, "2026-01-01", "A", "China", "API access", "", "Likely", f"M {n}", "",
         ""] for n in range(3)
    )  # fmt: skip
    return file.getvalue().encode()


def ranged(body: bytes) -> Twist:
    """Answer parts of a file, as they are asked for."""

    def twist(ask: Ask, _: Response) -> Response:
        told = ask.headers.get("range", "").removeprefix("bytes=")
        if not told:
            return Response(200, body, {"ETag": '"c"'})
        first, last = (int(part) for part in told.split("-"))
        part = body[first : last + 1]
        where = f"bytes {first}-{first + len(part) - 1}/{len(body)}"
        return Response(206, part, {"Content-Range": where, "ETag": '"c"'})

    return twist
