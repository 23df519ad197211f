"""The files of a page's figures: picture, table, numbers, and a page of its own to be framed."""

import json
import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from markupsafe import Markup

from builder import text
from builder.charts._carried import carried
from builder.charts.figure import Figure, tools_slot
from builder.charts.line import LineChart
from builder.charts.palette import slots
from builder.charts.poster import poster
from builder.charts.table import Table
from builder.model.figures import figure_page
from builder.model.site import Download, Page, Site
from builder.pages._cite_figure import citations
from builder.pages._figure_tools import figures_of, is_said, own_file, tools
from builder.pages._render import environment
from builder.speech import language

TERMS = "Our own work CC BY 4.0; the sources stand in the file"


def figure_files(site: Site, page: Page) -> Iterator[Download]:
    """Yield the files of every figure of a page."""
    for own, (figure, markup) in figures_of(page).items():
        where = f"{page_address(site, page.path)}#{own}"
        made: dict[str, Callable[[], str | None]] = {
            "csv": partial(_csv, figure),
            "json": partial(_json, site, figure, where),
            "svg": partial(poster, figure, where),
            "html": partial(alone, site, page, own, figure=figure, markup=markup),
        }
        for suffix, make in made.items():
            told = make() if is_said(page, suffix) else None
            if told is not None:
                yield _file(own_file(page, own, suffix), figure, told)


def page_address(site: Site, path: str) -> str:
    """Return the full address of a page."""
    folder = text.published(text.placed(path))
    return f"{site.address}{folder}/" if folder else site.address


def _file(path: str, figure: Figure, told: str) -> Download:
    return Download(path, figure.title, 1, told, TERMS, listed=False)


def _csv(figure: Figure) -> str:
    table = _table(figure)
    header = [f"{one['label']} ({one['unit']})" if one["unit"] else one["label"]
              for one in table["columns"]]  # fmt: skip
    return text.csv_text([header, *table["rows"]])


def _table(figure: Figure) -> dict[str, Any]:
    """Return the figure's table as plain values: numbers as numbers, unknown as null."""
    table = carried(figure.table)
    if not isinstance(table, Table):
        return {"columns": [], "rows": []}
    columns = [{"key": one.key, "label": one.label, "unit": one.unit, "kind": one.kind}
               for one in table.columns]  # fmt: skip
    rows = [
        [_plain(cell.value, cell.text, column.kind) for column, cell in zip(
            table.columns, cells, strict=True)]
        for cells in table.rows
    ]  # fmt: skip
    return {"columns": columns, "rows": rows}


def _plain(value: object, shown: object, kind: str) -> Any:
    if kind == "text":
        return shown.striptags() if isinstance(shown, Markup) else str(shown)
    if text.is_unknown(value):
        return None
    if kind == "date":
        return str(value)
    number = round(float(value), 4)  # type: ignore[arg-type]
    return int(number) if number.is_integer() else number


def _json(site: Site, figure: Figure, where: str) -> str:
    chart = carried(figure.chart)
    tree = {
        "title": figure.title,
        "summary": figure.summary,
        "as_of": figure.as_of.isoformat() if figure.as_of else None,
        "built": site.as_of.isoformat(),
        "sources": [line.text for line in figure.source_lines],
        "notes": list(figure.notes),
        "licence": TERMS,
        "url": where,
        "language": language(),
        **_table(figure),
    }
    if isinstance(chart, LineChart):
        tree["lines"] = _lines(chart)
        tree["unit"] = chart.unit_label
        tree["zero"] = chart.zero
        tree["marks"] = [
            {"day": one.day.isoformat(), "label": one.label, "kind": one.kind}
            for one in chart.marks
        ]
    return json.dumps(tree, ensure_ascii=False, separators=(",", ":")) + "\n"


def _lines(chart: LineChart) -> list[dict[str, Any]]:
    slot = slots(line.key for line in chart.lines)
    return [
        {
            "label": line.label,
            "slot": slot[line.key],
            "segments": [
                {
                    "late": part.backfilled,
                    "points": [
                        [day.isoformat(), None if text.is_unknown(value) else round(value or 0, 4)]
                        for day, value in part.points
                    ],
                }
                for part in line.segments
            ],
        }
        for line in chart.lines
    ]


#: The beginning of a link to a page or file beside the one that a figure stands on.
_BESIDE = re.compile(r'href="(?![#/]|https?:)')


def alone(site: Site, page: Page, own: str, *, figure: Figure, markup: Markup) -> str:
    """Return the page of one figure alone: what a frame shows, and how to frame and cite it."""
    here = figure_page(page.path, own)
    folder = here.replace("index.html", "index.md")
    back = text.link(folder, page.path)
    shown = str(markup).split("<details", 1)[0]
    shown = shown.replace(str(tools_slot(own)), str(tools(page, own, figure)), 1)
    shown = _BESIDE.sub(f'href="{back}', shown).replace(
        f'<a href="#{own}">', f'<a href="{back}#{own}">'
    )
    address = site.address + text.placed(here).removesuffix("index.html")
    frame = (
        f'<iframe src="{address}" title="{figure.title}" width="100%" height="560" '
        'loading="lazy"></iframe>'
    )
    cited = citations(site, figure, f"{page_address(site, page.path)}#{own}")
    return (
        environment()
        .get_template("_alone.html.j2")
        .render(
            figure=figure,
            own=own,
            shown=Markup(shown),  # noqa: S704  what figure() made
            address=address,
            back=back,
            language=language(),
            here=lambda target: text.link(folder, target),
            frame=text.html(frame),
            citations={name: text.html(told) for name, told in cited.items()},
        )
    )
