"""A link leads a reader to a public page, over a safe connection, and carries nobody's password."""

from collections.abc import Iterator
from datetime import date
from ipaddress import ip_address

from pydantic import HttpUrl

from builder.checks._facts import spelled, values
from builder.model.catalog import Catalog, Location
from builder.model.finding import Finding, Severity
from builder.model.panel import Panel

BAD = {
    "licences/new": """\
name: New Licence
source: atlas
# A page of one machine only, with somebody's password:
url: http://reader:secret@localhost/licence
"""
}
GOOD = {
    "licences/new": """\
name: New Licence
source: atlas
url: https://licence.example/new
"""
}

FIELDS = ("url", "licence_url")
#: Hosts that answer over https under one name; the others only forward to it, or are shortened.
CANONICAL = {
    "federalregister.gov": "www.federalregister.gov",
    "www.federalregister.gov": "www.federalregister.gov",
    "hf.co": "huggingface.co",
    "www.huggingface.co": "huggingface.co",
    "huggingface.co": "huggingface.co",
    "www.github.com": "github.com",
    "github.com": "github.com",
    "www.arxiv.org": "arxiv.org",
    "arxiv.org": "arxiv.org",
}
#: Names that mean something only inside one house.
PRIVATE = (".localhost", ".local", ".internal", ".lan", ".home.arpa")
Link = tuple[str, str, Location, str]


def check(catalog: Catalog, panel: Panel, *, as_of: date) -> Iterator[Finding]:  # noqa: ARG001
    """Find links that no reader can or should follow; asks no network."""
    links = tuple(_links(catalog))
    secure = {_host(url) for *_, url in links if url.lower().startswith("https:")} | {*CANONICAL}
    for kind, entity_id, location, url in links:
        for severity, message, advice in _wrong(url, secure):
            yield Finding(
                catalog.place(kind, entity_id, *location),
                severity,
                "links",
                f"`{spelled(location)}` {message}",
                advice,
            )


def _links(catalog: Catalog) -> Iterator[Link]:
    for kind, entity in catalog.everything():
        for location, field, value in values(entity):
            if field in FIELDS:
                yield kind, entity.id, location, value


def _host(url: str) -> str:
    """Return the host as a browser reads it: names folded, addresses in disguise unmasked."""
    return (HttpUrl(url).host or "").strip("[]").rstrip(".")


def _wrong(url: str, secure: set[str]) -> Iterator[tuple[Severity, str, str]]:
    host = _host(url)
    if HttpUrl(url).username is not None or HttpUrl(url).password is not None:
        # Not quoted: what stands there may be a secret.
        advice = "delete everything between // and @, and change the password"
        yield Severity.ERROR, "carries a user name or password", advice
    if _is_private(host):
        advice = "give the address under which everybody can read it"
        yield Severity.ERROR, f"leads to {host}, which is no public address", advice
    elif CANONICAL.get(host, host) != host:
        advice = f"write https://{CANONICAL[host]}/…"
        yield Severity.WARNING, f"leads to {host}, which only forwards", advice
    if url.lower().startswith("http:") and host in secure:
        yield Severity.WARNING, f"is http, and {host} serves https", "write https://"


def _is_private(host: str) -> bool:
    """Say whether `host` is this machine, a private network, or no name of the public web."""
    try:
        return not ip_address(host).is_global
    except ValueError:
        return "." not in host or host.endswith(PRIVATE)
