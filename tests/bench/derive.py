"""How long deriving takes, and how much memory: python -m tests.bench.derive.

After it may stand how many years, and how many repositories. A process of its own makes that many
years of nights of invented counters for repositories of the real catalog's namespaces, three
metrics each, and derives every metric once. Told are the seconds of each, and the process's peak
memory before and after.
"""

import multiprocessing
import resource
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd

import builder.metrics
from builder.metrics._world import world_of
from builder.model.catalog import Catalog
from builder.model.panel import ATTRIBUTE_COLUMNS, OBSERVATION_COLUMNS, Panel
from builder.model.registry import plugins
from builder.store.catalog import read_catalog

CHECKOUT = Path(__file__).parents[2]
FIRST_DAY = pd.Timestamp("2026-11-25")
YEARS, REPOSITORIES = 5, 2_500
#: Every third repository declares a base; three in five answer in text.
DECLARED, TEXT = 3, 0.6


def panel_of(catalog: Catalog, years: int, repositories: int) -> Panel:
    """Return a panel of nightly counters that wander, as they do."""
    chance = np.random.default_rng(1)
    nights, namespaces = 365 * years, catalog.namespaces
    # As objects: numpy would write each of four million names out in its full width.
    names = np.array(
        [f"{namespaces[n % len(namespaces)]}/Model-{n}" for n in range(repositories)],
        dtype="object",
    )
    days = pd.date_range(FIRST_DAY, periods=nights, unit="us")
    counters = chance.normal(0, 0.02, (nights, repositories))
    np.exp(np.cumsum(counters, axis=0, out=counters), out=counters)
    np.round(counters * np.exp(chance.normal(8, 3, repositories)), out=counters)
    observations = pd.DataFrame(
        {
            "source": "hugging-face",
            "vintage": np.repeat(days, repositories),
            "period": np.repeat(days, repositories),
            "entity": np.tile(names, nights),
            "downloads_30d": counters.ravel(),
            "downloads_all_time": counters.cumsum(axis=0).ravel() / 30,
            "likes": (counters / 1_000).round().ravel(),
            "status": "",
        },
        columns=list(OBSERVATION_COLUMNS),
    )
    text = names[chance.random(repositories) < TEXT]
    told = [(name, "pipeline_tag", "text-generation") for name in text]
    told += [
        (name, "base_models", f"finetune:{base}")
        for name, base in zip(names[::DECLARED], chance.permutation(names), strict=False)
    ]
    told += [(name, "licence", "apache-2.0") for name in names[::2]]
    attributes = pd.DataFrame(
        [("hugging-face", FIRST_DAY, *one) for one in told], columns=list(ATTRIBUTE_COLUMNS)
    )
    return Panel(observations, attributes, Panel.empty().ledger)


def derive(years: int, repositories: int) -> None:
    """Derive every metric of such a panel, and print what each took."""
    catalog, _ = read_catalog(CHECKOUT / "data/catalog", CHECKOUT)
    panel = panel_of(catalog, years, repositories)
    as_of = panel.observations["period"].max().date()
    made = _peak_gb()
    began, cpu = time.monotonic(), time.process_time()
    world = world_of(panel, catalog, as_of)
    print(f"{years} years, {repositories} repositories, {len(panel.observations):,} observations")
    print(f"{'world':28} {time.monotonic() - began:6.2f} s")
    for metric_id, module in plugins(builder.metrics).items():
        start = time.monotonic()
        rows = len(module.derive(world))
        print(f"{metric_id:28} {time.monotonic() - start:6.2f} s  {rows:>9,} rows")
    whole, used = time.monotonic() - began, time.process_time() - cpu
    print(f"{'all':28} {whole:6.2f} s, CPU {used:.2f} s")
    print(f"peak {_peak_gb():.2f} GB, of which {made:.2f} GB to make the panel")


def _peak_gb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def main() -> None:
    """Derive one year and then all of them, each in a process of its own."""
    years = int(sys.argv[1]) if len(sys.argv) > 1 else YEARS
    repositories = int(sys.argv[2]) if len(sys.argv) > 2 else REPOSITORIES
    for span in dict.fromkeys((1, years)):
        process = multiprocessing.get_context("spawn").Process(
            target=derive, args=(span, repositories)
        )
        process.start()
        process.join()


if __name__ == "__main__":
    main()
