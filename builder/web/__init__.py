"""The thin shell for HTTP: bounded GETs, and a server for previews."""

from builder.web.answers import Reply, read_json
from builder.web.asking import Web
from builder.web.failures import UnreachableError, plain_address
from builder.web.serving import Served, server
from builder.web.terms import Limits, Time, hub_token, overrides

__all__ = [
    "Limits",
    "Reply",
    "Served",
    "Time",
    "UnreachableError",
    "Web",
    "hub_token",
    "overrides",
    "plain_address",
    "read_json",
    "server",
]
