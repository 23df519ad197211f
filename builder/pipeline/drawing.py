"""Draws pages on every processor that this machine lends, each page's files written on the way.

A worker is a copy of this process that knows all it knows, so nothing but a page's number goes to
it, and nothing but its body comes back. Which worker draws a page makes no difference to it.
"""

import gc
import multiprocessing
import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from builder.pipeline.bodies import Bodies, Body
from builder.pipeline.shells import Written

#: Fewer pages than this are drawn sooner than workers are made.
WORTH_IT = 300
#: So many pages a worker takes at a time: neighbours, which share most of what they ask for.
_AT_A_TIME = 16
Drawing = tuple[Sequence[Written], Bodies, Path]
_drawing: list[Drawing] = []


def drawn(
    pages: Sequence[Written], bodies: Bodies, place: Path, *, workers: int | None = None
) -> Iterator[tuple[Written, Body]]:
    """Yield every page with its body, in order; the files beside a page then stand below `place`.

    Without a number of `workers`, as many as there are processors, where that is worth it.
    """
    workers = workers or (_processors() if len(pages) >= WORTH_IT else 1)
    if workers == 1:
        for page in pages:
            yield page, _body(page, bodies, place)
        return
    # What is known by now stays where it is: a worker that looked for garbage in it would copy it.
    gc.freeze()
    with ProcessPoolExecutor(
        workers, multiprocessing.get_context("fork"), _begin, ((pages, bodies, place),)
    ) as pool:
        numbers = range(len(pages))
        for number, body in enumerate(pool.map(_drawn, numbers, chunksize=_AT_A_TIME)):
            yield pages[number], body
    gc.unfreeze()


def _processors() -> int:
    """Return how many workers this machine can take: one, where processes cannot be copied."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1


def _begin(drawing: Drawing) -> None:
    _drawing.append(drawing)


def _drawn(number: int) -> Body:
    pages, bodies, place = _drawing[-1]
    return _body(pages[number], bodies, place)


def _body(page: Written, bodies: Bodies, place: Path) -> Body:
    body = bodies.body(page.path, page.markdown())
    for path, content in page.beside():
        write(place / path, content)
    return body


def write(path: Path, body: bytes) -> None:
    """Write a file, and the folders that it stands in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body)
