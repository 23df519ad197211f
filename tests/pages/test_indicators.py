"""What the tiles of the home page say beside their number."""

from builder.pages._figures.indicators import _share_of
from builder.pages._pools import UNMAPPED, newest_pool, shares
from tests.world.small_world import small_site


def told(first: float, second: float, unplaced: float) -> str:
    """Return what stands below the leader, with these shares of the largest two and of nobody."""
    site = small_site()
    pool = newest_pool(site)
    assert pool is not None
    rows = shares(site, pool, scope="all", dimension="country").head(3).copy()
    rows["group"] = ["aa", "bb", UNMAPPED]
    rows["share_pct"] = [first, second, unplaced]
    return _share_of(rows).replace("\N{NO-BREAK SPACE}", " ")


def test_a_leader_says_when_those_whom_nobody_could_place_have_more_than_its_lead() -> None:
    assert "unmapped" not in told(60.0, 30.0, 10.0)
    assert told(28.8, 23.8, 28.1).endswith(
        "; 28.1 % belong to unmapped publishers, more than the lead of 5.0 points"
    )
