"""Where the files of a figure stand: one folder a page, one name a figure."""

from builder.model.site import Page


def figure_file(page: str, figure_id: str, suffix: str) -> str:
    """Return the file of a figure: `svg`, `png`, `csv` or `json`."""
    return f"figures/{_folder(page)}/{figure_id}.{suffix}"


def figure_page(page: str, figure_id: str) -> str:
    """Return the page of a figure alone, which may be framed; a folder on the site."""
    return f"embed/{_folder(page)}/{figure_id}/index.html"


def _folder(page: str) -> str:
    stem = page.removesuffix(".md").removesuffix("/index")
    return "home" if stem == "index" else stem


def is_section(page: Page) -> bool:
    """Say whether a page is one of the few that everybody sees, and whose pictures are drawn."""
    return page.fact_file is None or page.path.startswith("countries/")
