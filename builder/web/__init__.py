"""The thin shell for HTTP: bounded GETs, and a server for previews."""

from builder.web.answers import Reply, read_json
from builder.web.asking import Web
from builder.web.failures import UnreachableError, plain_address
from builder.web.publishing import put_dataset
from builder.web.serving import Served, server
from builder.web.terms import HUB_ADDRESS, Limits, Time, hub_token, overrides, patience

__all__ = [
    "HUB_ADDRESS",
    "Limits",
    "Reply",
    "Served",
    "Time",
    "UnreachableError",
    "Web",
    "hub_token",
    "overrides",
    "patience",
    "plain_address",
    "put_dataset",
    "read_json",
    "server",
]
