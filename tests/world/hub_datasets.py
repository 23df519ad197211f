"""The data sets of the pretend Hub: made, looked at, and committed to, as the real client does."""

import base64
import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

from tests.world.hub_wire import Ask, Response

BEGIN = "0" * 40
COMMIT = "https://huggingface.co/datasets/x/y/commit/1"


@dataclass
class DataSet:
    """One data set: its files, and its commits, the newest last."""

    files: dict[str, bytes] = field(default_factory=dict)
    commits: list[str] = field(default_factory=lambda: [BEGIN])
    messages: list[str] = field(default_factory=list)


def route_dataset(ask: Ask, held: dict[str, DataSet], body: bytes) -> Response | None:
    """Return the response to what concerns data sets; None for everything else."""
    if ask.token not in ask.hub.tokens:
        refused = {"error": "Invalid username or password."}
        return Response(401, refused, {"X-Error-Message": "Invalid username or password."})
    match ask.path.strip("/").split("/"):
        case ["api", "repos", "create"]:
            return _created(json.loads(body), held)
        case ["api", "validate-yaml"]:
            return Response(200, {"errors": [], "warnings": []})
        case ["api", "datasets", owner, name, *rest] if f"{owner}/{name}" in held:
            return _of(held[f"{owner}/{name}"], rest, body)
    return None


def _created(told: dict[str, Any], held: dict[str, DataSet]) -> Response:
    name = f"{told['organization']}/{told['name']}"
    if name in held:
        return Response(
            409,
            {
                "error": "You already created this dataset repo",
                "url": f"https://huggingface.co/datasets/{name}",
            },
        )
    held[name] = DataSet()
    return Response(200, {"url": f"https://huggingface.co/datasets/{name}"})


def _of(one: DataSet, rest: list[str], body: bytes) -> Response:
    match rest:
        case [] | ["revision", "main"]:
            files = [{"rfilename": path} for path in sorted(one.files)]
            return Response(200, {"_id": "1", "id": "x/y", "sha": one.commits[-1], "private": False,
                                  "disabled": False, "downloads": 0, "likes": 0, "tags": [],
                                  "siblings": files})  # fmt: skip
        case ["preupload", "main"]:
            asked = json.loads(body)["files"]
            return Response(200, {"files": [
                {"path": file["path"], "uploadMode": "regular", "shouldIgnore": False,
                 "oid": _oid(one.files.get(file["path"]))} for file in asked
            ]})  # fmt: skip
        case ["commit", "main"]:
            return _committed(one, [json.loads(line) for line in body.splitlines() if line])
    return Response(404, {"error": "Not found"})


def _oid(body: bytes | None) -> str | None:
    if body is None:
        return None
    return hashlib.sha1(b"blob %d\x00" % len(body) + body, usedforsecurity=False).hexdigest()


def _committed(one: DataSet, lines: list[dict[str, Any]]) -> Response:
    head = lines[0]["value"]
    if head.get("parentCommit", one.commits[-1]) != one.commits[-1]:
        return Response(412, {"error": "The parent commit is not the head of the branch"})
    for line in lines[1:]:
        value = line["value"]
        if line["key"] == "file":
            one.files[value["path"]] = base64.b64decode(value["content"])
        elif line["key"] == "deletedFile":
            del one.files[value["path"]]
    one.commits.append(f"{len(one.commits):040x}")
    one.messages.append(head["summary"])
    told = {
        "commitOid": one.commits[-1],
        "commitUrl": COMMIT,
        "pullRequestUrl": None,
    }
    return Response(200, told)
