"""What goes wrong in a campaign: of the network, of the answers, of what the Hub tells."""

import copy
from collections.abc import Callable, Mapping
from random import Random
from typing import Any

from tests.world import hub_faults as faults
from tests.world.hub_wire import Ask, Response, Twist
from tests.world.hub_world import make_item

Making = Callable[[Random], Twist]


def over(usual: Twist | None, fault: Twist) -> Twist:
    """Return `fault` laid over what a server answers usually."""

    def twist(ask: Ask, routed: Response) -> Response | None:
        answer = usual(ask, routed) if usual else routed
        return None if answer is None else fault(ask, answer)

    return twist


#: Faults of the network and of whole answers, by what they are called in the table.
NETWORK: Mapping[str, Making] = {
    "5xx": lambda chance: faults.status(chance.choice([500, 502, 503, 504, 520])),
    "refused": lambda chance: faults.status(chance.choice([401, 403, 404, 410, 451])),
    "error told as a text or list": lambda chance: faults.status(
        chance.choice([400, 404, 500]), chance.choice([b'"Not Found"', b'["x"]'])
    ),
    "rate limit": lambda chance: faults.rate_limited(chance.choice([1, 55, 297, 900])),
    "retry after a date": lambda _: faults.status(429, Retry_After="Wed, 21 Oct 2026 07:28:00 GMT"),
    "maintenance page": lambda _: faults.html(),
    "no list": lambda chance: faults.body(
        chance.choice([b"", b"null", b'{"error":"x"}', b"\xff\xfe[", b"[NaN]", b"[1,", b"[]"])
    ),
    "cut off": lambda _: faults.truncated(),
    "reset in mid-body": lambda chance: faults.reset(politely=chance.random() < 0.5),
    "silent": lambda _: faults.silent(),
    "a byte now and then": lambda chance: faults.slow(0.05, head=chance.random() < 0.5),
    "circle of redirects": lambda _: lambda ask, _usual: Response(307, b"", {"Location": ask.path}),
    "redirect to another host": lambda _: faults.redirect("http://127.0.0.2:9/x"),
    "list that never ends": lambda _: faults.linked_to_itself(),
}


def _some(world: Any, chance: Random) -> dict[str, Any]:
    owner = chance.choice([one for one in world.namespaces.values() if one.repositories])
    item: dict[str, Any] = chance.choice(owner.repositories)
    return item


def _set(key: str, *values: Any) -> Callable[[Any, Random], None]:
    def change(world: Any, chance: Random) -> None:
        _some(world, chance)[key] = chance.choice(values)

    return change


def _renamed(world: Any, chance: Random) -> None:
    item = _some(world, chance)
    item["id"] = f"{item['id'].split('/')[0]}/renamed-{chance.randrange(10**6)}"


def _moved(world: Any, chance: Random) -> None:
    owners = [one for one in world.namespaces.values() if one.repositories]
    old, new = chance.choice(owners), chance.choice(owners)
    item = old.repositories.pop(chance.randrange(len(old.repositories)))
    item["id"] = f"{new.name}/moved-{chance.randrange(10**6)}"
    new.repositories.append(item)


def _spelled(world: Any, chance: Random) -> None:
    item = _some(world, chance)
    owner, _, name = item["id"].partition("/")
    item["id"] = f"{owner}/{name.swapcase()}"


def _fallen(world: Any, chance: Random) -> None:
    item = _some(world, chance)
    item["downloadsAllTime"] = int(item["downloadsAllTime"] * 0.99)


def _gone(world: Any, chance: Random) -> None:
    owner = chance.choice(list(world.namespaces.values()))
    if len(owner.repositories) > 6:
        owner.repositories.pop()


def _new(world: Any, chance: Random) -> None:
    owner = chance.choice(list(world.namespaces.values()))
    item = make_item(f"{owner.name}/new-{chance.randrange(10**6)}", chance.randrange(5_000))
    owner.repositories.append({**item, "downloads": 2, "likes": 8983})


def _hidden(world: Any, chance: Random) -> None:
    chance.choice(list(world.namespaces.values())).hidden = chance.choice([1, 5, 100])


def _emptied(world: Any, chance: Random) -> None:
    owner = chance.choice(list(world.namespaces.values()))
    owner.hidden, owner.repositories = len(owner.repositories), []


def _shrunk(world: Any, chance: Random) -> None:
    owner = chance.choice(list(world.namespaces.values()))
    del owner.repositories[2:]


def _vanished(world: Any, chance: Random) -> None:
    world.namespaces.pop(chance.choice(list(world.namespaces)))


def _twice(world: Any, chance: Random) -> None:
    owner = chance.choice([one for one in world.namespaces.values() if one.repositories])
    owner.repositories.append(copy.deepcopy(owner.repositories[0]))


def _broken(world: Any, chance: Random) -> None:
    owner = chance.choice(list(world.namespaces.values()))
    owner.repositories.append(chance.choice([{"_id": "1", "downloads": 5}, {"id": "gpt2"},
                                             {"id": f"{owner.name}/a\u0000b"}]))  # fmt: skip


def _grown(world: Any, chance: Random) -> None:
    owner = chance.choice(list(world.namespaces.values()))
    owner.repositories += [make_item(f"{owner.name}/copy-{n}", n) for n in range(60)]


#: What the Hub tells from tonight on.
LASTING: Mapping[str, Callable[[Any, Random], None]] = {
    "renamed": _renamed,
    "moved to another namespace": _moved,
    "spelled anew": _spelled,
    "all-time counter falls": _fallen,
    "repository gone": _gone,
    "repository new": _new,
    "attribute gone": _set("gated", None),
    "licence changed": _set("tags", ["license:mit"], [], None),
}
#: What the Hub tells tonight only.
PASSING: Mapping[str, Callable[[Any, Random], None]] = {
    "counter that is none": _set("downloads", None, "123", -1, 2.5, [], 10**30),
    "all-time counter that is none": _set("downloadsAllTime", None, "x", -5),
    "day that is none": _set("createdAt", "", 1704067200, "2099-01-01", None),
    "hostile text": _set("pipeline_tag", "<script>alert(1)</script>", "\u202eabc", "x" * 9_000),
    "card of another shape": _set("cardData", None, [], "text", {"tags": 5}),
    "counted more than listed": _hidden,
    "empty list": _emptied,
    "two thirds gone": _shrunk,
    "namespace unknown": _vanished,
    "told twice": _twice,
    "item that is none": _broken,
    "grown tenfold": _grown,
    "private": _set("private", True),
    "disabled": _set("disabled", True),
}
