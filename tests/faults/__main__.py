"""The fault campaign: python -m tests.faults [--nights 500] [--seed 1] [--house 50]."""

import argparse
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.faults.campaign import BUILDS_EVERY, Table, nights_of_one_house


def houses(nights: int, each: int) -> Iterator[int]:
    """Yield how many nights each house has."""
    yield from [each] * (nights // each)
    if nights % each:
        yield nights % each


def main() -> int:
    """Run the nights, a house at a time on every core, and print the table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--nights", type=int, default=500)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--house", type=int, default=50, help="nights before a new house")
    asked.add_argument("--cores", type=int, default=os.cpu_count() or 1)
    asked.add_argument("--builds-every", type=int, default=BUILDS_EVERY)
    told = asked.parse_args()
    began, table = time.monotonic(), Table()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with (
        TemporaryDirectory(prefix="faults-", ignore_cleanup_errors=True) as folder,
        ProcessPoolExecutor(told.cores) as pool,
    ):
        waiting = [
            pool.submit(nights_of_one_house, Path(folder, str(number)), nights,
                        seed=told.seed * 1_000 + number, builds_every=told.builds_every)
            for number, nights in enumerate(houses(told.nights, told.house))
        ]  # fmt: skip
        try:
            for done in as_completed(waiting):
                table.add(done.result())
                new = "".join(f"\n  {breach}" for breach in done.result().breaches)
                print(f"{table.nights} nights{new}", file=sys.stderr, flush=True)
        except KeyboardInterrupt:  # whoever is tired of waiting sees what there is
            pool.shutdown(wait=False, cancel_futures=True)
            for one in multiprocessing.active_children():
                one.terminate()
        table.seconds = time.monotonic() - began
        print(table, flush=True)
    return 1 if table.breaches else 0


if __name__ == "__main__":
    sys.exit(main())
