"""Ancestry: from which models a repository says that it descends, and whose those are.

What a repository declares is taken from the newest word of any source. The rules: a chain is
followed to the models that declare no base, its roots; a declaration that leads in a circle, or
further than STEPS, leads nowhere and is none. A merge counts once: for the group that all its
roots share, or for `several`. What declares no base counts for its own publisher; where the
catalog does not know that one either, it is `undeclared`, for it may be an original or a copy.
"""

from collections.abc import Iterable, Mapping

import pandas as pd

from builder.metrics._groups import DIMENSIONS, SEVERAL, UNDECLARED, UNMAPPED, groups_of
from builder.model.catalog import Catalog

#: A longer chain is no chain that anybody made: the longest observed has six links.
STEPS = 50
#: Repositories by lower-cased name, each with the bases that it declares.
Bases = Mapping[str, tuple[str, ...]]


def ancestry(repositories: Iterable[str], bases: Bases, catalog: Catalog) -> pd.DataFrame:
    """Return, for each repository in its order, who made the models from which it descends.

    Columns: origin_country, origin_organization, origin_family (catalog ids, `unmapped`,
    `undeclared` or `several`), declares (bool: it declares a base), derivative (bool: a root of
    its is another publisher's).
    """
    rows = [_origin(name, roots_of(name.lower(), bases), catalog) for name in repositories]
    columns = [*(f"origin_{dimension}" for dimension in DIMENSIONS), "declares", "derivative"]
    kinds = dict.fromkeys(columns[:3], "str") | dict.fromkeys(columns[3:], "bool")
    return pd.DataFrame(rows, columns=columns).astype(kinds)


def _origin(name: str, roots: Iterable[str], catalog: Catalog) -> tuple[str, str, str, bool, bool]:
    *own, owner = groups_of(name, catalog)
    found = [groups_of(root, catalog) for root in roots]
    if not found:
        nobody = UNMAPPED if owner in catalog.organizations else UNDECLARED
        country, organization, family = (nobody if one == UNMAPPED else one for one in own)
        return country, organization, family, False, False
    country, organization, family = (
        _shared(groups) for groups in list(zip(*found, strict=True))[:3]
    )
    return country, organization, family, True, any(root[3] != owner for root in found)


def _shared(groups: Iterable[str]) -> str:
    """Return the group that all roots of a repository share, or `several`."""
    one, *others = set(groups)
    return SEVERAL if others else one


def declared_bases(attributes: pd.DataFrame) -> Bases:
    """Return which bases each repository declares, by its lower-cased name.

    A value holds `relation:repository` or `repository`, several apart by a space. Of two sources
    the one that spoke last is believed.
    """
    told = attributes[attributes["attribute"] == "base_models"].sort_values(
        ["vintage", "source"], kind="stable"
    )
    return {
        entity.lower(): tuple(dict.fromkeys(_names(value)))
        for entity, value in zip(told["entity"], told["value"], strict=True)
    }


def _names(value: str) -> Iterable[str]:
    return (token.rpartition(":")[2].lower() for token in value.split())


def roots_of(name: str, bases: Bases) -> tuple[str, ...]:
    """Return the models without a declared base at the end of the chain from `name`, sorted.

    Empty for one that declares none itself, and where no chain ends.
    """
    seen, here, roots = {name}, set(bases.get(name, ())), set()
    for _ in range(STEPS):
        here -= seen
        seen |= here
        roots |= {one for one in here if not bases.get(one)}
        here = {base for one in here for base in bases.get(one, ())}
    return tuple(sorted(roots))
