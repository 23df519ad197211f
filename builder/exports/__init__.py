"""Files for machines and spreadsheets. One file of this folder is one kind of download."""

import sys

from builder.model.registry import plugins
from builder.model.site import Download, Site


def downloads(site: Site) -> tuple[Download, ...]:
    """Return every download of every export, sorted by path."""
    exports = plugins(sys.modules[__name__]).values()
    found = (download for module in exports for download in module.export(site))
    return tuple(sorted(found, key=lambda download: download.path))
