"""The thin shell for HTTP: bounded GETs through the Hub's own client."""

from builder.web.answers import Reply, read_json
from builder.web.asking import Web
from builder.web.failures import UnreachableError, plain_address
from builder.web.terms import Limits, Time, hub_token, overrides

__all__ = [
    "Limits",
    "Reply",
    "Time",
    "UnreachableError",
    "Web",
    "hub_token",
    "overrides",
    "plain_address",
    "read_json",
]
