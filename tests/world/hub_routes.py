"""What the pretend Hub answers when nothing is wrong: lists, repositories, overviews, refusals."""

import base64
import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlencode

from tests.world.hub_wire import Ask, Response
from tests.world.hub_world import Json, Namespace

#: What the list route lets a client ask for; the detail route also knows two more.
LISTABLE = (
    "author", "baseModels", "cardData", "config", "createdAt", "disabled", "downloads",
    "downloadsAllTime", "evalResults", "gated", "gguf", "inference", "inferenceProviderMapping",
    "lastModified", "library_name", "likes", "mask_token", "model-index", "pipeline_tag",
    "private", "resourceGroup", "safetensors", "sha", "siblings", "spaces", "tags",
    "transformersInfo", "trendingScore", "widgetData", "xetEnabled",
)  # fmt: skip
DETAILED = (*LISTABLE, "childrenModelCount", "usedStorage")
#: What an item of a list holds when nothing is asked for: no `gated`, no `author`.
BARE = (
    "_id", "id", "likes", "trendingScore", "private", "downloads", "tags", "pipeline_tag",
    "library_name", "createdAt", "modelId",
)  # fmt: skip
SORTS = ("createdAt", "downloads", "likes", "lastModified", "trendingScore")
PAGE_CAP = 1_000


def route(ask: Ask) -> Response:
    """Return the usual response: a list, a repository, an overview, or what refuses them."""
    if ask.token and ask.token not in ask.hub.tokens:
        return _refusal(401, "Invalid credentials in Authorization header")
    match ask.path.strip("/").split("/"):
        case ["api", "models"]:
            return _listing(ask)
        case ["api", "models", owner, name]:
            return _detail(ask, f"{owner}/{name}")
        case ["api", ("organizations" | "users") as kind, name, "overview"]:
            return _overview(ask.hub.world.namespaces.get(name), kind)
    return Response(404, {"error": "Sorry, we can't find the page you are looking for."})


def _refusal(status: int, message: str, code: str = "") -> Response:
    headers = {"X-Error-Message": message, **({"X-Error-Code": code} if code else {})}
    return Response(status, {"error": message}, headers)


def _overview(owner: Namespace | None, kind: str) -> Response:
    if owner is None or owner.kind != kind:
        return _refusal(404, "This organization or user does not exist")
    told = {"name": owner.name, "fullname": owner.name.title(), "numDatasets": 0, "numSpaces": 0}
    return Response(200, {**told, "numModels": len(owner.repositories) + owner.hidden})


def _detail(ask: Ask, name: str) -> Response:
    if name in ask.hub.world.renamed:
        location = f"/api/models/{ask.hub.world.renamed[name]}"
        body = f"Temporary Redirect. Redirecting to {location}".encode()
        return Response(307, body, {"Location": location, "Content-Type": "text/plain"})
    item = ask.hub.world.repository(name)
    if item is None or item.get("private"):
        if ask.token:
            return _refusal(404, "Repository not found", "RepoNotFound")
        return _refusal(401, "Invalid username or password.")
    if item.get("disabled"):
        return _refusal(403, "Access to this resource is disabled.")
    asked = _expanded(ask)
    return _unknown(asked, DETAILED) or Response(200, _picked(item, asked or tuple(item)))


def _expanded(ask: Ask) -> tuple[str, ...]:
    return tuple(ask.query.get("expand", []) + ask.query.get("expand[]", []))


def _unknown(asked: tuple[str, ...], known: tuple[str, ...]) -> Response | None:
    if set(asked) <= set(known):
        return None
    return Response(400, {"error": f'"expand" must be one of [{", ".join(known)}]'})


def _picked(item: Json, names: tuple[str, ...]) -> Json:
    return {name: item[name] for name in ("_id", "id", *names) if name in item}


def _listing(ask: Ask) -> Response:
    asked, sort = _expanded(ask), ask.one("sort", "trendingScore")
    refused = _unknown(asked, LISTABLE)
    if refused or sort not in SORTS:
        return refused or Response(400, {"error": "Invalid sort parameter"})
    limit = min(int(ask.one("limit", str(PAGE_CAP))), PAGE_CAP)
    found = list(_after(_sorted(_listed(ask), sort), ask.one("cursor"), sort))
    page = [_picked(item, asked or BARE) if _is_item(item) else item for item in found[:limit]]
    more = len(found) > limit
    return Response(200, page, {"Link": _link(ask, found[limit - 1], sort)} if more else {})


def _listed(ask: Ask) -> Iterator[Any]:
    """Yield what the query asks for; raw things that are no items belong to their namespace."""
    for owner in ask.hub.world.namespaces.values():
        if ask.one("author") in ("", owner.name):
            for item in owner.repositories:
                tags = item.get("tags") or [] if _is_item(item) else []
                if set(ask.query.get("filter", [])) <= set(tags if isinstance(tags, list) else []):
                    yield item


def _is_item(item: Any) -> bool:
    return isinstance(item, dict)


def _sort_key(item: Any, sort: str) -> tuple[str, float, str]:
    value = item.get(sort) if _is_item(item) else None
    number = value if isinstance(value, int | float) else 0
    identity = item.get("_id", "") if _is_item(item) else ""
    return (value if isinstance(value, str) else "", number, str(identity))


def _sorted(items: Iterator[Any], sort: str) -> list[Any]:
    """Sort as the Hub does: the key falls, and `_id` rises among equals."""
    ordered = sorted(items, key=lambda item: _sort_key(item, sort)[2])
    return sorted(ordered, key=lambda item: _sort_key(item, sort)[:2], reverse=True)


def _after(items: list[Any], cursor: str, sort: str) -> Iterator[Any]:
    """Yield the items behind `cursor`, by today's values of their keys."""
    if not cursor:
        yield from items
        return
    first = json.loads(base64.b64decode(cursor))["$or"][0]
    last = _sort_key({**first, "_id": first["_id"]["$gt"]}, sort)
    for item in items:
        key = _sort_key(item, sort)
        if key[:2] < last[:2] or (key[:2] == last[:2] and key[2] > last[2]):
            yield item


def _link(ask: Ask, last: Any, sort: str) -> str:
    value, number, identity = _sort_key(last, sort)
    shown = value or number
    rule = {"$or": [{sort: shown, "_id": {"$gt": identity}}, {sort: {"$lt": shown}}, {sort: None}]}
    cursor = base64.b64encode(json.dumps(rule).encode()).decode()
    query = {name: values for name, values in ask.query.items() if name != "cursor"}
    text = urlencode({**query, "cursor": [cursor]}, doseq=True, quote_via=quote)
    return f'<{ask.hub.url}{ask.path}?{text}>; rel="next"'
