"""The thin shell around files: the catalog's YAML, the archive's CSV."""
