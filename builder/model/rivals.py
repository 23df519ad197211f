"""The pairs that the catalog sets against each other: two models, or two families."""

from collections.abc import Iterator
from dataclasses import dataclass

from builder.model.catalog import Catalog


@dataclass(frozen=True)
class Rivals:
    """A pair of one kind of the catalog (`models` or `families`), by their ids."""

    kind: str
    first: str
    second: str

    @property
    def id(self) -> str:
        """What the pair is called in frames and addresses."""
        return f"{self.first}-v-{self.second}"


def rivals(catalog: Catalog) -> Iterator[Rivals]:
    """Yield every declared pair, models first."""
    for model in catalog.models.values():
        yield from (Rivals("models", model.id, other) for other in model.rivals)
    for family in catalog.families.values():
        yield from (Rivals("families", family.id, other) for other in family.rivals)
