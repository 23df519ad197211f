"""Values by name, each found when somebody first asks for it, and then kept."""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import TypeVar

Found = TypeVar("Found")


class WhenAsked(Mapping[str, Found]):
    """A mapping of `names`, whose values `find` finds: a preview asks for few of them."""

    def __init__(self, names: Collection[str], find: Callable[[str], Found]) -> None:
        self._names, self._find = dict.fromkeys(names), find
        self._known: dict[str, Found] = {}

    def __getitem__(self, name: str) -> Found:
        if name not in self._names:
            raise KeyError(name)
        if name not in self._known:
            self._known[name] = self._find(name)
        return self._known[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)
