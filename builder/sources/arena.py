"""Arena (LMArena), text with style control: ratings of models by blind votes, with intervals.

The publisher's own data set `lmarena-ai/leaderboard-dataset`, split `latest`, category overall,
asked of the Hub's rows service in JSON, 100 rows a page: four or five requests, and no Parquet
reader. The service can filter by category; when it does not answer, the head of the whole list is
read, in which this category comes first. A period is the day on which the board was published,
some days before we see it; the split may hold several, and each keeps its own.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from builder.model.catalog import Catalog
from builder.model.snapshot import Observation, Parsed, Snapshot
from builder.sources._gathered import Source, asked, gathered, read_again
from builder.sources._hub_item import MAX_COUNT
from builder.sources._odd import OddError, day, known, name, number, text, told
from builder.sources._row_pages import filtered_or_head, rows_of
from builder.web import Web

TABLE = "ratings"
CATEGORY = "overall"
BOARD = (
    ("dataset", "lmarena-ai/leaderboard-dataset"),
    ("config", "text_style_control"),
    ("split", "latest"),
)
#: Ratings stand around 1,000 by definition.
MOST = 5_000
NEEDED = (
    "category",
    "leaderboard_publish_date",
    "model_name",
    "rating",
    "rating_lower",
    "rating_upper",
    "vote_count",
)


def fetch(web: Web, catalog: Catalog, as_of: date) -> Snapshot:
    """Ask for every row of the category."""
    return asked(SOURCE, web, catalog, as_of=as_of)


def parse(snapshot: Snapshot, catalog: Catalog) -> Parsed:  # noqa: ARG001  as every source
    """Read one observation per model and board: rating, 95 % interval, votes."""
    return read_again(SOURCE, snapshot, TABLE)


def _read(snapshot: Snapshot) -> Parsed:
    rows = [row for answer in snapshot.parts["all"] for row in rows_of(answer)]
    return gathered(rows, lambda row: _observation(row, snapshot.as_of), table=TABLE)


def _observation(row: Mapping[str, Any], as_of: date) -> Observation | None:
    for field in NEEDED:
        if field not in row:
            raise OddError(f"without the field {field}")
    if row["category"] != CATEGORY:
        return None
    rating, low, high = (
        number(row[field], field, least=0) for field in ("rating", "rating_lower", "rating_upper")
    )
    if rating is None:
        raise OddError("without a rating")
    least, most = rating if low is None else low, rating if high is None else high
    if not least <= rating <= most < MOST:
        raise OddError("whose rating and interval do not go together")
    votes = number(row["vote_count"], "vote_count", least=0, most=MAX_COUNT)
    if votes is not None and votes != int(votes):
        raise OddError("whose vote_count cannot be")
    values, status = known(
        {"rating": rating, "rating_low": low, "rating_high": high, "votes": votes}
    )
    return Observation(
        entity=name(row["model_name"], "name"),
        period=day(row["leaderboard_publish_date"], "publication date", as_of),
        values=values,
        attributes=told(
            {
                "organization": text(row.get("organization")),
                "licence": text(row.get("license")),
            }
        ),
        status=status,
    )


SOURCE = Source(
    id="arena",
    url="https://datasets-server.huggingface.co",
    ask=lambda web, base: filtered_or_head(web, base, BOARD, category=CATEGORY),
    read=_read,
)
