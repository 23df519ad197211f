"""What publishers of tables answer: small copies in the shape of the real ones, and their faults.

    publish(hub, "/data/notable_ai_models.csv", MODELS)
    publish_board(hub, rows)

The pretend Hub serves them: a twist of a path that it does not know is an answer of that path.
"""

import csv
import io
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from typing import Any

from tests.world.hub import Hub
from tests.world.hub_wire import Ask, Response

MODELS = """\
Model,Organization,Publication date,Domain,Parameters,Training compute (FLOP),Confidence,Link,\
Country (of organization),Notability criteria,Model accessibility
Große Eule 3,"Alpha, Beta","2025-05-01","Language,Vision",72000000000.0,7.8e+24,Confident,\
https://a.example,"China,Korea (Republic of)","SOTA improvement
Highly cited",Open weights (unrestricted)
Quiet One,Gamma,2026-07,Language,,,Unknown,,United States of America,Discretionary,API access
Old Net,,1987,Vision,13000,nan,Likely,,,Highly cited,
"""

HARDWARE = """\
Hardware name,Manufacturer,Type,Notes,Release date,Tensor-FP16/BF16 performance (FLOP/s),\
FP8 performance (FLOP/s),FP4 performance (FLOP/s),Memory (bytes),Memory bandwidth (byte/s),TDP (W),\
INT8 performance (OP/s),Die Size (mm^2),
Eagle 100,Alpha,GPU,"a note, in
two lines",2022-09-20,756000000000000.0,,,80000000000.0,2039000000000.0,350.0,\
1513000000000000.0,814.0,x
Wren,Beta,Other,,2024-02,,,,,3350000000000,,,,
Phoenix,Beta,GPU,,2031-01-01,1,1,1,1,1,1,1,1,
Nameless day,Beta,GPU,,,1000000000000,,,,,,,,
"""

INDEX = """\
Model version,ECI Score,Release date,Organization,Country,Model accessibility,\
Training compute (FLOP),Confidence,Model name,Description,Display name
eule-3_max,152.7211558043359,2026-06-16,Alpha,China,Open weights (unrestricted),,Unverified,Eule 3,,
quiet-one,101.5,2023-02,Gamma,United States of America,API access,1e+24,Likely,Quiet One,"a, b",Q1
unrated-1,,2024-01-01,Gamma,United States of America,API access,,Likely,Unrated,,
"""


def publish(hub: Hub, path: str, body: bytes | str) -> None:
    """Answer requests for `path` with `body`."""
    raw = body.encode() if isinstance(body, str) else body
    hub.twist(lambda *_: Response(200, raw, {"Content-Type": "text/csv"}), path=path)


def zipped(members: Mapping[str, bytes | str]) -> bytes:
    """Return a zip with `members`."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, body in members.items():
            packed.writestr(name, body)
    return file.getvalue()


def zip_bomb(name: str, megabytes: int) -> bytes:
    """Return a zip of some kilobytes whose one member is as many `megabytes` of line ends."""
    return zipped({name: b"\n" * (megabytes << 20)})


def zip_that_lies(name: str, body: bytes) -> bytes:
    """Return a zip that calls its member one byte long, whatever it unpacks to."""
    raw = bytearray(zipped({name: body}))
    size, one = len(body).to_bytes(4, "little"), (1).to_bytes(4, "little")
    checksum = zlib.crc32(body).to_bytes(4, "little")
    assert checksum in raw
    return bytes(raw.replace(size, one))


def without_column(table: str, column: str) -> str:
    """Return a table without one of its columns."""
    rows = list(csv.reader(io.StringIO(table)))
    place = rows[0].index(column)
    return _as_csv([*row[:place], *row[place + 1 :]] for row in rows)


def _as_csv(rows: Any) -> str:
    file = io.StringIO()
    csv.writer(file, lineterminator="\n").writerows(rows)
    return file.getvalue()


def board_row(model: str, rating: float = 1400.5, **changes: Any) -> dict[str, Any]:
    """Return one row of a board, as the rows service tells it."""
    return {
        "model_name": model,
        "organization": "alpha",
        "license": "Apache 2.0",
        "rating": rating,
        "rating_lower": rating - 5.25,
        "rating_upper": rating + 5.25,
        "variance": 7.17,
        "vote_count": 17799,
        "rank": 1,
        "category": "overall",
        "leaderboard_publish_date": "2026-11-20",
        **changes,
    }


def publish_board(hub: Hub, rows: Sequence[Any], *, filter_works: bool = True, **told: Any) -> None:
    """Answer `/filter` and `/rows` like the rows service: at most 100 of `rows` a page."""

    def page(ask: Ask, _: Response) -> Response:
        if ask.path == "/filter" and not filter_works:
            return Response(500, {"error": "Unexpected error."})
        found = [row for row in rows if ask.path == "/rows" or row.get("category") == "overall"]
        first, most = int(ask.one("offset")), min(int(ask.one("length")), 100)
        entries = [
            {"row_idx": index, "row": row, "truncated_cells": []}
            for index, row in enumerate(found[first : first + most], first)
        ]
        body = {"features": [], "rows": entries, "num_rows_total": len(found),
                "num_rows_per_page": 100, "partial": False, **told}  # fmt: skip
        return Response(200, body)

    for path in ("/filter", "/rows"):
        hub.twist(page, path=path)
