"""A pretend checkout: a folder with a small catalog and an empty archive, written as people do."""

from pathlib import Path

COUNTRIES = {"aa": "Aland", "bb": "Beland"}

SOURCE = """\
name: The Hub
publisher: Hub
url: https://hub.example
evidence: official
licence: Facts
attribution: "Source: The Hub"
cadence: nightly
key: optional
pool: Every repository of every catalogued namespace
rank: 10
stale_after_days: 3
"""

CITATION = """\
source:
  url: https://example.org/list
  publisher: Example
  accessed: 2026-11-01
  evidence: dataset
"""


def make_root(folder: Path, *namespaces: str) -> Path:
    """Write a catalog below `folder`: one organization a namespace, in two countries by turns."""
    catalog = folder / "data" / "catalog"
    write(catalog / "sources" / "hugging-face.yml", SOURCE)
    for code, name in COUNTRIES.items():
        write(catalog / "countries" / f"{code}.yml", f"name: {name}\n{CITATION}")
    for index, namespace in enumerate(namespaces):
        country = list(COUNTRIES)[index % 2]
        write(
            catalog / "organizations" / f"{namespace}.yml",
            f"name: The {namespace} laboratory\n{CITATION}country: {country}\n"
            f"roles: [models]\nnamespaces: [{namespace}]\n",
        )
    return folder


def write(path: Path, text: str) -> None:
    """Write one file, with the folders that it needs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
