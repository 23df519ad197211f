"""Pages opened in a browser as one reader would see them, and what keeps readers out of them."""

from collections.abc import Iterator

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

DESKTOP, PHONE, NARROW = (1280, 900), (375, 800), (320, 700)
#: What axe calls a fault that keeps readers out.
GRAVE = ("serious", "critical")
AXE = Axe()
#: What can be touched is 24 pixels large or stands apart, which axe asks only when told to.
FINGERS = {"target-size": {"enabled": True}}
#: The rows of a table are alike, and so are the items of a list.
FIRST_ROWS = {"exclude": [["tbody tr:nth-child(n+4)"], ["li:nth-child(n+5)"]]}


def opened(
    browser: Browser,
    url: str,
    size: tuple[int, int],
    *,
    scheme: str = "light",
    script: bool = True,
    errors: list[str] | None = None,
) -> Iterator[Page]:
    """Yield one page, opened, and close it; what its console tells as wrong goes to `errors`."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme=scheme,  # type: ignore[arg-type]
        java_script_enabled=script,
    )
    page = context.new_page()
    if errors is not None:
        page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(url)
    yield page
    context.close()


def grave_faults(page: Page, **rules: object) -> list[str]:
    """Return what axe finds in a page that keeps readers out."""
    options = {"resultTypes": ["violations"], "rules": FINGERS, **rules}
    told = AXE.run(page, context=FIRST_ROWS, options=options).response["violations"]
    return [
        f"{one['id']}: {node['html'][:200]}"
        for one in told
        if one["impact"] in GRAVE
        for node in one["nodes"]
    ]
