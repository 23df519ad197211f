"""An invented world for the bench: countries, laboratories, models, and their nights.

The same numbers stand in a root of ours (`write_root`) and in the rows that the other tools'
pages are made of (`World.rows`), so that all build the same pages.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import numpy.typing as npt

from tests.world.roots import CITATION, SOURCE, write

COUNTRIES, LABORATORIES, NIGHTS = 20, 100, 120
LAST = date(2026, 11, 20)
SIZES_B = (0.5, 1.5, 3, 7, 8, 14, 32, 70, 235, 405)
_SYLLABLES = ("al", "be", "co", "da", "en", "fi", "ga", "hu", "ix", "jo", "ka", "lu", "mi", "no")
#: What the archive's files of repositories have as columns.
HEADER = "period,entity,downloads_30d,downloads_all_time,likes,status\n"


@dataclass(frozen=True)
class Laboratory:
    """Who publishes: its id, its name, and the number of its country."""

    id: str
    name: str
    country: int


@dataclass(frozen=True)
class Made:
    """A model: its facts, and three counters a night."""

    id: str
    name: str
    laboratory: Laboratory
    size_b: float
    released: date
    base: str | None
    counters: npt.NDArray[np.int64]

    @property
    def repository(self) -> str:
        """Its repository on the Hub."""
        return f"{self.laboratory.id}/{self.name}"


@dataclass(frozen=True)
class World:
    """All of it; nights end with LAST."""

    laboratories: tuple[Laboratory, ...]
    models: tuple[Made, ...]

    def rows(self, model: Made, most: int = NIGHTS) -> list[tuple[str, int, int, int]]:
        """Return the newest `most` nights of a model, oldest first: day, and its counters."""
        first = LAST - timedelta(days=NIGHTS - 1)
        days = [(first + timedelta(days=n)).isoformat() for n in range(NIGHTS)]
        return [(day, *map(int, row)) for day, row in zip(days, model.counters, strict=True)][
            -most:
        ]


def country(number: int) -> tuple[str, str]:
    """Return the code and the name of a country."""
    code = f"{chr(97 + number // 5)}{chr(97 + number % 5)}"
    return code, f"{code.capitalize()}land"


def world(models: int, seed: int = 7) -> World:
    """Return a world with so many models, the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311  no secret
    laboratories = tuple(
        Laboratory(f"lab-{n:03d}", f"{_name(chance, 2)} {n} Laboratory", n % COUNTRIES)
        for n in range(LABORATORIES)
    )
    return World(laboratories, tuple(_models(chance, laboratories, models, seed)))


def _models(
    chance: random.Random, laboratories: tuple[Laboratory, ...], models: int, seed: int
) -> Iterator[Made]:
    numbers, known = np.random.default_rng(seed), list[str]()
    nights = np.arange(NIGHTS)
    for number in range(models):
        laboratory = laboratories[int(chance.random() ** 1.5 * len(laboratories))]
        size = chance.choice(SIZES_B)
        noise = numbers.normal(0, 0.04, NIGHTS) + chance.uniform(-0.01, 0.02) * nights
        monthly = np.maximum(3, 10 ** chance.uniform(2, 6.5) * np.exp(noise)).astype("int64")
        ever = np.cumsum(monthly // 30) + monthly[0] * 8
        likes = 10 + np.cumsum(numbers.integers(0, 4, NIGHTS))
        made = Made(
            f"model-{number:05d}",
            f"{_name(chance, 2)}-{number}-{size}B",
            laboratory,
            size,
            date(2023, 1, 1) + timedelta(days=chance.randrange(1_250)),
            chance.choice(known) if known and chance.random() < 0.5 else None,
            np.stack([monthly, ever, likes], axis=1),
        )
        known.append(made.id)
        yield made


def _name(chance: random.Random, syllables: int) -> str:
    return "".join(chance.choice(_SYLLABLES) for _ in range(syllables)).capitalize()


def write_root(one: World, folder: Path) -> Path:
    """Write `one` as a root of ours: a catalog, and an archive as the night keeps it."""
    catalog = folder / "data" / "catalog"
    write(catalog / "sources" / "hugging-face.yml", SOURCE)
    for number in range(COUNTRIES):
        code, name = country(number)
        write(catalog / "countries" / f"{code}.yml", f"name: {name}\n{CITATION}")
    for lab in one.laboratories:
        told = f"country: {country(lab.country)[0]}\nroles: [models]\nnamespaces: [{lab.id}]\n"
        write(catalog / "organizations" / f"{lab.id}.yml", f"name: {lab.name}\n{CITATION}{told}")
    for model in one.models:
        write(catalog / "models" / f"{model.id}.yml", _yaml(model))
    _write_archive(one, folder / "data" / "archive")
    return folder


def _yaml(model: Made) -> str:
    base = f"base: {model.base}\n" if model.base else ""
    return (
        f"name: {model.name}\n{CITATION}organization: {model.laboratory.id}\n"
        f"released:\n  on: {model.released}\nparameters:\n  total_b: {model.size_b}\n"
        f"weights: open\n{base}repositories:\n  - {model.repository}\n"
    )


def _write_archive(one: World, archive: Path) -> None:
    order = sorted(one.models, key=lambda model: model.repository)
    ledger = ["source,as_of,retrieved_at,url,requests,http_status,bytes,sha256,rows,outcome,"
              "seconds,detail"]  # fmt: skip
    for number in range(NIGHTS):
        day = (LAST - timedelta(days=NIGHTS - 1 - number)).isoformat()
        told = [
            f"{day},{m.repository},{','.join(map(str, m.counters[number]))},normal\n" for m in order
        ]
        place = archive / "observations/hugging-face" / day[:4] / day[5:7] / f"{day}.csv"
        write(place, HEADER + "".join(told))
        ledger.append(f"hugging-face,{day},{day}T03:00:00Z,https://hub.example,100,200,1000,"
                      f"{number:064x},{len(order)},ok,60.0,")  # fmt: skip
    write(archive / "snapshots.csv", "\n".join(ledger) + "\n")
