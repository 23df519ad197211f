"""What the pretend Hub knows: namespaces, their repositories, and a seeded generator of both."""

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

Json = dict[str, Any]


@dataclass
class Namespace:
    """An organization or a user with its repositories; `hidden` are counted and never listed."""

    name: str
    kind: str = "organizations"
    repositories: list[Json] = field(default_factory=list)
    hidden: int = 0


@dataclass
class World:
    """Everything the Hub knows. `renamed` maps old repository names to new ones."""

    namespaces: dict[str, Namespace] = field(default_factory=dict)
    renamed: dict[str, str] = field(default_factory=dict)

    def add(self, namespace: str, *repositories: Json, **more: Any) -> Namespace:
        """Add a namespace with the given items; each needs only its `id`."""
        items = [make_item(item["id"], number, **item) for number, item in enumerate(repositories)]
        self.namespaces[namespace] = Namespace(namespace, repositories=items, **more)
        return self.namespaces[namespace]

    def repository(self, name: str) -> Json | None:
        """Return the item called `name`, if there is one."""
        owner = self.namespaces.get(name.partition("/")[0])
        items = owner.repositories if owner else []
        return next((item for item in items if item.get("id") == name), None)


def make_item(name: str, number: int = 0, **more: Any) -> Json:
    """Return a whole item called `name`, made the `number`-th hour after 2024-01-01."""
    made = datetime(2024, 1, 1) + timedelta(hours=number)
    return {
        "_id": f"{random.Random(name).getrandbits(96):024x}",  # noqa: S311  no secret
        "id": name,
        "modelId": name,
        "author": name.partition("/")[0],
        "private": False,
        "disabled": False,
        "gated": False,
        "likes": 10 + number,
        "trendingScore": number % 7,
        "downloads": 1_000 + number,
        "downloadsAllTime": 50_000 + number,
        "createdAt": made.strftime("%Y-%m-%dT%H:%M:%S.000Z"),
        "lastModified": made.strftime("%Y-%m-%dT%H:%M:%S.000Z"),
        "sha": f"{number:040x}",
        "pipeline_tag": "text-generation",
        "library_name": "transformers",
        "tags": ["transformers", "safetensors", "license:apache-2.0", "region:us"],
        "safetensors": {"parameters": {"BF16": 7_000_000_000}, "total": 7_000_000_000},
        "cardData": {"license": "apache-2.0"},
        **more,
    }


def make_world(seed: int, *, namespaces: int, repositories: int, names: str = "org") -> World:
    """Return a world of `namespaces` × `repositories`, the same for the same seed.

    Namespaces are called `org-000` and so on. Counters are spread like the Hub's own: few large,
    most small, some without any.
    """
    chance = random.Random(seed)  # noqa: S311  no secret
    world = World()
    for index in range(namespaces):
        owner = f"{names}-{index:03}"
        items = [_chance_item(chance, owner, number) for number in range(repositories)]
        world.namespaces[owner] = Namespace(owner, repositories=items)
    return world


def _chance_item(chance: random.Random, owner: str, number: int) -> Json:
    total = int(chance.paretovariate(0.4)) * 37 % 200_000_000
    size = chance.choice([600_000_000, 8_190_735_360, 32_762_123_264, 235_093_634_560])
    licence = chance.choice(["apache-2.0", "mit", "other", "llama3.1"])
    item = make_item(
        f"{owner}/model-{number}",
        number,
        downloads=total // chance.randint(3, 30),
        downloadsAllTime=total,
        likes=total // 5_000,
        gated=chance.choice([False, False, False, "auto", "manual"]),
        safetensors={"parameters": {"BF16": size}, "total": size},
        tags=["transformers", "safetensors", "en", f"license:{licence}", "region:us"],
    )
    if number:
        base = {"_id": "0" * 24, "id": f"{owner}/model-{number - 1}"}
        item["baseModels"] = {"relation": "finetune", "models": [base]}
        item["tags"] += [f"base_model:{base['id']}", f"base_model:finetune:{base['id']}"]
    return item
