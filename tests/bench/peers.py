"""The same pages, made by other tools as their own guides say, for the bench to hold ours against.

Each function writes one tool's site below a folder. The Markdown is the naive design: a file a
page, with its table in Markdown and its chart as SVG.
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.bench.world import COUNTRIES, Made, World, country
from tests.world.roots import write

SHOWN = 30
HEAD = ("Day", "Downloads of 30 days", "Downloads of all time", "Likes")
Row = tuple[object, ...]


def chart(one: World, model: Made) -> str:
    """Return the line of a model's downloads as SVG, on one line of text."""
    values = [row[1] for row in one.rows(model)]
    most = max(values)
    points = " ".join(
        f"{10 + 600 * n / (len(values) - 1):.1f},{190 - 180 * value / most:.1f}"
        for n, value in enumerate(values)
    )
    return (
        '<svg viewBox="0 0 620 200" role="img"><title>Downloads of 30 days</title>'
        f'<polyline fill="none" stroke="currentColor" points="{points}"/></svg>'
    )


def _facts(model: Made) -> list[tuple[str, str]]:
    return [
        ("Laboratory", model.laboratory.name),
        ("Country", country(model.laboratory.country)[1]),
        ("Parameters", f"{model.size_b}B"),
        ("Released", model.released.isoformat()),
        ("Base", model.base or "unknown"),
    ]


def _table(head: Sequence[str], rows: Iterator[Row] | Sequence[Row]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(map(str, line))} |\n" for line in lines)


def _newest(one: World, models: Sequence[Made], folder: str) -> Iterator[Row]:
    for model in models:
        yield f"[{model.name}]({folder}{model.id}.md)", model.laboratory.name, *one.rows(model)[-1]


def _groups(one: World) -> Iterator[tuple[str, str, list[Made]]]:
    """Yield the path and the name of every country and laboratory, with its models."""
    for number in range(COUNTRIES):
        code, name = country(number)
        yield (
            f"countries/{code}",
            name,
            [m for m in one.models if m.laboratory.country == number],
        )
    for lab in one.laboratories:
        yield f"organizations/{lab.id}", lab.name, [m for m in one.models if m.laboratory == lab]


def write_markdown(one: World, folder: Path) -> None:
    """Write the naive design for MkDocs-Material, and for Zensical, which reads the same files."""
    docs, head = folder / "docs", ("Model", "Laboratory", *HEAD)
    for model in one.models:
        rows = list(reversed(one.rows(model, SHOWN)))
        text = f"# {model.name}\n\n{_table(('Fact', 'Value'), _facts(model))}\n"
        write(docs / "models" / f"{model.id}.md", f"{text}{chart(one, model)}\n\n"
              f"{_table(HEAD, rows)}\n[All models](../all.md)\n")  # fmt: skip
    for path, name, own in _groups(one):
        text = _table(head, _newest(one, own, "../models/"))
        write(docs / f"{path}.md", f"# {name}\n\n{text}")
    write(docs / "all.md", f"# All models\n\n{_table(head, _newest(one, one.models, 'models/'))}")
    write(docs / "index.md", "# The bench\n\n[All models](all.md)\n")
    write(folder / "mkdocs.yml", "site_name: The bench\nsite_url: http://127.0.0.1:8000/\n"
          "theme:\n  name: material\nmarkdown_extensions: [tables, md_in_html]\n")  # fmt: skip


def _page(one: World, model: Made) -> dict[str, object]:
    rows = [list(row) for row in reversed(one.rows(model, SHOWN))]
    return {"title": model.name, "facts": _facts(model), "chart": chart(one, model), "rows": rows}


def _listed(models: Sequence[Made], one: World) -> list[list[object]]:
    return [[m.id, m.name, m.laboratory.name, *one.rows(m)[-1]] for m in models]


_HUGO_TABLE = (
    '<table><thead><tr>{{ range (slice "Day" "Downloads of 30 days" "Downloads of all time" '
    '"Likes") }}<th>{{ . }}</th>{{ end }}</tr></thead><tbody>{{ range .Params.rows }}<tr>'
    "{{ range . }}<td>{{ . }}</td>{{ end }}</tr>{{ end }}</tbody></table>"
)
_HUGO_FACTS = (
    "<table><tbody>{{ range .Params.facts }}<tr><th>{{ index . 0 }}</th>"
    "<td>{{ index . 1 }}</td></tr>{{ end }}</tbody></table>{{ .Params.chart | safeHTML }}"
)
_HUGO_LIST = (
    '<table><tbody>{{ range .Params.listed }}<tr><td><a href="/models/{{ index . 0 }}/">'
    "{{ index . 1 }}</a></td>{{ range after 2 . }}<td>{{ . }}</td>{{ end }}</tr>{{ end }}"
    "</tbody></table>"
)


def write_hugo(one: World, folder: Path) -> None:
    """Write a site for Hugo: a file of facts a page, and a bare theme of one template."""
    for model in one.models:
        write(folder / "content/models" / f"{model.id}.md", json.dumps(_page(one, model)))
    for path, name, own in [*_groups(one), ("all", "All models", list(one.models))]:
        told = {"title": name, "listed": _listed(own, one)}
        write(folder / "content" / f"{path}.md", json.dumps(told))
    write(folder / "hugo.toml", 'baseURL = "http://127.0.0.1:8000/"\ntitle = "The bench"\n'
          'disableKinds = ["taxonomy", "term", "RSS"]\n')  # fmt: skip
    body = (
        "{{ if .Params.facts }}" + _HUGO_FACTS + _HUGO_TABLE + "{{ end }}"
        "{{ if .Params.listed }}" + _HUGO_LIST + "{{ end }}"
    )
    page = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title>'
        f"</head><body><main><h1>{{{{ .Title }}}}</h1>{body}</main></body></html>"
    )
    for name in ("single", "list"):
        write(folder / "layouts/_default" / f"{name}.html", page)
    write(folder / "layouts/index.html", page)


_ELEVENTY = """\
const esc = (v) => String(v).replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
const cells = (row) => row.map((v) => `<td>${esc(v)}</td>`).join("");
const rows = (list) => list.map((row) => `<tr>${cells(row)}</tr>`).join("");
export const data = {
  pagination: { data: "pages", size: 1, alias: "one" },
  permalink: ({ one }) => one.path + "/index.html",
};
export const render = ({ one }) => `<!doctype html><html lang="en"><head><meta charset="utf-8">\
<title>${esc(one.title)}</title></head><body><main><h1>${esc(one.title)}</h1>${one.facts ?
  `<table>${rows(one.facts)}</table>${one.chart}<table>${rows(one.rows)}</table>` :
  `<table>${one.listed.map((row) => `<tr><td><a href="/models/${row[0]}/">${esc(row[1])}</a></td>\
${cells(row.slice(2))}</tr>`).join("")}</table>`}</main></body></html>`;
"""


def write_eleventy(one: World, folder: Path) -> None:
    """Write a site for Eleventy: all pages from one file of data and one template."""
    pages = [{"path": f"models/{model.id}", **_page(one, model)} for model in one.models]
    groups = [*_groups(one), ("all", "All models", list(one.models))]
    pages += [{"path": path, "title": name, "listed": _listed(own, one)}
              for path, name, own in groups]  # fmt: skip
    write(folder / "_data/pages.json", json.dumps(pages))
    write(folder / "page.11ty.js", _ELEVENTY)
    write(folder / "package.json", '{"type": "module", "private": true}\n')
