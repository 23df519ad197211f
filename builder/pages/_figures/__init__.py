"""The figures and tables that several pages show, drawn from the metrics' frames."""
