"""What must hold after every night, whatever befell it: of the archive, the site and the code."""

import csv
import hashlib
import html
import io
import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from urllib.parse import unquote, urlsplit

from builder.model.panel import LEDGER_COLUMNS
from builder.pipeline.root import Root
from builder.pipeline.world import load, sources_health
from builder.store.archive import Archive
from tests.faults.evening import HUB, Values

_LINK = re.compile(r'(?:href|src)="([^"]+)"')
_DAY = re.compile(r'<time datetime="([0-9-]+)">')
#: Endings of a command that got as far as it could: well, or behind with something.
ENDED = (0, 3, 4)


def files(folder: Path) -> dict[str, bytes]:
    """Return every file of the archive that is whole: no half-written one counts."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*.csv"))
        if not path.name.startswith(".")
    }


def archive_breaches(root: Path, before: Mapping[str, bytes], tonight: date) -> Iterator[str]:
    """Yield where the archive is damaged, or lost or changed anything that it held."""
    try:
        Archive(root / "data/archive").read()
    except Exception as error:
        yield f"the archive cannot be read: {error}"
    now = files(root / "data/archive")
    for path, old in before.items():
        new = now.get(path, b"")
        if path.endswith(f"{tonight}.csv") or path == "snapshots.csv":
            lost = set(old.splitlines()) - set(new.splitlines())
            if lost or len(new) < len(old):
                yield f"{path} lost {len(lost)} rows"
        elif new != old:
            yield f"{path} was changed after its night"


def number_breaches(root: Path, tonight: date, truths: Mapping[str, Values]) -> Iterator[str]:
    """Yield every counter of tonight that the Hub did not tell."""
    path = Archive(root / "data/archive").day_file("observations", HUB, tonight)
    if not path.exists():
        return
    for row in csv.DictReader(io.StringIO(path.read_text("utf-8"))):
        told = (row["downloads_30d"], row["downloads_all_time"], row["likes"])
        values = tuple(float(text) if text else None for text in told)
        if truths.get(row["entity"]) != values:
            true = truths.get(row["entity"])
            yield f"{row['entity']} is archived as {values}, and the Hub said {true}"


def hashes(site: Path) -> dict[str, str]:
    """Return the hash of every file of the site."""
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


def site_breaches(site: Path, before: Mapping[str, str], tonight: date) -> Iterator[str]:
    """Yield why the site is neither that of before nor tonight's, whole."""
    now = hashes(site)
    if now == before:
        return
    if not now:
        yield "there is no site any more"
        return
    for page in site.rglob("*.html"):
        text = page.read_text("utf-8")
        days = set(_DAY.findall(text)[-1:])
        if days - {tonight.isoformat()}:
            yield f"{page.relative_to(site)} is of {days}, in a site of {tonight}"
        for link in _links(text):
            target = site / link.lstrip("/") if link.startswith("/") else page.parent / link
            if not (target.is_file() or (target / "index.html").is_file()):
                yield f"{page.relative_to(site)} leads to {link}, which is not there"


def _links(page: str) -> Iterator[str]:
    """Yield every place on this site that a page leads to."""
    for told in set(_LINK.findall(page)):
        parts = urlsplit(html.unescape(told))
        if not parts.scheme and not parts.netloc and parts.path:
            yield unquote(parts.path)


def rows_of_tonight(root: Path, tonight: date) -> dict[str, str]:
    """Return the last outcome of every source in tonight's ledger."""
    path = root / "data/archive/snapshots.csv"
    text = path.read_text("utf-8") if path.exists() else ""
    place = LEDGER_COLUMNS.index("outcome")
    return {
        row[0]: row[place]
        for row in csv.reader(io.StringIO(text))
        if len(row) == len(LEDGER_COLUMNS) and row[1] == tonight.isoformat()
    }


def deadline_breaches(root: Path, tonight: date, longest: float) -> Iterator[str]:
    """Yield every source that was asked longer tonight than a night lasts."""
    path = root / "data/archive/snapshots.csv"
    if not path.exists():
        return
    for row in csv.DictReader(io.StringIO(path.read_text("utf-8"))):
        if row["as_of"] == tonight.isoformat() and float(row["seconds"]) > longest:
            yield f"{row['source']} was asked for {row['seconds']} s"


def code_breaches(root: Path, code: int, tonight: date, *, builds: bool) -> Iterator[str]:
    """Yield why an exit code is not what the ledger and the health of the sources say."""
    outcomes = set(rows_of_tonight(root, tonight).values()) - {"skipped"}
    catalog, panel, _ = load(Root(root), tonight)
    states = sources_health(catalog, panel, tonight)
    if builds:
        behind = any(one.is_behind for one in states.values())
        expected = 3 if behind or outcomes & {"failed", "partial"} else 0
    else:
        expected = 4 if outcomes == {"failed"} else 0 if outcomes <= {"ok"} else 3
    if code != expected:
        yield f"exit code {code} where the ledger says {expected}: {sorted(outcomes)}"
    for source, outcome in rows_of_tonight(root, tonight).items():
        state = states[source].state
        if (outcome == "failed") != (state == "failed"):
            yield f"{source} {outcome}, and its health says {state}"


def page_breaches(root: Path, tonight: date) -> Iterator[str]:
    """Yield every failed source of tonight that the page of health does not call so."""
    text = (root / "site/health/index.html").read_text("utf-8")
    failed = [name for name, one in rows_of_tonight(root, tonight).items() if one == "failed"]
    if failed and "failed" not in text.lower():
        yield f"the page of health does not say that {', '.join(failed)} failed"
