"""Claims: each held against the metrics and the catalog, under every reading of it, every night.

Pure functions: what is known on one day in, verdicts out. A query is data, never code.
"""

from collections.abc import Mapping

from builder.claims._evidence import Evidence
from builder.claims._findings import query_findings
from builder.claims._judge import judge
from builder.model.asked import WhenAsked
from builder.model.verdict import Verdict

__all__ = ["Evidence", "judge", "judge_all", "query_findings"]


def judge_all(evidence: Evidence) -> Mapping[str, Verdict]:
    """Return the verdict on every claim of the catalog, by id, each judged when it is asked for."""
    claims = evidence.catalog.claims
    return WhenAsked(claims, lambda name: judge(claims[name], evidence))
