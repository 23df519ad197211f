"""The nightly builder of the AI Geopolitics Tracker: a catalog and an archive in, a site out."""

__version__ = "0.1.0"
