"""The list of all checks: what each protects, told by the check itself, and what it found today."""

from collections import Counter
from collections.abc import Iterator, Mapping

from markupsafe import Markup

from builder.model.site import Page, Site


def view(site: Site) -> Iterator[Page]:
    """Yield the page that lists every check."""
    found = Counter(finding.check for finding in site.findings)
    yield Page(
        "contribute/checks.md",
        "Checks",
        "What is checked before anything is published, and what the checks found today.",
        "checks.md.j2",
        {"checks": site.checks, "found": found, "code": _files},
    )


def _files(files: Mapping[str, str]) -> Markup:
    """Return files as blocks of code, each under its name, one blank line apart."""
    return Markup("\n").join(
        Markup("<pre><code># data/catalog/{}.yml\n{}</code></pre>").format(path, _unbroken(text))
        for path, text in files.items()
    )


def _unbroken(text: str) -> str:
    """Return `text` without blank lines, at which Markdown would end the block."""
    return "\n".join(line for line in text.splitlines() if line.strip())
