"""How to cite a figure: as text, BibTeX and RIS, with the day of its data and its sources."""

from builder import text
from builder.charts.figure import Figure
from builder.model.site import Site
from builder.speech import say

PUBLISHER = "AI Geopolitics Tracker"


def citations(site: Site, figure: Figure, address: str) -> dict[str, str]:
    """Return the citation by the name of its form."""
    day = figure.as_of or site.as_of
    sources = "; ".join(line.text for line in figure.source_lines)
    plain = say(
        "{publisher}: {title}. Data as of {day}, page of {built}. Sources: {sources}. {address}",
        publisher=PUBLISHER,
        title=figure.title,
        day=text.day(day),
        built=text.day(site.as_of),
        sources=sources,
        address=address,
    )
    key = f"tracker-{text.slug(figure.id)}-{day.isoformat()}"
    bibtex = (
        f"@misc{{{key},\n"
        f"  author = {{{{{PUBLISHER}}}}},\n"
        f"  title = {{{{{_braced(figure.title)}}}}},\n"
        f"  year = {{{day.year}}},\n"
        f"  note = {{Data as of {day.isoformat()}. Sources: {_braced(sources)}}},\n"
        f"  url = {{{address}}},\n"
        f"  urldate = {{{site.as_of.isoformat()}}}\n"
        "}"
    )
    ris = (
        f"TY  - DATA\nAU  - {PUBLISHER}\nTI  - {_line(figure.title)}\n"
        f"DA  - {day:%Y/%m/%d}\nPY  - {day.year}\nN1  - Sources: {_line(sources)}\n"
        f"UR  - {address}\nY2  - {site.as_of:%Y/%m/%d}\nER  -"
    )
    return {say("Text"): plain, "BibTeX": bibtex, "RIS": ris}


def _line(value: str) -> str:
    return " ".join(text.writable(value).split())


def _braced(value: str) -> str:
    """Return a value that cannot end the braces around it."""
    return _line(value).replace("\\", "").replace("{", "(").replace("}", ")")
