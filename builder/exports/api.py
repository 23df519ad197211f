"""The API's table of contents, its sources, and its description (OpenAPI 3.1)."""

import json
import re
from collections.abc import Iterator
from typing import Any

from pydantic.json_schema import models_json_schema

from builder.exports._api import FOLDER, TERMS, address, download, envelope
from builder.exports._shapes import PATHS, Answer, Contents, Link
from builder.model.entities import KINDS
from builder.model.site import Download, Site

_PART = re.compile(r"\{(\w+)\}")
OPENAPI = "openapi.json"


def export(site: Site) -> Iterator[Download]:
    """Yield the contents, the sources, and the description."""
    links = [*_lists(site), _link(site, OPENAPI, "This API in OpenAPI 3.1")]
    contents = Contents(**envelope(site, "index.json", vintage=site.as_of), links=links)
    yield download("index.json", "Where everything is", contents, len(links))
    sources = Answer(**envelope(site, "sources.json", sources=site.health, vintage=site.as_of))
    yield download("sources.json", "Every source, and how it is doing", sources, len(site.health))
    text = json.dumps(described(site), indent=1, ensure_ascii=False) + "\n"
    title = "The API described in OpenAPI 3.1"
    yield Download(FOLDER + OPENAPI, title, 1, text, TERMS, listed=False)


def _lists(site: Site) -> Iterator[Link]:
    for path, (_, title) in PATHS.items():
        if "{" not in path and path != "index.json":
            yield _link(site, path, title)
    for kind in KINDS:
        if site.catalog.entities.get(kind):
            yield _link(site, f"entities/{kind}.json", f"All {kind}")


def _link(site: Site, path: str, title: str) -> Link:
    return Link(id=path, name=title, url=address(site, FOLDER + path), page=None)


def described(site: Site) -> dict[str, Any]:
    """Return the description of the API; its schemas come from the shapes of its answers."""
    shapes = dict.fromkeys(shape for shape, _ in PATHS.values())
    _, schemas = models_json_schema(
        [(shape, "serialization") for shape in shapes],
        ref_template="#/components/schemas/{model}",
    )
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "AI Geopolitics Tracker",
            "version": "1",
            "description": "Files, rebuilt every night: no key, no limit, no query. Every answer "
            "says for which day it was made, when its newest value was learned, and from whom.",
            "license": {"name": "CC BY 4.0", "identifier": "CC-BY-4.0"},
        },
        "servers": [{"url": f"{site.address}{FOLDER}".rstrip("/")}],
        "paths": {f"/{path}": _path(path, *said) for path, said in PATHS.items()},
        "components": {"schemas": schemas["$defs"]},
    }


def _path(path: str, shape: type[Answer], title: str) -> dict[str, Any]:
    parameters = [
        {"name": name, "in": "path", "required": True, "schema": _parameter(name)}
        for name in _PART.findall(path)
    ]
    schema = {"$ref": f"#/components/schemas/{shape.__name__}"}
    content = {"application/json": {"schema": schema}}
    own = "_".join(re.findall(r"\w+", path.removesuffix(".json")))
    return {
        "get": {
            "operationId": f"get_{own}",
            "summary": title,
            "parameters": parameters,
            "responses": {
                "200": {"description": title, "content": content},
                "404": {"description": "There is no such thing"},
            },
        }
    }


def _parameter(name: str) -> dict[str, Any]:
    if name == "kind":
        return {"type": "string", "enum": list(KINDS)}
    return {"type": "string", "format": "date"} if name == "day" else {"type": "string"}
