"""How long the census takes, and how much memory: python -m tests.bench.census [ROWS].

A process of its own asks a server on loopback for the columns and counts them; what is told is
that process's time and peak memory, and how much of the file was sent.
"""

import multiprocessing
import resource
import sys
import time
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from builder.sources import hub_census
from builder.store.catalog import read_catalog
from builder.web import Web
from tests.world.census_file import write_census
from tests.world.shelf import Shelf

CHECKOUT = Path(__file__).parents[2]
#: As many repositories as the Hub had in autumn 2026, roughly.
ROWS = 3_000_000


def count(url: str) -> None:
    """Take the census at `url`, and print what it took."""
    catalog, _ = read_catalog(CHECKOUT / "data/catalog", CHECKOUT)
    began = time.monotonic()
    snapshot = hub_census.fetch(Web({"hub-census": url}), catalog, date(2026, 11, 24))
    fetched = time.monotonic()
    parsed = hub_census.parse(snapshot, catalog)
    done, worked = time.monotonic(), time.process_time()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(f"{snapshot.outcome}: {snapshot.requests} requests, {snapshot.bytes / 1e6:.0f} MB")
    print(
        f"fetch {fetched - began:.1f} s, count {done - fetched:.1f} s, peak {peak:.2f} GB; "
        f"{worked:.1f} s of work, on a machine that does nothing else at most half of it each "
        "on two cores"
    )
    whole = next(o for o in parsed.observations if o.entity == "all:hub")
    print(f"{len(parsed.observations)} entities; all:hub {dict(whole.values)}")


def main(rows: int) -> None:
    """Make a Hub of `rows` repositories and take its census."""
    with TemporaryDirectory() as folder, Shelf() as shelf:
        path = write_census(Path(folder, "models.parquet"), rows, width=8)
        shelf.put(hub_census.FILE, path.read_bytes(), ETag='"bench"')
        print(f"{rows:,} rows in a file of {path.stat().st_size / 1e6:.0f} MB")
        counting = multiprocessing.get_context("spawn").Process(target=count, args=(shelf.url,))
        counting.start()
        counting.join()
        print(f"the server sent {shelf.sent / 1e6:.0f} MB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)
