"""The tables described for other programs: Frictionless, Croissant, and all in one zip."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import md5, sha256
from typing import Any

from builder.exports._api import TERMS, address
from builder.model.site import Download, Site

PACKAGE, CROISSANT, ZIP = "datapackage.json", "croissant.json", "data/tracker.zip"
NAME = "ai-geopolitics-tracker"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"
#: From the narrowest type to the widest: a column has the first that fits all its cells.
TYPES = (
    ("integer", re.compile(r"-?\d{1,18}")),
    ("number", re.compile(r"-?\d+(\.\d+)?(e[-+]?\d+)?")),
    ("boolean", re.compile(r"True|False")),
    ("date", re.compile(r"\d{4}-\d\d-\d\d")),
)
CROISSANT_TYPES = {
    "integer": "sc:Integer", "number": "sc:Float", "boolean": "sc:Boolean", "date": "sc:Date",
    "string": "sc:Text",
}  # fmt: skip
CONTEXT = {
    "@language": "en", "@vocab": "https://schema.org/", "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/", "dct": "http://purl.org/dc/terms/",
    "conformsTo": "dct:conformsTo", "column": "cr:column", "dataType":
    {"@id": "cr:dataType", "@type": "@vocab"}, "extract": "cr:extract", "field": "cr:field",
    "citeAs": "cr:citeAs", "fileObject": "cr:fileObject", "recordSet": "cr:recordSet",
    "source": "cr:source",
}  # fmt: skip

#: The columns of each table, by its path: their names and types.
Fields = Mapping[str, list[tuple[str, str]]]


def described(site: Site, downloads: Iterable[Download]) -> tuple[Download, ...]:
    """Return the descriptions of all listed tables, and the zip that holds them."""
    tables = [one for one in downloads if one.listed and one.path.endswith(".csv")]
    fields = {one.path: fields_of(one.text) for one in tables}
    package = _file(PACKAGE, "All tables, described", _package(site, tables, fields))
    about = About(site.as_of, site.address, lambda path: address(site, path))
    told = described_as_croissant(tables, about, fields)
    croissant = _file(CROISSANT, "All tables, described", told)
    packed = _zip(site, [*tables, package])
    title = "All tables in one file"
    zipped = Download(ZIP, title, len(tables), "", TERMS, listed=False, packed=packed)
    return package, croissant, zipped


def _file(path: str, title: str, tree: dict[str, Any]) -> Download:
    text = json.dumps(tree, indent=1, ensure_ascii=False) + "\n"
    return Download(path, title, 1, text, TERMS, listed=False)


def fields_of(text: str) -> list[tuple[str, str]]:
    """Return the columns of a CSV with their types, read from all its cells."""
    rows = csv.reader(io.StringIO(text, newline=""))
    header = next(rows)
    columns: list[tuple[str, ...]] = list(zip(*rows, strict=True))
    cells = columns or [()] * len(header)
    return [(name, _type({c for c in own if c})) for name, own in zip(header, cells, strict=True)]


def _type(cells: set[str]) -> str:
    if not cells:
        return "string"
    return next((name for name, form in TYPES if all(map(form.fullmatch, cells))), "string")


def _package(site: Site, tables: Sequence[Download], fields: Fields) -> dict[str, Any]:
    return {
        "name": NAME,
        "title": "AI Geopolitics Tracker",
        "homepage": site.address,
        "version": site.as_of.isoformat(),
        "created": f"{site.as_of.isoformat()}T00:00:00Z",
        "licenses": [{"name": "CC-BY-4.0", "title": "CC BY 4.0", "path": LICENCE_URL}],
        "sources": [
            {"title": one.attribution, "path": one.url} for one in site.catalog.sources.values()
        ],
        "resources": [_resource(one, fields[one.path]) for one in tables],
    }


def _resource(one: Download, fields: list[tuple[str, str]]) -> dict[str, Any]:
    booleans = {"trueValues": ["True"], "falseValues": ["False"]}
    columns = [
        {"name": name, "type": kind, **(booleans if kind == "boolean" else {})}
        for name, kind in fields
    ]
    return {
        "name": one.path.removeprefix("data/").removesuffix(".csv"),
        "title": one.title,
        "path": one.path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "profile": "tabular-data-resource",
        "bytes": len(one.body),
        "hash": f"sha256:{sha256(one.body).hexdigest()}",
        "sources": [{"title": one.source}],
        "schema": {"fields": columns, "missingValues": [""]},
    }


@dataclass(frozen=True)
class About:
    """Of which day a description is, where the whole lies, and where each file does."""

    as_of: date
    home: str
    address_of: Callable[[str], str]


def described_as_croissant(
    tables: Sequence[Download], about: About, fields: Fields | None = None
) -> dict[str, Any]:
    """Return what Croissant says of `tables`: the files, and the columns of those in CSV."""
    csvs = [one for one in tables if one.path.endswith(".csv")]
    fields = fields or {one.path: fields_of(one.text) for one in csvs}
    return {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": NAME,
        "description": "Who leads in AI, by which definition, how sure are we, and what changed.",
        "url": about.home,
        "license": LICENCE_URL,
        "version": about.as_of.strftime("%Y.%m.%d"),
        "datePublished": about.as_of.isoformat(),
        "citeAs": f"AI Geopolitics Tracker, {about.as_of.isoformat()}, {about.home}",
        "creator": {"@type": "sc:Organization", "name": "AI Geopolitics Tracker"},
        "distribution": [_file_object(one, about.address_of(one.path)) for one in tables],
        "recordSet": [_record_set(one, fields[one.path]) for one in tables if fields.get(one.path)],
    }


def _file_object(one: Download, url: str) -> dict[str, Any]:
    parquet = one.path.endswith(".parquet")
    return {
        "@type": "cr:FileObject",
        "@id": one.path,
        "name": one.path,
        "contentUrl": url,
        "encodingFormat": "application/vnd.apache.parquet" if parquet else "text/csv",
        "sha256": sha256(one.body).hexdigest(),
        "md5": md5(one.body, usedforsecurity=False).hexdigest(),
    }


def _record_set(one: Download, fields: list[tuple[str, str]]) -> dict[str, Any]:
    own = one.path.removeprefix("data/").removesuffix(".csv")
    return {
        "@type": "cr:RecordSet",
        "@id": own,
        "name": own,
        "description": one.title,
        "field": [
            {
                "@type": "cr:Field",
                "@id": f"{own}/{name}",
                "name": name,
                "dataType": CROISSANT_TYPES[kind],
                "source": {"fileObject": {"@id": one.path}, "extract": {"column": name}},
            }
            for name, kind in fields
        ],
    }


def _zip(site: Site, files: Iterable[Download]) -> bytes:
    """Return the files in one zip whose bytes follow from theirs alone."""
    packed = io.BytesIO()
    day = (site.as_of.year, site.as_of.month, site.as_of.day, 0, 0, 0)
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for one in files:
            entry = zipfile.ZipInfo(one.path, day)
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, one.body, zipfile.ZIP_DEFLATED)
    return packed.getvalue()
