"""The catalog as one frozen value: every entity by kind and id, and how they belong together."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import translate
from functools import cached_property
from typing import TypeVar, cast

from builder.model.entities import (
    Benchmark,
    Chip,
    Claim,
    Correction,
    Country,
    Entity,
    Event,
    Family,
    Language,
    Licence,
    Model,
    Organization,
    Rule,
    Source,
)
from builder.model.fields import Citation
from builder.model.finding import Place

Location = tuple[str | int, ...]
Kind = TypeVar("Kind", bound=Entity)


#: Kinds of which no number is made: claims are judged by numbers, languages say them.
TOLD = frozenset({"claims", "languages"})


@dataclass(frozen=True)
class PlaceMap:
    """Where each value of one YAML file stands, by its path of keys and indexes."""

    path: str
    values: Mapping[Location, tuple[int, int]] = field(default_factory=dict)

    def find(self, location: Location) -> Place:
        """Return the place of `location`, or of the nearest thing around it that is there."""
        for length in range(len(location), -1, -1):
            spot = self.values.get(location[:length])
            if spot:
                return Place(self.path, *spot)
        return Place(self.path)


@dataclass(frozen=True)
class Catalog:
    """What people keep. Looked up by kind and id; never changed.

    `entities` maps a kind (the folder's name) to its entities by id; `places` says where in
    which file the facts of an entity stand, by `(kind, id)`; `unreadable` names the files that
    are there and do not hold, so that nobody misses what is only misspelt.
    """

    entities: Mapping[str, Mapping[str, Entity]]
    places: Mapping[tuple[str, str], PlaceMap] = field(default_factory=dict)
    unreadable: frozenset[tuple[str, str]] = frozenset()

    @property
    def facts(self) -> "Catalog":
        """What numbers are made of: every kind but claims and languages, wherever it stands."""
        return Catalog({kind: own for kind, own in self.entities.items() if kind not in TOLD})

    def of(self, shape: type[Kind]) -> Mapping[str, Kind]:
        """Return the entities of one shape, by id, sorted by id."""
        return cast("Mapping[str, Kind]", self.entities.get(shape.__dict__["kind"], {}))

    @property
    def countries(self) -> Mapping[str, Country]:
        """Countries by id."""
        return self.of(Country)

    @property
    def organizations(self) -> Mapping[str, Organization]:
        """Organizations by id."""
        return self.of(Organization)

    @property
    def families(self) -> Mapping[str, Family]:
        """Families by id."""
        return self.of(Family)

    @property
    def models(self) -> Mapping[str, Model]:
        """Models by id."""
        return self.of(Model)

    @property
    def licences(self) -> Mapping[str, Licence]:
        """Licences by id."""
        return self.of(Licence)

    @property
    def benchmarks(self) -> Mapping[str, Benchmark]:
        """Benchmarks by id."""
        return self.of(Benchmark)

    @property
    def chips(self) -> Mapping[str, Chip]:
        """Chips by id."""
        return self.of(Chip)

    @property
    def claims(self) -> Mapping[str, Claim]:
        """Claims by id."""
        return self.of(Claim)

    @property
    def corrections(self) -> Mapping[str, Correction]:
        """Corrections by id."""
        return self.of(Correction)

    @property
    def events(self) -> Mapping[str, Event]:
        """Events by id."""
        return self.of(Event)

    @property
    def languages(self) -> Mapping[str, Language]:
        """Languages by id."""
        return self.of(Language)

    @property
    def rules(self) -> Mapping[str, Rule]:
        """Rules by id."""
        return self.of(Rule)

    @property
    def sources(self) -> Mapping[str, Source]:
        """Sources by id."""
        return self.of(Source)

    def has(self, kind: str, entity_id: str) -> bool:
        """Say whether there is a file for this entity, readable or not."""
        return entity_id in self.entities.get(kind, {}) or (kind, entity_id) in self.unreadable

    def place(self, kind: str, entity_id: str, *location: str | int) -> Place:
        """Return where a fact stands: file, line and column."""
        places = self.places.get((kind, entity_id))
        return places.find(location) if places else Place(f"data/catalog/{kind}/{entity_id}.yml")

    def everything(self) -> Iterator[tuple[str, Entity]]:
        """Yield every entity with its kind."""
        for kind, entities in self.entities.items():
            for entity in entities.values():
                yield kind, entity

    @cached_property
    def organization_by_namespace(self) -> Mapping[str, Organization]:
        """Organizations by lower-cased namespace: the Hub does not tell capitals apart."""
        return {
            name.lower(): organization
            for organization in self.organizations.values()
            for name in organization.namespace_names()
        }

    @cached_property
    def model_by_repository(self) -> Mapping[str, Model]:
        """Models by lower-cased repository."""
        return {
            repository.lower(): model
            for model in self.models.values()
            for repository in model.repositories
        }

    @cached_property
    def namespaces(self) -> tuple[str, ...]:
        """Every catalogued namespace that is still in use, sorted, each once."""
        return tuple(
            sorted(
                {
                    entry if isinstance(entry, str) else entry.name
                    for organization in self.organizations.values()
                    for entry in organization.namespaces
                    if isinstance(entry, str) or entry.until is None
                },
                key=str.lower,
            )
        )

    def organization_of(self, repository: str) -> Organization | None:
        """Return who publishes `repository`, as far as the catalog knows."""
        return self.organization_by_namespace.get(repository.partition("/")[0].lower())

    def families_of(self, repository: str) -> tuple[Family, ...]:
        """Return the families whose patterns match `repository`: one, none, or a mistake."""
        name, known = repository.lower(), self._families_known
        if name not in known:
            known[name] = tuple(
                one for one, matches in self._family_patterns if matches.match(name)
            )
        return known[name]

    @cached_property
    def _families_known(self) -> dict[str, tuple[Family, ...]]:
        """The families of every repository that was asked about: checks, metrics and pages ask."""
        return {}

    @cached_property
    def _family_patterns(self) -> tuple[tuple[Family, re.Pattern[str]], ...]:
        """Each family with all its patterns as one: thousands of repositories are asked about."""
        return tuple(
            (family, re.compile("|".join(translate(pattern.lower()) for pattern in family.matches)))
            for family in self.families.values()
        )

    def citation(self, reference: str | Citation) -> Citation | Source:
        """Return what a source reference points to: the citation itself, or the source's file."""
        return self.sources[reference] if isinstance(reference, str) else reference
