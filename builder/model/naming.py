"""Which model and which organization a name means that somebody else wrote.

Benchmarks and price lists write names in their own ways: `claude-opus-4-7_xhigh`,
`DeepSeek R1 (high)`, `moonshotai/Kimi-K2-Thinking`. A name means a catalogued entity when it is
one of its names but for capitals and marks, or is one with a setting behind it, or with the day
of its release. A name that fits several entities, or none, means none: nothing is guessed.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cached_property
from typing import TypeVar

from builder.model.catalog import Catalog
from builder.model.entities import Model, Organization
from builder.model.fields import first_day

Named = TypeVar("Named", Model, Organization)
#: How much a model was let think, as benchmarks write it behind its name.
_SETTING = (
    r"(?:xhigh|high|medium|low|minimal|max|none|unknown|default|reasoning|thinking"
    r"|no[ -]think(?:ing)?|default think|thinking[ -](?:minimal|low|high|\d+k)"
    r"|\d+k(?: think(?:ing)?(?: tokens)?)?)"
)
_SETTINGS = re.compile(rf"(?:[-_ ]\(?{_SETTING}\)?)+$", re.IGNORECASE)
_DAY = re.compile(r"[-_ ]\(?(20\d\d)-?([01]\d)-?([0-3]\d)\)?$")
#: A day in a name is that of the release when the two lie this close; else it is another model.
_NEAR = timedelta(days=31)


def plain(name: str) -> str:
    """Return the letters and digits of a name, without capitals: what two spellings share."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


def without_setting(name: str) -> str:
    """Return a model's name without the setting behind it and the host before it."""
    return _SETTINGS.sub("", name.rpartition("/")[2])


def setting(name: str) -> str:
    """Return the setting behind a model's name in plain letters; empty where none is told."""
    return plain(name.rpartition("/")[2][len(without_setting(name)) :])


class Names:
    """The names of a catalog's models and organizations, and what others mean by theirs."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    @cached_property
    def _models(self) -> Mapping[str, Model]:
        return _unambiguous(
            (name, model)
            for model in self._catalog.models.values()
            for name in (model.id, model.name, *model.aliases, *model.rated_as, *_files(model))
        )

    @cached_property
    def _organizations(self) -> Mapping[str, Organization]:
        return _unambiguous(
            (name, one)
            for one in self._catalog.organizations.values()
            for name in (one.id, one.name, *one.aliases, *one.namespace_names())
        )

    def model(self, name: str) -> Model | None:
        """Return the model that `name` means, or None."""
        short = without_setting(name)
        for written in (name, name.rpartition("/")[2], short):
            found = self._models.get(plain(written))
            if found:
                return found
        return self._dated(short)

    def _dated(self, name: str) -> Model | None:
        """Return the model whose name stands before a day, if it was released about then."""
        told = _DAY.search(name)
        found = self._models.get(plain(name[: told.start()])) if told else None
        if told is None or found is None or found.released is None:
            return None
        try:
            on = date(int(told[1]), int(told[2]), int(told[3]))
        except ValueError:
            return None
        return found if abs(first_day(found.released.on) - on) <= _NEAR else None

    def organization(self, name: str) -> Organization | None:
        """Return the organization that `name` means; of several in one country, the first."""
        whole = self._organizations.get(plain(name))
        if whole or "," not in name:
            return whole
        known = [self._organizations.get(plain(part)) for part in name.split(",")]
        found = [one for one in known if one]
        return found[0] if found and len({one.country for one in found}) == 1 else None


def _files(model: Model) -> Iterator[str]:
    return (repository.partition("/")[2] for repository in model.repositories)


def _unambiguous(names: Iterable[tuple[str, Named]]) -> Mapping[str, Named]:
    """Return what each plain name means; a name of two entities means neither."""
    found: dict[str, Named] = {}
    shared: set[str] = set()
    for name, one in names:
        if found.setdefault(plain(name), one).id != one.id:
            shared.add(plain(name))
    return {name: one for name, one in found.items() if name not in shared | {""}}
