"""Files for machines and spreadsheets. One file of this folder is one kind of download."""

import sys

from builder.exports._package import described
from builder.model.registry import plugins
from builder.model.site import Download, Site


def downloads(site: Site) -> tuple[Download, ...]:
    """Return every download of every export, and what describes them all, sorted by path."""
    exports = plugins(sys.modules[__name__]).values()
    found = [download for module in exports for download in module.export(site)]
    found.sort(key=lambda download: download.path)
    return tuple(sorted((*found, *described(site, found)), key=lambda one: one.path))
